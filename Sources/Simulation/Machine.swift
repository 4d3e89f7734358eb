import Model

/// The make of a cluster: what its nodes are, how they are cut into partitions, and in which unit the site accounts.
///
/// Machines and their unit factors are public; sizes are a small part of the real ones.
struct Machine: Sendable {
  var name: String
  var site: String
  /// Nodes in a demonstration.
  var nodes: Int
  var nodePrefix: String
  var nodeDigits: Int
  var gpuType: String
  /// Slurm's `gres/gpu` of a node.
  var gpusPerNode: Int
  var cpusPerNode: Int
  var memoryPerNode: Int
  var unit: AccountingUnit
  var factors: UnitFactors
  var partitions: [MachinePartition]
  var accountPrefix: String
}

struct MachinePartition: Sendable {
  /// How jobs use the nodes of a partition.
  enum Use: Sendable {
    /// Whole nodes, often many.
    case wholeNodes
    /// Single GPUs beside small multi-node jobs.
    case shared
    /// Short jobs on few nodes.
    case debug
    /// Nodes without GPUs.
    case cpuOnly
  }

  var name: String
  var use: Use
  /// The part of the cluster's nodes that it holds; parts may overlap.
  var share: Range<Double>

  /// Indices of its nodes on a cluster of `count` nodes: at least one.
  func nodes(of count: Int) -> Range<Int> {
    let low = min(count - 1, Int(Double(count) * share.lowerBound))
    return low..<max(low + 1, min(count, Int(Double(count) * share.upperBound)))
  }
}

extension Machine {
  /// Of different make on purpose: CPU nodes beside, two `gres/gpu` to a billed GPU, overlapping partitions.
  static let all = [
    Machine(
      name: "LEONARDO", site: "Baltic AI Factory", nodes: 168, nodePrefix: "lrdn", nodeDigits: 4,
      gpuType: "a100",
      gpusPerNode: 4, cpusPerNode: 32, memoryPerNode: 494_000, unit: .coreHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8),
      partitions: [
        MachinePartition(name: "boost_usr_prod", use: .shared, share: 0..<0.86),
        MachinePartition(name: "dcgp_usr_prod", use: .cpuOnly, share: 0.86..<1),
      ], accountPrefix: "AIFAC_P02_"),
    Machine(
      name: "LUMI", site: "Baltic AI Factory", nodes: 120, nodePrefix: "nid", nodeDigits: 6, gpuType: "mi250",
      gpusPerNode: 8, cpusPerNode: 128, memoryPerNode: 491_520, unit: .gpuHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 4, gresPerGPU: 2),
      partitions: [
        MachinePartition(name: "standard-g", use: .wholeNodes, share: 0..<0.7),
        MachinePartition(name: "small-g", use: .shared, share: 0.7..<0.93),
        MachinePartition(name: "dev-g", use: .debug, share: 0.93..<1),
      ], accountPrefix: "project_46590"),
    Machine(
      name: "KAROLINA", site: "Baltic AI Factory", nodes: 72, nodePrefix: "acn", nodeDigits: 2,
      gpuType: "a100",
      gpusPerNode: 8, cpusPerNode: 128, memoryPerNode: 1_030_000, unit: .nodeHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 8),
      partitions: [
        MachinePartition(name: "qgpu", use: .shared, share: 0..<1),
        MachinePartition(name: "qgpu_exp", use: .debug, share: 0.94..<1),
      ], accountPrefix: "eu-26-"),
    Machine(
      name: "MARENOSTRUM5", site: "Baltic AI Factory", nodes: 140, nodePrefix: "as", nodeDigits: 4,
      gpuType: "h100",
      gpusPerNode: 4, cpusPerNode: 160, memoryPerNode: 512_000, unit: .kiloCoreHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 20),
      partitions: [
        MachinePartition(name: "acc", use: .shared, share: 0..<0.9),
        MachinePartition(name: "gpp", use: .cpuOnly, share: 0.9..<1),
      ], accountPrefix: "ehpc"),
    Machine(
      name: "JUPITER", site: "Baltic AI Factory", nodes: 200, nodePrefix: "jpbo-", nodeDigits: 3,
      gpuType: "gh200",
      gpusPerNode: 4, cpusPerNode: 288, memoryPerNode: 480_000, unit: .coreHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 72),
      partitions: [
        MachinePartition(name: "booster", use: .wholeNodes, share: 0..<0.95),
        MachinePartition(name: "develbooster", use: .debug, share: 0.95..<1),
      ], accountPrefix: "e-aif-26pg01-"),
    Machine(
      name: "MELUXINA", site: "Baltic AI Factory", nodes: 80, nodePrefix: "mel", nodeDigits: 4,
      gpuType: "a100",
      gpusPerNode: 4, cpusPerNode: 128, memoryPerNode: 512_000, unit: .nodeHours,
      factors: UnitFactors(gpuHoursPerNodeHour: 4),
      partitions: [
        MachinePartition(name: "gpu", use: .shared, share: 0..<0.8),
        MachinePartition(name: "cpu", use: .cpuOnly, share: 0.8..<1),
      ], accountPrefix: "p20"),
  ]

  /// The machine of the `index`th cluster; a second LUMI is called `LUMI-2`.
  static func cluster(_ index: Int, nodes: Int?) -> Machine {
    var machine = all[index % all.count]
    let round = index / all.count
    if round > 0 { machine.name += "-\(round + 1)" }
    machine.nodes = max(1, nodes ?? machine.nodes)
    return machine
  }
}
