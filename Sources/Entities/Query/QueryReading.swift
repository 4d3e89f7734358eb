import Model
package import Text

/// A filter as somebody writes it: what of it can be used, and what cannot.
///
/// ```
/// filter = all { "or" all }      all  = word { word }      word  = ["!"] ( "(" filter ")" | test | flag | text )
/// test   = key op value { "," value }                       op    = ":" "=" ">" ">=" "<" "<="
/// value  = range | name | "quoted" | number | span | time | "-"      range = [from] ".." [to]
/// ```
/// Words side by side all have to hold, `or` binds less. A word that cannot be understood filters nothing; the rest
/// holds. Linear in the text, but for brackets beyond `deepest`, which are refused.
package struct QueryReading: Sendable {
  /// `nil` when nothing is left that filters or sorts.
  package let query: Query?
  /// In the order in which they are met.
  package let problems: [QueryProblem]

  /// The first one; `nil` when all was understood.
  package var problem: QueryProblem? { problems.first }

  /// Reads `text` for a list of `schema`.
  package init(_ text: SafeText, _ schema: ListSchema) {
    var reader = QueryReader(QueryToken.tokens(of: text), schema)
    let node = reader.filter()
    query = Query(schema.kind, node, sort: reader.sort)
    problems = reader.problems
  }

  /// How deep brackets may stand in each other.
  static let deepest = 20
}

/// What of a filter cannot be used.
package struct QueryProblem: Hashable, Sendable {
  /// Where it stands in the text, in characters.
  package let place: Range<Int>
  /// One sentence for a person, with the word that is most likely meant or with those that there are.
  package let sentence: SafeText
  /// What to write instead, for where there is no room for the sentence; `nil` where that is no shorter.
  package let advice: SafeText?
  /// Whether something is missing that may be about to be typed.
  package let isUnfinished: Bool

  package init(place: Range<Int>, sentence: SafeText, advice: SafeText?, isUnfinished: Bool) {
    self.place = place
    self.sentence = sentence
    self.advice = advice
    self.isUnfinished = isUnfinished
  }

  /// The same of a text before which there are so many characters more.
  package func moved(by characters: Int) -> QueryProblem {
    QueryProblem(
      place: (place.lowerBound + characters)..<(place.upperBound + characters), sentence: sentence,
      advice: advice, isUnfinished: isUnfinished)
  }
}

/// Reads the pieces of a filter from left to right.
struct QueryReader {
  private let tokens: [QueryToken]
  private var next = 0
  let schema: ListSchema
  private(set) var problems: [QueryProblem] = []
  private(set) var sort: [SortTerm] = []

  init(_ tokens: [QueryToken], _ schema: ListSchema) {
    self.tokens = tokens
    self.schema = schema
  }

  /// All of it.
  mutating func filter() -> QueryNode? {
    var parts: [QueryNode] = []
    while next < tokens.count {
      if let node = any(depth: 0) { parts.append(node) }
      guard next < tokens.count else { break }
      note(tokens[next].place, "no bracket is open here")
      next += 1
    }
    return parts.count > 1 ? .all(parts) : parts.first
  }

  private mutating func any(depth: Int) -> QueryNode? {
    var parts: [QueryNode] = []
    var start = next
    if let node = all(depth: depth) { parts.append(node) }
    while next < tokens.count, tokens[next].isOr {
      let or = tokens[next].place
      let isFirst = next == start
      next += 1
      start = next
      let node = all(depth: depth)
      if isFirst || next == start {
        note(or, "or stands between words; in quotes it is a text", isUnfinished: !isFirst)
      }
      if let node { parts.append(node) }
    }
    return parts.count > 1 ? .any(parts) : parts.first
  }

  private mutating func all(depth: Int) -> QueryNode? {
    var parts: [QueryNode] = []
    while next < tokens.count, !tokens[next].isOr {
      let token = tokens[next]
      switch token.kind {
      case .closing: return Self.joined(parts)
      case .word:
        next += 1
        if let word = word(token) { parts.append(.word(word)) }
      case .opening(let isNegated):
        next += 1
        guard depth < QueryReading.deepest else {
          note(token.place, "brackets stand at most \(QueryReading.deepest) deep in each other")
          return Self.joined(parts)
        }
        let node = any(depth: depth + 1)
        if next < tokens.count {
          next += 1
        } else {
          note(token.place, "the bracket is not closed", isUnfinished: true)
        }
        if let node { parts.append(.group(node, isNegated: isNegated)) }
      }
    }
    return Self.joined(parts)
  }

  private static func joined(_ parts: [QueryNode]) -> QueryNode? {
    parts.count > 1 ? .all(parts) : parts.first
  }

  mutating func note(
    _ place: Range<Int>, _ sentence: SafeText, advice: SafeText? = nil, isUnfinished: Bool = false
  ) {
    problems.append(
      QueryProblem(place: place, sentence: sentence, advice: advice, isUnfinished: isUnfinished))
  }

  mutating func order(by terms: [SortTerm]) { sort += terms }
}
