import Text

extension Application {
  /// Whether what is asked for is within the mode's bounds, which are in the mode's unit.
  ///
  /// In another unit both are compared in GPU-hours of the machine.
  func checkBounds(_ rules: ModeRules, _ factors: UnitFactors) -> Finding? {
    guard let bounds = rules.bounds else { return nil }
    guard let requested else { return .unknown("no amount told, allowed are \(bounds.inWords)") }
    if requested.unit == bounds.unit {
      return bounds.finding(requested.value, "\(requested.inWords), allowed are \(bounds.inWords)")
    }
    guard let asked = factors.gpuHours(in: requested), let one = factors.gpuHours(in: Amount(1, bounds.unit)),
      one.count > 0
    else {
      return .unknown(
        "\(requested.inWords), allowed are \(bounds.inWords) \(bounds.unit.inWords(of: bounds.upper)), and the factor is not known"
      )
    }
    let converted = Amount(asked.count / one.count, bounds.unit)
    return bounds.finding(
      converted.value, "\(requested.inWords) are \(converted.inWords), allowed are \(bounds.inWords)")
  }
}

extension AmountBounds {
  func finding(_ amount: Double, _ clause: SafeText) -> Finding {
    let isAbove = allowsLower ? amount >= lower : amount > lower
    return isAbove && amount <= upper ? .pass(clause) : .fail(clause)
  }

  /// `20,000 to 90,000`, `over 10,000 up to 50,000`, `up to 5,000`.
  var inWords: SafeText {
    let upper = SafeText.amount(upper)
    if allowsLower { return "\(SafeText.amount(lower)) to \(upper)" }
    return lower > 0 ? "over \(SafeText.amount(lower)) up to \(upper)" : "up to \(upper)"
  }
}
