extension Timestamp {
  /// Reads an RFC 3339 date-time, such as `2026-11-23T10:00:00Z` or `2026-11-23 11:00:00.5+01:00`.
  ///
  /// `nil` when it is none, when a day or an hour does not exist, and when it has no offset and
  /// `assumedOffset` gives none. Fractions of a second are dropped; a leap second is the second after it.
  package init?(rfc3339 text: String, assumedOffset: Seconds? = nil) {
    var digits = ISODigits(text)
    guard let date = digits.date(), digits.take(anyOf: "Tt "),
      let hour = digits.number(of: 2, upTo: 23), digits.take(anyOf: ":"),
      let minute = digits.number(of: 2, upTo: 59), digits.take(anyOf: ":"),
      let second = digits.number(of: 2, upTo: 60), digits.dropFraction()
    else { return nil }
    guard let offset = digits.isAtEnd ? assumedOffset : digits.offset(), digits.isAtEnd else { return nil }
    let reading = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    self.init(secondsSince1970: reading - offset.count)
  }

  /// The moment in UTC, to the second: `2026-11-23T10:00:00Z`.
  package var rfc3339: String {
    let time = timeInUTC
    let second = time.secondOfDay % 60
    return "\(time.date.iso8601)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(second, 2))Z"
  }
}

extension CivilDate {
  /// Reads `2026-11-30`; `nil` when it is no such text or no such day.
  package init?(iso8601 text: String) {
    var digits = ISODigits(text)
    guard let date = digits.date(), digits.isAtEnd else { return nil }
    self = date
  }

  /// `2026-11-30`.
  package var iso8601: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// What is left of a date or a time while it is read from left to right.
private struct ISODigits {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(anyOf characters: StaticString) -> Bool {
    guard let first = rest.first, characters.description.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(of count: Int, upTo maximum: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var number = 0
    for byte in rest.prefix(count) {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    rest.removeFirst(count)
    return number <= maximum ? number : nil
  }

  mutating func date() -> CivilDate? {
    guard let year = number(of: 4, upTo: 9999), take(anyOf: "-"), let month = number(of: 2, upTo: 12),
      take(anyOf: "-"), let day = number(of: 2, upTo: 31), month >= 1, day >= 1,
      day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// False when a point stands without digits.
  mutating func dropFraction() -> Bool {
    guard take(anyOf: ".") else { return true }
    let before = rest.count
    while take(anyOf: "0123456789") {}
    return rest.count < before
  }

  mutating func offset() -> Seconds? {
    if take(anyOf: "Zz") { return Seconds(0) }
    let isWest = rest.first == UInt8(ascii: "-")
    guard take(anyOf: "+-"), let hours = number(of: 2, upTo: 23), take(anyOf: ":"),
      let minutes = number(of: 2, upTo: 59)
    else { return nil }
    let size = Int64(hours * 3600 + minutes * 60)
    return Seconds(isWest ? -size : size)
  }
}
