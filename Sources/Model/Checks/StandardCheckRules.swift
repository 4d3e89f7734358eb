import Text

extension CheckRules {
  /// The rules of EuroHPC's access modes as public documents tell them, and what is publicly known of its machines.
  ///
  /// Modes: the access-mode pages of eurohpc-ju.europa.eu and what cites them; Playground's 5,000 GPU-hours are what
  /// two systems granted. No pool is known in hours, so there is none.
  package static let standard = CheckRules(
    modes: [
      .playground: industrial(
        .gpuHours, above: 0, to: 5000, months: [1, 2, 3], hasCutoff: false, hasOneSystem: true),
      .fastLane: industrial(
        .gpuHours, above: 10_000, to: 50_000, months: [1, 2, 3], hasCutoff: false, hasOneSystem: true),
      .largeScale: industrial(
        .gpuHours, above: 50_000, to: 2_400_000, months: [3, 6, 12], hasCutoff: true, hasOneSystem: false),
      .aiScience: ModeRules(
        checks: all(but: [.oneSystem, .sme]),
        kinds: KindRules(
          accepted: ["academia", "public"], acceptedInside: industry,
          programmes: ["horizon_europe", "digital_europe"]),
        bounds: AmountBounds(unit: .nodeHours, lower: 20_000, allowsLower: true, upper: 90_000),
        durations: DurationRules(months: [6])),
      .benchmark: open(200...3500, months: [2, 3]),
      .development: open(400...4500, months: [6, 12]),
      .regular: open(15_000...1_800_000, months: [12]),
      .extremeScale: open(100_000...3_000_000, months: [12]),
    ],
    // Of kinds, amounts and durations there is nothing to check until a site says what they have to be.
    otherModes: ModeRules(checks: all(but: [.oneSystem, .cutoff])),
    countries: .standard,
    sme: SMERules(
      kinds: ["sme", "startup"], staffBelow: 250, turnover: Euros(50e6), balance: Euros(43e6)),
    funding: FundingRules(harmless: ["own_funds", "pay_per_use"], excluding: []),
    aiAct: AIActRules(accepted: [.minimal, .limited, .high, .gpai], refused: [.prohibited]),
    contractMonths: 3,
    machines: machines)

  private static let industry: Set<SafeText> = ["startup", "sme", "midcap", "large"]

  private static func all(but left: Set<Check>) -> [Check] { Check.allCases.filter { !left.contains($0) } }

  private static func industrial(
    _ unit: AccountingUnit, above lower: Double, to upper: Double, months: [Int], hasCutoff: Bool,
    hasOneSystem: Bool
  ) -> ModeRules {
    ModeRules(
      checks: Check.allCases.filter { check in
        (hasCutoff || check != .cutoff) && (hasOneSystem || check != .oneSystem)
      },
      kinds: KindRules(accepted: industry),
      bounds: AmountBounds(unit: unit, lower: lower, allowsLower: false, upper: upper),
      durations: DurationRules(months: months))
  }

  /// A mode for everybody, with a cut-off and fixed amounts.
  private static func open(_ nodeHours: ClosedRange<Double>, months: [Int]) -> ModeRules {
    ModeRules(
      checks: all(but: [.oneSystem, .sme]),
      bounds: AmountBounds(
        unit: .nodeHours, lower: nodeHours.lowerBound, allowsLower: true, upper: nodeHours.upperBound),
      durations: DurationRules(months: months))
  }

  /// The GPU partitions that EuroHPC hands out.
  private static let machines: [[UInt8]: MachineRules] = {
    let names: [(SafeText, Processor, Accelerator)] = [
      ("lumi", .x86, .rocm), ("leonardo", .x86, .cuda), ("marenostrum5", .x86, .cuda),
      ("marenostrum 5", .x86, .cuda), ("jupiter", .arm, .cuda), ("meluxina", .x86, .cuda),
      ("karolina", .x86, .cuda), ("vega", .x86, .cuda), ("discoverer+", .x86, .cuda),
      ("deucalion", .x86, .cuda), ("arrhenius", .arm, .cuda),
    ]
    var machines: [[UInt8]: MachineRules] = [:]
    for (name, processor, accelerator) in names {
      machines[name.foldedName] = MachineRules(processor: processor, accelerator: accelerator)
    }
    return machines
  }()
}
