import Text

extension Application {
  /// Whether the days asked for are those of a number of months that the mode allows.
  func checkDuration(_ rules: ModeRules) -> Finding? {
    guard let durations = rules.durations else { return nil }
    let months = SafeText.list(durations.months.map { "\($0)" }, last: "or")
    let noun: SafeText = durations.months == [1] ? "month" : "months"
    guard let days = durationDays else { return .unknown("no duration told, allowed are \(months) \(noun)") }
    let allowed: SafeText = "\(SafeText.count(days, "day", "days")), allowed are \(months) \(noun)"
    if durations.months.contains(where: { durations.allows(days, months: $0) }) { return .pass(allowed) }
    let month = durations.daysAMonth
    return .fail("\(allowed) of \(month.lowerBound) to \(month.upperBound) days")
  }
}

extension DurationRules {
  func allows(_ days: Int, months: Int) -> Bool {
    (months * daysAMonth.lowerBound...months * daysAMonth.upperBound).contains(days)
  }
}
