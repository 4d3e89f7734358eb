import Model
import Text

/// Joins what Prometheus measured to the clusters and nodes that other files tell of.
///
/// Of a thing that is measured twice the newer sample counts, then the metric whose name comes later, which is how
/// `DCGM_FI_PROF_GR_ENGINE_ACTIVE` counts before the coarser `DCGM_FI_DEV_GPU_UTIL`. Samples that are more than five
/// minutes older than the newest of their answer do not count: their series has ended, as Prometheus itself has it.
struct MeasurementUnion {
  private struct Sample {
    var value: Double
    var at: Timestamp
    var metric: SafeText

    func counts(before other: Sample?) -> Bool {
      guard let other else { return true }
      return (other.at, other.metric) <= (at, metric)
    }
  }

  private struct GPUOfNode: Hashable {
    var place: NodeLookup.Place
    var gpu: MeasuredSubject.GPU
  }

  private let lookup: NodeLookup
  private let rules: TelemetryRules
  private var busy: [GPUOfNode: Sample] = [:]
  private var watts: [NodeLookup.Place: Sample] = [:]
  private var facility: [Int: Sample] = [:]

  init(_ clusters: [Cluster], rules: TelemetryRules) {
    lookup = NodeLookup(clusters)
    self.rules = rules
  }

  /// Takes in one answer. `cluster` is the one that its file is about, `name` the file's name without its extension: an
  /// answer whose series have no name is of the metric that its file is named for.
  ///
  /// - Returns: why some or all of it does not count, in one clause; `nil` when all does.
  mutating func add(
    _ series: [PrometheusSeries], cluster: SafeText?, named name: SafeText
  ) -> SafeText? {
    var remarks = MeasurementRemarks(total: series.count)
    var meters: [FacilityMeter: Sample] = [:]
    var broken: Set<FacilityMeter> = []
    let limit = (series.map(\.at).max() ?? Timestamp(secondsSince1970: 0)) + .minutes(-5)
    for one in series where one.at >= limit {
      switch place(of: one, cluster: cluster, fileName: name) {
      case .nowhere: break
      case .brokenMeter(let meter):
        broken.insert(meter)
        remarks.note("a meter of “\(meter.metric)” has no usable value, so the sum is not known")
      case .unused(let why): remarks.note(why)
      case .facility(let cluster, let sample):
        // Several meters of one metric, such as one a row of racks, are one facility.
        let meter = FacilityMeter(cluster: cluster, metric: sample.metric)
        meters[meter] =
          meters[meter].map { sum in
            Sample(value: sum.value + sample.value, at: max(sum.at, sample.at), metric: sample.metric)
          } ?? sample
      case .power(let node, let sample):
        if sample.counts(before: watts[node]) { watts[node] = sample }
      case .gpu(let key, let sample):
        if sample.counts(before: busy[key]) { busy[key] = sample }
      }
    }
    for (meter, sample) in meters.sorted(by: { $0.key.metric < $1.key.metric }) where !broken.contains(meter)
    {
      if sample.counts(before: facility[meter.cluster]) { facility[meter.cluster] = sample }
    }
    return remarks.clause
  }

  /// Where a sample belongs.
  private enum Destination {
    case gpu(GPUOfNode, Sample)
    case power(NodeLookup.Place, Sample)
    case facility(cluster: Int, Sample)
    /// Of a facility's meter, whose value is none.
    case brokenMeter(FacilityMeter)
    /// Its value measures nothing.
    case nowhere
    case unused(SafeText)
  }

  private func place(of series: PrometheusSeries, cluster: SafeText?, fileName: SafeText) -> Destination {
    let rules = rules.prometheus
    guard let metric = series.metric ?? (rules.knows(fileName) ? fileName : nil) else {
      return .unused(
        "it has no metric's name; name the file for the metric, such as DCGM_FI_DEV_GPU_UTIL.json")
    }
    guard rules.knows(metric) else { return .unused("no rule says what the metric “\(metric)” measures") }
    let subject = MeasuredSubject(series, metric: metric, rules: rules)
    // A meter at 0 adds nothing to a sum; one without a value leaves it unknown.
    let isBroken = subject == nil && rules.isOfFacilityAlone(metric) && series.value != 0
    guard subject != nil || isBroken else { return .nowhere }
    let told = series.label(rules.clusterLabel).map { self.rules.clusterName(for: $0) } ?? cluster
    let number = told.flatMap(lookup.cluster)
    if let told, number == nil { return .unused("no other file tells of the cluster “\(told)”") }
    if isBroken || subject?.quantity == .facilityPower {
      guard let number = number ?? (lookup.clusterCount == 1 ? 0 : nil) else {
        return .unused("it does not say of which cluster it is; put it into the cluster's folder")
      }
      guard let subject else { return .brokenMeter(FacilityMeter(cluster: number, metric: metric)) }
      return .facility(cluster: number, Sample(value: subject.value, at: series.at, metric: metric))
    }
    guard let subject else { return .nowhere }
    let sample = Sample(value: subject.value, at: series.at, metric: metric)
    guard let node = lookup.place(of: series, labels: rules.nodeLabels, in: number) else {
      let label = rules.nodeLabels.lazy.compactMap { series.label($0) }.first
      return .unused(label.map { "no file of nodes has “\($0)”" } ?? "no label names its node")
    }
    return subject.quantity == .nodePower
      ? .power(node, sample) : .gpu(GPUOfNode(place: node, gpu: subject.gpu), sample)
  }

  private struct FacilityMeter: Hashable {
    var cluster: Int
    var metric: SafeText
  }

  /// Puts the measurements where they belong. A node's power by Prometheus counts before Slurm's own, which is that of
  /// its CPUs alone where the site gathers it by RAPL.
  func apply(to clusters: inout [Cluster]) {
    for (place, sample) in watts { clusters[place.cluster].nodes?[place.node].watts = sample.value }
    for (cluster, sample) in facility { clusters[cluster].facilityWatts = sample.value }
    var measured: [NodeLookup.Place: GPUBusy] = [:]
    // In a fixed order, so that sums of fractions are the same every time.
    for (key, sample) in busy.sorted(by: {
      ($0.value.metric, $0.value.value) < ($1.value.metric, $1.value.value)
    }) {
      switch key.gpu {
      case .number(let index): measured[key.place, default: GPUBusy()].byIndex[index] = sample.value
      case .named: measured[key.place, default: GPUBusy()].unnumbered.append(sample.value)
      case .all: measured[key.place, default: GPUBusy()].mean = sample.value
      }
      let newest = clusters[key.place.cluster].busyMeasuredAt
      clusters[key.place.cluster].busyMeasuredAt = max(newest ?? sample.at, sample.at)
    }
    for (place, told) in measured { clusters[place.cluster].nodes?[place.node].gpuBusy = told }
  }
}

extension PrometheusRules {
  fileprivate func isOfFacilityAlone(_ metric: SafeText) -> Bool {
    facilityPower[metric] != nil && nodePower[metric] == nil && gpuBusy[metric] == nil
  }

  fileprivate func knows(_ metric: SafeText) -> Bool {
    gpuBusy[metric] != nil || nodePower[metric] != nil || facilityPower[metric] != nil
  }
}

/// Why series of an answer do not count.
private struct MeasurementRemarks {
  let total: Int
  private var unused = 0
  private var first: SafeText?

  init(total: Int) { self.total = total }

  mutating func note(_ why: SafeText) {
    unused += 1
    if first == nil { first = why }
  }

  var clause: SafeText? {
    guard let first else { return nil }
    return unused == total ? first : "\(unused) of \(total) series, for example because \(first)"
  }
}
