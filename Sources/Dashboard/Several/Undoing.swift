import Model
import Text

extension DashboardState {
  /// Asks whether to take back one's newest record and all that were recorded with it; on the page of an application,
  /// one's newest record there.
  mutating func askToUndo() {
    guard let author = desk.author else {
      notice = desk.refusal.map { Notice($0, isBad: true) }
      return
    }
    guard unreadRecords.isEmpty else {
      notice = Notice(passing: "what was recorded just now is being read: press it again in a moment")
      return
    }
    guard let newest = newestContent, let back = takingBack(by: author, in: newest) else {
      notice = Notice("\(wordsOfNothingToUndo(by: author))", isBad: true)
      return
    }
    guard back.parts.contains(where: { $0.obstacle == nil }) else {
      let told = back.parts.prefix(2).map {
        "\($0.record.kind.name) of \($0.found.application.id.withoutProgramme) cannot be taken back: \($0.obstacle ?? "")"
          as SafeText
      }
      let more: SafeText = back.parts.count > 2 ? "; +\(back.parts.count - 2) more" : ""
      notice = Notice("\(told.joined(separator: "; "))\(more)", isBad: true)
      return
    }
    overlay = nil
    form = DecisionForm(back, by: author)
  }

  private func takingBack(by author: RecordAuthor, in content: Content) -> TakingBack? {
    if let application = page?.application {
      return content.found(application).flatMap { TakingBack(newestOf: author, on: $0) }
    }
    let items = content.figures.applications?.items ?? []
    return TakingBack(
      newestOf: author, among: items.lazy.compactMap { content.found($0.application.id) })
  }

  private func wordsOfNothingToUndo(by author: RecordAuthor) -> SafeText {
    guard let application = page?.application else { return "there is no record of yours to take back" }
    let newest = newestContent?.found(application)?.standing.history.entries.last?.record
    guard let newest, newest.author.uid != author.uid,
      let names = newestContent?.found(application)?.standing.names
    else { return "there is no record of yours here to take back" }
    return
      "the newest record here is \(names.shown(newest.author))’s, and nobody takes back for somebody else"
  }

  /// Keeps in mind what was recorded until it has been read: until then, it would be something older that is the newest.
  mutating func noteRecorded(_ records: [DecisionRecord]) {
    for record in records { unreadRecords[record.id] = record.application }
    forgetReadRecords()
  }

  /// What has been read, or what no file is about any more, is not waited for.
  mutating func forgetReadRecords() {
    guard !unreadRecords.isEmpty, let newest = newestContent else { return }
    unreadRecords = unreadRecords.filter { id, application in
      newest.application(application)?.application.standing.map { $0.history.entry(id) == nil } ?? false
    }
  }
}

/// What stands beside the record that the key would take back.
struct UndoRemark {
  let record: SafeText
  let words: SafeText
}

extension PaneContext {
  /// On the page of an application: nothing where nobody can record, or what is the newest cannot be taken back.
  func undoRemark(on application: Application) -> UndoRemark? {
    guard let author, let found = Case(application, by: content.policy, at: figures.now),
      let part = TakingBack(newestOf: author, on: found)?.parts.first, part.obstacle == nil
    else { return nil }
    let end: SafeText =
      switch part.record.kind {
      case .ask: "it is answered"
      case .outcome, .answer, .decision: "the portal has it, or another record follows"
      case .assign, .note, .correction, .unknown: "another record follows"
      }
    return UndoRemark(record: part.record.id, words: "undo with \(keys.name(of: .undo)) until \(end)")
  }
}
