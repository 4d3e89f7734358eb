import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// Whether something is being written for the journal, or asked about it.
  var isInForm: Bool { form != nil || bulk != nil }

  /// Where the keys of the open form are looked up; `nil` where none is open.
  var formScope: KeyScope? {
    switch form?.stage {
    case .editing, .recording: return .form
    case .confirming: return .confirmation
    case nil: break
    }
    switch bulk?.stage {
    case .editing, .recording: return .form
    case .confirming: return .confirmation
    case nil: return nil
    }
  }

  /// The marked applications, as they are listed without a filter, those that are gone behind them. A page is about one.
  var markedApplications: [SafeText] {
    guard page == nil, let marks = looks[.applications]?.marks, !marks.isEmpty, let content else { return [] }
    return content.applicationRows.filter(marks.contains).compactMap(\.application)
      + marks.gone.compactMap(\.application).sorted()
  }

  /// Opens the form of a deed on what is marked, with the draft that was left there.
  mutating func openBulk(_ deed: Deed, on marked: [SafeText], by author: RecordAuthor) {
    guard deed != .correct else {
      notice = Notice(
        "a correction is of one record: unmark the rows, or take back all with \(keys.name(of: .undo))",
        isBad: true)
      return
    }
    let newest = newestContent
    let parts = marked.map { BulkForm.Part(application: $0, found: newest?.found($0)) }
    guard let place = bulkDraft(of: deed) else {
      bulk = BulkForm(deed, on: parts, by: author, templates: templates)
      return
    }
    var draft = bulkDrafts.remove(at: place)
    draft.adopt(parts)
    bulk = draft
    lookForBulkNews()
  }

  /// Where the newest draft of a deed on several is.
  func bulkDraft(of deed: Deed) -> Int? { bulkDrafts.lastIndex { $0.deed == deed } }

  /// Carries out a key while a form on several applications is open.
  mutating func takeInBulk(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    guard var open = bulk else { return [] }
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
        bulk = nil
        notice = Notice("\(open.title): thrown away")
        return []
      case (.editing, .leaveForm), (.recording, .leaveForm):
        close(open)
        return []
      case (.confirming, .leaveForm):
        guard open.deed != nil else {
          bulk = nil
          return []
        }
        open.stage = .editing
      case (.confirming, .record):
        if Layout.isTooSmall(size) {
          open.problem = "nothing was recorded: the terminal was too small to show what"
        } else if isAlone {
          effects = [begin(&open)]
        } else {
          open.problem = "that key came with others, as in a paste: press it by itself"
        }
      case (_, let action):
        if open.stage == .editing, open.edit(key) { break }
        let screen = ScreenDrawing(state: self, clock: Clock(now: now))
        guard let scroll = screen.bulkScroll(of: open, size: size), let steps = scroll.steps(of: action)
        else {
          ignored = (key, isAlone)
          break
        }
        open.top = scroll.clamped(scroll.clamped(open.top) + steps)
      }
    }
    bulk = open
    if let ignored { ignore(ignored.key, isAlone: ignored.isAlone) }
    return effects
  }

  private mutating func begin(_ open: inout BulkForm) -> Effect {
    lastTicket += 1
    bulkInFlight[lastTicket] = open
    let proposals = open.proposals
    open.stage = .recording(ticket: lastTicket)
    return .record(RecordOrder(ticket: lastTicket, proposals: proposals))
  }

  /// What is being recorded goes on without its form; what was written is kept.
  private mutating func close(_ open: BulkForm) {
    bulk = nil
    switch open.stage {
    case .recording:
      notice = Notice("\(open.title) is still being recorded; what becomes of it is told here")
    case .editing, .confirming:
      guard open.isWorthKeeping else { return }
      bulkDrafts.append(open)
      notice = Notice(
        "\(open.title) of several: the draft is kept, and found again by what is marked then")
    }
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

extension BulkForm {
  /// Takes what is marked now in the place of what was marked when the draft was left, and tells the difference.
  fileprivate mutating func adopt(_ marked: [Part]) {
    let before = parts
    let (now, then) = (Set(marked.map(\.application)), Set(before.map(\.application)))
    parts = marked.map { part in before.first { $0.application == part.application } ?? part }
    let added = marked.map(\.application).filter { !then.contains($0) }
    let gone = before.map(\.application).filter { !now.contains($0) }
    if !added.isEmpty {
      news.append("marked since the draft, and in it now: \(added.joined(separator: ", "))")
    }
    if !gone.isEmpty {
      news.append("not marked any more, and out of it: \(gone.joined(separator: ", "))")
    }
    stage = .editing
    top = 0
    if !fields.contains(field) { field = .done }
  }
}
