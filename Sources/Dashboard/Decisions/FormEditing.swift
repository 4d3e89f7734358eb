import Model
import Screen
import Text

extension DecisionForm {
  /// Goes on to the next field, or back; round at the ends.
  mutating func moveField(by steps: Int) {
    let fields = fields
    let place = fields.firstIndex(of: field) ?? fields.count - 1
    field = fields[(place + steps + fields.count) % fields.count]
  }

  /// What a key does in the field that it goes to; `false` when it does nothing there.
  mutating func edit(_ key: Key) -> Bool {
    do throws(TextField.Refusal) {
      switch field {
      case .assignee: return try assignee.edit(key) || leave(by: key)
      case .note: return try note.edit(key) || leave(by: key)
      case .outcome: return choose(key, of: orderedOutcomes.map(Optional.some), \.outcome)
      case .target:
        let own = seen?.correctable(by: author).map(\.id) ?? []
        return choose(key, of: own.map(Optional.some), \.target)
      case .template:
        return choose(key, of: [nil] + templates.all.indices.map(Optional.some), \.templateInNote)
      case .force:
        guard key == .character(" ") || key == .enter else { return leave(by: key) }
        isForced.toggle()
      case .done:
        guard key == .enter else { return leave(by: key) }
        finish()
      }
    } catch {
      problem = error.clause
    }
    return true
  }

  /// A paste goes into a text, whole or not at all; `key` moves to another field.
  mutating func paste(_ text: String, moving key: SafeText) {
    do throws(TextField.Refusal) {
      switch field {
      case .assignee: try assignee.insert(text)
      case .note: try note.insert(text)
      case .template, .outcome, .target, .force, .done:
        problem = "a paste goes into a text: \(key) moves there"
      }
    } catch {
      problem = error.clause
    }
  }

  /// Shows what is to be recorded, or says what is missing.
  mutating func finish() {
    if triageAction == .assign, assignee.isEmpty {
      problem = "name a colleague or a team"
      field = .assignee
      return
    }
    if triageAction == .outcome, outcome == nil {
      problem = "choose an outcome: this step suggests none"
      field = .outcome
      return
    }
    switch obstacle {
    case nil where drafts.isEmpty:
      let reason = scope == .one ? leftOut.first?.reason : nil
      problem = "nothing would be recorded: \(reason ?? "all of them are left out")"
    case nil:
      stage = .confirming
      top = 0
      readLines = 0
    case .state(let reason):
      problem = "\(reason). Who knows better sets “force”, and says why in the \(triageAction.noteTitle)"
      field = .force
    case .noteMissing:
      problem =
        isForced
        ? "what is forced has to say why, in the \(triageAction.noteTitle)"
        : "the \(triageAction.noteTitle) is empty, and \(triageAction.title) says nothing without it"
      field = .note
    case .notOwn(let id): problem = "\(id) cannot be taken back: it is not yours, or was taken back already"
    }
  }

  /// What the whole of it lacks. What stands in the way of one of several leaves that one out, and no other.
  private var obstacle: Case.Refusal? {
    guard scope == .one else { return kind?.needsNote == true && note.isEmpty ? .noteMissing : nil }
    return drafts.first.flatMap { $0.found.refusal(of: $0.draft, by: author, naming: .titles) }
  }

  /// The place of the chosen text. It goes into the note, in the place of another one or of nothing: what somebody typed
  /// is not dropped for it.
  var templateInNote: Int? {
    get { template }
    set {
      let untouched = [""] + templates.all.map { TextField(hasLines: true, $0.text).text }
      guard untouched.contains(note.text) else {
        problem = "what is typed is kept: empty it, and a text can be chosen"
        return
      }
      template = newValue
      note = TextField(hasLines: true, newValue.map { templates.all[$0].text })
    }
  }

  private mutating func leave(by key: Key) -> Bool {
    switch key {
    case .enter, .down: moveField(by: 1)
    case .up: moveField(by: -1)
    default: return false
    }
    return true
  }

  private mutating func choose<Value: Equatable>(
    _ key: Key, of values: [Value], _ path: WritableKeyPath<DecisionForm, Value>
  ) -> Bool {
    // What was chosen may be gone.
    let place = values.firstIndex(of: self[keyPath: path])
    let next: Int
    switch key {
    case .left: next = (place ?? 1) - 1
    case .right, .character(" "): next = (place ?? -1) + 1
    default: return leave(by: key)
    }
    if !values.isEmpty { self[keyPath: path] = values[min(max(0, next), values.count - 1)] }
    return true
  }
}

extension TextField.Refusal {
  var clause: SafeText {
    switch self {
    case .tooLong(let count):
      "it would have \(count) characters, and a record takes \(TextField.limit): nothing was put in"
    }
  }
}
