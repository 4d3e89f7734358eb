import Entities
import Model
import Screen
import Text

/// A filter while it is typed; it counts as far as it can be understood.
struct FilterPrompt: Sendable {
  var field: TextField
  /// What counts again when the typed filter is dropped.
  let former: Query?
  /// What is listed.
  let kind: ListKind
  /// What cannot be understood, or why nothing was put in.
  var complaint: SafeText?

  /// Begins with the filter that counts, to be added to.
  init(_ kind: ListKind, changing former: Query?) {
    self.kind = kind
    self.former = former
    field = TextField(hasLines: false, former.map { "\($0.written) " })
  }

  /// The keys that mean the same as elsewhere, because they are no text.
  static let actionsWhileTyping: Set<Action> = [
    .quit, .suspend, .redraw, .refresh, .toggleHelp, .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp,
    .halfPageDown,
  ]
}

extension DashboardState {
  /// Whether keys and pastes go into the prompt; help and a form that comes back lie over it.
  var isTypingFilter: Bool { prompt != nil && overlay == nil && form == nil }

  /// Carries out what a person does while a filter is typed. Bad news stays until the prompt is left, for who types
  /// would not see it between two keys.
  mutating func takeInPrompt(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    if notice?.isBad == false { notice = nil }
    switch input {
    case .key(let key, let isAlone): return type(key, isAlone: isAlone, size: size, now: now)
    case .paste(let text):
      pasteIntoPrompt(text)
      return []
    }
  }

  /// Lets a key change the text of the prompt, or leave it.
  private mutating func type(_ key: Key, isAlone: Bool, size: Size, now: Timestamp) -> [Effect] {
    if let action = keys.action(for: key, in: [.filter]) {
      return reduce(action, size: size, now: now)
    }
    let isText = changePrompt { field throws(TextField.Refusal) in try field.edit(key) }
    guard !isText else { return [] }
    guard let action = keys.action(for: key, in: [.everywhere]),
      FilterPrompt.actionsWhileTyping.contains(action)
    else {
      ignore(key, isAlone: isAlone)
      return []
    }
    return reduce(action, size: size, now: now)
  }

  /// Puts a text into the prompt as one line, or, where it is too long, nothing.
  private mutating func pasteIntoPrompt(_ text: String) {
    _ = changePrompt { field throws(TextField.Refusal) in
      try field.insert(text)
      return true
    }
  }

  /// Answers whether there was anything to do in the text.
  private mutating func changePrompt(
    _ change: (inout TextField) throws(TextField.Refusal) -> Bool
  ) -> Bool {
    guard var prompt else { return false }
    do throws(TextField.Refusal) {
      let before = prompt.field.text
      guard try change(&prompt.field) else { return false }
      if wasWarnedOfLeaving {
        wasWarnedOfLeaving = false
        notice = nil
      }
      let reading = QueryReading(prompt.field.text, prompt.kind.schema)
      prompt.complaint = reading.problem?.sentence
      self.prompt = prompt
      if prompt.field.text != before { list(prompt.kind, by: reading.query) }
    } catch {
      self.prompt?.complaint = error.sentence
    }
    return true
  }

  mutating func openPrompt() {
    let kind = listKind(of: focus)
    prompt = FilterPrompt(kind, changing: queries[kind])
  }

  /// Keeps what is typed; while that cannot be understood, the prompt stays.
  mutating func keepFilter() {
    guard let prompt else { return }
    let reading = QueryReading(prompt.field.text, prompt.kind.schema)
    self.prompt?.complaint = reading.problem?.sentence
    guard reading.problem == nil else { return }
    self.prompt = nil
    list(prompt.kind, by: reading.query)
  }

  mutating func dropFilter() {
    guard let prompt else { return }
    self.prompt = nil
    list(prompt.kind, by: prompt.former)
  }
}

extension TextField.Refusal {
  fileprivate var sentence: SafeText {
    switch self {
    // How long it was is not said: the terminal does not hand all of it on.
    case .tooLong: "too long: a filter has at most \(SafeText.grouped(TextField.limit)) characters"
    }
  }
}
