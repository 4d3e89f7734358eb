import Model
import Text

/// Joins what Prometheus measured to the clusters and nodes that other files tell of.
///
/// - Replicas of a series count once: the newest, of equally new ones the larger. Power of series that differ only in
///   how they were scraped is one thing too (`PowerSum`); those that differ in any other label are different things:
///   GPUs of a node, supplies and meters whose power adds up.
/// - One series with two values at one time is not known.
/// - Where a value is out of the range of its measure, nothing of the metric in that answer counts for that cluster:
///   what its other values mean is then not known either. A series without a number (NaN) costs that series.
/// - Of a thing that is measured twice the newer sample counts, then the metric whose name comes later, which is how
///   `DCGM_FI_PROF_GR_ENGINE_ACTIVE` counts before the coarser `DCGM_FI_DEV_GPU_UTIL`.
/// - Two series of a GPU that differ in who uses it (a pod, a process) and in their values at the same time leave it
///   unknown: one may be of a user who is gone, and nothing says which.
/// - Samples that are more than five minutes older than the newest of their answer do not count: their series has ended,
///   as Prometheus itself has it. A sum of power that such a series is a part of is not known.
/// - What an older answer tells of a thing gives way to what a newer one tells of it in the same metric
///   (`OlderMeasurements`): copies of an answer add nothing.
///
/// The order of series and answers says nothing.
struct MeasurementUnion {
  /// What a series is of.
  enum Target: Hashable, Comparable {
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
    /// As `PrometheusSeries.range`.
    var range: PrometheusSeries.Range?
    /// The number of the answer that told it.
    var answer: Int
    /// The answers that have another value of the same series at the same time.
    var contradictions: Set<Int> = []

    /// Whether it has a value in the range of its measure that nothing contradicts.
    var isKnown: Bool { subject.value != nil && contradictions.isEmpty }
  }

  private struct SeriesKey: Hashable {
    var target: Target
    var metric: SafeText
    var labels: [PrometheusSeries.Label]
    var replica: [PrometheusSeries.Label]
  }

  private let clusters: [Cluster]
  /// Made when an answer has to be placed: most readings have none.
  private lazy var lookup = NodeLookup(clusters)
  private let rules: TelemetryRules
  private var reader: LabelReader
  private var remarks: [MeasurementRemarks] = []
  private var found: [Measurement] = []
  /// Of power alone.
  private var ended: [Measurement] = []
  private var hasReplicas = false
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
    if current.count < series.count {
      // What nobody tells any more has no place either, and need not be named.
      let before = remarks[answer]
      for one in series where one.at < limit {
        if let one = measurement(one, cluster: cluster, fileName: name, answer: answer),
          one.subject.quantity != .gpuBusy
        {
          ended.append(one)
        }
      }
      remarks[answer] = before
    }
    return answer
  }

  /// What a series measures; `nil`, and noted, where it has no place.
  private mutating func measurement(
    _ series: PrometheusSeries, cluster: SafeText?, fileName: SafeText, answer: Int
  ) -> Measurement? {
    let rules = rules.prometheus
    guard let metric = series.metric ?? (rules.knows(fileName) ? fileName : nil) else {
      remarks[answer].note(
        .place, "it has no metric's name; name the file for the metric, such as DCGM_FI_DEV_GPU_UTIL.json")
      return nil
    }
    guard let subject = MeasuredSubject(metric: metric, value: series.value, rules: rules) else {
      remarks[answer].note(.place, "no rule says what the metric “\(metric)” measures")
      return nil
    }
    let labels = reader.read(series)
    let target: Target
    switch place(of: subject, labels: labels, cluster: cluster) {
    case .success(let found): target = found
    case .failure(let unplaced):
      remarks[answer].note(.place, unplaced.why)
      return nil
    }
    if labels.isSlice, subject.quantity == .gpuBusy {
      remarks[answer].notePart()
      return nil
    }
    return Measurement(
      target: target, subject: subject, labels: labels,
      sample: MeasuredSample(value: subject.value ?? -1, at: series.at, metric: metric),
      rawValue: series.value, range: series.range, answer: answer)
  }

  private mutating func add(
    _ series: PrometheusSeries, cluster: SafeText?, fileName: SafeText, answer: Int
  ) {
    guard let new = measurement(series, cluster: cluster, fileName: fileName, answer: answer) else { return }
    if !new.labels.replica.isEmpty { hasReplicas = true }
    let key = SeriesKey(
      target: new.target, metric: new.sample.metric, labels: new.labels.identity, replica: new.labels.replica)
    guard let index = places[key] else {
      places[key] = found.count
      found.append(new)
      return
    }
    let known = found[index]
    if known.sample.at != new.sample.at {
      found[index] = newer(of: known, new)
    } else if known.rawValue != new.rawValue {
      // What is out of range is kept, so that it is named for that.
      var (kept, left) = new.subject.value == nil && known.subject.value != nil ? (new, known) : (known, new)
      kept.contradictions.formUnion(left.contradictions)
      kept.contradictions.insert(left.answer)
      found[index] = kept
    }
  }

  /// The newer of two that tell of one thing in one metric; the other is noted.
  private mutating func newer(of one: Measurement, _ other: Measurement) -> Measurement {
    let (kept, left) = one.sample < other.sample ? (other, one) : (one, other)
    noteVersion(left, of: kept)
    return kept
  }

  private mutating func noteVersion(_ left: Measurement, of kept: Measurement) {
    guard kept.answer != left.answer, left.sample.at < kept.sample.at else { return }
    older.noteVersion(left.answer, of: kept.answer)
    noteOlder(left, than: kept.answer)
  }

  /// Of replicas the newest counts, of equally new ones the larger. One that has no usable value says nothing against
  /// one of about the same time that has.
  private mutating func joinReplicas() {
    guard hasReplicas else { return }
    let groups = Dictionary(grouping: found.indices) { index in
      let one = found[index]
      return SeriesKey(
        target: one.target, metric: one.sample.metric, labels: one.labels.identity, replica: [])
    }
    var left: Set<Int> = []
    for indices in groups.values where indices.count > 1 {
      guard let newest = indices.map({ found[$0].sample.at }).max() else { continue }
      let current = indices.filter { found[$0].sample.at >= newest + .minutes(-5) }
      let known = current.filter { found[$0].isKnown }
      guard let kept = (known.isEmpty ? current : known).max(by: { found[$0].sample < found[$1].sample })
      else { continue }
      for index in indices where index != kept {
        noteVersion(found[index], of: found[kept])
        left.insert(index)
      }
    }
    found = found.indices.filter { !left.contains($0) }.map { found[$0] }
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

  /// Puts the measurements where they belong. A node's power by Prometheus counts before Slurm's own, which is that of
  /// its CPUs alone where the site gathers it by RAPL.
  ///
  /// - Returns: for each answer why some or all of it does not count, in one clause; `nil` when all does.
  mutating func apply(to clusters: inout [Cluster]) -> [SafeText?] {
    joinReplicas()
    leaveOutOlder()
    var counting = CountingMeasurements(found, remarks)
    counting.leaveOutWhatDoesNotCount()
    (found, remarks) = (counting.measurements, counting.remarks)
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
        power[one.target, default: []].append(PowerReading(one))
      }
    }
    let ended = Dictionary(grouping: ended, by: \.target).mapValues { $0.map(PowerReading.init) }
    for (target, readings) in power.sorted(by: { $0.key < $1.key }) {
      let thing: SafeText
      switch target {
      case .node(let place):
        thing = clusters[place.cluster].nodes.map { "“\($0[place.node].name)”" } ?? "a node"
      case .cluster(let number): thing = "the facility of “\(clusters[number].name)”"
      }
      let sum = PowerSum(readings, ended: ended[target] ?? [], of: thing)
      for (answer, kind, why) in sum.notUsed { remarks[answer].note(kind, why) }
      guard let watts = sum.newest?.value else { continue }
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
