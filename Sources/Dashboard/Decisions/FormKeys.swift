import Model
import Screen
import Text

extension DashboardState {
  /// Opens the form of a deed on the application under the cursor, with the draft that was left there.
  mutating func open(_ deed: Deed) {
    overlay = nil
    guard let author = desk.author else {
      notice = desk.refusal.map { Notice($0, isBad: true) }
      return
    }
    let marked = markedApplications
    guard marked.isEmpty else { return openBulk(deed, on: marked, by: author) }
    guard let found = caseAtHand else { return }
    if let obstacle = deed.obstacle(on: found, for: author), deed == .correct {
      notice = Notice("\(deed.title): \(obstacle)", isBad: true)
      return
    }
    form =
      draft(of: deed, on: found.application.id).map { drafts.remove(at: $0) }
      ?? DecisionForm(deed, on: found, by: author)
    lookForNews()
  }

  /// Carries out a key while a form is open.
  mutating func takeInForm(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    guard var open = form else { return [] }
    open.problem = nil
    var effects: [Effect] = []
    var ignored: (key: Key, isAlone: Bool)?
    switch (open.stage, input) {
    case (.editing, .paste(let text)): open.paste(text, moving: keys.name(of: .nextField, in: .form))
    case (.confirming, .paste), (.recording, .paste): ignorePaste()
    case (_, .key(let key, let isAlone)):
      // A character is text, whatever it means elsewhere.
      let isText = open.stage == .editing && key.isCharacter
      switch (open.stage, isText ? nil : keys.action(for: key, in: scopes)) {
      case (_, .redraw): effects = [.redraw]
      case (_, .suspend):
        revealed = nil
        effects = [.suspend]
      case (_, .quit) where !key.isCharacter:
        close(open)
        return reduce(.quit, size: size, now: now)
      case (.editing, .nextField): open.moveField(by: 1)
      case (.editing, .previousField): open.moveField(by: -1)
      case (.editing, .finish): open.finish()
      case (.editing, .discard):
        form = nil
        notice = Notice("\(open.deed.title): thrown away")
        return []
      case (.editing, .leaveForm), (.recording, .leaveForm):
        close(open)
        return []
      case (.confirming, .leaveForm): open.stage = .editing
      case (.confirming(let proposal), .record):
        if Layout.isTooSmall(size) {
          open.problem = "nothing was recorded: the terminal was too small to show what"
        } else if isAlone {
          effects = [begin(proposal, of: &open)]
        } else {
          open.problem = "that key came with others, as in a paste: press it by itself"
        }
      case (.editing, _):
        if !open.edit(key) { ignored = (key, isAlone) }
      case (.confirming, _), (.recording, _): ignored = (key, isAlone)
      }
    }
    form = open
    if let ignored { ignore(ignored.key, isAlone: ignored.isAlone) }
    return effects
  }

  private mutating func begin(_ proposal: Proposal, of open: inout DecisionForm) -> Effect {
    lastTicket += 1
    inFlight[lastTicket] = open
    open.stage = .recording(ticket: lastTicket)
    return .record(
      RecordOrder(ticket: lastTicket, proposals: [CaseProposal(found: open.seen, proposal: proposal)]))
  }

  /// Where the newest draft of that is. There may be more of one: what could not be recorded comes back to another.
  func draft(of deed: Deed, on application: SafeText) -> Int? {
    drafts.lastIndex { $0.deed == deed && $0.application == application }
  }

  /// What is being recorded goes on without its form; what was written is kept.
  private mutating func close(_ open: DecisionForm) {
    form = nil
    switch open.stage {
    case .recording:
      notice = Notice("\(open.deed.title) is still being recorded; what becomes of it is told here")
    case .editing, .confirming:
      guard open.isWorthKeeping else { return }
      drafts.append(open)
      notice = Notice("\(open.deed.title): the draft is kept until you leave the program")
    }
  }
}
