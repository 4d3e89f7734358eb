/// The clock of EuroHPC's promise: access, not merely an answer, within the time of the mode.
package struct ServiceClock: Sendable, Equatable {
  package var serviceClass: ServiceClass
  /// Submission, or the cut-off; `nil` when unknown.
  package var startsAt: Timestamp?
  /// `nil` when no promise is known or the clock has stopped for good.
  package var dueAt: Timestamp?
  /// Working time left, not above 0 when breached; `nil` when no clock runs.
  package var left: Seconds?
}

extension Policy {
  /// Where `application` stands at `now`.
  ///
  /// - The clock starts at submission, or at the cut-off, and stops when access is given: in time, the promise is kept,
  ///   whatever step the application is in; late, it stays breached by as much. Access before the submission is a
  ///   contradiction and keeps nothing. An application that needs nobody any more is `ok`. A clock that has stopped for
  ///   good has neither due time nor time left.
  /// - A due time that the portal states wins over the computed one, unless it lies before the submission.
  /// - Every wait for the applicant stops the clock, also one that begins after the due time: while it lasts, the class
  ///   and the time left stay what they were when it began. It moves the due time by the working time that it takes. One
  ///   that the portal states is moved by the waits that only the journal tells, for the portal knows of its own. What
  ///   of a wait lies before the clock starts stops nothing (`ApplicantWaits`). When the present wait's beginning is
  ///   unknown, so is the time left.
  /// - `notStarted`: a draft, a cut-off ahead, or no promise known.
  /// - Due today means on the present day in `zone`, up to 24:00; at risk, less than `atRiskFraction` of the promise
  ///   left.
  package func serviceClock(of application: Application, at now: Timestamp) -> ServiceClock {
    let start = clockStart(of: application)
    let stopped = ServiceClock(serviceClass: application.state == .draft ? .notStarted : .ok, startsAt: start)
    guard application.state.isPending, application.state != .reportOverdue else { return stopped }
    let access = application.accessAt.flatMap { $0 <= now && !application.isGivenBeforeAsked ? $0 : nil }
    let clock = runningClock(of: application, startsAt: start, at: access ?? now)
    return access == nil || clock.serviceClass == .breached ? clock : stopped
  }

  /// Whether access came within the promised time, or a refusal did; `false` also of one that is past its time and has
  /// neither. `nil` while nobody can tell, without a promise, and of what was withdrawn or taken back.
  package func promiseIsKept(to application: Application, at now: Timestamp) -> Bool? {
    let access = application.isGivenBeforeAsked ? nil : application.accessAt
    let end = access ?? (application.state == .rejected ? application.decidedAt : nil)
    if let end, end <= now {
      let clock = runningClock(of: application, startsAt: clockStart(of: application), at: end)
      return clock.dueAt == nil ? nil : clock.serviceClass != .breached
    }
    return serviceClock(of: application, at: now).serviceClass == .breached ? false : nil
  }

  /// Working time that waits which are over took off the clock of `application` up to `now`: what of them lies after the
  /// clock's start.
  package func pausedTime(of application: Application, at now: Timestamp) -> Seconds {
    let waits = application.standing?.waits ?? ApplicantWaits(of: application)
    return waits.ended(since: clockStart(of: application), until: now, by: workingCalendar)
  }

  /// `serviceClock` of one whose clock has not stopped by `now`.
  private func runningClock(
    of application: Application, startsAt start: Timestamp?, at now: Timestamp
  ) -> ServiceClock {
    let calendar = workingCalendar
    let waits = application.standing?.waits ?? ApplicantWaits(of: application)
    let stated = application.isDueBeforeAsked ? nil : application.dueAt
    let isStated = stated != nil
    guard
      let promised = stated
        ?? start.flatMap({ promisedTime(for: application.mode, from: $0) })
    else { return ServiceClock(serviceClass: .notStarted, startsAt: start) }
    func due(_ moment: Timestamp) -> Timestamp {
      let waited =
        isStated
        ? waits.takenByJournal(since: start, until: moment, by: calendar)
        : waits.taken(since: start, until: moment, by: calendar)
      return calendar.adding(waited, to: promised)
    }
    if let start, now < start {
      return ServiceClock(serviceClass: .notStarted, startsAt: start, dueAt: due(now))
    }
    let isPaused = application.state == .infoRequested
    if isPaused, waits.openSince == nil {
      return ServiceClock(serviceClass: .paused, startsAt: start, dueAt: due(now))
    }

    // Where the clock stands, and what it stands against.
    let pause = waits.openSince.map { max($0, start ?? $0) }
    let reading = isPaused ? min(pause ?? now, now) : now
    let dueThen = due(reading)
    let left = calendar.workingTime(from: reading, to: dueThen)
    let promise = start.map { calendar.workingTime(from: $0, to: promised) }
    let serviceClass: ServiceClass =
      if reading > dueThen {
        .breached
      } else if isPaused {
        .paused
      } else if now == dueThen || zone.localTime(at: now).date == calendar.dayEnding(at: dueThen) {
        .dueToday
      } else if let promise, Double(left.count) < atRiskFraction * Double(promise.count) {
        .atRisk
      } else {
        .ok
      }
    return ServiceClock(serviceClass: serviceClass, startsAt: start, dueAt: due(now), left: left)
  }

  /// When the promise begins to run: submission, or the application's cut-off, though not before it was submitted, or,
  /// where it names none, the first known one of its mode after submission.
  func clockStart(of application: Application) -> Timestamp? {
    guard let mode = modes[application.mode] else { return application.submittedAt }
    switch mode.start {
    case .submission: return application.submittedAt
    case .cutoff:
      return application.cutoffAt.map { max($0, application.submittedAt ?? $0) }
        ?? application.submittedAt.flatMap { submitted in mode.cutoffs.first { $0 >= submitted } }
    }
  }

  /// Start plus the promise of `mode`, at the same time of day; `nil` for a mode without a promise.
  func promisedTime(for mode: AccessMode, from start: Timestamp) -> Timestamp? {
    switch modes[mode]?.promise {
    case .workingDays(let count): return workingCalendar.adding(.days(Int64(count)), to: start)
    case .days(let count):
      let local = zone.localTime(at: start)
      return zone.moment(
        at: LocalTime(date: local.date.adding(days: count), secondOfDay: local.secondOfDay))
    case nil: return nil
    }
  }
}

extension Application {
  /// Whether its access was given before it was submitted, as the documents tell: then nobody knows when either was.
  fileprivate var isGivenBeforeAsked: Bool {
    guard let submittedAt, let accessAt else { return false }
    return accessAt < submittedAt
  }

  /// Whether its portal states a due time before it was submitted, which nobody can have promised.
  fileprivate var isDueBeforeAsked: Bool {
    guard let submittedAt, let dueAt else { return false }
    return dueAt < submittedAt
  }
}
