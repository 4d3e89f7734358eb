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
  /// Why nothing was put in.
  var refusal: SafeText?
  /// What cannot be understood.
  var problems: [QueryProblem] = []
  /// Whether somebody wanted to keep it all the same: then also what is only unfinished is told.
  var isRefused = false
  /// What could stand where the cursor is.
  var completion: QueryCompletion
  /// What of that was put in, as long as no other key has come.
  var chosen: ChosenCandidate?
  /// Where one is among what was kept before.
  var recall: PromptRecall?
  /// What was counted of each field, so that a letter does not count again; `nil` within where it has no values.
  var valueCounts: [Int: ValueCounts?] = [:]

  /// Begins with the filter that counts, to be added to.
  init(_ kind: ListKind, changing former: Query?) {
    self.kind = kind
    self.former = former
    field = TextField(hasLines: false, former.map { "\($0.written) " })
    completion = QueryCompletion("", cursor: 0, kind.schema) { _ in nil }
  }

  /// The keys that mean the same as elsewhere, because they are no text.
  static let actionsWhileTyping: Set<Action> = [
    .quit, .suspend, .redraw, .refresh, .toggleHelp, .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp,
    .halfPageDown,
  ]
}

extension FilterPrompt {
  /// What is wrong and to be told now. Of a word that is being typed nothing is, while something can follow.
  var problem: QueryProblem? {
    if isRefused { return problems.first }
    return problems.first { problem in
      let isInWord =
        problem.place.overlaps(completion.word)
        && (!completion.candidates.isEmpty || completion.place.isEmpty)
      return !isInWord && !(problem.isUnfinished && !completion.candidates.isEmpty)
    }
  }
}

extension FilterPrompt {
  /// What the text asks for without a piece of it.
  func queryWithout(_ place: Range<Int>) -> Query? {
    var rest = field
    try? rest.replace(place, with: "")
    return QueryReading(rest.shown(line: 0), kind.schema).query
  }
}

extension DashboardState {
  /// Whether keys and pastes go into the prompt; help and a form that comes back lie over it.
  var isTypingFilter: Bool { prompt != nil && overlay == nil && form == nil }

  /// Whether what is typed is still being worked out.
  var isListing: Bool { false }

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
      guard try change(&prompt.field) else { return false }
      if wasWarnedOfLeaving {
        wasWarnedOfLeaving = false
        notice = nil
      }
      prompt.chosen = nil
      prompt.recall = nil
      self.prompt = prompt
      readPrompt()
    } catch {
      self.prompt?.refusal = error.sentenceOfFilter
    }
    return true
  }

  /// Lists by what is in the prompt now, and looks up what could follow.
  mutating func readPrompt() {
    guard var prompt else { return }
    let text = prompt.field.shown(line: 0)
    let reading = QueryReading(text, prompt.kind.schema)
    prompt.refusal = nil
    prompt.isRefused = false
    prompt.problems = reading.problems
    prompt.completion = QueryCompletion(text, cursor: prompt.field.column, prompt.kind.schema) { field in
      count(field, in: &prompt)
    }
    self.prompt = prompt
    guard prompt.completion.isBegun else { return list(prompt.kind, by: reading.query) }
    list(prompt.kind, by: prompt.queryWithout(prompt.completion.place))
  }

  /// The values of a field, counted at the first time that they are asked for.
  private func count(_ field: Int, in prompt: inout FilterPrompt) -> ValueCounts? {
    if let counts = prompt.valueCounts[field] { return counts }
    let counts = content?.list(of: prompt.kind, user: user).valueCounts(of: field)
    prompt.valueCounts[field] = .some(counts)
    return counts
  }

  mutating func openPrompt() {
    let kind = listKind(of: focus)
    prompt = FilterPrompt(kind, changing: queries[kind])
    readPrompt()
  }

  /// Keeps what is typed; while that cannot be understood, the prompt stays.
  mutating func keepFilter() {
    guard let prompt else { return }
    let reading = QueryReading(prompt.field.text, prompt.kind.schema)
    guard reading.problem == nil else {
      self.prompt?.chosen = nil
      readPrompt()
      self.prompt?.isRefused = true
      return
    }
    self.prompt = nil
    promptHistory.add(prompt.field.text, of: prompt.kind)
    list(prompt.kind, by: reading.query)
  }

  mutating func dropFilter() {
    guard let prompt else { return }
    self.prompt = nil
    list(prompt.kind, by: prompt.former)
  }
}

extension TextField.Refusal {
  var sentenceOfFilter: SafeText {
    switch self {
    // How long it was is not said: the terminal does not hand all of it on.
    case .tooLong: "too long: a filter has at most \(SafeText.grouped(TextField.limit)) characters"
    }
  }
}
