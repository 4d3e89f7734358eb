package import Text

extension SafeText {
  /// An amount with its thousands grouped: `20,000`; with one decimal where it is not whole.
  package static func amount(_ amount: Double) -> SafeText {
    guard amount.magnitude < 1e15 else { return "more than can be shown" }
    let tenths = Int64((amount * 10).rounded())
    let whole = SafeText(grouping: tenths / 10)
    let tenth = tenths.magnitude % 10
    return tenth == 0 ? whole : "\(whole).\(tenth)"
  }

  /// `EUR 4,200,000`.
  package static func euros(_ amount: Euros) -> SafeText { "EUR \(SafeText.amount(amount.count))" }

  /// The texts as a list: `1, 2 or 3`.
  static func list(_ texts: [SafeText], last conjunction: SafeText) -> SafeText {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return "\(texts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  /// A text from outside as it stands in a clause: not longer than `width` cells.
  func inClause(_ width: Int = 40) -> SafeText { truncated(toWidth: width) }
}

extension Amount {
  /// `20,000 node-hours`.
  package var inWords: SafeText { "\(SafeText.amount(value)) \(unit.inWords(of: value))" }
}

extension AccountingUnit {
  func inWords(of value: Double) -> SafeText {
    switch self {
    case .gpuHours: value == 1 ? "GPU-hour" : "GPU-hours"
    case .nodeHours: value == 1 ? "node-hour" : "node-hours"
    case .coreHours: value == 1 ? "core-hour" : "core-hours"
    case .kiloCoreHours: "thousand core-hours"
    case .other: "of the site's own unit"
    }
  }
}

extension CivilDate {
  var inWords: SafeText { SafeText(untrusted: iso8601) }

  /// The same day `count` months later, or the last of that month where it has no such day.
  func adding(months count: Int) -> CivilDate {
    let months = year * 12 + month - 1 + count
    let (year, month) = (months.flooredDivision(by: 12), months - months.flooredDivision(by: 12) * 12 + 1)
    return CivilDate(year: year, month: month, day: min(day, CivilDate.days(inMonth: month, of: year)))
  }
}
