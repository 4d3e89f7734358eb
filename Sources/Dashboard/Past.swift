import Model
import Screen
import Text

/// What was recorded in a time up to now: of a cluster or a partition, or of the applications.
struct Past: Sendable {
  /// Whose figures they are: those of the cluster where nothing was recorded of the partition alone.
  let name: SafeText
  let isOfCluster: Bool
  let span: PastSpan
  let now: Timestamp
  let clock: Clock
  /// In that time, oldest first.
  let samples: [PastSample]
  /// When the last was made, whenever that was.
  let newest: Timestamp?

  var start: Timestamp { Timestamp(secondsSince1970: now.secondsSince1970 - span.length.count) }

  /// Those figures that were recorded.
  var figures: [PastFigure] {
    PastFigure.allCases.filter { figure in
      if figure.isOfGPUs, mostGPUs == 0 { return false }
      return figure.series(in: samples).contains { series in samples.contains { series.value($0) != nil } }
    }
  }

  /// The most GPUs that there were; `nil` where nobody knows.
  var mostGPUs: Int? {
    samples.lazy.compactMap { if case .machine(let sample) = $0 { sample.gpusTotal } else { nil } }.max()
  }

  /// Why there is nothing to draw.
  var nothing: SafeText {
    guard let newest else {
      return "nothing is recorded: factorytop collect keeps a history, and record a log, once a minute"
    }
    return
      "nothing was recorded in the \(span.title), and last \(clock.day(of: newest)) \(clock.time(of: newest))"
  }

  /// What went how, in words: `GPUs allocated 8 to 40, at last 12`.
  var words: [Line] {
    let told = figures.flatMap { figure in
      figure.series(in: samples).compactMap { series -> Line? in
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

extension PaneBuilder {
  /// What was recorded of a cluster or one of its partitions. Linear in what was recorded of the cluster in that time.
  func past(of cluster: SafeText, partition: SafeText? = nil) -> Past {
    let history = content.factory.clusters.first { $0.name == cluster }?.history ?? []
    let inTime = history.since(figures.now + Seconds(-pastSpan.length.count)).filter { $0.at <= figures.now }
    let own = inTime.filter { $0.partition == partition }
    let isOfCluster = own.isEmpty
    return past(
      named: partition.map { isOfCluster ? cluster : "\(cluster) \($0)" } ?? cluster,
      isOfCluster: partition == nil || isOfCluster,
      (isOfCluster ? inTime.filter { $0.partition == nil } : own).map(PastSample.machine),
      newest: history.last { $0.at <= figures.now }?.at)
  }

  /// What was recorded of the applications. Linear in that.
  var pastOfApplications: Past {
    let history = content.factory.applicationHistory
    let start = figures.now + Seconds(-pastSpan.length.count)
    let inTime = history.filter { start <= $0.at && $0.at <= figures.now }
    return past(
      named: "applications", isOfCluster: false, inTime.map(PastSample.applications),
      newest: history.last { $0.at <= figures.now }?.at)
  }

  private func past(
    named name: SafeText, isOfCluster: Bool, _ samples: [PastSample], newest: Timestamp?
  ) -> Past {
    Past(
      name: name, isOfCluster: isOfCluster, span: pastSpan, now: figures.now, clock: clock,
      samples: samples.spaced(by: pastSpan.spacing), newest: newest)
  }
}

extension [PastSample] {
  /// The last of each of these times: what lies further back was recorded less often, and is no gap for that.
  fileprivate func spaced(by spacing: Seconds) -> [PastSample] {
    var kept: [PastSample] = []
    var time: Int64?
    for sample in self {
      let its = sample.at.secondsSince1970.flooredDivision(by: spacing.count)
      if its == time { kept.removeLast() }
      kept.append(sample)
      time = its
    }
    return kept
  }
}
