import Model
import Text

extension DecisionForm {
  /// What is going to become of one of the applications.
  enum Outlook: Equatable, Sendable {
    case record(CaseDraft)
    /// For the reason told, in a clause.
    case leftOut(SafeText)
  }

  /// Of one application by itself, what is written, whatever else stands in its way: that is told when it is finished. Of
  /// several, by the rules that refuse a single decision; what is in dispute is settled by itself, by somebody who has
  /// looked at it, and so is what has to be forced.
  func outlook(of part: Part) -> Outlook {
    guard let found = part.found else { return .leftOut("no file holds it any more") }
    guard let kind else { return .leftOut("no outcome is chosen") }
    switch scope {
    case .one: return outlook(of: found, as: kind, isForced: isForced && refusal != nil)
    case .several: return outlookOfSeveral(of: found, as: kind)
    case .undo:
      guard let record = part.record else { return .leftOut("no record here is yours") }
      let part = TakingBack.Part(found: found, record: record, by: author, naming: .titles)
      return part.obstacle.map { .leftOut($0) } ?? .record(part.draft)
    }
  }

  private func outlookOfSeveral(of found: Case, as kind: DecisionKind) -> Outlook {
    if triageAction == .take, found.application.assignee == author.name { return .leftOut("it is yours") }
    if let obstacle = found.obstacle(amongSeveral: kind) { return .leftOut(obstacle) }
    return outlook(of: found, as: kind)
  }

  /// With the note as it is filled for the application.
  private func outlook(of found: Case, as kind: DecisionKind, isForced: Bool = false) -> Outlook {
    do throws(TextTemplate.Refusal) {
      let note = note.isEmpty ? nil : try templates.filled(note.text, for: found.application)
      return .record(CaseDraft(found: found, draft: DecisionDraft(kind, note: note, isForced: isForced)))
    } catch {
      return .leftOut(error.clause)
    }
  }

  /// What would be recorded, in the order of the applications.
  var drafts: [CaseDraft] {
    parts.compactMap { part in
      if case .record(let draft) = outlook(of: part) { return draft }
      return nil
    }
  }

  /// Of how many something can be recorded, with an outcome that is still to be chosen.
  var possibleCount: Int {
    guard kind == nil else { return drafts.count }
    return parts.count { part in
      guard let found = part.found else { return false }
      return StepOutcome.allCases.contains { found.obstacle(amongSeveral: .outcome($0)) == nil }
    }
  }

  /// What is left out, and why.
  var leftOut: [(application: SafeText, reason: SafeText)] {
    parts.compactMap { part in
      if case .leftOut(let reason) = outlook(of: part) { return (part.application, reason) }
      return nil
    }
  }
}
