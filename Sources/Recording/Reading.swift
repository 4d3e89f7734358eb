package import Model
package import Text

/// What is recorded of a moment: what all sources together said, before any policy judges it, so that every view of
/// later releases can be drawn of it.
package struct RecordedReading: Sendable {
  /// When it was so.
  package var at: Timestamp
  /// Without what the journal adds to its applications.
  package var factory: Factory
  /// What the journal holds of each application; `nil` where there was no journal, or nothing of it was read.
  package var decisions: [SafeText: CaseHistory]?

  package init(at: Timestamp, factory: Factory, decisions: [SafeText: CaseHistory]? = nil) {
    self.at = at
    self.factory = factory
    self.decisions = decisions
  }
}
