package import TOMLKit
package import Text

/// Why a text is no TOML that is read here.
package struct TOMLFault: Error, Equatable {
  /// Counted from 1.
  package let line: Int
  /// In a clause that does not name the line.
  package let reason: SafeText

  static func tooDeep(line: Int) -> TOMLFault {
    TOMLFault(
      line: line,
      reason: "more than \(KeyLines.deepest) names or brackets within each other: no key is that deep")
  }

  static func noValue(_ text: String, line: Int) -> TOMLFault {
    let reason: SafeText =
      text.isEmpty
      ? "a value is missing"
      : "“\(SafeText(untrusted: text).truncated(toWidth: 40))” is no value: texts stand in quotes"
    return TOMLFault(line: line, reason: reason)
  }

  static func nameless(line: Int) -> TOMLFault {
    TOMLFault(line: line, reason: "a table needs a name in its brackets, of letters, digits, _ and -")
  }
}

extension TOMLTable {
  /// Parses a text, after having refused what the parser does not survive: it walks into nesting without bounds, and
  /// asserts where it had better check that names and values begin as such, which ends the program where they do not.
  ///
  /// - Throws: the first fault in the outline, else the parser's.
  package convenience init(text: String) throws(TOMLFault) {
    _ = try KeyLines(of: text)
    do {
      try self.init(string: text)
    } catch let error as TOMLParseError {
      throw TOMLFault(line: error.source.begin.line, reason: SafeText(untrusted: error.description))
    } catch {
      throw TOMLFault(line: 1, reason: SafeText(untrusted: "\(error)"))
    }
  }
}
