import JSONStream
import Model
import Text

/// Values as Waldur's servers of several years write them.
extension JSONReader {
  /// An identifier.
  mutating func waldurUUID<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> WaldurUUID? {
    guard let text = try ownText(field, &problems) else { return nil }
    if let uuid = WaldurUUID(text) { return uuid }
    problems.noteOdd(field, expected: "a UUID", found: "the text “\(text.truncated(toWidth: 40))”")
    return nil
  }

  /// An amount: a number, or a decimal text, as older servers write it.
  mutating func waldurAmount<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Double? {
    guard try kind() == .string else { return try ownAmount(field, &problems) }
    guard let text = try ownText(field, &problems) else { return nil }
    if let amount = Double(decimal: text.shown), amount >= 0 { return amount }
    problems.noteOdd(field, expected: "an amount", found: "the text “\(text.truncated(toWidth: 40))”")
    return nil
  }

  /// Amounts by component type. One that is odd costs only itself.
  mutating func waldurAmounts<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText: Double] {
    guard try entersOwnObject(field, &problems) else { return [:] }
    var amounts: [SafeText: Double] = [:]
    while let key = try nextKey() {
      guard let amount = try waldurAmount(field, &problems) else { continue }
      amounts[SafeText(untrusted: key)] = amount
      try keep(Self.bytesOfAmount)
    }
    return amounts
  }

  /// What an amount is thought to take beside its component's text, with those that are made of it.
  private static var bytesOfAmount: Int { 4 * (MemoryLayout<SafeText>.stride + MemoryLayout<Double>.stride) }

  /// True or false.
  mutating func waldurFlag<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Bool? {
    switch try kind() {
    case .bool: return try bool()
    case .null: try null()
    case .object, .array, .string, .number:
      problems.noteOdd(field, expected: "true or false", found: try consumeUnusable())
    }
    return nil
  }
}
