import JSONStream
import Model

/// Simulated nodes as `scontrol show nodes --json` writes them, and up to 22.05 `sinfo --json`.
struct SlurmNodesDocument {
  private let cluster: ClusterSimulation
  private let machine: Machine
  private let form: SlurmForm

  init(of cluster: ClusterSimulation, in form: SlurmForm) {
    self.cluster = cluster
    self.machine = cluster.machine
    self.form = form
  }

  var value: JSONValue {
    form.document(
      "nodes", cluster.floor.nodes.map(record), cluster: machine.name.lowercased(),
      command: form.isBeforeDataParser ? ["sinfo", "--json"] : ["scontrol", "show", "nodes", "--json"],
      at: cluster.now)
  }

  private func record(_ node: SimulatedNode) -> JSONValue {
    let name = machine.nodePrefix + zeroPadded(node.index + 1, to: machine.nodeDigits)
    let usedCPUs = node.cpus - node.freeCPUs
    let memory = machine.memoryPerNode / node.cpus
    let used = node.gpus - node.freeGPUs
    return .record([
      "architecture": "x86_64",
      "boot_time": form.time(node.bootedAt),
      "comment": form.text(""),
      "cpu_load": form.number == 39 ? form.number(usedCPUs * 97) : .integer(Int64(usedCPUs * 97)),
      form.key("free_mem", before: "free_memory"): form.number(
        machine.memoryPerNode - usedCPUs * memory * 3 / 4),
      "cpus": .integer(Int64(node.cpus)),
      "effective_cpus": form.since(39, .integer(Int64(node.cpus))),
      "energy": form.since(39, ["current_watts": form.number(watts(of: node)), "average_watts": 0]),
      "features": form.list([]),
      "active_features": form.list([]),
      "gres": form.text(node.gpus > 0 ? "gpu:\(machine.gpuType):\(node.gpus)" : ""),
      "gres_drained": "N/A",
      "gres_used": form.text(node.gpus > 0 ? GPUList(node.usedGPUs).gres(type: machine.gpuType) : ""),
      "last_busy": form.time(node.tenants.isEmpty ? node.lastBusyAt : cluster.now),
      "name": .string(name),
      "address": .string(name),
      "hostname": .string(name),
      "state": state(of: node),
      "state_flags": form.beforeDataParser(flags(of: node)),
      "operating_system": "Linux",
      "partitions": .array(partitions(of: node).map(JSONValue.string)),
      "real_memory": .integer(Int64(machine.memoryPerNode)),
      "reason": form.text(node.outage?.reason ?? ""),
      "reason_changed_at": form.time(node.outage.flatMap { $0.reason.isEmpty ? nil : $0.since }),
      "reason_set_by_user": form.optionalText(node.outage?.setBy ?? ""),
      "reservation": form.since(39, form.text(node.outage?.reservation ?? "")),
      "suspend_time": form.since(45, form.number(86_400)),
      "alloc_memory": .integer(Int64(usedCPUs * memory)),
      "alloc_cpus": .integer(Int64(usedCPUs)),
      form.key("alloc_idle_cpus", before: "idle_cpus"): .integer(Int64(node.freeCPUs)),
      "tres": .string(tres(cpus: node.cpus, gpus: node.gpus, memory: memory)),
      "tres_used": form.optionalText(
        node.tenants.isEmpty ? "" : tres(cpus: usedCPUs, gpus: used, memory: memory)),
      form.key("version", before: "slurmd_version"): form.text(
        node.outage?.kind.isDown == true ? "" : form.releaseText),
      "weight": 1,
    ])
  }

  /// The base in lower case and its flags apart, before `data_parser`.
  private func state(of node: SimulatedNode) -> JSONValue {
    let words = node.stateWords
    return form.isBeforeDataParser
      ? .string(words.first?.lowercased() ?? "") : .array(words.map(JSONValue.string))
  }

  private func flags(of node: SimulatedNode) -> JSONValue {
    .array(node.stateWords.dropFirst().map(JSONValue.string))
  }

  private func partitions(of node: SimulatedNode) -> [String] {
    zip(machine.partitions, cluster.floor.partitions).filter { $0.1.contains(node.index) }.map(\.0.name)
  }

  private func tres(cpus: Int, gpus: Int, memory: Int) -> String {
    let base = "cpu=\(cpus),mem=\(cpus * memory)M,billing=\(cpus)"
    return gpus > 0 ? base + ",gres/gpu=\(gpus),gres/gpu:\(machine.gpuType)=\(gpus)" : base
  }

  /// Grows with the load, and wavers by a few watts every ten seconds; unknown while the node is silent.
  private func watts(of node: SimulatedNode) -> Int? {
    if node.outage?.kind.isDown == true { return nil }
    let tick = UInt64(bitPattern: cluster.now.secondsSince1970 / 10)
    var noise = SeededRandom(seed: tick &* 1_000_003 &+ UInt64(node.index))
    let used = node.gpus - node.freeGPUs
    return 480 + used * (1600 / max(1, node.gpus)) + (node.cpus - node.freeCPUs) * 2 + noise.below(24)
  }
}
