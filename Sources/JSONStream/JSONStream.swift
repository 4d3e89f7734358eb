/// Where and why a document is refused.
package struct JSONError: Error, Equatable, Sendable {
  package var offset: Int
  package var line: Int
  package var column: Int
  package var reason: Reason

  package enum Reason: Equatable, Sendable {
    case unexpectedEnd
    /// A sentence fragment such as `a comma is missing`.
    case syntax(String)
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
    /// The source failed with this `errno`.
    case unreadable(errno: Int32)
  }
}

/// A number as it was written.
package enum JSONNumber: Equatable, Sendable {
  case integer(Int64)
  /// Above `Int64.max`.
  case unsigned(UInt64)
  case real(Double)
  /// Valid JSON that no machine number holds, such as `1e400`.
  case outOfRange
}

package enum JSONKind: Sendable {
  case object, array, string, number, bool, null
}
