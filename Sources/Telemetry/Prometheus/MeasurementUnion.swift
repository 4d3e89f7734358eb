import Model
import Text

/// Joins what Prometheus measured to the clusters and nodes that other files tell of.
///
/// - Replicas of a series count once: the newest, of equally new ones the larger. Series that differ in any label that
///   is not a replica's are different things: GPUs of a node, supplies and meters whose power adds up.
/// - Where a value is out of the range of its measure, nothing of the metric in that answer counts for that cluster:
///   what its other values mean is then not known either. A GPU's series without a number (NaN) costs that series.
/// - Of a thing that is measured twice the newer sample counts, then the metric whose name comes later, which is how
///   `DCGM_FI_PROF_GR_ENGINE_ACTIVE` counts before the coarser `DCGM_FI_DEV_GPU_UTIL`.
/// - Two series of a GPU that differ in who uses it (a pod, a process) and in their values at the same time leave it
///   unknown: one may be of a user who is gone, and nothing says which.
/// - Samples that are more than five minutes older than the newest of their answer do not count: their series has ended,
///   as Prometheus itself has it.
/// - What an older answer tells of a thing gives way to what a newer one tells of it in the same metric
///   (`OlderMeasurements`): copies of an answer add nothing.
///
/// The order of series and answers says nothing.
struct MeasurementUnion {
  /// What a series is of.
  enum Target: Hashable {
    case node(NodeLookup.Place)
    case cluster(Int)

    var cluster: Int {
      switch self {
      case .node(let place): place.cluster
      case .cluster(let cluster): cluster
      }
    }
  }

  struct Measurement {
    var target: Target
    var subject: MeasuredSubject
    var labels: SeriesLabels
    var sample: MeasuredSample
    var rawValue: Double?
    /// The number of the answer that told it.
    var answer: Int
  }

  private struct SeriesKey: Hashable {
    var target: Target
    var metric: SafeText
    var labels: [PrometheusSeries.Label]
  }

  private let clusters: [Cluster]
  /// Made when an answer has to be placed: most readings have none.
  private lazy var lookup = NodeLookup(clusters)
  private let rules: TelemetryRules
  private var reader: LabelReader
  private var remarks: [MeasurementRemarks] = []
  private var found: [Measurement] = []
  private var older = OlderMeasurements()
  private var places: [SeriesKey: Int] = [:]

  init(_ clusters: [Cluster], rules: TelemetryRules) {
    self.clusters = clusters
    reader = LabelReader(rules.prometheus)
    self.rules = rules
  }

  /// Takes in one answer. `cluster` is the one that its file is about, `name` the file's name without its extension: an
  /// answer whose series have no name is of the metric that its file is named for.
  ///
  /// - Returns: the answer's number, in the list that `apply` returns.
  mutating func add(
    _ series: [PrometheusSeries], cluster: SafeText?, named name: SafeText, at path: SafeText
  ) -> Int {
    let answer = remarks.count
    let limit = (series.map(\.at).max() ?? Timestamp(secondsSince1970: 0)) + .minutes(-5)
    let current = series.filter { $0.at >= limit }
    remarks.append(MeasurementRemarks(total: series.count, ended: series.count - current.count, path: path))
    for one in current { add(one, cluster: cluster, fileName: name, answer: answer) }
    return answer
  }

  private mutating func add(
    _ series: PrometheusSeries, cluster: SafeText?, fileName: SafeText, answer: Int
  ) {
    let rules = rules.prometheus
    guard let metric = series.metric ?? (rules.knows(fileName) ? fileName : nil) else {
      return remarks[answer].note(
        .place, "it has no metric's name; name the file for the metric, such as DCGM_FI_DEV_GPU_UTIL.json")
    }
    guard let subject = MeasuredSubject(metric: metric, value: series.value, rules: rules) else {
      return remarks[answer].note(.place, "no rule says what the metric “\(metric)” measures")
    }
    let labels = reader.read(series)
    let target: Target
    switch place(of: subject, labels: labels, cluster: cluster) {
    case .success(let found): target = found
    case .failure(let unplaced): return remarks[answer].note(.place, unplaced.why)
    }
    if labels.isSlice, subject.quantity == .gpuBusy { return noteParts(of: answer) }
    if series.value == nil, subject.quantity == .gpuBusy {
      return remarks[answer].note(.range, "“\(metric)” has a value that is no number")
    }
    let measurement = Measurement(
      target: target, subject: subject, labels: labels,
      sample: MeasuredSample(value: subject.value ?? -1, at: series.at, metric: metric),
      rawValue: series.value, answer: answer)
    let key = SeriesKey(target: target, metric: metric, labels: labels.identity)
    guard let index = places[key] else {
      places[key] = found.count
      found.append(measurement)
      return
    }
    // A replica that has no usable value says nothing against one that has.
    let (known, new) = (found[index], measurement)
    let knownRank = known.subject.value == nil ? 0 : 1
    let newRank = new.subject.value == nil ? 0 : 1
    let isNewer = knownRank < newRank || knownRank == newRank && known.sample < new.sample
    if isNewer { found[index] = new }
    let (kept, left) = isNewer ? (new, known) : (known, new)
    guard kept.answer != left.answer, left.sample.at < kept.sample.at else { return }
    older.noteVersion(left.answer, of: kept.answer)
    noteOlder(left, than: kept.answer)
  }

  private mutating func noteOlder(_ one: Measurement, than answer: Int) {
    let path = remarks[answer].path
    remarks[one.answer].note(.older, "“\(path)” tells of “\(one.sample.metric)” too, and is newer")
  }

  private struct Unplaced: Error { var why: SafeText }

  private mutating func place(
    of subject: MeasuredSubject, labels: SeriesLabels, cluster: SafeText?
  ) -> Result<Target, Unplaced> {
    let told = labels.clusters.map { rules.clusterName(for: $0) }
    let lookup = lookup
    let number =
      told.lazy.compactMap(lookup.cluster).first ?? (told.isEmpty ? cluster.flatMap(lookup.cluster) : nil)
    if number == nil, let unknown = told.first ?? cluster {
      return .failure(Unplaced(why: "no other file tells of the cluster “\(unknown)”"))
    }
    switch subject.quantity {
    case .facilityPower:
      guard let number = number ?? (lookup.clusterCount == 1 ? 0 : nil) else {
        return .failure(
          Unplaced(why: "it does not say of which cluster it is; put it into the cluster's folder"))
      }
      return .success(.cluster(number))
    case .gpuBusy, .nodePower:
      if let node = lookup.place(of: labels.nodes, in: number) { return .success(.node(node)) }
      return .failure(
        Unplaced(why: labels.nodes.first.map { "no file of nodes has “\($0)”" } ?? "no label names its node"))
    }
  }

  private mutating func noteParts(of answer: Int) {
    remarks[answer].note(.part, "a MIG slice or a partition of a GPU is no GPU")
  }

  /// Puts the measurements where they belong. A node's power by Prometheus counts before Slurm's own, which is that of
  /// its CPUs alone where the site gathers it by RAPL.
  ///
  /// - Returns: for each answer why some or all of it does not count, in one clause; `nil` when all does.
  mutating func apply(to clusters: inout [Cluster]) -> [SafeText?] {
    leaveOutOlder()
    leaveOutPartitions()
    leaveOutMetricsBeyondRange()
    var power: [Target: [PowerReading]] = [:]
    var gpus: [NodeLookup.Place: [GPUReading]] = [:]
    for one in found {
      switch (one.subject.quantity, one.target) {
      case (.gpuBusy, .node(let place)):
        gpus[place, default: []].append(
          GPUReading(
            gpu: one.labels.gpu, name: one.labels.gpuName, users: one.labels.users, sample: one.sample,
            answer: one.answer))
      case (.nodePower, _), (.facilityPower, _), (.gpuBusy, .cluster):
        power[one.target, default: []].append(
          PowerReading(
            labelNames: one.labels.names, sample: one.sample, isBroken: one.subject.value == nil,
            answer: one.answer))
      }
    }
    for (target, readings) in power {
      guard let watts = PowerReading.sum(readings), watts > 0 else { continue }
      switch target {
      case .node(let place): clusters[place.cluster].nodes?[place.node].watts = watts
      case .cluster(let number): clusters[number].facilityWatts = watts
      }
    }
    for (place, readings) in gpus.sorted(by: { $0.key < $1.key }) {
      guard let node = clusters[place.cluster].nodes?[place.node] else { continue }
      let joined = NodeMeasurement(readings, on: node)
      for (answer, why) in joined.notUsed { remarks[answer].note(.count, why) }
      guard let newest = joined.newest else { continue }
      clusters[place.cluster].nodes?[place.node].gpuBusy = joined.busy
      clusters[place.cluster].busyMeasuredAt = max(clusters[place.cluster].busyMeasuredAt ?? newest, newest)
    }
    return remarks.map(\.clause)
  }

  /// Whether everything that an answer tells is told by newer ones; known when measurements have been applied.
  func isSuperseded(_ answer: Int) -> Bool { remarks[answer].areAllOlder }

  private mutating func leaveOutOlder() {
    guard remarks.count > 1 else { return }
    let newer = older.newer(than: found) { [clusters] place in clusters[place.cluster].nodes?[place.node].gpus
    }
    guard !newer.isEmpty else { return }
    for (index, answer) in newer.sorted(by: { $0.key < $1.key }) { noteOlder(found[index], than: answer) }
    found = found.indices.filter { newer[$0] == nil }.map { found[$0] }
  }

  private struct GPUOfNode: Hashable {
    var target: Target
    var gpu: SeriesLabels.GPU
  }

  /// A GPU of which one series is of a partition is partitioned, and none of its series is of the whole.
  private mutating func leaveOutPartitions() {
    let partitioned = Set(
      found.lazy.filter { $0.labels.isPartition && $0.subject.quantity == .gpuBusy }.map {
        GPUOfNode(target: $0.target, gpu: $0.labels.gpu)
      })
    guard !partitioned.isEmpty else { return }
    leaveOut { one in
      one.subject.quantity == .gpuBusy
        && partitioned.contains(GPUOfNode(target: one.target, gpu: one.labels.gpu))
    } noting: { union, one in
      union.noteParts(of: one.answer)
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
    for one in found where one.subject.value == nil {
      let key = MetricOfAnswer(one)
      if firsts[key] == nil { firsts[key] = one }
    }
    guard !firsts.isEmpty else { return }
    let broken = found.filter { $0.subject.value == nil && $0.subject.quantity != .gpuBusy }
    leaveOut {
      firsts[MetricOfAnswer($0)] != nil
    } noting: { union, one in
      guard let first = firsts[MetricOfAnswer(one)] else { return }
      let value: SafeText =
        first.rawValue.map { "has the value \(SafeText.plain($0))" } ?? "has a value that is no number"
      union.remarks[one.answer].note(
        .range,
        "“\(one.sample.metric)” \(value), where \(first.subject.range) is expected, and nothing of it is used; mend the query, or the metric's factor in [prometheus]"
      )
    }
    found += broken
  }

  private mutating func leaveOut(
    _ isLeftOut: (Measurement) -> Bool, noting: (inout MeasurementUnion, Measurement) -> Void
  ) {
    let (kept, left) = (found.filter { !isLeftOut($0) }, found.filter(isLeftOut))
    for one in left { noting(&self, one) }
    found = kept
  }
}

/// One sample of a metric.
struct MeasuredSample: Comparable {
  var value: Double
  var at: Timestamp
  var metric: SafeText

  /// The newer counts, then the metric whose name comes later; the value decides only what nothing else does.
  static func < (left: MeasuredSample, right: MeasuredSample) -> Bool {
    (left.at, left.metric, left.value) < (right.at, right.metric, right.value)
  }
}

extension PrometheusRules {
  fileprivate func knows(_ metric: SafeText) -> Bool {
    gpuBusy[metric] != nil || nodePower[metric] != nil || facilityPower[metric] != nil
  }
}
