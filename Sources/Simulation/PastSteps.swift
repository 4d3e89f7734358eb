import Model

/// What has happened to an application until now.
struct PastSteps {
  private let steps: [ApplicationSchedule.Step]

  init(_ schedule: ApplicationSchedule, at moment: Timestamp) {
    steps = schedule.steps.filter { $0.at <= moment }
  }

  func begin(of state: ApplicationState) -> Timestamp? { steps.first { $0.state == state }?.at }

  var decidedAt: Timestamp? { begin(of: .awarded) ?? begin(of: .rejected) }

  var decision: String? {
    if begin(of: .awarded) != nil { return "approved" }
    return begin(of: .rejected) == nil ? nil : "declined"
  }

  /// Working time of the waits for the applicant that are over.
  var pausedFor: Seconds {
    var total: Int64 = 0
    for (step, next) in zip(steps, steps.dropFirst()) where step.state == .infoRequested {
      total += OfficeHours.withoutWeekends(from: step.at, to: next.at).count
    }
    return Seconds(total)
  }
}

extension ApplicationSchedule.Step {
  /// The portal stops listing what has been over for a month.
  func isForgotten(at moment: Timestamp) -> Bool {
    let over: Set<ApplicationState> = [.closed, .rejected, .withdrawn, .cancelled]
    return over.contains(state) && moment - at > .days(30)
  }
}
