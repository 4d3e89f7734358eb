import Screen
import TOMLKit
import Text

/// One table of a configuration while it is read: typed values by key, and what is wrong with it.
struct CollectTable<Key: RawRepresentable<String> & CaseIterable> {
  private let table: TOMLTable
  /// As it is called in messages, such as `collect`.
  let name: SafeText
  /// Unknown keys, wrong types and values that cannot be: one clause each.
  var problems: [SafeText] = []

  init(_ table: TOMLTable, name: SafeText) {
    self.table = table
    self.name = name
    let known = Key.allCases.map(\.rawValue)
    for key in table.keys.sorted() where !known.contains(key) {
      let near = nearestName(to: key, among: known)
      let hint = near.map { "did you mean “\(SafeText(untrusted: $0))”?" as SafeText }
      let all: SafeText = "choose of \(known.map { SafeText(untrusted: $0) }.joined(separator: ", "))"
      problems.append("\(name) has no key “\(SafeText(untrusted: key))”: \(hint ?? all)")
    }
  }

  mutating func text(_ key: Key) -> String? {
    value(key, expected: "a text that is not empty") { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
  }

  mutating func texts(_ key: Key) -> [String]? {
    value(key, expected: "a list of texts, the first not empty") { value in
      guard let array = value.array else { return nil }
      let texts = array.compactMap(\.string)
      return texts.count == array.count && texts.first?.isEmpty == false ? texts : nil
    }
  }

  mutating func flag(_ key: Key) -> Bool? { value(key, expected: "true or false") { $0.bool } }

  mutating func count(_ key: Key, in range: ClosedRange<Int>) -> Int? {
    value(key, expected: "a number from \(range.lowerBound) to \(range.upperBound)") {
      $0.int.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  mutating func span(_ key: Key) -> Duration? {
    value(key, expected: "a time of a second or more, such as \"60s\", \"5m\" or \"1h\"") { value in
      guard let span = value.string.flatMap({ try? Duration.parse($0) }) else { return nil }
      return span >= .seconds(1) ? span : nil
    }
  }

  mutating func tables(_ key: Key) -> [TOMLTable] {
    value(key, expected: "a list of tables, each under [[\(name).\(SafeText(untrusted: key.rawValue))]]") {
      value in
      guard let array = value.array else { return nil }
      let tables = array.compactMap(\.table)
      return tables.count == array.count ? tables : nil
    } ?? []
  }

  private mutating func value<Value>(
    _ key: Key, expected: SafeText, _ read: (any TOMLValueConvertible) -> Value?
  ) -> Value? {
    guard let found = table[key.rawValue] else { return nil }
    let value = read(found)
    if value == nil { problems.append("\(name).\(SafeText(untrusted: key.rawValue)) has to be \(expected)") }
    return value
  }
}
