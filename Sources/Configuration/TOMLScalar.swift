/// What TOML writes without quotes and brackets: numbers, true and false, dates and times.
///
/// The parser asserts, rather than checks, some of it, so what is none of these must not come before it.
struct TOMLScalar {
  private var rest: Substring.UTF8View

  /// Whether `text` is one, as TOML 1.0 defines them; whether the day and the hour exist is left to the parser.
  static func isOne(_ text: String) -> Bool {
    switch text {
    case "true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan": return true
    default:
      let forms: [(inout TOMLScalar) -> Bool] = [
        { $0.takeNumber() }, { $0.takeRadixNumber() }, { $0.takeDate() }, { $0.takeTime() },
      ]
      return forms.contains { form in
        var scalar = TOMLScalar(rest: Substring(text).utf8)
        return form(&scalar) && scalar.rest.isEmpty
      }
    }
  }

  /// `-1_000.5e+3`
  private mutating func takeNumber() -> Bool {
    _ = take("+-")
    let begins = rest
    guard takeDigits(of: Self.decimal) else { return false }
    if begins.first == UInt8(ascii: "0"), begins.count - rest.count > 1 { return false }
    if take("."), !takeDigits(of: Self.decimal) { return false }
    if take("eE") {
      _ = take("+-")
      return takeDigits(of: Self.decimal)
    }
    return true
  }

  /// `0xFF`, `0o755`, `0b10`
  private mutating func takeRadixNumber() -> Bool {
    guard take("0") else { return false }
    if take("x") { return takeDigits(of: "0123456789abcdefABCDEF") }
    if take("o") { return takeDigits(of: "01234567") }
    return take("b") && takeDigits(of: "01")
  }

  /// `2026-11-30`, and with a time of day behind it
  private mutating func takeDate() -> Bool {
    guard take(digits: 4), take("-"), take(digits: 2), take("-"), take(digits: 2) else { return false }
    guard take("Tt ") else { return true }
    guard takeTime() else { return false }
    if take("Zz") { return true }
    guard take("+-") else { return true }
    return take(digits: 2) && take(":") && take(digits: 2)
  }

  /// `10:00:00.5`
  private mutating func takeTime() -> Bool {
    guard take(digits: 2), take(":"), take(digits: 2), take(":"), take(digits: 2) else { return false }
    guard take(".") else { return true }
    let before = rest.count
    while take(Self.decimal) {}
    return rest.count < before
  }

  private static let decimal: StaticString = "0123456789"

  private mutating func take(_ characters: StaticString) -> Bool {
    guard let first = rest.first, characters.description.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func take(digits count: Int) -> Bool {
    for _ in 0..<count where !take(Self.decimal) { return false }
    return true
  }

  /// At least one, with single underscores between them.
  private mutating func takeDigits(of characters: StaticString) -> Bool {
    guard take(characters) else { return false }
    while true {
      if take(characters) { continue }
      guard take("_") else { return true }
      guard take(characters) else { return false }
    }
  }
}
