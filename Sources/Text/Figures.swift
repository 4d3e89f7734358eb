/// Figures as the screen writes them: grouped, two or three significant digits, and `—` for what is not known.
extension SafeText {
  /// What stands for a value that no source tells.
  package static let unknown: SafeText = "—"

  /// A whole number with its thousands grouped: `21,948`.
  package static func grouped(_ number: Int?) -> SafeText {
    number.map { SafeText(grouping: $0) } ?? .unknown
  }

  /// A figure that is a lower bound where `isBound`: `≥ 47`, which is `>=47` in ASCII. What is unknown has no bound.
  package static func atLeast(_ figure: SafeText, if isBound: Bool) -> SafeText {
    isBound && figure != .unknown ? "≥ \(figure)" : figure
  }

  /// A large amount in two or three significant digits: `412`, `5.0 k`, `64.2 k`, `310 k`, `2.1 M`.
  ///
  /// The prefixes are those of the SI from k to E; what is more is `>999 E`. Below 10, what is not whole has one decimal:
  /// `3.4`.
  package static func compact(_ amount: Double?) -> SafeText {
    guard let amount, amount.isFinite else { return .unknown }
    let magnitude = amount.magnitude
    guard magnitude < 999.5e18 else { return amount < 0 ? "<-999 E" : ">999 E" }
    let shown = compactMagnitude(magnitude)
    return amount < 0 && magnitude >= 0.05 ? "-\(shown)" : shown
  }

  /// `2.1 kW`, `640 W`
  package static func watts(_ watts: Double?) -> SafeText {
    let figure = compact(watts)
    return figure.shown.last?.isNumber == true ? "\(figure) W" : figure == .unknown ? figure : "\(figure)W"
  }

  /// Of what is less than 999.5 E.
  private static func compactMagnitude(_ amount: Double) -> SafeText {
    if amount < 9.95, amount != amount.rounded() { return tenths(amount) }
    if amount < 999.5 { return "\(Int(amount.rounded()))" }
    let prefixes: [SafeText] = ["k", "M", "G", "T", "P"]
    var scaled = amount / 1000
    for prefix in prefixes {
      // 999.5 would round to a fourth digit.
      if scaled < 99.95 { return "\(tenths(scaled)) \(prefix)" }
      if scaled < 999.5 { return "\(Int(scaled.rounded())) \(prefix)" }
      scaled /= 1000
    }
    return scaled < 99.95 ? "\(tenths(scaled)) E" : "\(Int(scaled.rounded())) E"
  }

  /// A share of 1 as a percentage: `86.9 %`, or `87 %` without the decimal.
  package static func percent(_ share: Double?, decimals: Bool = true) -> SafeText {
    "\(percentFigure(share, decimals: decimals))\(share?.isFinite == true ? " %" : "")"
  }

  /// A share of 1 as a percentage without its sign, for a column whose header carries it: `87`. What is more than four
  /// digits is `>9999`, which a column has room for.
  package static func percentFigure(_ share: Double?, decimals: Bool = false) -> SafeText {
    guard let share, share.isFinite else { return .unknown }
    let percent = share * 100
    guard percent.magnitude < 9999.5 else { return percent < 0 ? "<-9999" : ">9999" }
    let shown = decimals ? tenths(percent.magnitude) : "\(Int(percent.magnitude.rounded()))"
    return percent <= (decimals ? -0.05 : -0.5) ? "-\(shown)" : shown
  }

  /// A number with one decimal: `1.3`, as a pace has it; `>99` beyond what two digits say.
  package static func decimal(_ number: Double?) -> SafeText {
    guard let number, number.isFinite else { return .unknown }
    guard number.magnitude < 99.95 else { return number < 0 ? "<-99" : ">99" }
    let shown = tenths(number.magnitude)
    return number <= -0.05 ? "-\(shown)" : shown
  }

  private static func tenths(_ magnitude: Double) -> SafeText {
    let tenths = Int((magnitude * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A time span in two units at most: `2d 04h`, `9h 10m`, `38 m`, `<1 m`; whole days from 100 on: `412 d`.
  ///
  /// What is left of the smaller unit is dropped, never rounded up: a wait is not called longer than it was.
  package static func duration(seconds: Int?) -> SafeText {
    guard let seconds else { return .unknown }
    let minutes = seconds.magnitude / 60
    let (days, hours, minute) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    let shown: SafeText
    if minutes == 0 {
      return "<1 m"
    } else if minutes < 60 {
      shown = "\(minutes) m"
    } else if days == 0 {
      shown = "\(hours)h \(minute, digits: 2)m"
    } else if days < 100 {
      shown = "\(days)d \(hours, digits: 2)h"
    } else {
      shown = "\(SafeText(grouping: days)) d"
    }
    return seconds < 0 ? "-\(shown)" : shown
  }

  /// The same of hours that were worked out: `—` for what is no number, and at most a billion years, for products of
  /// what files claim have no bound of their own.
  package static func duration(hours: Double?) -> SafeText {
    guard let hours, !hours.isNaN else { return .unknown }
    return duration(seconds: Int(min(max(-longestHours, hours), longestHours) * 3600))
  }

  private static let longestHours = 365e9 * 24

  /// A time span in its largest unit: `7 d`, `3 h`, `38 m`, `12 s`.
  package static func span(seconds: Int?) -> SafeText {
    guard let seconds else { return .unknown }
    let magnitude = seconds.magnitude
    let shown: SafeText
    if magnitude < 60 {
      shown = "\(magnitude) s"
    } else if magnitude < 3600 {
      shown = "\(magnitude / 60) m"
    } else if magnitude < 86_400 {
      shown = "\(magnitude / 3600) h"
    } else {
      shown = "\(SafeText(grouping: magnitude / 86_400)) d"
    }
    return seconds < 0 ? "-\(shown)" : shown
  }
}
