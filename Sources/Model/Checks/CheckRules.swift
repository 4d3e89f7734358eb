package import Text

/// What the checks of applications hold against them. Every number and every list of a rule is here.
package struct CheckRules: Sendable, Equatable {
  package var modes: [AccessMode: ModeRules]
  /// For a mode that is not in `modes`.
  package var otherModes: ModeRules
  package var countries: CountryRules
  package var sme: SMERules
  package var funding: FundingRules
  package var aiAct: AIActRules
  /// How long the principal investigator's contract has to last after the allocation, in months.
  package var contractMonths: Int
  /// By `SafeText.foldedName` of the machine's name.
  package var machines: [[UInt8]: MachineRules]

  /// The mode's own rules, or `otherModes` where it has none.
  package func rules(of mode: AccessMode) -> ModeRules { modes[mode] ?? otherModes }

  /// By the folded form of its name; `nil` for a machine without rules.
  package func rules(ofMachine name: SafeText) -> MachineRules? { machines[name.foldedName] }
}

/// The rules of one access mode.
package struct ModeRules: Sendable, Equatable {
  /// Those that run, in the order in which they are told.
  package var checks: [Check]
  /// `nil`: every kind of organisation may apply.
  package var kinds: KindRules?
  /// `nil`: any amount may be asked for.
  package var bounds: AmountBounds?
  /// `nil`: an allocation may have any duration.
  package var durations: DurationRules?

  package init(
    checks: [Check], kinds: KindRules? = nil, bounds: AmountBounds? = nil, durations: DurationRules? = nil
  ) {
    self.checks = checks
    self.kinds = kinds
    self.bounds = bounds
    self.durations = durations
  }
}

/// The kinds of organisation that a mode is for, in the words of `org.kind`.
package struct KindRules: Sendable, Equatable {
  /// Accepted without more. In lower case, as all words here.
  package var accepted: Set<SafeText>
  /// Accepted inside a project of one of `programmes` only.
  package var acceptedInside: Set<SafeText>
  /// In the words of `programme` in `other_funding`.
  package var programmes: Set<SafeText>

  package init(
    accepted: Set<SafeText>, acceptedInside: Set<SafeText> = [], programmes: Set<SafeText> = []
  ) {
    self.accepted = accepted
    self.acceptedInside = acceptedInside
    self.programmes = programmes
  }
}

/// How much may be asked for; the upper bound is allowed.
package struct AmountBounds: Sendable, Equatable {
  /// That of both bounds; what is asked for in another one is compared in GPU-hours.
  package var unit: AccountingUnit
  package var lower: Double
  /// Whether `lower` itself may be asked for; else it has to be more.
  package var allowsLower: Bool
  package var upper: Double

  package init(unit: AccountingUnit, lower: Double, allowsLower: Bool, upper: Double) {
    self.unit = unit
    self.lower = lower
    self.allowsLower = allowsLower
    self.upper = upper
  }
}

/// How long an allocation may be. Forms say days where modes say months, so a month is any of `daysAMonth`.
package struct DurationRules: Sendable, Equatable {
  /// The numbers of months that are allowed, in the order in which they are told.
  package var months: [Int]
  /// The fewest and the most days that count as a month; several months have as many times these.
  package var daysAMonth: ClosedRange<Int>

  package init(months: [Int], daysAMonth: ClosedRange<Int> = 28...31) {
    self.months = months
    self.daysAMonth = daysAMonth
  }
}

/// Countries by ISO 3166-1 alpha-2, in capitals.
package struct CountryRules: Sendable, Equatable {
  package var eligible: Set<SafeText>
  /// Those of which a person has to look up whether they are.
  package var inDoubt: Set<SafeText>
}

/// What makes a small or medium-sized enterprise (Recommendation 2003/361/EC, annex, article 2).
package struct SMERules: Sendable, Equatable {
  /// The words of `org.kind` that declare one.
  package var kinds: Set<SafeText>
  /// Fewer than that many.
  package var staffBelow: Int
  /// At most that turnover, or at most that balance.
  package var turnover: Euros
  package var balance: Euros
}

/// Other funding, by the words of `other_funding`'s `programme`; of any other a person has to look.
package struct FundingRules: Sendable, Equatable {
  /// Those that stand in nobody's way.
  package var harmless: Set<SafeText>
  /// Those that exclude access.
  package var excluding: Set<SafeText>
}

/// Classes of the AI Act; of any other a person has to look.
package struct AIActRules: Sendable, Equatable {
  package var accepted: Set<AIActClass>
  package var refused: Set<AIActClass>
}

/// A machine as far as telemetry does not tell it.
package struct MachineRules: Sendable, Equatable {
  /// Of its GPU nodes; `nil` where it is not known.
  package var processor: Processor?
  /// What code for its GPUs is built with; `nil` where it is not known.
  package var accelerator: Accelerator?
  /// What may be granted of a mode at one time; a mode without one is not known.
  package var pools: [AccessMode: GPUHours]

  package init(
    processor: Processor? = nil, accelerator: Accelerator? = nil, pools: [AccessMode: GPUHours] = [:]
  ) {
    self.processor = processor
    self.accelerator = accelerator
    self.pools = pools
  }
}
