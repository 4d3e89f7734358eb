import Model
import Screen
import Text

/// What was recorded of a cluster or a partition in a time up to now.
struct Past: Sendable {
  /// Whose figures they are: those of the cluster where nothing was recorded of the partition alone.
  let name: SafeText
  let isOfCluster: Bool
  let span: PastSpan
  let now: Timestamp
  let clock: Clock
  /// In that time, oldest first.
  let samples: [HistorySample]
  /// When the last was made, whenever that was.
  let newest: Timestamp?

  var start: Timestamp { Timestamp(secondsSince1970: now.secondsSince1970 - span.length.count) }

  /// Those figures that were recorded.
  var figures: [PastFigure] {
    PastFigure.allCases.filter { figure in
      figure.series.contains { series in samples.contains { series.value($0) != nil } }
    }
  }

  /// Why there is nothing to draw.
  var nothing: SafeText {
    guard let newest else { return "nothing is recorded: factorytop collect keeps a history, once a minute" }
    return
      "nothing was recorded in the \(span.title), and last \(clock.day(of: newest)) \(clock.time(of: newest))"
  }

  /// What went how, in words: `GPUs allocated 8 to 40, at last 12`.
  var words: [Line] {
    let told = figures.flatMap { figure in
      figure.series.compactMap { series -> Line? in
        let values = samples.compactMap(series.value)
        guard let least = values.min(), let most = values.max(), let last = values.last else { return nil }
        return Line(
          "\(series.nameAlone): \(figure.amount(least)) to \(figure.amount(most)), at last \(figure.amount(last))"
        )
      }
    }
    return told.isEmpty ? [Line(nothing, .muted)] : told
  }
}

/// What was recorded together, and is drawn in one graph.
enum PastFigure: CaseIterable {
  case gpus, tasks, backlog, busy

  struct Series {
    /// Beside the others of its graph.
    let name: SafeText
    /// Without them.
    let nameAlone: SafeText
    let stroke: Plot.Stroke
    let role: Role
    let value: @Sendable (HistorySample) -> Double?
  }

  var series: [Series] {
    switch self {
    case .gpus:
      [
        Series(
          name: "allocated", nameAlone: "GPUs allocated", stroke: .solid, role: .barAllocated,
          value: { $0.gpusAllocated.map(Double.init) }),
        Series(
          name: "unavailable", nameAlone: "GPUs unavailable", stroke: .dashed, role: .barUnavailable,
          value: { $0.gpusUnavailable.map(Double.init) }),
      ]
    case .tasks:
      [
        Series(
          name: "tasks waiting", nameAlone: "tasks waiting", stroke: .solid, role: .sparkline,
          value: { $0.pendingTasks.map(Double.init) }),
        Series(
          name: "jobs running", nameAlone: "jobs running", stroke: .dashed, role: .text,
          value: { $0.runningJobs.map(Double.init) }),
      ]
    case .backlog:
      [
        Series(
          name: "GPU-h asked for", nameAlone: "GPU-h that eligible tasks ask for", stroke: .solid,
          role: .sparkline, value: { $0.backlog?.count })
      ]
    case .busy:
      [
        Series(
          name: "busy", nameAlone: "busy, of the allocated GPUs", stroke: .solid, role: .sparkline,
          value: { $0.gpuBusy })
      ]
    }
  }

  func amount(_ value: Double) -> SafeText {
    switch self {
    case .gpus, .tasks, .backlog: .compact(value)
    case .busy: .percent(value)
    }
  }
}

extension PaneBuilder {
  /// What was recorded of a cluster or one of its partitions. Linear in what was recorded of the cluster in that time.
  func past(of cluster: SafeText, partition: SafeText? = nil) -> Past {
    let history = content.factory.clusters.first { $0.name == cluster }?.history ?? []
    let start = figures.now + Seconds(-pastSpan.length.count)
    let inTime = history.since(start).filter { $0.at <= figures.now }
    let own = inTime.filter { $0.partition == partition }
    let isOfCluster = own.isEmpty
    return Past(
      name: partition.map { isOfCluster ? cluster : "\(cluster) \($0)" } ?? cluster,
      isOfCluster: partition == nil || isOfCluster, span: pastSpan, now: figures.now, clock: clock,
      samples: isOfCluster ? inTime.filter { $0.partition == nil } : own,
      newest: history.last { $0.at <= figures.now }?.at)
  }
}
