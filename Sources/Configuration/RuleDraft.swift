import Model
import Text

/// The rules of an access mode, as far as something says them.
struct RuleDraft: Sendable, Equatable {
  var checks: [Check]?
  /// Empty, with `kindsInside` empty too: every kind of organisation.
  var kinds: Set<SafeText>?
  var kindsInside: Set<SafeText>?
  var programmes: Set<SafeText>?
  var unit: AccountingUnit?
  var minAmount: Double?
  var isMinIncluded: Bool?
  /// Without it there are no bounds.
  var maxAmount: Double?
  /// Empty: any duration.
  var months: [Int]?
  var monthDays: ClosedRange<Int>?

  init() {}

  /// All that `rules` say.
  init(_ rules: ModeRules) {
    let durations = rules.durations ?? DurationRules(months: [])
    checks = rules.checks
    kinds = rules.kinds?.accepted ?? []
    kindsInside = rules.kinds?.acceptedInside ?? []
    programmes = rules.kinds?.programmes ?? []
    unit = rules.bounds?.unit ?? .gpuHours
    minAmount = rules.bounds?.lower ?? 0
    isMinIncluded = rules.bounds?.allowsLower ?? false
    maxAmount = rules.bounds?.upper
    months = durations.months
    monthDays = durations.daysAMonth
  }

  /// The same, and what `others` say of the rest.
  func over(_ others: RuleDraft) -> RuleDraft {
    var all = others
    all.checks = checks ?? others.checks
    all.kinds = kinds ?? others.kinds
    all.kindsInside = kindsInside ?? others.kindsInside
    all.programmes = programmes ?? others.programmes
    all.unit = unit ?? others.unit
    all.minAmount = minAmount ?? others.minAmount
    all.isMinIncluded = isMinIncluded ?? others.isMinIncluded
    all.maxAmount = maxAmount ?? others.maxAmount
    all.months = months ?? others.months
    all.monthDays = monthDays ?? others.monthDays
    return all
  }

  /// What nothing says is held against nobody.
  var rules: ModeRules {
    let kinds = KindRules(
      accepted: kinds ?? [], acceptedInside: kindsInside ?? [], programmes: programmes ?? [])
    let isForAll = kinds.accepted.isEmpty && kinds.acceptedInside.isEmpty
    var durations = DurationRules(months: months ?? [])
    durations.daysAMonth = monthDays ?? durations.daysAMonth
    return ModeRules(
      checks: checks ?? [], kinds: isForAll ? nil : kinds,
      bounds: maxAmount.map { upper in
        AmountBounds(
          unit: unit ?? .gpuHours, lower: minAmount ?? 0, allowsLower: isMinIncluded ?? false, upper: upper)
      },
      durations: durations.months.isEmpty ? nil : durations)
  }
}
