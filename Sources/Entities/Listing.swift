package import Model
import Text

/// The rows of a list that a query leaves, in its order: their places, and no row a second time.
package struct Listing: Sendable {
  package let places: [Int32]

  /// Filters, then sorts. Linear in the rows for each condition, O(n log n) in those that are left for the order; text
  /// that repeats is compared once.
  package init(_ list: EntityList, by query: Query?, now: Timestamp, zone: EuropeanZone) {
    let all: [Int32] =
      query?.filter.map { QueryMatching(list, now: now, zone: zone).places(for: $0) }
      ?? (0..<list.count).map { Int32($0) }
    places = Self.sorted(all, of: list, by: query?.sort ?? [])
  }

  /// The rows at `places`, sorted.
  package init(_ list: EntityList, at places: [Int32], sortedBy terms: [SortTerm]) {
    self.places = Self.sorted(places, of: list, by: terms)
  }

  /// What is unknown comes last both ways; what is equal keeps the list's own order.
  private static func sorted(_ places: [Int32], of list: EntityList, by terms: [SortTerm]) -> [Int32] {
    guard !terms.isEmpty, places.count > 1 else { return places }
    let keys = terms.map { term in
      Self.keys(of: places, list, term.field).map { term.isDescending ? -$0 : $0 }
    }
    let order = places.indices.sorted { left, right in
      for key in keys {
        let (a, b) = (key[left], key[right])
        if a == b || a.isNaN && b.isNaN { continue }
        return b.isNaN || a < b
      }
      return left < right
    }
    return order.map { places[$0] }
  }

  /// What each row is sorted by; not a number where it is unknown.
  private static func keys(of places: [Int32], _ list: EntityList, _ field: Int) -> [Double] {
    if let ranks = ranksOfSymbols(at: places, list, field) { return ranks }
    let values = places.map { list.value(field, of: Int($0)) }
    switch list.schema.fields[field].form {
    case .name, .names, .number, .prose, .nodes: return ranks(of: values)
    // A word that is in no place of its set comes after those that are.
    case .choice(let choices, _):
      return values.map { value in
        guard case .word(_, let rank, _) = value else { return .nan }
        return Double(rank ?? choices.count)
      }
    case .count, .amount, .ratio, .share, .span, .moment, .flag: return values.map { $0.number ?? .nan }
    }
  }

  /// The same of a field whose texts are interned; `nil` of others. Texts are compared once, and rows by number.
  private static func ranksOfSymbols(at places: [Int32], _ list: EntityList, _ field: Int) -> [Double]? {
    guard let first = places.first, list.symbol(field, of: Int(first)) != nil else { return nil }
    let symbols = places.map { list.symbol(field, of: Int($0)) }
    var placeOf: [InternedText: Int] = [:]
    var examples: [Int] = []
    let numbers = symbols.enumerated().map { index, symbol -> Int in
      guard let symbol else { return -1 }
      if let known = placeOf[symbol] { return known }
      placeOf[symbol] = examples.count
      examples.append(index)
      return examples.count - 1
    }
    let ranks = ranks(of: examples.map { list.value(field, of: Int(places[$0])) })
    return numbers.map { $0 < 0 ? .nan : ranks[$0] }
  }

  /// The place of each text among the distinct ones, numbers in names counting by value.
  private static func ranks(of values: [FieldValue]) -> [Double] {
    let texts = values.map { $0.texts.isEmpty ? nil : $0.texts.joined(separator: ",") }
    let distinct = Set(texts.compactMap(\.self)).sorted { $0.precedesByNumber($1) }
    var ranks: [SafeText: Double] = [:]
    for (rank, text) in distinct.enumerated() { ranks[text] = Double(rank) }
    return texts.map { $0.flatMap { ranks[$0] } ?? .nan }
  }
}
