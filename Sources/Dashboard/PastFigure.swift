import Model
import Screen
import Text

/// What was recorded at one moment.
enum PastSample: Sendable {
  /// Of a cluster or a partition.
  case machine(HistorySample)
  case applications(ApplicationSample)

  var at: Timestamp {
    switch self {
    case .machine(let sample): sample.at
    case .applications(let sample): sample.at
    }
  }
}

/// What was recorded together, and is drawn in one graph.
enum PastFigure: CaseIterable {
  case gpus, tasks, waits, backlog, busy, power
  case pending, steps, promises

  /// Of all pending applications, and of what was promised to whom.
  static let ofApplications: [PastFigure] = [.pending, .steps, .promises]

  struct Series {
    /// Beside the others of its graph.
    let name: SafeText
    /// Without them.
    let nameAlone: SafeText
    let stroke: Plot.Stroke
    let role: Role
    let value: @Sendable (PastSample) -> Double?

    init(
      _ name: SafeText, alone: SafeText? = nil, _ stroke: Plot.Stroke = .solid, _ role: Role = .sparkline,
      machine value: @escaping @Sendable (HistorySample) -> Double?
    ) {
      (self.name, nameAlone, self.stroke, self.role) = (name, alone ?? name, stroke, role)
      self.value = { if case .machine(let sample) = $0 { value(sample) } else { nil } }
    }

    init(
      _ name: SafeText, alone: SafeText? = nil, _ stroke: Plot.Stroke = .solid, _ role: Role = .sparkline,
      applications value: @escaping @Sendable (ApplicationSample) -> Double?
    ) {
      (self.name, nameAlone, self.stroke, self.role) = (name, alone ?? name, stroke, role)
      self.value = { if case .applications(let sample) = $0 { value(sample) } else { nil } }
    }
  }

  /// Its curves. Of steps there are those in which most applications were in all that time, at most as many as there are
  /// strokes.
  func series(in samples: [PastSample]) -> [Series] {
    switch self {
    case .gpus:
      [
        Series("allocated", alone: "GPUs allocated", .solid, .barAllocated) {
          $0.gpusAllocated.map(Double.init)
        },
        Series("unavailable", alone: "GPUs unavailable", .dashed, .barUnavailable) {
          $0.gpusUnavailable.map(Double.init)
        },
      ]
    case .tasks:
      [
        Series("tasks waiting") { $0.pendingTasks.map(Double.init) },
        Series("jobs running", .dashed, .text) { $0.runningJobs.map(Double.init) },
      ]
    case .waits: [Series("median wait of eligible tasks") { $0.medianWait.map(Double.init) }]
    case .backlog: [Series("GPU-h that eligible tasks ask for") { $0.backlog?.count }]
    case .busy: [Series("busy, of the allocated GPUs") { $0.gpuBusy }]
    case .power: [Series("power of the nodes, in watts") { $0.watts.map(Double.init) }]
    case .pending:
      [
        Series("pending", alone: "applications pending", applications: { Double($0.pending) }),
        Series(
          "past the promised time", alone: "applications past the promised time", .dashed, .critical,
          applications: { Double($0.breached) }),
      ]
    case .steps:
      zip(Self.steps(in: samples), zip(Plot.Stroke.allCases, [Role.sparkline, .text, .muted])).map {
        word, look in
        Series(
          ApplicationState(word: word).title, look.0, look.1,
          applications: { Double($0.byWord[word] ?? 0) })
      }
    case .promises: [Series("promises kept", applications: { $0.shareKept })]
    }
  }

  /// The words of the steps, the one in which there were most applications in all first.
  private static func steps(in samples: [PastSample]) -> [SafeText] {
    var sums: [SafeText: Int] = [:]
    for case .applications(let sample) in samples { sums.merge(sample.byWord, uniquingKeysWith: +) }
    return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Whether it means nothing where there are no GPUs.
  var isOfGPUs: Bool {
    switch self {
    case .gpus, .backlog, .busy: true
    case .tasks, .waits, .power, .pending, .steps, .promises: false
    }
  }

  func amount(_ value: Double) -> SafeText {
    switch self {
    case .gpus, .tasks, .backlog, .power, .pending, .steps: .compact(value)
    case .busy, .promises: .percent(value)
    case .waits: value == 0 ? "0" : .duration(seconds: Int(value))
    }
  }

  /// What the upper end of the axis stands for: a round amount, or all where there is a whole. `most` is the largest
  /// value, `whole` the GPUs that there are.
  func top(_ most: Double, whole: Double) -> Double {
    switch self {
    case .gpus: max(1, most, whole)
    case .busy, .promises: max(1, most)
    case .tasks, .backlog, .power, .pending, .steps: Self.round(most)
    case .waits: Self.roundTime(most)
    }
  }

  /// The next of 1, 2, 4, 6, 8, 10, 20, …, of which but for the first each has a half to write.
  static func round(_ most: Double) -> Double {
    var power = 1.0
    while power * 10 < most, power < 1e15 { power *= 10 }
    return [1, 2, 4, 6, 8].map { $0 * power }.first { $0 >= most } ?? power * 10
  }

  /// The same of seconds: round minutes, hours or days.
  static func roundTime(_ most: Double) -> Double {
    let unit: Double = most <= 3600 ? 60 : most <= 20 * 3600 ? 3600 : 86_400
    return round(most / unit) * unit
  }
}
