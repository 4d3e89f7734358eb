import Text

/// A piece of a filter between spaces, with where it stands.
///
/// Brackets are pieces of their own where a word may begin; within a word they are characters. Double quotes keep every
/// sign from meaning anything; one that is not closed reaches to the end.
struct QueryToken {
  enum Kind {
    case opening(isNegated: Bool)
    case closing
    case word
  }

  let kind: Kind
  let characters: ArraySlice<Character>

  /// Where it stands, in characters.
  var place: Range<Int> { characters.indices }
  var text: String { String(characters) }

  /// Whether it is the word between alternatives.
  var isOr: Bool {
    if case .word = kind { text.lowercased() == "or" } else { false }
  }

  /// The pieces of a text. Linear in its length.
  static func tokens(of text: SafeText) -> [QueryToken] {
    let all = Array(text.shown)
    var tokens: [QueryToken] = []
    var start = 0
    while start < all.count {
      if all[start].isWhitespace {
        start += 1
        continue
      }
      var end = start + 1
      var kind = Kind.word
      if all[start] == "(" {
        kind = .opening(isNegated: false)
      } else if all[start] == ")" {
        kind = .closing
      } else if all[start] == "!", end < all.count, all[end] == "(" {
        kind = .opening(isNegated: true)
        end += 1
      } else {
        end = Self.endOfWord(in: all, from: start)
      }
      tokens.append(QueryToken(kind: kind, characters: all[start..<end]))
      start = end
    }
    return tokens
  }

  /// A word ends at a space, and before a bracket that closes one which the word does not open itself.
  private static func endOfWord(in all: [Character], from start: Int) -> Int {
    var isInQuotes = false
    var depth = 0
    for index in start..<all.count {
      let character = all[index]
      if character == "\"" { isInQuotes.toggle() }
      if isInQuotes { continue }
      if character.isWhitespace { return index }
      if character == "(" { depth += 1 }
      if character == ")" {
        if depth == 0 { return index }
        depth -= 1
      }
    }
    return all.count
  }
}
