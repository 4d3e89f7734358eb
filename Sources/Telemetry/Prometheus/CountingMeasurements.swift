import Text

/// Which of the series that have a place count, and why the others do not: each by itself and beside those of the same
/// thing, in whatever answers they are.
struct CountingMeasurements {
  typealias Measurement = MeasurementUnion.Measurement
  typealias Target = MeasurementUnion.Target

  private(set) var measurements: [Measurement]
  /// By the number of the answer.
  private(set) var remarks: [MeasurementRemarks]

  init(_ measurements: [Measurement], _ remarks: [MeasurementRemarks]) {
    self.measurements = measurements
    self.remarks = remarks
  }

  /// Leaves out partitions, contradictions, metrics beyond their range and what has no number, in this order.
  mutating func leaveOutWhatDoesNotCount() {
    leaveOutPartitions()
    leaveOutContradictions()
    leaveOutMetricsBeyondRange()
    leaveOutWithoutNumber()
  }

  private struct GPUOfNode: Hashable {
    var target: Target
    var gpu: SeriesLabels.GPU
  }

  /// A GPU of which one series is of a partition is partitioned, and none of its series is of the whole.
  private mutating func leaveOutPartitions() {
    let partitioned = Set(
      measurements.lazy.filter { $0.labels.isPartition && $0.subject.quantity == .gpuBusy }.map {
        GPUOfNode(target: $0.target, gpu: $0.labels.gpu)
      })
    guard !partitioned.isEmpty else { return }
    leaveOut { one in
      one.subject.quantity == .gpuBusy
        && partitioned.contains(GPUOfNode(target: one.target, gpu: one.labels.gpu))
    } noting: { counting, one in
      counting.remarks[one.answer].notePart()
    }
  }

  private struct MetricOfAnswer: Hashable {
    var answer: Int
    var metric: SafeText
    var cluster: Int

    init(_ one: Measurement) {
      answer = one.answer
      metric = one.sample.metric
      cluster = one.target.cluster
    }
  }

  /// What is out of range of a thing whose power is summed stays, so that the sum is not taken to be known without it.
  private mutating func leaveOutMetricsBeyondRange() {
    var firsts: [MetricOfAnswer: Measurement] = [:]
    for one in measurements where one.subject.value == nil && one.rawValue != nil {
      let key = MetricOfAnswer(one)
      if firsts[key] == nil { firsts[key] = one }
    }
    guard !firsts.isEmpty else { return }
    let broken = measurements.filter {
      $0.subject.value == nil && $0.rawValue != nil && $0.subject.quantity != .gpuBusy
    }
    leaveOut {
      firsts[MetricOfAnswer($0)] != nil
    } noting: { counting, one in
      guard let first = firsts[MetricOfAnswer(one)] else { return }
      counting.remarks[one.answer].note(
        .range,
        "“\(one.sample.metric)” has the value \(SafeText.plain(first.rawValue ?? -1)), where \(first.subject.range) is expected, and nothing of it is used; mend the query, or the metric's factor in [prometheus]"
      )
    }
    measurements += broken
  }

  /// A GPU without a number is not measured; of power it stays, as what is out of range does.
  private mutating func leaveOutWithoutNumber() {
    guard measurements.contains(where: { $0.rawValue == nil }) else { return }
    for one in measurements where one.rawValue == nil {
      remarks[one.answer].note(.range, "“\(one.sample.metric)” has a value that is no number")
    }
    measurements.removeAll { $0.rawValue == nil && $0.subject.quantity == .gpuBusy }
  }

  /// One series with two values at one time, as in two files, says nothing.
  private mutating func leaveOutContradictions() {
    guard measurements.contains(where: { !$0.contradictions.isEmpty }) else { return }
    let paths = remarks.map(\.path)
    for one in measurements where !one.contradictions.isEmpty {
      let others = one.contradictions.subtracting([one.answer])
      func why(_ other: Int?) -> SafeText {
        let place: SafeText = other.map { "“\(paths[$0])”" } ?? "it"
        return "\(place) has another value of “\(one.sample.metric)” at the same time, for the same labels"
      }
      for other in others.sorted() { remarks[other].note(.contradiction, why(one.answer)) }
      if one.subject.value != nil { remarks[one.answer].note(.contradiction, why(others.min())) }
    }
    measurements.removeAll {
      !$0.contradictions.isEmpty && $0.subject.value != nil && $0.subject.quantity == .gpuBusy
    }
  }

  private mutating func leaveOut(
    _ isLeftOut: (Measurement) -> Bool, noting: (inout CountingMeasurements, Measurement) -> Void
  ) {
    let (kept, left) = (measurements.filter { !isLeftOut($0) }, measurements.filter(isLeftOut))
    for one in left { noting(&self, one) }
    measurements = kept
  }
}
