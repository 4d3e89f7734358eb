import Model
import Screen
import Text

extension BulkForm {
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
      case .outcome:
        guard let next = next(by: key, from: orderedOutcomes.firstIndex(of: outcome) ?? 0) else {
          return leave(by: key)
        }
        outcome = orderedOutcomes[min(max(0, next), orderedOutcomes.count - 1)]
      case .template:
        guard let next = next(by: key, from: template ?? -1) else { return leave(by: key) }
        choose(template: next)
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
      case .outcome, .template, .done: problem = "a paste goes into a text: \(key) moves there"
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
    } else if let deed, deed.needsNote, note.isEmpty {
      problem = "the \(deed.noteTitle) is empty, and \(deed.title) says nothing without it"
      field = .note
    } else if proposals.isEmpty {
      problem = "nothing would be recorded: all of them are left out"
    } else {
      stage = .confirming
      top = 0
    }
  }

  /// Puts a text of the configuration into the note, in the place of another one or of nothing: what somebody typed is
  /// not dropped for it.
  private mutating func choose(template place: Int) {
    let untouched = [""] + templates.all.map { TextField(hasLines: true, $0.text).text }
    guard untouched.contains(note.text) else {
      problem = "what is typed is kept: empty it, and a text can be chosen"
      return
    }
    template = place < 0 ? nil : min(place, templates.all.count - 1)
    note = TextField(hasLines: true, template.map { templates.all[$0].text })
  }

  private func next(by key: Key, from place: Int) -> Int? {
    switch key {
    case .left: place - 1
    case .right, .character(" "): place + 1
    default: nil
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
}

extension Deed {
  /// Whether it says nothing without a note.
  var needsNote: Bool {
    switch self {
    case .ask, .note, .correct: true
    case .take, .assign, .answer, .outcome, .accept, .reject, .waitlist: false
    }
  }
}
