import Configuration
import Dashboard
import Model
import Recording
import Text

/// By what a recorded moment is judged and shown.
struct RulesOfReplay {
  private let policy: Policy
  private let redactions: Redactions
  private let isConfigurationNamed: Bool
  /// Of the reader's policy.
  var zone: EuropeanZone { policy.zone }

  init(_ configuration: Configuration, isConfigurationNamed: Bool) {
    policy = configuration.policy
    redactions = configuration.redactions
    self.isConfigurationNamed = isConfigurationNamed
  }

  /// The recorded policy, unless somebody named another; the reader's own rules of checks in both.
  func policy(of head: RecordingHead) -> Policy {
    var policy = isConfigurationNamed ? policy : head.policy
    policy.checks = self.policy.checks
    return policy
  }

  /// The factory as it is shown. What was taken out for the recording is out already, and would be numbered anew.
  func factory(of found: RecordingFolder.Found) -> Factory {
    found.reading.factory(judgedBy: policy(of: found.head)).redacted(
      redactions.subtracting(found.head.redactions))
  }

  func model(
    of found: RecordingFolder.Found, _ extent: ClosedRange<Timestamp>, next: Timestamp? = nil
  ) -> DashboardModel {
    DashboardModel(
      factory: factory(of: found), policy: policy(of: found.head), now: found.reading.at,
      recorded: RecordedMoment(
        interval: found.head.interval, extent: extent, isJudgedAsThen: !isConfigurationNamed, next: next))
  }
}

/// Goes through a recording for what somebody asked for.
struct ReplaySearch {
  private(set) var reader: RecordingReader
  let rules: RulesOfReplay
  /// Asked between readings: whether anybody still waits for what is looked for.
  private let isWanted: @Sendable () -> Bool
  /// From its first reading to its last, as far as it has been looked up.
  private(set) var extent: ClosedRange<Timestamp>?

  /// No event is looked for further away.
  private static let furthest = Seconds.hours(24)

  init(
    reader: RecordingReader, rules: RulesOfReplay, isWanted: @escaping @Sendable () -> Bool = { true }
  ) {
    self.isWanted = isWanted
    self.reader = reader
    self.rules = rules
  }

  /// Reads and judges what is needed for it: of an event every reading up to that.
  mutating func outcome(of request: ReplayRequest) -> (outcome: ReplayAnswer.Outcome, moment: Timestamp?) {
    do throws(RecordingError) {
      let extent = try reader.knownExtent()
      self.extent = extent
      switch request.target {
      case .at(let moment):
        let found = try reader.reading(at: max(moment, extent.lowerBound))
        if moment < extent.lowerBound { return shown(found, extent, request, "the recording begins here") }
        return shown(found, extent, request, moment > extent.upperBound ? "the recording ends here" : nil)
      case .step(let moment, let count): return try step(from: moment, by: count, extent, request)
      case .nextEvent(let moment): return try event(after: moment, extent, request)
      case .previousEvent(let moment): return try event(before: moment, extent, request)
      }
    } catch {
      return (.failed(error.sentence), nil)
    }
  }

  private mutating func shown(
    _ found: RecordingFolder.Found, _ extent: ClosedRange<Timestamp>, _ request: ReplayRequest,
    _ remark: SafeText? = nil
  ) -> (ReplayAnswer.Outcome, Timestamp?) {
    var next: Timestamp?
    if case .at(let moment) = request.target,
      moment - found.reading.at > Seconds(2 * max(1, found.head.interval.count))
    {
      next = (try? reader.reading(after: found.reading.at))?.reading.at
    }
    if found.reading.at == request.shown, remark == nil, next == nil { return (.same, found.reading.at) }
    return (.found(model(of: found, extent, next: next), remark), found.reading.at)
  }

  /// With the history up to then.
  private mutating func model(
    of found: RecordingFolder.Found, _ extent: ClosedRange<Timestamp>, next: Timestamp? = nil
  ) -> DashboardModel {
    var found = found
    if let past = try? reader.past(until: found.reading.at) { found.reading.factory.add(past) }
    return rules.model(of: found, extent, next: next)
  }

  /// As far as there are readings.
  private mutating func step(
    from moment: Timestamp, by count: Int, _ extent: ClosedRange<Timestamp>, _ request: ReplayRequest
  ) throws(RecordingError) -> (ReplayAnswer.Outcome, Timestamp?) {
    guard count != 0 else { return (.same, moment) }
    var last: RecordingFolder.Found?
    var remark: SafeText?
    for _ in 0..<abs(count) {
      let from = last?.reading.at ?? moment
      let next = count > 0 ? try reader.reading(after: from) : try reader.reading(before: from)
      guard let next else {
        remark = count > 0 ? "this is the newest reading of the recording" : "the recording begins here"
        break
      }
      last = next
    }
    guard let last else { return (.none(remark ?? ""), moment) }
    return shown(last, extent, request, remark)
  }

  private mutating func event(
    after moment: Timestamp, _ extent: ClosedRange<Timestamp>, _ request: ReplayRequest
  ) throws(RecordingError) -> (ReplayAnswer.Outcome, Timestamp?) {
    let start: RecordingFolder.Found
    if let here = try? reader.reading(at: moment) {
      start = here
    } else if let first = try reader.reading(after: moment) {
      start = first
    } else {
      return (.none("nothing comes after this in the recording"), moment)
    }
    var before = rules.model(of: start, extent)
    var last = moment
    while isWanted(), let next = try reader.reading(after: last), next.reading.at - moment <= Self.furthest {
      let after = rules.model(of: next, extent)
      if let event = ModelChanges(from: before, to: after).event {
        return (.found(model(of: next, extent), event), next.reading.at)
      }
      (before, last) = (after, next.reading.at)
    }
    return (.none("nothing else happens within 24 h of the recording"), moment)
  }

  /// The newest of the readings before that differs from the one before it.
  private mutating func event(
    before moment: Timestamp, _ extent: ClosedRange<Timestamp>, _ request: ReplayRequest
  ) throws(RecordingError) -> (ReplayAnswer.Outcome, Timestamp?) {
    // By hours, each from its beginning, so that readings are made of the differences to those before.
    var end = moment
    while moment - end < Self.furthest, end > extent.lowerBound {
      let start = max(extent.lowerBound, end + .hours(-1))
      var found: (place: RecordingFolder.Found, event: SafeText)?
      guard let first = try? reader.reading(at: start) else { break }
      var before = rules.model(of: first, extent)
      var last = first.reading.at
      while isWanted(), let next = try reader.reading(after: last),
        next.reading.at < min(end + Seconds(1), moment)
      {
        let after = rules.model(of: next, extent)
        if let event = ModelChanges(from: before, to: after).event { found = (next, event) }
        (before, last) = (after, next.reading.at)
      }
      if let (place, event) = found { return (.found(model(of: place, extent), event), place.reading.at) }
      end = start
    }
    return (.none("nothing else happened in the 24 h before"), moment)
  }

  /// When there are readings, without what happened.
  mutating func line(of span: ClosedRange<Timestamp>) -> ReplayTimeline {
    let interval = (try? reader.reading(at: span.upperBound))?.head.interval ?? .minutes(1)
    return ReplayTimeline(
      span: span,
      gaps: ReplayTimeline.gaps(between: reader.moments(in: span), in: span, interval: interval))
  }

  /// What there was at a moment; `nil` where there is no reading.
  mutating func sample(at moment: Timestamp) -> ReplayTimeline.Sample? {
    guard let found = try? reader.reading(at: moment) else { return nil }
    let factory = rules.factory(of: found)
    let figures = Figures(
      of: factory, policy: rules.policy(of: found.head), now: found.reading.at)
    let out = factory.clusters.flatMap { cluster in
      (cluster.nodes ?? []).filter { $0.state.outage?.isOutOfService ?? false }.map {
        EntityID(.node, $0.name, cluster: cluster.name)
      }
    }
    return ReplayTimeline.Sample(at: found.reading.at, alerts: figures.alerts, nodesOut: out)
  }
}
