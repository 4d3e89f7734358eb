import Entities
import Text

extension CommandTable {
  /// What could stand in a command where the cursor is: a command, or what may follow it; `values` counts the values that
  /// a field of a kind has in the rows which the rest of a filter leaves.
  func completion(
    of text: SafeText, cursor: Int, values: (_ kind: ListKind, _ field: Int, _ rest: Query?) -> ValueCounts?
  ) -> QueryCompletion {
    let written = CommandText(text)
    guard cursor > written.word.upperBound else {
      let isIn = cursor > written.word.lowerBound
      let place = isIn ? written.word : cursor..<cursor
      return QueryCompletion(place: place, candidates: words(beginning: written, upTo: cursor))
    }
    if let kind = kindOfFilter(behind: written.name) {
      return words(of: kind, in: written, cursor: cursor, values: values)
    }
    let known = self[written.name]
    if case .sort? = known?.form { return order(in: written, cursor: cursor) }
    if case .unsave? = known?.form { return keptFilters(in: written, cursor: cursor) }
    if case .theme? = known?.form {
      return names(themes.map { ($0, "theme \($0)") }, in: written, cursor: cursor)
    }
    if case .layout? = known?.form {
      return names(layouts.map { ($0.name, "\($0.name): \($0.summary)") }, in: written, cursor: cursor)
    }
    return QueryCompletion(place: cursor..<cursor, candidates: [], explanation: known?.sentence)
  }

  private func words(beginning text: CommandText, upTo cursor: Int) -> [QueryCandidate] {
    let begun = String(text.characters[min(text.word.lowerBound, cursor)..<cursor]).lowercased()
    return words.filter { $0.isOffered && $0.word.shown.lowercased().hasPrefix(begun) }.map { word in
      QueryCandidate(text: word.word, explanation: word.sentence)
    }
  }

  /// The words of a filter behind the command's own.
  private func words(
    of kind: ListKind, in text: CommandText, cursor: Int,
    values: (_ kind: ListKind, _ field: Int, _ rest: Query?) -> ValueCounts?
  ) -> QueryCompletion {
    let start = text.rest.lowerBound
    return QueryCompletion(text.text(of: text.rest), cursor: cursor - start, kind.schema) {
      values(kind, $0, $1)
    }
    .moved(by: start)
  }

  /// The filters that can be forgotten.
  private func keptFilters(in text: CommandText, cursor: Int) -> QueryCompletion {
    let begun = String(text.characters[text.rest.lowerBound..<max(text.rest.lowerBound, cursor)]).lowercased()
    var names: Set<SafeText> = []
    return QueryCompletion(
      place: text.rest,
      candidates: filters.filter { filter in
        filter.isKept && filter.name.shown.lowercased().hasPrefix(begun) && names.insert(filter.name).inserted
      }.map { filter in
        QueryCandidate(
          text: filter.name,
          explanation:
            "\(filter.name): \(SafeText(untrusted: filter.kind.rawValue)) by \(filter.query.written)")
      })
  }

  /// Names that the rest of a command begins.
  private func names(
    _ names: [(name: SafeText, explanation: SafeText)], in text: CommandText, cursor: Int
  ) -> QueryCompletion {
    let begun = String(text.characters[text.rest.lowerBound..<max(text.rest.lowerBound, cursor)]).lowercased()
    return QueryCompletion(
      place: text.rest,
      candidates: names.filter { $0.name.shown.lowercased().hasPrefix(begun) }.map {
        QueryCandidate(text: $0.name, explanation: $0.explanation)
      })
  }

  private func order(in text: CommandText, cursor: Int) -> QueryCompletion {
    let keys = text.arguments.first
    guard let keys, keys.upperBound < cursor else {
      let place = keys.map { $0.lowerBound < cursor ? $0 : cursor..<cursor } ?? cursor..<cursor
      let before = CommandReading.sort.shown.count
      return QueryCompletion(
        "\(CommandReading.sort)\(text.text(of: place))", cursor: cursor - place.lowerBound + before,
        kind.schema
      ) { _, _ in nil }.moved(by: place.lowerBound - before)
    }
    let place = text.arguments.dropFirst().first { $0.contains(cursor - 1) } ?? cursor..<cursor
    let begun = String(text.characters[place.lowerBound..<cursor]).lowercased()
    let directions: [QueryCandidate] = [
      QueryCandidate(text: "desc", explanation: "desc: the greatest first"),
      QueryCandidate(text: "asc", explanation: "asc: the least first"),
    ]
    return QueryCompletion(
      place: place, candidates: directions.filter { $0.text.shown.hasPrefix(begun) })
  }
}

extension CommandWord {
  /// `quit: ends the dashboard`
  var sentence: SafeText { "\(word): \(explanation)" }
}
