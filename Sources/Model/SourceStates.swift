package import Text

extension Source {
  /// How far a document is dated ahead of the clock that it is held against.
  package enum Lead: Sendable, Equatable {
    /// Of the reader's.
    case ofReader(Seconds)
    /// Of the file's own time, which the file system's machine gave it.
    case ofFile(Seconds)
  }

  /// Clocks that somebody keeps differ by less.
  package static let clockTolerance = Seconds(120)

  /// The clock that the document is dated ahead of by more than `clockTolerance`; `nil` when it is dated ahead of none.
  package func lead(at now: Timestamp) -> Lead? {
    if let at = [dataAt, statedAt].compactMap(\.self).max(), at > now + Self.clockTolerance {
      return .ofReader(at - now)
    }
    if let statedAt, let writtenAt, statedAt > writtenAt + Self.clockTolerance {
      return .ofFile(statedAt - writtenAt)
    }
    return nil
  }
}

extension Source.Lead {
  /// What is wrong, in one clause.
  package var inWords: SafeText {
    switch self {
    case .ofReader(let seconds): "is dated \(seconds.inWords) ahead of now"
    case .ofFile(let seconds): "is dated \(seconds.inWords) after its file was written"
    }
  }
}

extension SourceFigures {
  /// Missing, unreadable, incomplete, dated ahead, stale or well, the latter two by the age that its kind may have. What
  /// nothing is shown of is well as long as it can be read and is not dated ahead.
  init(_ source: Source, thresholds: StalenessThresholds, now: Timestamp) {
    let lead = source.kind.isOurs ? nil : source.lead(at: now)
    // A document from the near future comes from a clock that is a little ahead: it is new. One from further ahead
    // would never grow old, so its age is not known.
    let age = lead == nil ? source.dataAt.map { max(now - $0, Seconds(0)) } : nil
    self.init(
      source: source,
      state: Self.state(of: source, age: age, lead: lead, limit: thresholds.limit(for: source.kind)),
      age: age, lead: lead)
  }

  private static func state(
    of source: Source, age: Seconds?, lead: Source.Lead?, limit: Seconds?
  ) -> Source.State {
    if source.isMissing { return .missing }
    if !source.isReadable || (source.skipped > 0 && source.kind.isTelemetry) { return .error }
    if lead != nil { return .clock }
    if let age, let limit, age > limit { return .stale }
    return .ok
  }

  /// Whether it could be read, but for some of its records.
  package var isIncomplete: Bool { state == .error && source.isReadable }

  /// The one in the worst state, and of those one that cannot be read at all, then the oldest; `nil` when there is none.
  static func worst(of sources: [SourceFigures]) -> SourceFigures? {
    sources.min { left, right in
      if left.state != right.state { return left.state > right.state }
      if left.isIncomplete != right.isIncomplete { return right.isIncomplete }
      return (left.age ?? Seconds(0)) > (right.age ?? Seconds(0))
    }
  }
}

extension Source.Kind {
  /// Whether it is the program's own.
  package var isOurs: Bool {
    switch self {
    case .configuration, .journal: true
    case .cluster, .nodes, .jobs, .applications, .allocations, .history, .partitions, .reservations,
      .scheduler, .measurements, .qos, .quotas, .other:
      false
    }
  }

  /// Whether figures are made of what it tells. The program's own files have alerts of their own.
  fileprivate var isTelemetry: Bool {
    switch self {
    case .cluster, .nodes, .jobs, .applications, .allocations, .history, .partitions, .reservations,
      .scheduler,
      .measurements, .qos, .quotas:
      true
    case .other, .configuration, .journal: false
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
    case .clock: 2
    case .missing: 3
    case .error: 4
    }
  }

  /// Whether the left state is the better one.
  package static func < (left: Source.State, right: Source.State) -> Bool { left.severity < right.severity }
}
