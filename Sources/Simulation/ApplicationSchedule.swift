import Model

/// The steps of one application, past and to come, and when each begins.
struct ApplicationSchedule: Sendable {
  struct Step: Sendable {
    var state: ApplicationState
    var at: Timestamp
  }

  private(set) var steps: [Step]
  private(set) var cutoffAt: Timestamp?

  var createdAt: Timestamp { steps[0].at }
  func begins(_ state: ApplicationState) -> Timestamp? { steps.first { $0.state == state }?.at }

  /// The step at `moment`; `nil` before the application exists.
  func step(at moment: Timestamp) -> Step? { steps.last { $0.at <= moment } }

  /// From a first draft at `created`, as chance has it.
  init(mode: AccessMode, draftedAt created: Timestamp, days: Int, from random: inout SeededRandom) {
    steps = [Step(state: .draft, at: created)]
    extend(mode, days: days, from: &random)
  }

  /// One that is in `state` at `moment`, somewhere within the time that the step takes.
  init(
    mode: AccessMode, in state: ApplicationState, at moment: Timestamp, days: Int,
    from random: inout SeededRandom
  ) {
    let pace = Pace(mode: mode, days: days)
    let span = pace.span(of: state, from: &random)
    let gone = 0.1 + 0.8 * random.fraction()
    var begins = span.scaled(by: gone).start(until: moment)
    let ends = span.scaled(by: 1 - gone).end(from: moment + .minutes(1))
    if state == .submitted, let cutoff = Cutoffs.next(of: mode, after: moment) {
      let opened = Cutoffs.last(of: mode, until: moment).map { $0 + .minutes(30) } ?? moment
      begins = min(moment, max(opened, moment + .hours(-Int64(random.between(3, 120)))))
      cutoffAt = cutoff
    }
    steps = [Step(state: state, at: begins)]
    for earlier in Self.path(of: mode, to: state).reversed() {
      if earlier == .submitted, let cutoff = Cutoffs.last(of: mode, until: begins) {
        // What waited for a cut-off is checked from the cut-off on; the check takes up what the calendar leaves.
        cutoffAt = cutoff
        steps[0].at = cutoff
        begins = cutoff
      }
      begins = pace.span(of: earlier, from: &random).start(until: begins)
      steps.insert(Step(state: earlier, at: begins), at: 0)
    }
    extend(mode, days: days, firstStepEnds: ends, from: &random)
  }

  /// The way to `state` by which nothing goes wrong before it.
  private static func path(of mode: AccessMode, to state: ApplicationState) -> [ApplicationState] {
    var path: [ApplicationState] = [.draft, .submitted, .adminCheck, .techAssessment]
    switch mode {
    case .playground, .fastLane, .benchmark, .development, .other: break
    case .largeScale: path.append(.expertReview)
    case .aiScience, .regular, .extremeScale: path += [.expertReview, .panelReview]
    }
    path += [.decision, .awarded, .onboarding, .active, .ended, .reportDue]
    return Array(path.prefix { $0 != state && $0 != turning(to: state) })
      + [turning(to: state)].compactMap(\.self)
  }

  /// The last step on the straight way before one that lies beside it; `nil` for those on it.
  private static func turning(to state: ApplicationState) -> ApplicationState? {
    switch state {
    case .draft, .submitted, .adminCheck, .techAssessment, .expertReview, .panelReview, .decision, .awarded,
      .onboarding, .active, .ended, .reportDue, .other:
      nil
    case .infoRequested, .withdrawn: .adminCheck
    case .rejected: .techAssessment
    case .waitlisted: .decision
    case .cancelled: .awarded
    case .throttled, .suspended: .active
    case .reportOverdue, .closed: .reportDue
    }
  }

  /// Lets things happen after the last step until the application is closed.
  private mutating func extend(
    _ mode: AccessMode, days: Int, firstStepEnds: Timestamp? = nil, from random: inout SeededRandom
  ) {
    let pace = Pace(mode: mode, days: days)
    var known = firstStepEnds
    while let last = steps.last, let next = successor(of: last.state, mode, from: &random) {
      var ends = known ?? pace.span(of: last.state, from: &random).end(from: last.at)
      known = nil
      if last.state == .submitted, let cutoff = Cutoffs.next(of: mode, after: last.at) {
        cutoffAt = cutoff
        ends = cutoff
      }
      steps.append(Step(state: next, at: ends))
    }
  }

  /// The state machine of the access modes, with odds of our own.
  private func successor(
    of state: ApplicationState, _ mode: AccessMode, from random: inout SeededRandom
  ) -> ApplicationState? {
    let odds: [Weighted<ApplicationState>] =
      switch state {
      case .draft: [Weighted(.submitted, 1)]
      case .submitted: [Weighted(.adminCheck, 1)]
      case .adminCheck: [Weighted(.techAssessment, 78), Weighted(.infoRequested, 14), Weighted(.rejected, 8)]
      case .infoRequested:
        [
          Weighted(begins(.techAssessment) == nil ? .adminCheck : .techAssessment, 9),
          Weighted(.withdrawn, 1),
        ]
      case .techAssessment:
        [Weighted(assessed(mode), 84), Weighted(.infoRequested, 10), Weighted(.rejected, 6)]
      case .expertReview: [Weighted(mode == .largeScale ? .decision : .panelReview, 1)]
      case .panelReview: [Weighted(.decision, 1)]
      case .decision: [Weighted(.awarded, 88), Weighted(.rejected, 7), Weighted(.waitlisted, 5)]
      case .waitlisted: [Weighted(.decision, 1)]
      case .awarded: [Weighted(.onboarding, 97), Weighted(.cancelled, 3)]
      case .onboarding: [Weighted(.active, 1)]
      case .active: [Weighted(.ended, 6), Weighted(.throttled, 3), Weighted(.suspended, 1)]
      case .throttled, .suspended: [Weighted(.active, 3), Weighted(.ended, 1)]
      case .ended: [Weighted(.reportDue, 1)]
      case .reportDue: [Weighted(.closed, 8), Weighted(.reportOverdue, 2)]
      case .reportOverdue: [Weighted(.closed, 1)]
      case .closed, .rejected, .withdrawn, .cancelled, .other: []
      }
    return odds.isEmpty ? nil : random.pick(odds)
  }

  private func assessed(_ mode: AccessMode) -> ApplicationState {
    Self.path(of: mode, to: .decision).last == .techAssessment ? .decision : .expertReview
  }
}

/// How long the steps of a mode take.
struct Pace: Sendable {
  enum Span: Sendable {
    /// Office hours only.
    case office(Seconds)
    /// All hours, though somebody at work marks its beginning and its end.
    case calendar(Seconds)

    func scaled(by factor: Double) -> Span {
      switch self {
      case .office(let work): .office(Seconds(Int64(Double(work.count) * factor)))
      case .calendar(let time): .calendar(Seconds(Int64(Double(time.count) * factor)))
      }
    }
    func end(from start: Timestamp) -> Timestamp {
      switch self {
      case .office(let work): OfficeHours.after(work, from: start)
      case .calendar(let time): OfficeHours.after(Seconds(0), from: start + time)
      }
    }
    func start(until end: Timestamp) -> Timestamp {
      switch self {
      case .office(let work): OfficeHours.before(work, until: end)
      case .calendar(let time): OfficeHours.before(Seconds(0), until: end + Seconds(-time.count))
      }
    }
  }

  var mode: AccessMode
  /// Length of the allocation.
  var days: Int

  func span(of state: ApplicationState, from random: inout SeededRandom) -> Span {
    switch state {
    case .draft: hours(8, 120, from: &random)
    case .submitted: work(30, 120, from: &random)
    case .adminCheck: work(60, 240, from: &random)
    case .infoRequested: .office(.minutes(Int64(random.between(180, 1200))))
    case .techAssessment: work(60, 330, from: &random)
    case .expertReview: work(180, 420, from: &random)
    case .panelReview: work(90, 240, from: &random)
    case .decision: work(30, 90, from: &random)
    case .waitlisted: hours(40, 200, from: &random)
    case .awarded: work(30, 200, from: &random)
    case .onboarding: work(60, 240, from: &random)
    case .active: .calendar(.days(Int64(days)))
    case .throttled, .suspended: hours(24, 200, from: &random)
    case .ended: hours(150, 340, from: &random)
    case .reportDue: hours(300, 1900, from: &random)
    case .reportOverdue: hours(100, 700, from: &random)
    case .closed, .rejected, .withdrawn, .cancelled, .other: .office(.hours(Int64(random.between(2, 60))))
    }
  }

  private func hours(_ low: Int, _ high: Int, from random: inout SeededRandom) -> Span {
    .calendar(.minutes(Int64(random.between(60 * low, 60 * high))))
  }

  /// Minutes that the step takes for Playground; larger calls take longer, and one case in eight is hard.
  private func work(_ low: Int, _ high: Int, from random: inout SeededRandom) -> Span {
    let factor: Double =
      switch mode {
      case .playground, .other: 1
      case .fastLane: 2
      case .largeScale: 4.5
      case .benchmark, .development: 5
      case .aiScience: 9
      case .regular: 16
      case .extremeScale: 20
      }
    let hard = random.happens(0.125) ? 2.5 : 1
    return Span.office(.minutes(Int64(random.between(low, high)))).scaled(by: factor * hard)
  }
}
