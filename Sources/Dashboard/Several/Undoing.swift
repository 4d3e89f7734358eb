import Model
import Text

extension DashboardState {
  /// Asks whether to take back one's newest record and all that were recorded with it; on the page of an application,
  /// one's newest record there.
  mutating func askToUndo() {
    if let refusalOfReplay {
      notice = Notice(refusalOfReplay, isBad: true)
      return
    }
    guard let author = recordingAccess.author else {
      notice = recordingAccess.refusal.map { Notice($0, isBad: true) }
      return
    }
    guard unreadRecords.isEmpty else {
      notice = Notice(passing: "what was recorded just now is being read: press it again in a moment")
      return
    }
    guard let back = takingBack(by: author) else {
      let found = page?.application.flatMap { newestContent?.found($0) }
      notice = Notice(TakingBack.nothing(of: author, on: found), isBad: true)
      return
    }
    if let refusal = back.refusal {
      notice = Notice("\(refusal)\(back.hasOthers ? wayToOthers : "")", isBad: true)
      return
    }
    overlay = nil
    form = DecisionForm(back, by: author)
  }

  /// Where what is older can be taken back, when what is the newest cannot.
  private var wayToOthers: SafeText {
    let correct: SafeText =
      "\(keys.name(of: .decide, in: .applications)) \(keys.name(of: .open(.correct), in: .triageActions))"
    return page?.application != nil
      ? "; \(correct) takes back an older one"
      : "; an older one: \(keys.name(of: .undo)) on the page of its application, or \(correct)"
  }

  private func takingBack(by author: RecordAuthor) -> TakingBack? {
    guard let content = newestContent else { return nil }
    if let application = page?.application {
      return content.found(application).flatMap { TakingBack(newestOf: author, on: $0, naming: .titles) }
    }
    let items = content.figures.applications?.items ?? []
    return TakingBack(
      newestOf: author, among: items.lazy.compactMap { content.found($0.application.id) },
      recordingIn: ownSessions, naming: .titles)
  }

  /// Keeps in mind what was recorded until it has been read: until then, it would be something older that is the newest.
  mutating func noteRecorded(_ records: [DecisionRecord]) {
    for record in records { unreadRecords[record.id] = record.application }
    ownSessions.formUnion(records.map(\.session))
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

extension PaneBuilder {
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
