import Text

/// A word of a filter that begins with the key of a field: `gpus>=8`, `country:FI,NL`.
struct KeyedWord {
  /// In lower case.
  let key: String
  let comparison: Comparison
  /// What stands between commas and is not empty.
  let values: [ValueText]
  /// Where the word stands, in characters.
  let place: Range<Int>

  /// `nil` when the word does not begin with a key and a comparison.
  init?(_ word: ArraySlice<Character>) {
    guard let first = word.first, first.isASCII, first.isLetter else { return nil }
    let key = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_%".contains($0)) }
    let rest = word[key.endIndex...]
    guard let comparison = Comparison.allCases.first(where: { rest.starts(with: $0.rawValue) }) else {
      return nil
    }
    self.key = String(key).lowercased()
    self.comparison = comparison
    place = word.indices
    values = ValueText.values(of: rest.dropFirst(comparison.rawValue.count))
  }
}

/// A value as it is written.
struct ValueText {
  /// Without quotes.
  let characters: [Character]
  /// Whether any of it stands in quotes, so that no sign in it means anything.
  let isQuoted: Bool
  /// Where it stands, in characters.
  let place: Range<Int>

  var text: String { String(characters) }

  /// What stands between commas, but for what is empty.
  static func values(of text: ArraySlice<Character>) -> [ValueText] {
    var values: [ValueText] = []
    var start = text.startIndex
    var isInQuotes = false
    func take(to end: Int) {
      let piece = text[start..<end]
      let value = ValueText(
        characters: piece.filter { $0 != "\"" }, isQuoted: piece.contains("\""), place: start..<end)
      if !value.characters.isEmpty { values.append(value) }
    }
    for index in text.indices {
      if text[index] == "\"" { isInQuotes.toggle() }
      guard text[index] == ",", !isInQuotes else { continue }
      take(to: index)
      start = index + 1
    }
    take(to: text.endIndex)
    return values
  }
}
