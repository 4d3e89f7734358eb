import Text

extension UnitFactors {
  /// `amount` in GPU-hours; `nil` when the machine's factor is not known.
  ///
  /// Centres account in their own units: Leonardo Booster 8 core-hours to a GPU-hour, MareNostrum 5 ACC 20 and in
  /// thousands, JUPITER 72; a node-hour is 4 GPU-hours on most, 8 on Karolina.
  package func gpuHours(in amount: Amount) -> GPUHours? {
    switch amount.unit {
    case .gpuHours: GPUHours(amount.value)
    case .nodeHours: gpuHoursPerNodeHour.map { GPUHours(amount.value * $0) }
    case .coreHours: gpuHours(inCoreHours: amount.value)
    case .kiloCoreHours: gpuHours(inCoreHours: amount.value * 1000)
    case .other: nil
    }
  }

  /// `gres/gpu` times hours in GPU-hours: on LUMI-G two, the GCDs of one MI250X module, make one (LUMI user guide,
  /// billing). `nil` for a factor that is not positive.
  package func gpuHours(inGresHours hours: Double) -> GPUHours? {
    gresPerGPU > 0 ? GPUHours(hours / gresPerGPU) : nil
  }

  /// `gres/gpu` in GPUs as they are billed, as `gpuHours(inGresHours:)`.
  package func gpus(inGres count: Int) -> GPUs? {
    gresPerGPU > 0 ? GPUs(Double(count) / gresPerGPU) : nil
  }

  private func gpuHours(inCoreHours hours: Double) -> GPUHours? {
    guard let factor = coreHoursPerGPUHour, factor > 0 else { return nil }
    return GPUHours(hours / factor)
  }
}

extension Factory {
  /// The factors of the cluster called `name`, in any case, for portals write `LUMI` where a site writes `lumi`.
  func factors(of name: SafeText?) -> UnitFactors? {
    guard let name else { return nil }
    let folded = name.shown.lowercased()
    return clusters.first { $0.name.shown.lowercased() == folded }?.factors
      ?? otherFactors.first { $0.key.shown.lowercased() == folded }?.value
  }
}
