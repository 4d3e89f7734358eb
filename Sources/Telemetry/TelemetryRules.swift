package import Model
package import Text

/// What a site says of its telemetry that the files do not say themselves.
package struct TelemetryRules: Sendable, Equatable {
  /// The site's name; `nil` leaves it to the documents.
  package var site: SafeText?
  /// In the order in which they are shown; clusters that are not among them follow by name.
  package var clusters: [ClusterRules]
  /// The proposals that the site's accounts belong to.
  package var proposals: [ProposalOfAccount]
  package var waldur: WaldurRules
  package var prometheus: PrometheusRules
  /// The clusters' names as they are shown, by the same in lower case; what the files say of them themselves.
  var spellings: [String: SafeText] = [:]

  package init(
    site: SafeText? = nil, clusters: [ClusterRules] = [], proposals: [ProposalOfAccount] = [],
    waldur: WaldurRules = .standard, prometheus: PrometheusRules = .standard
  ) {
    self.site = site
    self.clusters = clusters
    self.proposals = proposals
    self.waldur = waldur
    self.prometheus = prometheus
  }

  /// The rules of a site that has configured nothing.
  package static let standard = TelemetryRules()

  /// The name under which a cluster is shown that a source calls `name`: the one that has it for its name or among its
  /// aliases, in any case, for portals write `LUMI-G` where a site writes `lumi`; else the one of the files' that differs
  /// from it in case alone; else `name` itself.
  package func clusterName(for name: SafeText) -> SafeText {
    guard !clusters.isEmpty || !spellings.isEmpty else { return name }
    let folded = name.shown.lowercased()
    let named = clusters.first { rule in
      ([rule.name] + rule.aliases).contains { $0.shown.lowercased() == folded }
    }
    return named?.name ?? spellings[folded] ?? name
  }

  /// Whether any rule speaks of names.
  var speakOfNames: Bool { !clusters.isEmpty || !proposals.isEmpty || !spellings.isEmpty }

  /// The rules with what the names that files give to clusters come to: of two that differ in case alone, the one in
  /// lower case, as Slurm keeps the names of clusters.
  func spelling(_ names: some Sequence<SafeText>) -> TelemetryRules {
    var rules = self
    for name in names {
      let folded = name.shown.lowercased()
      if let known = rules.spellings[folded], known != name {
        rules.spellings[folded] = SafeText(untrusted: folded)
      } else {
        rules.spellings[folded] = name
      }
    }
    return rules
  }

  /// The cluster that `file` is of where nothing in it says so: the one whose data it is or lies below.
  package func cluster(holding file: DataPath) -> SafeText? {
    clusters.first { $0.data.contains { $0 == file || file.isBelow($0) } }?.name
  }

  /// The proposal of an account, which Slurm writes in lower case; what is said of it on this cluster counts before what is said of it everywhere.
  package func proposal(of account: SafeText, on cluster: SafeText?) -> SafeText? {
    let folded = cluster?.shown.lowercased()
    let name = account.shown.lowercased()
    let exact = proposals.filter { $0.account == account }
    let said = exact.isEmpty ? proposals.filter { $0.account.shown.lowercased() == name } : exact
    let here = said.first { $0.cluster != nil && $0.cluster?.shown.lowercased() == folded }
    return (here ?? said.first { $0.cluster == nil })?.proposal
  }

  /// What is said of the cluster called `name`, in any case.
  func rules(of name: SafeText) -> ClusterRules? {
    let folded = name.shown.lowercased()
    return clusters.first { $0.name.shown.lowercased() == folded }
  }
}

/// What a site says of one of its clusters.
package struct ClusterRules: Sendable, Equatable {
  package var name: SafeText
  /// Other names of it, such as Waldur's offerings.
  package var aliases: [SafeText]
  /// Its folders and files: what is in them and names no cluster belongs to it.
  package var data: [DataPath]
  /// Each counts before what documents say; `nil` leaves it to them.
  package var gpuHoursPerNodeHour: Double?
  package var coreHoursPerGPUHour: Double?
  package var gresPerGPU: Double?
  /// The order in which partitions are shown; empty leaves it to the documents.
  package var partitionOrder: [SafeText]

  package init(
    name: SafeText, aliases: [SafeText] = [], data: [DataPath] = [], gpuHoursPerNodeHour: Double? = nil,
    coreHoursPerGPUHour: Double? = nil, gresPerGPU: Double? = nil, partitionOrder: [SafeText] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.data = data
    self.gpuHoursPerNodeHour = gpuHoursPerNodeHour
    self.coreHoursPerGPUHour = coreHoursPerGPUHour
    self.gresPerGPU = gresPerGPU
    self.partitionOrder = partitionOrder
  }
}

extension ClusterRules {
  /// A document's factors with those that the site states itself in their places.
  func factors(over told: UnitFactors) -> UnitFactors {
    UnitFactors(
      gpuHoursPerNodeHour: gpuHoursPerNodeHour ?? told.gpuHoursPerNodeHour,
      coreHoursPerGPUHour: coreHoursPerGPUHour ?? told.coreHoursPerGPUHour,
      gresPerGPU: gresPerGPU ?? told.gresPerGPU)
  }
}

/// Which proposal an account belongs to: the site's account name is not the proposal's ID.
package struct ProposalOfAccount: Sendable, Equatable {
  package var account: SafeText
  /// `nil` for the account on every cluster.
  package var cluster: SafeText?
  package var proposal: SafeText

  package init(account: SafeText, cluster: SafeText? = nil, proposal: SafeText) {
    self.account = account
    self.cluster = cluster
    self.proposal = proposal
  }
}

/// How Waldur's words are to be understood, which each site chooses.
package struct WaldurRules: Sendable, Equatable {
  /// Component types by their unit; the amounts of other components are not shown.
  package var units: [SafeText: AccountingUnit]
  /// Access modes by the name of the call.
  package var modes: [SafeText: AccessMode]

  package init(units: [SafeText: AccountingUnit], modes: [SafeText: AccessMode] = [:]) {
    self.units = units
    self.modes = modes
  }

  /// What counts where a site says nothing.
  package static let standard = WaldurRules(units: [
    "gpu_hours": .gpuHours, "node_hours": .nodeHours, "core_hours": .coreHours, "cpu_hours": .coreHours,
  ])
}

/// Which of Prometheus's series tell what, which each site chooses.
package struct PrometheusRules: Sendable, Equatable {
  /// The labels that may hold a node's name, in either case, the first that names a known node counting: in a container,
  /// `Hostname` is the container's.
  package var nodeLabels: [SafeText]
  /// The label that holds the cluster's name; without it the file's cluster counts.
  package var clusterLabel: SafeText
  /// The labels by which replicas of one Prometheus differ, in either case: what differs in these alone is one series.
  package var replicaLabels: [SafeText]
  /// Metrics of GPUs' busy fraction, each with what makes a fraction of 0...1 of its value.
  package var gpuBusy: [SafeText: Double]
  /// Metrics of the power that a node draws, each with what makes watts of its value.
  package var nodePower: [SafeText: Double]
  /// Metrics of the power that a cluster's facility draws, each with what makes watts of its value.
  package var facilityPower: [SafeText: Double]

  package init(
    nodeLabels: [SafeText], clusterLabel: SafeText, replicaLabels: [SafeText], gpuBusy: [SafeText: Double],
    nodePower: [SafeText: Double], facilityPower: [SafeText: Double]
  ) {
    self.nodeLabels = nodeLabels
    self.clusterLabel = clusterLabel
    self.replicaLabels = replicaLabels
    self.gpuBusy = gpuBusy
    self.nodePower = nodePower
    self.facilityPower = facilityPower
  }

  /// NVIDIA's DCGM exporter, AMD's device metrics exporter, whose packages put `amd_` before its names, AMD's SMI
  /// exporter and Omnistat; power by IPMI's exporter. Replicas as Prometheus's operator, Thanos, Cortex and Mimir name
  /// them.
  package static let standard = PrometheusRules(
    nodeLabels: [
      "hostname", "nodename", "node_name", "node", "kubernetes_node", "kubernetes_node_name",
      "kubernetes_io_hostname", "host", "instance",
    ], clusterLabel: "cluster",
    replicaLabels: [
      "prometheus_replica", "replica", "__replica__", "thanos_replica", "receive_replica", "rule_replica",
      "ruler_replica", "thanos_ruler_replica", "thanos_receive_replica",
    ],
    gpuBusy: [
      "DCGM_FI_DEV_GPU_UTIL": 0.01, "DCGM_FI_PROF_GR_ENGINE_ACTIVE": 1, "rocm_utilization_percent": 0.01,
      "rocm_utilization_percentage": 0.01, "gpu_gfx_activity": 0.01, "amd_gpu_gfx_activity": 0.01,
      "amd_gpu_use_percent": 0.01,
    ],
    nodePower: ["ipmi_dcmi_power_consumption_watts": 1, "node_power_watts": 1],
    facilityPower: ["facility_power_watts": 1])
}
