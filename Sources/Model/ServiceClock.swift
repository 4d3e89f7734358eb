/// The clock of EuroHPC's promise: access, not merely an answer, within the time of the mode.
package struct ServiceClock: Sendable, Equatable {
  package var serviceClass: ServiceClass
  /// Submission, or the cut-off; `nil` when unknown.
  package var startsAt: Timestamp?
  /// `nil` when no promise is known or the clock has stopped for good.
  package var dueAt: Timestamp?
  /// Working time left, negative when breached; `nil` when no clock runs.
  package var left: Seconds?
}

extension Policy {
  /// Where `application` stands at `now`.
  ///
  /// - The clock starts at submission, or at the cut-off, and stops when access is given. An application that needs
  ///   nobody any more is `ok` and has neither due time nor time left.
  /// - A due time that the portal states wins over the computed one.
  /// - A wait for the applicant stops the clock: it moves the due time by the working time that it takes. Earlier
  ///   waits that the portal counts move the computed due time only, for it knows of them when it states one; those
  ///   that only the journal tells move both. When the wait's beginning is unknown, so is the time left.
  /// - `notStarted`: a draft, a cut-off ahead, or no promise known.
  /// - Due today means on the present day in `zone`; at risk, less than `atRiskFraction` of the promise left.
  package func serviceClock(of application: Application, at now: Timestamp) -> ServiceClock {
    let calendar = workingCalendar
    let start = clockStart(of: application)
    guard application.state.isPending, application.state != .reportOverdue else {
      return ServiceClock(serviceClass: application.state == .draft ? .notStarted : .ok, startsAt: start)
    }
    let promised = start.flatMap { promisedTime(for: application.mode, from: $0) }
    let computed = promised.map {
      application.pausedFor.count > 0 ? calendar.adding(application.pausedFor, to: $0) : $0
    }
    let untold = application.standing?.untoldWait ?? Seconds(0)
    let stated = application.dueAt.map { untold.count > 0 ? calendar.adding(untold, to: $0) : $0 }
    guard var due = stated ?? computed else {
      return ServiceClock(serviceClass: .notStarted, startsAt: start)
    }
    if let start, now < start {
      return ServiceClock(serviceClass: .notStarted, startsAt: start, dueAt: due)
    }

    let isPaused = application.state == .infoRequested
    if isPaused {
      guard let since = application.infoRequestedAt else {
        return ServiceClock(serviceClass: .paused, startsAt: start, dueAt: due)
      }
      if since <= due, since < now {
        due = calendar.adding(calendar.workingTime(from: since, to: now), to: due)
      }
    }
    let left = calendar.workingTime(from: now, to: due)
    let promise = start.map { calendar.workingTime(from: $0, to: application.dueAt ?? promised ?? due) }
    let serviceClass: ServiceClass =
      if now > due {
        .breached
      } else if isPaused {
        .paused
      } else if zone.localTime(at: now).date == zone.localTime(at: due).date {
        .dueToday
      } else if let promise, Double(left.count) < atRiskFraction * Double(promise.count) {
        .atRisk
      } else {
        .ok
      }
    return ServiceClock(serviceClass: serviceClass, startsAt: start, dueAt: due, left: left)
  }

  /// When the promise begins to run: submission, or the application's cut-off, or, where it names none, the first
  /// known one of its mode after submission.
  func clockStart(of application: Application) -> Timestamp? {
    guard let mode = modes[application.mode] else { return application.submittedAt }
    switch mode.start {
    case .submission: return application.submittedAt
    case .cutoff:
      return application.cutoffAt
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
