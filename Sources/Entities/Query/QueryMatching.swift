import Model
import Text

/// A query held against one list: whether its filter holds for a row.
///
/// What is asked of a text that repeats is answered once for each symbol, so that a filter of a hundred thousand jobs
/// compares integers.
final class QueryMatching {
  private let list: EntityList
  private let now: Timestamp
  private let zone: EuropeanZone

  init(_ list: EntityList, now: Timestamp, zone: EuropeanZone) {
    self.list = list
    self.now = now
    self.zone = zone
  }

  /// The places of the rows for which `node` holds.
  func places(for node: QueryNode) -> [Int32] {
    let holds = compiled(node)
    return (0..<list.count).filter(holds).map { Int32($0) }
  }

  private func compiled(_ node: QueryNode) -> (Int) -> Bool {
    switch node {
    case .word(let word):
      let holds = compiled(word.test)
      return word.isNegated ? { !holds($0) } : holds
    case .all(let nodes):
      let parts = nodes.map(compiled)
      return { row in parts.allSatisfy { $0(row) } }
    case .any(let nodes):
      let parts = nodes.map(compiled)
      return { row in parts.contains { $0(row) } }
    case .group(let node, let isNegated):
      let holds = compiled(node)
      return isNegated ? { !holds($0) } : holds
    }
  }

  private func compiled(_ test: QueryTest) -> (Int) -> Bool {
    switch test {
    case .flag(let flag): return { [list] in list.flag(flag, of: $0) == true }
    case .text(let wanted):
      let answers = list.schema.fields.map { _ in SymbolAnswers() }
      // Numbers have no letters, and to write each of them costs most of all.
      let isNumber = wanted.allSatisfy { !$0.isLetter }
      let mayHave = list.schema.fields.map { field in
        if case .number = field.form { isNumber } else { true }
      }
      return { [list] row in
        list.anySearched(of: row) { field, symbol, value in
          guard mayHave[field] else { return false }
          return answers[field].answer(symbol) {
            value().texts.contains { FoldedText.contains($0.foldedName, wanted) }
          }
        }
      }
    case .field(let field, let comparison, let values):
      let held = holding(list.schema.fields[field].form, comparison, values)
      let answers = SymbolAnswers()
      return { [list] row in
        answers.answer(list.symbol(field, of: row)) { held(list.value(field, of: row)) }
      }
    }
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
          if comparison == .equal {
            if pattern.isWhole(folded) { return true }
            guard case .names = form else { return false }
            return FieldValue.text(text).listed.texts.contains { pattern.isWhole(FoldedText.name($0)) }
          }
          if case .prose = form { return pattern.isPart(of: folded) }
          return pattern.beginsWord(of: folded)
        }
      }
    case .choice(let rank):
      return { value in
        guard case .word(_, let own, _) = value else { return false }
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
      let upper = to.map { Double($0.end(now: now, zone: zone).secondsSince1970) }
      return { value in
        guard let number = value.number else { return false }
        return comparison.holds(number, from: lower, to: upper)
      }
    }
  }
}

/// What was answered for the symbols of each table, so that it is asked once of each. Of one thread.
private final class SymbolAnswers {
  /// By table and symbol: 0 is not asked yet, 1 is no, 2 is yes.
  private var answers: [[UInt8]] = []

  func answer(_ text: InternedText?, _ ask: () -> Bool) -> Bool {
    guard let text else { return ask() }
    let place = Int(text.symbol.index)
    while answers.count <= text.table { answers.append([]) }
    if place < answers[text.table].count {
      let known = answers[text.table][place]
      if known != 0 { return known == 2 }
    } else {
      let missing = place + 1 - answers[text.table].count
      answers[text.table] += [UInt8](repeating: 0, count: missing)
    }
    let answer = ask()
    answers[text.table][place] = answer ? 2 : 1
    return answer
  }
}

extension UInt8 {
  /// Of a folded text, also every byte of a letter beyond ASCII.
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || self >= 0x80 }
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
