import Text

/// What the labels of a series say of the thing that it measures.
struct SeriesLabels {
  /// Which GPU of its node.
  enum GPU: Hashable {
    case number(Int)
    case named(SafeText)
    /// No label says: the series is of the node as a whole.
    case all
  }

  /// Values of labels that may name the cluster, the likeliest first.
  fileprivate(set) var clusters: [SafeText] = []
  /// Values of labels that may name the node, the likeliest first.
  fileprivate(set) var nodes: [SafeText] = []
  fileprivate(set) var gpu = GPU.all
  /// The GPU's UUID, serial number or address, also where it has a number.
  fileprivate(set) var gpuName: SafeText?
  /// Whether it is of a MIG slice.
  fileprivate(set) var isSlice = false
  /// Whether it is of one compute partition of a GPU that has several: AMD's DPX, QPX, CPX and the like.
  fileprivate(set) var isPartition = false
  /// Labels that tell who uses the GPU, by name.
  fileprivate(set) var users: [PrometheusSeries.Label] = []
  /// Those of `identity` that say what was measured, not where and how it was scraped: two that have the same may be of
  /// one thing that was scraped in another way, as where an exporter has moved.
  fileprivate(set) var measured: [PrometheusSeries.Label] = []
  /// `measured`, by what the labels' names mean: `gpu_id` is `gpu`, and what relabelling has put before a name is gone.
  fileprivate(set) var meanings: [PrometheusSeries.Label] = []
  /// All labels but those of replicas, by name: two series of a metric that have the same are one series.
  fileprivate(set) var identity: [PrometheusSeries.Label] = []
  /// Those of replicas, by name: where these are the same too, the series have no right to differ.
  fileprivate(set) var replica: [PrometheusSeries.Label] = []

  /// Those of `identity` that name a node, `instance` apart: a meter of a facility has them to say which it is.
  fileprivate(set) var hosts: [PrometheusSeries.Label] = []

  /// What says which part of a node's or a facility's power it is.
  func part(of quantity: MeasuredSubject.Quantity) -> [PrometheusSeries.Label] {
    quantity == .facilityPower ? measured + hosts : measured
  }
}

/// Reads labels by what their names mean, in either case and whatever relabelling has put before them.
///
/// Where a label of the scraped target has the name of one of the exporter's, Prometheus renames the exporter's
/// (`exported_instance`): that one says what was measured, and the other where it was scraped, so it counts first.
struct LabelReader {
  /// What a label of some name is for. A lower rank counts first.
  private struct Meaning {
    /// What the label is called where names of the same meaning are one.
    var plainName: SafeText
    var cluster: Int?
    var node: Int?
    var number: Int?
    var name: Int?
    var isReplica = false
    /// Whether it says where and how the series was scraped.
    var isOfScrape = false
    var isHost = false
    var isSlice = false
    var isPartitionNumber = false
    var isPartitionType = false
    var isModel = false
    var isUser = false
  }

  /// The labels of NVIDIA's DCGM exporter, AMD's device metrics exporter, SMI exporter and Omnistat, and what stands in
  /// for them. The SMI exporter calls the label with the number as it calls the metric.
  private static let numbers = [
    "gpu", "gpu_id", "card", "gpu_use_percent", "minor_number", "device", "index", "gpu_index",
  ]
  private static let names = [
    "uuid", "gpu_uuid", "serial_number", "serial", "pci_bus_id", "pci_address", "bdf",
  ]
  /// NVIDIA's slices, which are GPU instances with compute instances in them, as its own exporters and others name them.
  private static let slices: Set<String> = [
    "gpu_i_id", "gpu_i_profile", "gpu_instance", "gpu_instance_id", "gpu_instance_profile", "gi_id", "gi",
    "compute_instance", "compute_instance_id", "ci_id", "ci", "mig", "mig_id", "mig_index", "mig_profile",
    "mig_uuid", "mig_name", "mig_device", "mig_device_id", "mig_device_uuid", "mig_instance",
    "mig_instance_id", "mig_gi_id", "mig_ci_id",
  ]
  /// AMD's partitions: those of its device metrics exporter begin with `gpu_`, those of `amd-smi` do not.
  private static let partitionNumbers: Set<String> = [
    "gpu_partition_id", "partition_id", "compute_partition_id", "accelerator_partition_id",
  ]
  private static let partitionTypes: Set<String> = [
    "gpu_compute_partition_type", "gpu_compute_partition", "compute_partition_type", "compute_partition",
    "accelerator_partition_type", "accelerator_partition",
  ]
  private static let models: Set<String> = [
    "modelname", "model_name", "model", "gpu_model", "card_model", "gpu_name", "product_name", "product",
    "device_name", "name",
  ]
  /// Pods and their containers, processes and jobs.
  private static let users: Set<String> = [
    "pod", "pod_name", "pod_uid", "namespace", "pod_namespace", "container", "container_name", "container_id",
    "pid", "process", "process_id", "process_name", "hpc_job", "job_id", "jobid", "slurm_job_id", "job_user",
    "job_partition", "user", "username", "vgpu",
  ]

  /// What Prometheus, its operator and Kubernetes put beside the labels of an exporter, users' apart.
  private static let scrape: Set<String> = [
    "job", "instance", "endpoint", "service", "prometheus", "uid", "app", "release", "scrape_job",
    "metrics_path",
    "controller_revision_hash", "pod_template_generation", "pod_template_hash", "environment", "env",
    "dcgm_fi_driver_version", "driver_version",
  ]

  private let clusterLabels: [String]
  private let nodeLabels: [String]
  private let replicaLabels: Set<String>
  /// By the label's name as it came: an answer has few of them.
  private var meanings: [SafeText: Meaning] = [:]
  /// By the model: a machine has few.
  private var parts: [SafeText: Bool] = [:]
  private static let mostModels = 64

  init(_ rules: PrometheusRules) {
    // AMD's device metrics exporter has `cluster_name`.
    let own = rules.clusterLabel.shown.lowercased()
    clusterLabels = own == "cluster" ? [own, "cluster_name"] : [own]
    nodeLabels = rules.nodeLabels.map { $0.shown.lowercased() }
    replicaLabels = Set(rules.replicaLabels.map { $0.shown.lowercased() })
  }

  mutating func read(_ series: PrometheusSeries) -> SeriesLabels {
    var labels = SeriesLabels()
    var clusters: [(rank: Int, value: SafeText)] = []
    var nodes: [(rank: Int, value: SafeText)] = []
    var numbers: [(rank: Int, value: SafeText)] = []
    var names: [(rank: Int, value: SafeText)] = []
    for label in series.labels where !label.value.isEmpty {
      let meaning = meaning(of: label.name)
      if meaning.isReplica {
        labels.replica.append(label)
        continue
      }
      labels.identity.append(label)
      if !meaning.isOfScrape {
        labels.measured.append(label)
        labels.meanings.append(.init(name: meaning.plainName, value: label.value))
      }
      if meaning.isHost { labels.hosts.append(label) }
      if let rank = meaning.cluster { clusters.append((rank, label.value)) }
      if let rank = meaning.node { nodes.append((rank, label.value)) }
      if let rank = meaning.number { numbers.append((rank, label.value)) }
      if let rank = meaning.name { names.append((rank, label.value)) }
      if meaning.isSlice, !label.value.saysNone { labels.isSlice = true }
      if meaning.isPartitionNumber, let number = Int(label.value.shown), number > 0 {
        labels.isPartition = true
      }
      // SPX is one partition: the GPU is whole.
      if meaning.isPartitionType, !label.value.saysNone, !label.value.shown.lowercased().hasPrefix("spx") {
        labels.isPartition = true
      }
      if meaning.isModel, isPart(label.value) { labels.isSlice = true }
      if meaning.isUser { labels.users.append(label) }
    }
    if labels.identity.count > 1 { labels.identity.sort { $0.name < $1.name } }
    if labels.hosts.count > 1 { labels.hosts.sort { $0.name < $1.name } }
    if labels.replica.count > 1 { labels.replica.sort { $0.name < $1.name } }
    if labels.users.count > 1 { labels.users.sort { $0.name < $1.name } }
    if labels.measured.count > 1 { labels.measured.sort { $0.name < $1.name } }
    labels.clusters = Self.inOrder(clusters)
    labels.nodes = Self.inOrder(nodes)
    let numbered = Self.inOrder(numbers)
    labels.gpuName = Self.inOrder(names).first ?? numbered.first { $0.number == nil }
    // What NVIDIA calls a slice, where an exporter has no other label for it.
    if names.contains(where: { $0.value.shown.hasPrefix("MIG-") }) { labels.isSlice = true }
    if let number = numbered.lazy.compactMap(\.number).first {
      labels.gpu = .number(number)
    } else if let name = labels.gpuName {
      labels.gpu = .named(name)
    }
    return labels
  }

  /// Whether a model is a part of a GPU, `NVIDIA A100-SXM4-40GB MIG 1g.5gb`.
  private mutating func isPart(_ model: SafeText) -> Bool {
    if let known = parts[model] { return known }
    let isPart = Array(model.shown.utf8).withUnsafeBytes { GPUPart.isNamed(by: $0[...]) }
    if parts.count < Self.mostModels { parts[model] = isPart }
    return isPart
  }

  private static func inOrder(_ values: [(rank: Int, value: SafeText)]) -> [SafeText] {
    values.count < 2 ? values.map(\.value) : values.sorted { $0.rank < $1.rank }.map(\.value)
  }

  private mutating func meaning(of name: SafeText) -> Meaning {
    if let known = meanings[name] { return known }
    var plain = name.shown.lowercased()
    var isExported = false
    while plain.hasPrefix("exported_") {
      plain.removeFirst("exported_".count)
      isExported = true
    }
    func rank(in labels: [String]) -> Int? {
      labels.firstIndex(of: plain).map { isExported ? $0 : $0 + labels.count }
    }
    let plainName: SafeText =
      if Self.numbers.contains(plain) {
        "gpu"
      } else if Self.names.contains(plain) {
        "uuid"
      } else {
        SafeText(untrusted: plain.filter { $0 != "_" })
      }
    let meaning = Meaning(
      plainName: plainName, cluster: rank(in: clusterLabels), node: rank(in: nodeLabels),
      number: rank(in: Self.numbers),
      name: rank(in: Self.names), isReplica: replicaLabels.contains(plain),
      isOfScrape: Self.scrape.contains(plain) || Self.users.contains(plain) || clusterLabels.contains(plain)
        || nodeLabels.contains(plain),
      isHost: nodeLabels.contains(plain) && plain != "instance",
      isSlice: Self.slices.contains(plain),
      isPartitionNumber: Self.partitionNumbers.contains(plain),
      isPartitionType: Self.partitionTypes.contains(plain), isModel: Self.models.contains(plain),
      isUser: Self.users.contains(plain))
    meanings[name] = meaning
    return meaning
  }
}

extension SafeText {
  /// 3 in `3`, `nvidia3`, `card3` and `gpu-3`; `nil` for what is no word with a number of up to four digits, such as
  /// the PCI address `0000:47:00.0`.
  fileprivate var number: Int? {
    let bytes = Array(shown.utf8)
    guard let first = bytes.firstIndex(where: \.isAsciiDigit),
      bytes.count - first <= 4
    else { return nil }
    var word = bytes[..<first]
    if word.last == UInt8(ascii: "-") || word.last == UInt8(ascii: "_") { word.removeLast() }
    let isWord = word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    return isWord ? Int(String(decoding: bytes[first...], as: UTF8.self)) : nil
  }

  /// Whether it is how an exporter writes that a label has no value.
  fileprivate var saysNone: Bool {
    switch shown.lowercased() {
    case "n/a", "na", "none", "unknown", "disabled", "false", "no", "off": true
    default: false
    }
  }
}
