/// Where and why a document is refused, or a value is not what the caller asked for.
@usableFromInline
package struct JSONError: Error, Equatable, Sendable {
  /// Bytes before the place.
  package var offset: Int
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in bytes.
  package var column: Int
  package var reason: Reason

  package init(offset: Int, line: Int, column: Int, reason: Reason) {
    self.offset = offset
    self.line = line
    self.column = column
    self.reason = reason
  }

  package enum Reason: Equatable, Sendable {
    case unexpectedEnd
    /// The document is whole, and something other than white space follows it.
    case moreAfterEnd
    /// A sentence fragment such as `a comma is missing`.
    case syntax(String)
    /// The value is well formed but of another kind. It stays unread: it can be read as what it is, or skipped.
    case mismatch(expected: JSONKind, found: JSONKind)
    case tooDeep(limit: Int)
    /// A string or number that was asked for has more bytes than this.
    case tooLarge(limit: Int)
    /// There is no room for what would be kept of it.
    case tooMuchToKeep
    /// The source failed with this `errno`.
    case unreadable(errno: Int32)
  }

  /// Whether reading can go on after the value: the document itself is sound so far.
  package var isRecoverable: Bool {
    switch reason {
    case .mismatch: true
    case .unexpectedEnd, .moreAfterEnd, .syntax, .tooDeep, .tooLarge, .tooMuchToKeep, .unreadable: false
    }
  }
}

extension JSONError: CustomStringConvertible {
  /// For example `line 3, column 17 (byte 512): a comma is missing`.
  @usableFromInline
  package var description: String { "line \(line), column \(column) (byte \(offset)): \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the document ends too early"
    case .moreAfterEnd: "there is something after the end of the document"
    case .syntax(let problem): problem
    case .mismatch(let expected, let found): "\(expected) was expected, but this is \(found)"
    case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit) levels"
    case .tooLarge(let limit): "a string or number is longer than \(limit) bytes"
    case .tooMuchToKeep: "there is no memory left for what it holds"
    case .unreadable(let errno): "reading failed (errno \(errno))"
    }
  }
}
