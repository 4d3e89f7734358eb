extension SourceFigures {
  /// Missing, unreadable, stale or well, by the age that its kind may have.
  init(_ source: Source, thresholds: StalenessThresholds, now: Timestamp) {
    // A document from the near future comes from a clock that is a little ahead: it is new. One from further ahead
    // would never grow old, so its age is not known.
    let age = source.dataAt.flatMap { at in now - at < .minutes(-5) ? nil : max(now - at, Seconds(0)) }
    self.init(
      source: source, state: Self.state(of: source, age: age, limit: thresholds.limit(for: source.kind)),
      age: age)
  }

  private static func state(of source: Source, age: Seconds?, limit: Seconds?) -> Source.State {
    if source.isMissing { return .missing }
    if !source.isReadable { return .error }
    if let age, let limit, age > limit { return .stale }
    return .ok
  }

  /// The one in the worst state, and of those the oldest; `nil` when there is none.
  static func worst(of sources: [SourceFigures]) -> SourceFigures? {
    sources.min { left, right in
      if left.state != right.state { return left.state > right.state }
      return (left.age ?? Seconds(0)) > (right.age ?? Seconds(0))
    }
  }
}

extension StalenessThresholds {
  /// `nil` for what does not grow stale: descriptions and history.
  package func limit(for kind: Source.Kind) -> Seconds? {
    switch kind {
    case .jobs, .nodes, .measurements: scheduler
    case .applications: applications
    case .allocations, .quotas: allocations
    case .partitions, .reservations, .scheduler: surroundings
    case .cluster, .history, .qos, .other, .configuration, .journal: nil
    }
  }
}

extension Source.State: Comparable {
  private var severity: Int {
    switch self {
    case .ok: 0
    case .stale: 1
    case .missing: 2
    case .error: 3
    }
  }

  /// Whether the left state is the better one.
  package static func < (left: Source.State, right: Source.State) -> Bool { left.severity < right.severity }
}
