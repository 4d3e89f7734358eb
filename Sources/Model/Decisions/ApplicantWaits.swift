import Text

/// The waits for an applicant's answer, which stop the service clock, by whoever tells of them.
///
/// Portal and journal may tell of the same waits: the longer sum counts, not both. A question that the portal knows of
/// may be answered in the journal first, and then the portal counts that wait among none that are over.
package struct ApplicantWaits: Sendable, Equatable {
  /// Working time of those that are over.
  package private(set) var ended: Seconds
  /// The part of it that the portal does not count.
  private(set) var endedByJournal: Seconds
  /// When the present one began; `nil` when none lasts, or nobody tells when it began.
  package private(set) var openSince: Timestamp?
  /// From when on the portal tells of the present one: until then, the journal alone does. `nil` where the portal does
  /// not.
  private var toldByPortalSince: Timestamp?
  /// Whether the wait that the portal's file shows as the present one is over by the journal.
  let hasPortalsEnded: Bool
}

extension ApplicantWaits {
  /// What the portal's file tells, together with what the journal does. A wait lasts while the application is in
  /// `state`, by both together, only where that is `infoRequested`.
  init(
    of application: Application, _ history: CaseHistory, in state: ApplicationState, calendar: WorkingCalendar
  ) {
    let isAsking = application.state == .infoRequested
    let asked = isAsking ? application.infoRequestedAt : nil
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
    endedByJournal = Seconds(ended.count - application.pausedFor.count)
    hasPortalsEnded = answered != nil
    let openInJournal = history.pauses.last { $0.to == nil }?.from
    let openInPortal = hasPortalsEnded ? nil : asked
    // The portal learns of the journal's question later than it was asked. Where it counts waits that are over, it may
    // have asked anew.
    let isSameQuestion = application.pausedFor.count == 0
    let open =
      isSameQuestion ? [openInPortal, openInJournal].compactMap(\.self).min() : openInPortal ?? openInJournal
    openSince = state == .infoRequested ? open : nil
    toldByPortalSince = isAsking && !hasPortalsEnded ? openInPortal ?? openSince : nil
  }

  /// What the portal's file tells, where there is no journal.
  init(of application: Application) {
    ended = application.pausedFor
    endedByJournal = Seconds(0)
    hasPortalsEnded = false
    openSince = application.state == .infoRequested ? application.infoRequestedAt : nil
    toldByPortalSince = openSince
  }

  /// Working time of all waits up to `moment`, the present one included.
  func taken(until moment: Timestamp, by calendar: WorkingCalendar) -> Seconds {
    guard let openSince, openSince < moment else { return ended }
    return Seconds(ended.count + calendar.workingTime(from: openSince, to: moment).count)
  }

  /// The part of it that the journal alone tells.
  func takenByJournal(until moment: Timestamp, by calendar: WorkingCalendar) -> Seconds {
    let end = min(toldByPortalSince ?? moment, moment)
    guard let openSince, openSince < end else { return endedByJournal }
    return Seconds(endedByJournal.count + calendar.workingTime(from: openSince, to: end).count)
  }
}
