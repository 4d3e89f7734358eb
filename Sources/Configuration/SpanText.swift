import Model

extension Duration {
  /// Reads a number with a unit, `500ms`, `2s`, `5m`, `36h` or `7d`, or of seconds without one; at most a year, for
  /// clocks. `nil` for anything else.
  package init?(span text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let factors = ["ms": 0.001, "s": 1, "": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let number = Double(digits), let factor = factors[String(text.dropFirst(digits.count))],
      number * factor <= 366 * 86_400
    else { return nil }
    self = .milliseconds(Int64((number * factor * 1000).rounded()))
  }

  /// The same in the largest unit that divides it: `90s`, `36h`, `500ms`.
  package var spanText: String {
    let (seconds, attoseconds) = components
    guard attoseconds == 0 else { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
    return Seconds(seconds).spanText
  }
}

extension Seconds {
  var spanText: String {
    let units: [(size: Int64, name: String)] = [(86_400, "d"), (3600, "h"), (60, "m")]
    let unit = units.first { count != 0 && count.isMultiple(of: $0.size) } ?? (1, "s")
    return "\(count / unit.size)\(unit.name)"
  }
}
