import Model
import Text

/// What a command is to record, and what it leaves out.
struct RecordingPlan {
  /// An application without a record of it.
  struct LeftOut {
    let application: SafeText
    /// In a clause, for scripts.
    let reason: SafeText
    /// For people.
    let sentence: SafeText
  }

  var drafts: [CaseDraft] = []
  var leftOut: [LeftOut] = []
  /// Whether one application was asked for by itself, of which less has to be told.
  var isOfOne = false
}

/// A record that is on the disk, with what stands against it.
struct RecordedEntry {
  let entry: CaseHistory.Entry
  let conflicts: [CaseHistory.Conflict]
}

extension RecordingPlan.LeftOut {
  /// Something is newer than what was looked at.
  init(changed id: SafeText, since look: SafeText, news: [SafeText]) {
    let told = news.joined(separator: "; ")
    self.init(
      application: id, reason: told,
      sentence:
        "NOT RECORDED: \(id) has changed since \(look): \(told). Look with triage show, and decide again.")
  }
}
