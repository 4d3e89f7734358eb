import Text

/// The waits for an applicant's answer that the portal and the journal tell, together.
///
/// They may tell of the same waits: the longer sum counts, not both. A question that the portal knows of may be answered
/// in the journal first, and then the portal counts that wait among none that are over.
struct Waits {
  /// Working time of those that are over.
  let ended: Seconds
  /// When the present one began; `nil` when none lasts, or nobody tells.
  let openSince: Timestamp?
  /// Whether the wait that the portal's file shows as the present one is over by the journal.
  let hasPortalsEnded: Bool

  init(of application: Application, _ history: CaseHistory, calendar: WorkingCalendar) {
    let asked = application.state == .infoRequested ? application.infoRequestedAt : nil
    let answered = asked.flatMap { asked in
      history.entries.first {
        $0.standing == .counts && $0.record.from == .infoRequested && $0.record.at >= asked
      }?.record.at
    }
    var ofPortal = application.pausedFor.count
    if let asked, let answered { ofPortal += calendar.workingTime(from: asked, to: answered).count }
    let ofJournal = history.pauses.reduce(into: Int64(0)) { sum, pause in
      if let end = pause.to { sum += calendar.workingTime(from: pause.from, to: end).count }
    }
    ended = Seconds(max(ofPortal, ofJournal))
    hasPortalsEnded = answered != nil
    let openInJournal = history.pauses.last { $0.to == nil }?.from
    let openInPortal = hasPortalsEnded ? nil : asked
    // The portal learns of the journal's question later than it was asked. Where it counts waits that are over, it may
    // have asked anew.
    let isSameQuestion = application.pausedFor.count == 0
    openSince =
      isSameQuestion ? [openInPortal, openInJournal].compactMap(\.self).min() : openInPortal ?? openInJournal
  }
}
