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
      case .assignee:
        return try assignee.edit(key) || leave(by: key)
      case .note:
        return try note.edit(key) || leave(by: key)
      case .outcome: return choose(key, of: orderedOutcomes, \.outcome)
      case .target:
        return choose(key, of: seen.correctable(by: author).map(\.id).map(Optional.some), \.target)
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
      case .outcome, .target, .force, .done: problem = "a paste goes into a text: \(key) moves there"
      }
    } catch {
      problem = error.clause
    }
  }

  /// Shows what is to be recorded, or says what is missing.
  mutating func finish() {
    if deed == .assign, assignee.isEmpty {
      problem = "name a colleague or a team"
      field = .assignee
      return
    }
    switch seen.refusal(of: proposal, by: author) {
    case nil: stage = .confirming(proposal)
    case .state(let reason):
      problem = "\(reason). Who knows better sets “force”, and says why in the \(noteTitle)"
      field = .force
    case .noteMissing:
      problem =
        isForced
        ? "what is forced has to say why, in the \(noteTitle)"
        : "the \(noteTitle) is empty, and \(deed.title) says nothing without it"
      field = .note
    case .notOwn(let id): problem = "\(id) cannot be taken back: it is not yours, or was taken back already"
    }
  }

  /// Those that the step allows come first.
  var orderedOutcomes: [StepOutcome] {
    StepOutcome.allCases.filter { seen.refusal(of: .outcome($0)) == nil }
      + StepOutcome.allCases.filter { seen.refusal(of: .outcome($0)) != nil }
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
