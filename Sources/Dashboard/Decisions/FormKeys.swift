import Model
import Screen
import Text

extension DashboardState {
  /// Whether something is being written for the journal, or asked about it.
  var isInForm: Bool { form != nil }

  /// Where the keys of the open form are looked up; `nil` where none is open.
  var formScope: KeyScope? {
    switch form?.stage {
    case .editing, .recording: .form
    case .confirming: .confirmation
    case nil: nil
    }
  }

  /// Carries out a key while a form is open.
  mutating func handleInForm(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
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
        notice = Notice("\(open.title): thrown away")
        return []
      case (.editing, .leaveForm), (.recording, .leaveForm):
        close(open)
        return []
      case (.confirming, .leaveForm):
        guard open.scope != .undo else {
          form = nil
          return []
        }
        open.stage = .editing
      case (.confirming, .record):
        let scroll = ScreenDrawing(state: self, clock: Clock(now: now)).formScroll(of: open, size: size)
        if scroll.map(open.isRead(with:)) != true {
          open.problem =
            scroll == nil
            ? "nothing was recorded: the terminal was too small to show what"
            : "nothing was recorded: \(keys.nameOfPageDown) shows the rest of it, then \(KeyNotation.name(of: key)) records"
        } else if isAlone {
          form = open
          return record()
        } else {
          open.problem = "that key came with others, as in a paste: press it by itself"
        }
      case (_, let action):
        if open.stage == .editing, open.edit(key) { break }
        let screen = ScreenDrawing(state: self, clock: Clock(now: now))
        guard let scroll = screen.formScroll(of: open, size: size), let steps = scroll.steps(of: action)
        else {
          ignored = (key, isAlone)
          break
        }
        open.readLines = open.linesRead(with: scroll)
        open.top = scroll.clamped(scroll.clamped(open.top) + steps)
        open.readLines = open.linesRead(with: scroll)
      }
    }
    form = open
    if let ignored { ignore(ignored.key, isAlone: ignored.isAlone) }
    return effects
  }

  /// Hands what was agreed to out to be recorded.
  mutating func record() -> [Effect] {
    guard var open = form, open.stage == .confirming else { return [] }
    lastTicket += 1
    inFlight[lastTicket] = open
    open.stage = .recording(ticket: lastTicket)
    form = open
    return [.record(RecordOrder(ticket: lastTicket, drafts: open.drafts, batch: open.batch))]
  }

  /// Goes back from the question whether to record; what was written is kept.
  mutating func leave(_ open: DecisionForm) {
    if open.scope == .undo { form = nil } else { close(open) }
  }
}

extension Scroll {
  /// The lines that a key moves over; `nil` for one that does not scroll.
  fileprivate func steps(of action: Action?) -> Int? {
    if action == .moveDown { return 1 }
    if action == .moveUp { return -1 }
    if action == .pageDown { return pageLength }
    return action == .pageUp ? -pageLength : nil
  }
}

extension KeyBindings {
  /// That of the key which everybody knows, where it is one.
  var nameOfPageDown: SafeText {
    action(for: .pageDown, in: [.confirmation, .everywhere]) == .pageDown
      ? KeyNotation.name(of: .pageDown) : name(of: .pageDown)
  }
}
