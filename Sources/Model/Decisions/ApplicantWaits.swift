import Text

/// The waits for an applicant's answer, which stop the service clock, by whoever tells of them.
///
/// Portal and journal may tell of the same waits: the longer sum counts, not both. A question that the portal knows of
/// may be answered in the journal first, and then the portal counts that wait among none that are over.
///
/// What lies before the clock starts stops nothing, and counts nothing. Of a sum that the portal states nobody can tell
/// which part that is: it counts for as much as can lie after the start.
package struct ApplicantWaits: Sendable, Equatable {
  /// Working time of those that are over, by the portal's own sum.
  private let stated: Seconds
  /// Of those that are over the one that the portal tells the beginning of, and the journal the end.
  private let answered: CaseHistory.Pause?
  /// Those that are over by the journal.
  private let ofJournal: [CaseHistory.Pause]
  /// When the present one began; `nil` when none lasts, or nobody tells when it began.
  package let openSince: Timestamp?
  /// From when on the portal tells of the present one: until then, the journal alone does. `nil` where the portal does
  /// not.
  private let toldByPortalSince: Timestamp?
  /// Whether the wait that the portal's file shows as the present one is over by the journal.
  var hasPortalsEnded: Bool { answered != nil }
}

extension ApplicantWaits {
  /// What the portal's file tells, together with what the journal does. A wait lasts while the application is in
  /// `state`, by both together, only where that is `infoRequested`.
  init(of application: Application, _ history: CaseHistory, in state: ApplicationState) {
    let isAsking = application.state == .infoRequested
    let asked = isAsking ? application.infoRequestedAt : nil
    let answer = asked.flatMap { asked in
      history.entries.first {
        $0.standing == .counts && $0.record.from == .infoRequested && $0.record.at >= asked
      }?.record.at
    }
    answered = asked.flatMap { asked in answer.map { CaseHistory.Pause(from: asked, to: $0) } }
    stated = application.pausedFor
    ofJournal = history.pauses.filter { $0.to != nil }
    let openInJournal = history.pauses.last { $0.to == nil }?.from
    let openInPortal = answered == nil ? asked : nil
    // The portal learns of the journal's question later than it was asked. Where it counts waits that are over, it may
    // have asked anew.
    let isSameQuestion = application.pausedFor.count == 0
    let open =
      isSameQuestion ? [openInPortal, openInJournal].compactMap(\.self).min() : openInPortal ?? openInJournal
    openSince = state == .infoRequested ? open : nil
    toldByPortalSince = isAsking && answered == nil ? openInPortal ?? openSince : nil
  }

  /// What the portal's file tells, where there is no journal.
  init(of application: Application) {
    self.init(of: application, CaseHistory(of: application.id), in: application.state)
  }

  /// Working time of those that are over, also before the clock started.
  func ended(by calendar: WorkingCalendar) -> Seconds {
    Seconds(parts(since: nil, until: nil, by: calendar).all)
  }

  /// Working time of those that are over, up to `moment`, as far as the clock ran: since `start`, or all of it where
  /// nobody knows when that was.
  func ended(since start: Timestamp?, until moment: Timestamp, by calendar: WorkingCalendar) -> Seconds {
    Seconds(parts(since: start, until: moment, by: calendar).all)
  }

  /// Working time of all waits up to `moment`, the present one included, as far as the clock ran: since `start`, or all
  /// of it where nobody knows when that was.
  func taken(since start: Timestamp?, until moment: Timestamp, by calendar: WorkingCalendar) -> Seconds {
    let ended = ended(since: start, until: moment, by: calendar).count
    return Seconds(ended + open(since: start, until: moment, by: calendar))
  }

  /// The part of it that the journal alone tells.
  func takenByJournal(
    since start: Timestamp?, until moment: Timestamp, by calendar: WorkingCalendar
  ) -> Seconds {
    let ended = parts(since: start, until: moment, by: calendar).byJournal
    let end = min(toldByPortalSince ?? moment, moment)
    return Seconds(ended + open(since: start, until: end, by: calendar))
  }

  /// Of those that are over.
  private func parts(
    since start: Timestamp?, until end: Timestamp?, by calendar: WorkingCalendar
  ) -> (all: Int64, byJournal: Int64) {
    func length(_ wait: CaseHistory.Pause) -> Int64 {
      let begin = max(wait.from, start ?? wait.from)
      let stop = min(wait.to ?? begin, end ?? wait.to ?? begin)
      return begin < stop ? calendar.workingTime(from: begin, to: stop).count : 0
    }
    let byPortal = statedPart(since: start, until: end, by: calendar)
    let ofPortal = byPortal + (answered.map(length) ?? 0)
    let all = max(ofPortal, ofJournal.reduce(0) { $0 + length($1) })
    return (all, all - byPortal)
  }

  /// What of the portal's sum may lie after `start`: no more than the working time since.
  private func statedPart(
    since start: Timestamp?, until end: Timestamp?, by calendar: WorkingCalendar
  ) -> Int64 {
    guard let start, let end else { return stated.count }
    if end < start { return 0 }
    return min(stated.count, calendar.workingTime(from: start, to: end).count)
  }

  private func open(since start: Timestamp?, until end: Timestamp, by calendar: WorkingCalendar) -> Int64 {
    guard let openSince else { return 0 }
    let begin = max(openSince, start ?? openSince)
    return begin < end ? calendar.workingTime(from: begin, to: end).count : 0
  }
}
