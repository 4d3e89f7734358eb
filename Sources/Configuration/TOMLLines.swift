/// On which lines a TOML document has its tables and keys.
package struct TOMLLines {
  private let lines: KeyLines

  /// - Throws: what the outline alone shows to be wrong: nesting that is too deep, a missing value, a table without a
  ///   name.
  package init(of text: String) throws(TOMLFault) { lines = try KeyLines(of: text) }

  /// The line of a table or a key, by the names on the way to it; `nil` where there is none.
  package func line(of path: [String]) -> Int? {
    var place = lines
    for name in path {
      guard let next = place.entries[name] else { return nil }
      place = next
    }
    return place.line
  }
}
