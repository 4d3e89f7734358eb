import Text

extension Application {
  /// Whether the machine has the partition that is asked for, as far as its telemetry tells.
  func checkPartition(_ ground: CheckContext) -> Finding {
    guard let machine else { return .unknown(whyNoMachine) }
    guard let partition else { return .unknown("no partition told") }
    let (name, place) = (partition.inClause(20), machine.inClause(20))
    guard let known = ground.machines[machine.foldedName], !known.partitions.isEmpty else {
      return .unknown("\(name), the partitions of \(place) are not known")
    }
    return known.partitions[partition] != nil
      ? .pass("\(place) has \(name)") : .fail("\(place) has no partition \(name)")
  }

  /// Whether the partition is as large as what is asked for at one time.
  func checkGPUsAtOnce(_ ground: CheckContext) -> Finding {
    guard let wanted = technical.maxGPUs else { return .unknown("not told how many") }
    let asked: SafeText = "\(SafeText(grouping: wanted)) at once"
    guard let machine else { return .unknown("\(asked), \(whyNoMachine)") }
    guard let partition else { return .unknown("\(asked), no partition told") }
    let name = partition.inClause(20)
    guard let known = ground.machines[machine.foldedName], let gpus = known.partitions[partition] ?? nil
    else {
      return .unknown("\(asked), the GPUs of \(name) are not known")
    }
    // Slurm counts two GCDs on LUMI-G where one GPU is billed.
    let billed = Double(gpus) / known.gresPerGPU
    let clause: SafeText = "\(asked), \(name) has \(SafeText.amount(billed))"
    return Double(wanted) <= billed ? .pass(clause) : .fail(clause)
  }
}
