package import Text

/// A filter with its order under a name, for one kind of things.
package struct SavedFilter: Sendable, Hashable {
  package let name: SafeText
  package let query: Query
  /// The character that takes it in the menu of saved filters.
  package var key: Unicode.Scalar?
  /// Whether the dashboard has saved it, and may forget it; the others are of a configuration.
  package var isKept = false

  package init(_ name: SafeText, _ query: Query, key: Unicode.Scalar? = nil) {
    self.name = name
    self.query = query
    self.key = key
  }

  /// Reads it as somebody wrote it.
  ///
  /// - Throws: the first part of the words that cannot be understood, or that they ask for nothing.
  package init(
    _ name: SafeText, words: String, of kind: ListKind, key: Unicode.Scalar? = nil
  ) throws(UnusableWords) {
    // What comes from outside is cut where it is long, and half a filter is another one.
    guard words.count <= Self.longest else {
      throw UnusableWords("too long: a filter has at most \(SafeText.grouped(Self.longest)) characters")
    }
    let reading = QueryReading(SafeText(untrusted: words), kind.schema)
    if let problem = reading.problem { throw UnusableWords(problem.sentence) }
    guard let query = reading.query else { throw UnusableWords("there is no word that filters or sorts") }
    self.init(name, query, key: key)
  }

  package var kind: ListKind { query.kind }

  /// As many characters as its words may have.
  package static let longest = 1000

  /// Whether a filter can be called so: it is typed as one word.
  package static func isName(_ name: String) -> Bool {
    (1...40).contains(name.count) && name.first?.isLetter == true
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// What a name has to be, after “has to be”.
  package static let nameForm: SafeText = "a letter and up to 39 more letters, digits, - and _"
}

/// Why words cannot be used, in a clause for a person.
package struct UnusableWords: Error, Equatable {
  package let sentence: SafeText

  package init(_ sentence: SafeText) { self.sentence = sentence }
}
