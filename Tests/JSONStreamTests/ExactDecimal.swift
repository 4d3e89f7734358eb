/// A number as it is written in JSON, exactly: `digits` × 10^`exponent`.
struct ExactDecimal {
  let isNegative: Bool
  /// Without the point; they may begin with zeros.
  let digits: [UInt8]
  let exponent: Int
  /// Whether it has neither a fraction nor an exponent.
  let isInteger: Bool

  /// Nil where the exponent is too large for a sum of this kind.
  init?(_ written: [UInt8]) {
    isNegative = written.first == UInt8(ascii: "-")
    let parts = written.drop { $0 == UInt8(ascii: "-") }.split {
      $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
    let significand = parts[0].split(separator: UInt8(ascii: "."))
    digits = significand.joined().map { $0 - UInt8(ascii: "0") }
    let fraction = significand.count > 1 ? significand[1].count : 0
    let power = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) : 0
    guard let power, abs(power) < 1000, digits.count < 1000 else { return nil }
    exponent = power - fraction
    isInteger = parts.count == 1 && significand.count == 1
  }

  /// Whether this is exactly that integer.
  func equals(_ integer: some BinaryInteger) -> Bool {
    var text = Array(String(integer.magnitude).utf8).map { $0 - UInt8(ascii: "0") }
    if text == [0] { text = [] }
    return exponent == 0 && Array(digits.drop { $0 == 0 }) == text
      && (isNegative == (integer < 0) || text.isEmpty)
  }

  /// Whether no other `Double` is nearer, and the last bit is 0 where two are equally near: it lies between the middles
  /// to the neighbours on both sides.
  func isNearest(_ double: Double) -> Bool {
    let magnitude = Natural(digits)
    guard double != 0 else { return magnitude.isZero }
    guard double.isFinite, isNegative == (double < 0) else { return false }
    // double = significand × 2^power
    let power = Int(max(double.exponent, Double.leastNormalMagnitude.exponent)) - 52
    let significand = double.significandBitPattern | (double.isNormal ? 1 << 52 : 0)
    // The neighbour below the first of a binade is half as far.
    let below =
      double.isNormal && double.significandBitPattern == 0 ? 4 * significand - 1 : 4 * significand - 2
    let low = compare(magnitude, to: below, power - 2)
    let high = compare(magnitude, to: 4 * significand + 2, power - 2)
    return significand % 2 == 0 ? low >= 0 && high <= 0 : low > 0 && high < 0
  }

  /// Below, at or above `factor` × 2^`power`: both sides are made whole, and compared.
  private func compare(_ magnitude: Natural, to factor: UInt64, _ power: Int) -> Int {
    var (mine, other) = (magnitude, Natural(String(factor).utf8.map { $0 - UInt8(ascii: "0") }))
    for _ in 0..<max(exponent, 0) { mine.multiply(by: 10) }
    for _ in 0..<max(-exponent, 0) { other.multiply(by: 10) }
    for _ in 0..<max(power, 0) { other.multiply(by: 2) }
    for _ in 0..<max(-power, 0) { mine.multiply(by: 2) }
    return mine.compared(to: other)
  }
}

/// A whole number of any size, as one reckons on paper, in steps of 10^9.
private struct Natural {
  /// The smallest part first, none of the last of them 0.
  private var parts: [UInt64] = []

  init(_ digits: [UInt8]) {
    for digit in digits { multiply(by: 10, adding: UInt64(digit)) }
  }

  var isZero: Bool { parts.isEmpty }

  mutating func multiply(by factor: UInt64, adding carried: UInt64 = 0) {
    var carry = carried
    for index in parts.indices {
      let product = parts[index] * factor + carry
      parts[index] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    if carry > 0 { parts.append(carry) }
  }

  func compared(to other: Natural) -> Int {
    if parts.count != other.parts.count { return parts.count < other.parts.count ? -1 : 1 }
    for (mine, its) in zip(parts, other.parts).reversed() where mine != its { return mine < its ? -1 : 1 }
    return 0
  }
}
