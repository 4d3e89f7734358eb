import Model
import Screen
import Text

/// The one unit that all amounts of a list of budgets are shown in, so that they can be compared.
///
/// GPU-hours where each can be converted; the list's own unit where all have the same and some cannot; else GPU-hours,
/// in which those that cannot be converted have no amount.
struct BudgetUnit {
  private let own: AccountingUnit?

  init(of budgets: [BudgetFigures]) {
    // By one pass over what is there, for a list of those that count would be large.
    var units: Set<AccountingUnit> = []
    var canConvertAll = true
    for budget in budgets where budget.allocation.granted != nil || budget.allocation.used != nil {
      units.insert(budget.allocation.unit)
      canConvertAll = canConvertAll && budget.gpuHoursPerUnit != nil
    }
    own = canConvertAll || units.count != 1 ? nil : units.first
  }

  var title: SafeText { (own ?? .gpuHours).title }

  /// An amount that is in the budget's unit; `nil` where it is not known, or cannot be converted.
  func amount(_ amount: Double?, of budget: BudgetFigures) -> Double? {
    guard own == nil else { return amount }
    guard let amount, let factor = budget.gpuHoursPerUnit else { return nil }
    return amount * factor
  }

  /// Amounts with their unit, `2.5 k of 5.0 k GPU-h`: in the budget's own where they cannot be converted.
  func text(_ amounts: Double?..., of budget: BudgetFigures) -> SafeText {
    "\(amounts.map { figure($0, of: budget) }.joined(separator: " of ")) \(title(of: budget))"
  }

  /// An amount without its unit, which is `title(of:)`.
  func figure(_ amount: Double?, of budget: BudgetFigures) -> SafeText {
    .compact(canConvert(budget) ? self.amount(amount, of: budget) : amount)
  }

  /// The unit that a budget's amounts are told in where they stand alone.
  func title(of budget: BudgetFigures) -> SafeText {
    canConvert(budget) ? title : budget.allocation.unit.title
  }

  private func canConvert(_ budget: BudgetFigures) -> Bool { own != nil || budget.gpuHoursPerUnit != nil }
}

extension AccountingUnit {
  var title: SafeText {
    switch self {
    case .gpuHours: "GPU-h"
    case .nodeHours: "node-h"
    case .coreHours: "core-h"
    case .kiloCoreHours: "k core-h"
    case .other: "of its own unit"
    }
  }
}
