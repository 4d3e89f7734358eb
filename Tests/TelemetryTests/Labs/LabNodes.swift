import Testing

/// The nodes of a lab as `sinfo` and `scontrol show node` print them.
struct LabNode {
  let name: String
  /// `IDLE`, `CLOUD`, `POWERED_DOWN`: the base first.
  let states: [String]
  let partitions: [String]
  /// What `sinfo -N -o %T` prints, with its mark; `nil` for a node that sinfo does not list.
  let sinfo: String?
  /// Whole GPUs, configured and in use.
  let gpus: Int
  let gpusBooked: Int

  static func all(of lab: Lab) throws -> [LabNode] {
    var words: [String: String] = [:]
    for line in try lab.lines("sinfo-N") {
      let fields = line.split(separator: "|").map(String.init)
      words[fields[0]] = fields[1]
    }
    // Slurm counts a slice as a GPU in AllocTRES; what jobs hold tells them apart.
    var slices: [String: Int] = [:]
    for line in try lab.lines("scontrol-jobs") where line.contains("JobState=RUNNING") {
      for held in line.matches(of: /Nodes=(\S+) CPU_IDs=\S* Mem=\S* GRES=(\S*)/) {
        slices[String(held.1), default: 0] += TelemetryTests.gpus(in: String(held.2), slices: true)
      }
    }
    return try lab.lines("scontrol-nodes").map { line in
      let name = scontrolField("NodeName", in: line)
      return LabNode(
        name: name, states: scontrolField("State", in: line).split(separator: "+").map(String.init),
        partitions: scontrolField("Partitions", in: line).split(separator: ",").map(String.init),
        sinfo: words[name], gpus: TelemetryTests.gpus(in: scontrolField("Gres", in: line)),
        gpusBooked: (trackable("gres/gpu", in: scontrolField("AllocTRES", in: line)) ?? 0)
          - (slices[name] ?? 0))
    }
  }

  /// Whether a job of one of its partitions, or of the one that is named, can start on it, by what jobs did that were
  /// submitted to nodes in each of these states.
  func canStart(in partition: String? = nil, states partitionStates: [String: String]) -> Bool {
    let flags = Set(states.dropFirst())
    let never: Set = [
      "DRAIN", "FAIL", "MAINTENANCE", "REBOOT_ISSUED", "POWERING_DOWN", "INVALID_REG", "BLOCKED", "EXTERNAL",
    ]
    guard ["ALLOCATED", "MIXED", "IDLE"].contains(states[0]), flags.isDisjoint(with: never) else {
      return false
    }
    if states[0] == "IDLE", !flags.isDisjoint(with: ["REBOOT_REQUESTED", "POWER_DOWN"]) { return false }
    if flags.contains("NOT_RESPONDING"), flags.isDisjoint(with: ["POWERING_UP", "POWERED_DOWN"]) {
      return false
    }
    return (partition.map { [$0] } ?? partitions).contains { ["UP", "DRAIN"].contains(partitionStates[$0]) }
  }

  /// GPUs in use, idle and unavailable: nothing counts as in use on a node that is down.
  func gpuCounts(in partition: String? = nil, states: [String: String]) -> GPUCounts {
    let used = self.states[0] == "DOWN" ? 0 : gpusBooked
    let isUsable = canStart(in: partition, states: states)
    return GPUCounts(
      total: gpus, allocated: used, idle: isUsable ? gpus - used : 0, unavailable: isUsable ? 0 : gpus - used)
  }
}

struct GPUCounts: Equatable {
  var total: Int? = 0
  var allocated: Int? = 0
  var idle: Int? = 0
  var unavailable: Int? = 0

  static func + (left: GPUCounts, right: GPUCounts) -> GPUCounts {
    func sum(_ part: KeyPath<GPUCounts, Int?>) -> Int? {
      left[keyPath: part].flatMap { one in right[keyPath: part].map { one + $0 } }
    }
    return GPUCounts(
      total: sum(\.total), allocated: sum(\.allocated), idle: sum(\.idle), unavailable: sum(\.unavailable))
  }
}

extension Lab {
  /// `UP`, `DOWN`, …, by the partition's name.
  func partitionStates() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try lines("scontrol-partitions").map {
        (scontrolField("PartitionName", in: $0), scontrolField("State", in: $0))
      })
  }
}
