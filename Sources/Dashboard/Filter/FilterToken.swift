import Text

/// A word of a filter as it is written: `!country:FI,NL`, `mine`, `"aurora bio"`.
///
/// Double quotes keep spaces, commas, colons and `!` from meaning anything; one that is not closed reaches to the end.
struct FilterToken {
  /// All of it, with its quotes.
  private(set) var source = ""
  private(set) var isNegated = false
  /// Whether any of it stands in quotes, so that it is no word of the grammar.
  private(set) var isQuoted = false
  /// What stands before the colon; `nil` when there is none.
  private(set) var key: String?
  /// What stands after the colon, between commas; one text when there is no colon.
  private(set) var values = [""]

  /// The words of a text. Linear in its length.
  static func tokens(of text: SafeText) -> [FilterToken] {
    var tokens: [FilterToken] = []
    var token = FilterToken()
    var isInQuotes = false
    for character in text.shown {
      if character == "\"" {
        isInQuotes.toggle()
        token.isQuoted = true
        token.source.append(character)
      } else if !isInQuotes, character.isWhitespace {
        if !token.source.isEmpty { tokens.append(token) }
        token = FilterToken()
      } else {
        token.take(character, isInQuotes: isInQuotes)
      }
    }
    if !token.source.isEmpty { tokens.append(token) }
    return tokens
  }

  private mutating func take(_ character: Character, isInQuotes: Bool) {
    let isFirst = source.isEmpty
    source.append(character)
    if !isInQuotes {
      if character == "!", isFirst {
        isNegated = true
        return
      }
      if character == ":", key == nil, !isQuoted, !values[0].isEmpty {
        key = values[0]
        values = [""]
        return
      }
      if character == ",", key != nil {
        values.append("")
        return
      }
    }
    values[values.count - 1].append(character)
  }
}
