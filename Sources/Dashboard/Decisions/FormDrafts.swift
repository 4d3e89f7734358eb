import Entities
import Model
import Text

extension DashboardState {
  /// The marked applications, as they are listed without a filter, those that are gone behind them. A page is about one.
  var markedApplications: [SafeText] {
    guard page == nil, let marks = looks[.applications]?.marks, !marks.isEmpty, let content else { return [] }
    return content.applicationRows.filter(marks.contains).compactMap(\.application)
      + marks.gone.compactMap(\.application).sorted()
  }

  /// Opens the form of a action on what is marked, or on the application under the cursor, with the draft that was left
  /// there.
  mutating func open(_ triageAction: TriageAction) {
    overlay = nil
    guard let author = recordingAccess.author else {
      notice = recordingAccess.refusal.map { Notice($0, isBad: true) }
      return
    }
    let fresh: DecisionForm
    let marked = markedParts
    if !marked.isEmpty {
      guard triageAction != .correct else {
        notice = Notice(
          "a correction is of one record: unmark the rows, or take back all with \(keys.name(of: .undo))",
          isBad: true)
        return
      }
      fresh = DecisionForm(triageAction, on: marked, by: author, templates: templates)
    } else {
      guard let found = caseAtHand else { return }
      if triageAction == .correct, let obstacle = triageAction.obstacle(on: found, for: author) {
        notice = Notice("\(triageAction.title): \(obstacle)", isBad: true)
        return
      }
      fresh = DecisionForm(triageAction, on: found, by: author, templates: templates)
    }
    form = fresh
    if let place = draft(of: triageAction, on: fresh.application) {
      form = drafts.remove(at: place)
      form?.adopt(fresh.parts)
    }
    lookForNews()
  }

  /// What is marked, as it was read last.
  var markedParts: [DecisionForm.Part] {
    markedApplications.map { DecisionForm.Part(application: $0, found: newestContent?.found($0)) }
  }

  /// Where the newest draft of that is; of no application, that on several. There may be more of one: what could not be
  /// recorded comes back to another.
  func draft(of triageAction: TriageAction, on application: SafeText?) -> Int? {
    drafts.lastIndex { $0.triageAction == triageAction && $0.application == application }
  }

  /// What is being recorded goes on without its form; what was written is kept.
  mutating func close(_ open: DecisionForm) {
    form = nil
    switch open.stage {
    case .recording:
      notice = Notice("\(open.title) is still being recorded; what becomes of it is told here")
    case .editing, .confirming:
      guard open.isWorthKeeping else { return }
      drafts.append(open)
      notice = Notice(
        open.scope == .one
          ? "\(open.title): the draft is kept until you leave the program"
          : "\(open.title) of several: the draft is kept, and found again by what is marked then")
    }
  }

  /// What leaving the program would lose or leave open, in a clause.
  var unfinished: SafeText? {
    if !inFlight.isEmpty { return "a decision is still being recorded" }
    guard !drafts.isEmpty else { return nil }
    return drafts.count == 1 ? "a draft is not recorded" : "\(drafts.count) drafts are not recorded"
  }
}

extension DecisionForm {
  /// Takes what is marked now in the place of what was marked when the draft was left, and tells the difference.
  fileprivate mutating func adopt(_ marked: [Part]) {
    let before = parts
    let (now, then) = (Set(marked.map(\.application)), Set(before.map(\.application)))
    parts = marked.map { part in before.first { $0.application == part.application } ?? part }
    let added = marked.map(\.application).filter { !then.contains($0) }
    let gone = before.map(\.application).filter { !now.contains($0) }
    // What is added to the rest of a batch makes something else of it.
    if !added.isEmpty { batch = nil }
    if now.isDisjoint(with: then) {
      news.append("this draft was of others, none of which is marked now: \(gone.joined(separator: ", "))")
    } else if !added.isEmpty {
      news.append("marked since the draft, and in it now: \(added.joined(separator: ", "))")
    }
    if !gone.isEmpty, !now.isDisjoint(with: then) {
      news.append("not marked any more, and out of it: \(gone.joined(separator: ", "))")
    }
    stage = .editing
    top = 0
    if !fields.contains(field) { field = .done }
  }
}
