package import Text

/// What somebody wants to record of an application, with what they had before the eyes.
package struct CaseDraft: Equatable, Sendable {
  package let found: Case
  package let draft: DecisionDraft

  package init(found: Case, draft: DecisionDraft) {
    self.found = found
    self.draft = draft
  }
}

/// What became of it.
package enum RecordingResult: Equatable, Sendable {
  /// It is on the disk. With the records that somebody else made of the same at the same time, and whether it stands
  /// beside a verified one, for the file system gave its file to somebody else.
  case recorded(DecisionRecord, conflicts: [SafeText], isOutranked: Bool = false)
  /// Nothing was written, for somebody else had recorded meanwhile what is told, each in a clause.
  case changed([SafeText])
  /// In one sentence, why it must not count as recorded.
  case failed(SafeText)
}
