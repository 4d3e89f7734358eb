import Model
import Text

/// A query held against one list: whether its filter holds for a row.
///
/// What is asked of a text that repeats is answered once for each symbol, so that a filter of a hundred thousand jobs
/// compares integers. Of one thread.
final class QueryMatching {
  private let list: EntityList
  private let now: Timestamp
  private let zone: EuropeanZone
  private let searched: [Int]
  /// By field and test, what was answered for the symbols of each table: 0 is not asked yet, 1 is no, 2 is yes.
  private var answers: [MemoKey: [UInt8]] = [:]

  private struct MemoKey: Hashable {
    let test: Int
    let field: Int
    let table: Int
  }

  init(_ list: EntityList, now: Timestamp, zone: EuropeanZone) {
    self.list = list
    self.now = now
    self.zone = zone
    searched = list.schema.fields.indices.filter { list.schema.fields[$0].isSearched }
  }

  /// The places of the rows for which `node` holds.
  func places(for node: QueryNode) -> [Int32] {
    var tests = 0
    let holds = compiled(node, counting: &tests)
    return (0..<list.count).filter(holds).map { Int32($0) }
  }

  private func compiled(_ node: QueryNode, counting tests: inout Int) -> (Int) -> Bool {
    switch node {
    case .word(let word):
      tests += 1
      let holds = compiled(word.test, number: tests)
      return word.isNegated ? { !holds($0) } : holds
    case .all(let nodes):
      let parts = nodes.map { compiled($0, counting: &tests) }
      return { row in parts.allSatisfy { $0(row) } }
    case .any(let nodes):
      let parts = nodes.map { compiled($0, counting: &tests) }
      return { row in parts.contains { $0(row) } }
    case .group(let node, let isNegated):
      let holds = compiled(node, counting: &tests)
      return isNegated ? { !holds($0) } : holds
    }
  }

  private func compiled(_ test: QueryTest, number: Int) -> (Int) -> Bool {
    switch test {
    case .flag(let flag): return { [list] in list.flag(flag, of: $0) == true }
    case .text(let wanted):
      return { [self] row in
        searched.contains { field in
          remembered(field, of: row, test: number) { value in
            value.texts.contains { FoldedText.contains($0.foldedName, wanted) }
          }
        }
      }
    case .field(let field, let comparison, let values):
      let held = holding(list.schema.fields[field].form, comparison, values)
      return { [self] row in remembered(field, of: row, test: number, held) }
    }
  }

  /// What `holds` says of the value that a field has for a row, asked once for each symbol.
  private func remembered(
    _ field: Int, of row: Int, test: Int, _ holds: (FieldValue) -> Bool
  ) -> Bool {
    guard let text = list.symbol(field, of: row) else { return holds(list.value(field, of: row)) }
    let key = MemoKey(test: test, field: field, table: text.table)
    let place = Int(text.symbol.index)
    if let known = answers[key], place < known.count, known[place] != 0 { return known[place] == 2 }
    let answer = holds(list.value(field, of: row))
    var known = answers.removeValue(forKey: key) ?? []
    while known.count <= place { known.append(0) }
    known[place] = answer ? 2 : 1
    answers[key] = known
    return answer
  }

  /// Whether one of the values is what the comparison asks for. What is unknown is found by `-` alone.
  private func holding(
    _ form: FieldForm, _ comparison: Comparison, _ values: [TestValue]
  ) -> (FieldValue) -> Bool {
    let wanted = values.map { single(form, comparison, $0) }
    let findsUntold = values.contains(.untold)
    return { value in
      if value == .unknown || value == .list([]) { return findsUntold }
      return wanted.contains { $0(value) }
    }
  }

  private func single(
    _ form: FieldForm, _ comparison: Comparison, _ wanted: TestValue
  ) -> (FieldValue) -> Bool {
    switch wanted {
    case .untold: return { _ in false }
    case .name(let pattern):
      return { value in
        value.texts.contains { text in
          let folded = FoldedText.name(text)
          if case .nodes = form { return pattern.isWhole(folded) || HostList(text).names(pattern) }
          if comparison == .equal { return pattern.isWhole(folded) }
          if case .prose = form { return pattern.isPart(of: folded) }
          return pattern.beginsWord(of: folded)
        }
      }
    case .choice(let rank):
      return { value in
        guard case .word(_, let own) = value else { return false }
        guard let own, let rank else { return own == rank && !comparison.isOrder }
        return comparison.holds(Double(own), Double(rank))
      }
    case .figure(let figure): return { $0.number.map { comparison.holds($0, figure) } ?? false }
    case .figures(let from, let to):
      return { value in
        guard let number = value.number else { return false }
        return comparison.holds(number, from: from, to: to)
      }
    case .moment(let point):
      let moments = point.moments(now: now, zone: zone)
      let start = Double(point.start(now: now, zone: zone).secondsSince1970)
      return { value in
        guard case .moment(let moment) = value else { return false }
        return comparison.isOrder
          ? comparison.holds(Double(moment.secondsSince1970), start) : moments.contains(moment)
      }
    case .moments(let from, let to):
      let lower = from.map { Double($0.start(now: now, zone: zone).secondsSince1970) }
      let upper = to.map { Double($0.start(now: now, zone: zone).secondsSince1970) }
      return { value in
        guard let number = value.number else { return false }
        return comparison.holds(number, from: lower, to: upper)
      }
    }
  }
}

extension Comparison {
  func holds(_ value: Double, _ wanted: Double) -> Bool {
    switch self {
    case .colon, .equal: value == wanted
    case .more: value > wanted
    case .atLeast: value >= wanted
    case .less: value < wanted
    case .atMost: value <= wanted
    }
  }

  /// Of a range: within it; above its upper end or below its lower one.
  func holds(_ value: Double, from lower: Double?, to upper: Double?) -> Bool {
    switch self {
    case .colon, .equal: value >= (lower ?? -.infinity) && value <= (upper ?? .infinity)
    case .more, .atLeast: upper.map { holds(value, $0) } ?? false
    case .less, .atMost: lower.map { holds(value, $0) } ?? false
    }
  }
}

extension HostList {
  /// Whether the list names a node that the pattern is all of.
  fileprivate func names(_ pattern: NamePattern) -> Bool {
    guard let plain = pattern.plain else {
      return names(atMost: 10_000)?.contains { pattern.isWhole(FoldedText.name($0)) } ?? false
    }
    return contains(plain)
  }
}
