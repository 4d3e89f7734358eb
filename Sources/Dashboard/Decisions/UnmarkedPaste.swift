package import Model
package import Screen

/// A text that comes as keys and faster than anybody types, in one piece or in several, and goes into a text of a form.
struct UnmarkedPaste {
  /// More than any text takes.
  private static let limit = 100_000

  /// The texts of the form as they were before.
  let assignee: TextField
  let note: TextField
  private(set) var text = ""

  init(into form: DecisionForm) {
    assignee = form.assignee
    note = form.note
  }

  /// Of a longer one the first characters, as of one that is marked.
  mutating func add(_ piece: String) {
    text.unicodeScalars += piece.unicodeScalars.prefix(max(0, Self.limit - text.unicodeScalars.count))
  }
}

extension DashboardState {
  /// Whether what is typed goes into a text of a form.
  package var takesTextInForm: Bool {
    guard let form, form.stage == .editing, unoffered == nil, !isTypingPrompt, !isSearching else {
      return false
    }
    switch form.field {
    case .assignee, .note: return true
    case .template, .outcome, .target, .force, .done: return false
    }
  }

  /// Does with what a terminal has not marked as a paste what is done with one that is: all of it goes in, or nothing.
  ///
  /// `goesOn` tells that it is a further piece of the text before: where that is too long with it, that is taken out again.
  package mutating func paste(unmarked piece: String, goesOn: Bool, size: Size, now: Timestamp) -> [Effect] {
    guard var form else { return handle(.paste(piece), size: size, now: now) }
    var paste = (goesOn ? unmarkedPaste : nil) ?? UnmarkedPaste(into: form)
    paste.add(piece)
    form.assignee = paste.assignee
    form.note = paste.note
    self.form = form
    let effects = handle(.paste(paste.text), size: size, now: now)
    unmarkedPaste = paste
    return effects
  }
}
