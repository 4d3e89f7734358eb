package import Text

/// Whether records can be written into a journal.
package enum JournalAccess: Equatable, Sendable {
  case writable
  /// For the reason told, in one clause.
  case readOnly(because: SafeText)
}
