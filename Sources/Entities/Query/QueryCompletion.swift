package import Text

/// What could stand in a filter where the cursor is: keys and flags, or the values of a key.
package struct QueryCompletion: Sendable {
  /// The piece of the text that a candidate takes the place of, in characters.
  package let place: Range<Int>
  /// Whether the piece is a word that may become a key or a flag, and is none yet: it asks for nothing until then.
  package let isBegun: Bool
  /// The one that is likeliest first.
  package let candidates: [QueryCandidate]
  /// What may be written there, where nothing can be offered: of a key whose values are figures, its form.
  package let explanation: SafeText?

  /// More than these nobody goes through.
  static let most = 100

  /// Of something else than a filter: `candidates` for the word at `place`.
  package init(place: Range<Int>, candidates: [QueryCandidate], explanation: SafeText? = nil) {
    self.init(place: place, isBegun: false, candidates: candidates, explanation: explanation)
  }

  private init(
    place: Range<Int>, isBegun: Bool, candidates: [QueryCandidate], explanation: SafeText?
  ) {
    self.place = place
    self.isBegun = isBegun
    self.candidates = candidates
    self.explanation = explanation
  }

  /// The same of a text before which there are so many characters more.
  package func moved(by characters: Int) -> QueryCompletion {
    QueryCompletion(
      place: (place.lowerBound + characters)..<(place.upperBound + characters), isBegun: isBegun,
      candidates: candidates, explanation: explanation)
  }

  /// What could stand at `cursor`, in characters from the start of `text`; `values` counts the values that a field has in
  /// the rows which the rest of the filter leaves, where that is not all.
  ///
  /// Linear in the text and in the values of the field that is asked for.
  package init(
    _ text: SafeText, cursor: Int, _ schema: ListSchema,
    values: (_ field: Int, _ rest: Query?) -> ValueCounts?
  ) {
    let all = Array(text.shown)
    let cursor = min(max(0, cursor), all.count)
    let tokens = QueryToken.tokens(of: text)
    let number = tokens.firstIndex { token in
      guard case .word = token.kind else { return false }
      return token.place.lowerBound < cursor && cursor <= token.place.upperBound
    }
    let token = number.map { tokens[$0] }
    let piece = QueryPiece(token, in: all, cursor: cursor)
    place = piece.place
    switch piece.kind {
    case .key(let hasComparison):
      // A word that is begun before another one is not to run into it.
      let runsOn = token == nil && cursor < all.count && !all[cursor].isWhitespace && all[cursor] != ")"
      candidates = schema.candidates(
        beginning: piece.begun, hasComparison: hasComparison, ending: runsOn ? " " : "")
      explanation = nil
      let isWord = !piece.begun.isEmpty && !hasComparison && cursor == piece.place.upperBound
      isBegun = isWord && !candidates.isEmpty && schema.place(ofFlag: piece.begun.lowercased()) == nil
    case .sort:
      candidates = schema.sortCandidates(beginning: piece.begun)
      explanation = nil
      isBegun = false
    case .value(let key):
      let place = schema.place(of: key)
      let rest = number.flatMap { Self.rest(of: tokens, without: $0, schema) }
      candidates = place.map { schema.fields[$0].candidates(beginning: piece.begun, values($0, rest)) } ?? []
      explanation = place.map { schema.fields[$0].explanationWithExamples }
      isBegun = false
    case .nothing:
      candidates = []
      explanation = nil
      isBegun = false
    }
  }
}

extension QueryCompletion {
  /// What the words beside one leave, all of which hold too; `nil` where it stands in brackets or beside an `or`, where they
  /// need not, and where there are none.
  private static func rest(of tokens: [QueryToken], without number: Int, _ schema: ListSchema) -> Query? {
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .opening: depth += 1
      case .closing: depth -= 1
      case .word:
        if depth == 0, token.isOr { return nil }
        if depth != 0, index == number { return nil }
      }
    }
    var others = tokens
    others.remove(at: number)
    var reader = QueryReader(others, schema)
    return Query(schema.kind, reader.filter(), sort: [])
  }
}

/// Something that could be written in a filter.
package struct QueryCandidate: Hashable, Sendable {
  /// What takes the place of the piece.
  package let text: SafeText
  /// As it is offered.
  package let title: SafeText
  /// How many rows have the value; `nil` of what is no value, and where nobody has counted.
  package let count: Int?
  /// One sentence on it.
  package let explanation: SafeText

  init(text: SafeText, title: SafeText, count: Int?, explanation: SafeText) {
    self.text = text
    self.title = title
    self.count = count
    self.explanation = explanation
  }

  var withoutCount: QueryCandidate {
    QueryCandidate(text: text, title: title, count: nil, explanation: explanation)
  }

  /// Something that is offered as it is written.
  package init(text: SafeText, explanation: SafeText) {
    self.init(text: text, title: text, count: nil, explanation: explanation)
  }
}

/// The piece of a filter that the cursor is in.
private struct QueryPiece {
  enum Kind {
    /// A key or a flag; where a comparison is behind it, a key.
    case key(hasComparison: Bool)
    case sort
    case value(key: String)
    case nothing
  }

  let kind: Kind
  let place: Range<Int>
  /// What of it stands before the cursor, without quotes.
  let begun: String

  init(_ token: QueryToken?, in all: [Character], cursor: Int) {
    guard let token else {
      self.init(.key(hasComparison: false), cursor..<cursor, "")
      return
    }
    let body = token.characters.first == "!" ? token.characters.dropFirst() : token.characters
    guard let keyed = KeyedWord(body) else {
      let isText = body.contains("\"")
      self.init(
        isText ? .nothing : .key(hasComparison: false), body.indices,
        String(all[min(body.startIndex, cursor)..<cursor]))
      return
    }
    let keyEnd = body.startIndex + keyed.key.count
    let valuesStart = keyEnd + keyed.comparison.rawValue.count
    guard cursor >= valuesStart else {
      let end = min(cursor, keyEnd)
      self.init(
        .key(hasComparison: true), body.startIndex..<keyEnd,
        String(all[min(body.startIndex, end)..<end]))
      return
    }
    let place = Self.value(in: all[valuesStart..<body.endIndex], at: cursor)
    let begun = all[place.lowerBound..<cursor].filter { $0 != "\"" }
    self.init(keyed.key == "sort" ? .sort : .value(key: keyed.key), place, String(begun))
  }

  private init(_ kind: Kind, _ place: Range<Int>, _ begun: String) {
    self.kind = kind
    self.place = place
    self.begun = begun
  }

  /// The value between commas that the cursor is in.
  private static func value(in values: ArraySlice<Character>, at cursor: Int) -> Range<Int> {
    var start = values.startIndex
    var isInQuotes = false
    for index in values.indices {
      if values[index] == "\"" { isInQuotes.toggle() }
      guard values[index] == ",", !isInQuotes else { continue }
      if index >= cursor { return start..<index }
      start = index + 1
    }
    return start..<values.endIndex
  }
}
