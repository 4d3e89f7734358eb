import Model
import Text

/// The values that a field has in a list, and how many rows have each: what a prompt offers behind a key.
package struct ValueCounts: Sendable {
  /// A value that some row has.
  struct Value: Sendable {
    let text: SafeText
    let folded: [UInt8]
    let count: Int
  }

  /// The most frequent first, of equal ones the one that the list has first; of names and texts alone.
  let values: [Value]
  /// How many rows have each word of a closed set, in its order; empty of other fields.
  let ofChoices: [Int]
  /// How many rows have a word that is not in the closed set.
  let otherWords: Int
  /// How many rows have none that a source tells.
  package let untold: Int

  /// Whether the numbers are those of the rows that are meant, and may be told.
  private(set) var areTold = true

  /// The same values in the same order, of which it is not known how many rows have each.
  package var withoutCounts: ValueCounts {
    var counts = self
    counts.areTold = false
    return counts
  }

  /// How many different values are counted at most: those that the list has first.
  static let most = 10_000
}

extension EntityList {
  /// The values of a field, in all rows or in those at `places`; `nil` of fields whose values are figures, times, numbers
  /// or folded lists of nodes.
  ///
  /// Linear in those rows. Of a text that is interned each row costs one look at its symbol.
  package func valueCounts(of field: Int, at places: [Int32]? = nil) -> ValueCounts? {
    if let places { return valueCounts(of: field, in: places.lazy.map { Int($0) }) }
    return valueCounts(of: field, in: 0..<count)
  }

  private func valueCounts(of field: Int, in rows: some Collection<Int>) -> ValueCounts? {
    switch schema.fields[field].form {
    case .name, .prose: countsOfTexts(field, rows)
    case .names: countsOfTexts(field, rows, of: \.listed)
    case .choice(let choices, _): countsOfChoices(field, choices, rows)
    case .number, .nodes, .count, .amount, .ratio, .share, .span, .moment, .flag: nil
    }
  }

  /// With `part`, of what that makes of each value.
  private func countsOfTexts(
    _ field: Int, _ rows: some Collection<Int>, of part: KeyPath<FieldValue, FieldValue> = \.self
  ) -> ValueCounts {
    var tally = TextTally()
    if let first = rows.first, symbol(field, of: first) != nil {
      for (example, count) in countsOfSymbols(field, rows) {
        tally.add(value(field, of: example)[keyPath: part], count)
      }
    } else {
      for row in rows { tally.add(value(field, of: row)[keyPath: part], 1) }
    }
    return tally.counts
  }

  /// A row that has each symbol, and how many have it, in the order in which the list has them.
  private func countsOfSymbols(
    _ field: Int, _ rows: some Collection<Int>
  ) -> [(example: Int, count: Int)] {
    // By table and symbol: the place among those that were met, one higher; 0 is not met yet.
    var places: [[Int32]] = []
    var met: [(example: Int, count: Int)] = []
    for row in rows {
      guard let text = symbol(field, of: row) else { continue }
      let symbol = Int(text.symbol.index)
      while places.count <= text.table { places.append([]) }
      if places[text.table].count <= symbol {
        let missing = symbol + 1 - places[text.table].count
        places[text.table] += [Int32](repeating: 0, count: missing)
      }
      let place = places[text.table][symbol]
      if place > 0 {
        met[Int(place) - 1].count += 1
      } else {
        met.append((row, 1))
        places[text.table][symbol] = Int32(met.count)
      }
    }
    return met
  }

  private func countsOfChoices(
    _ field: Int, _ choices: [FieldChoice], _ rows: some Collection<Int>
  ) -> ValueCounts {
    var ofChoices = choices.map { _ in 0 }
    var (others, untold) = (0, 0)
    for row in rows {
      switch value(field, of: row) {
      case .word(_, let rank?, _) where ofChoices.indices.contains(rank): ofChoices[rank] += 1
      case .word: others += 1
      case .unknown, .flag, .count, .amount, .ratio, .share, .span, .unlimited, .moment, .text, .list:
        untold += 1
      }
    }
    return ValueCounts(values: [], ofChoices: ofChoices, otherWords: others, untold: untold)
  }
}

/// Texts while they are counted.
private struct TextTally {
  private var places: [SafeText: Int] = [:]
  private var met: [(text: SafeText, count: Int)] = []
  private var untold = 0
  /// Most lists have equal texts beside each other, which need no look into the table.
  private var last: Int?

  mutating func add(_ value: FieldValue, _ count: Int) {
    switch value {
    case .text(let text), .word(let text, _, _): add(text, count)
    case .list(let texts):
      if texts.isEmpty { untold += count }
      for text in texts { add(text, count) }
    case .unknown, .flag, .count, .amount, .ratio, .share, .span, .unlimited, .moment: untold += count
    }
  }

  private mutating func add(_ text: SafeText, _ count: Int) {
    if let last, met[last].text == text {
      met[last].count += count
      return
    }
    if let place = places[text] {
      met[place].count += count
      last = place
    } else if met.count < ValueCounts.most {
      last = met.count
      places[text] = met.count
      met.append((text, count))
    }
  }

  var counts: ValueCounts {
    let order = met.indices.sorted { (met[$1].count, $0) < (met[$0].count, $1) }
    let values = order.map {
      ValueCounts.Value(text: met[$0].text, folded: FoldedText.name(met[$0].text), count: met[$0].count)
    }
    return ValueCounts(values: values, ofChoices: [], otherWords: 0, untold: untold)
  }
}
