import Entities
import Model
import Screen
import Text

/// What is typed in the two lowest rows.
struct Prompt: Sendable {
  enum Purpose: Hashable, Sendable {
    /// A filter of that kind of list, which counts as far as it can be understood.
    case filter(ListKind)
    case command
  }

  var field: TextField
  let purpose: Purpose
  /// What counts again when the typed filter is dropped.
  let former: Query?
  /// The list that is filtered, or that had the keys when a command was begun.
  let kind: ListKind
  /// Why nothing was put in.
  var refusal: SafeText?
  /// What cannot be understood.
  var problems: [QueryProblem] = []
  /// Whether somebody wanted to keep it all the same: then also what is only unfinished is told.
  var isRefused = false
  /// What could stand where the cursor is.
  var completion: QueryCompletion
  /// What is called as is typed in place of a command, or begins so.
  var found: [FoundThing] = []
  /// What of that was put in, as long as no other key has come.
  var chosen: ChosenCandidate?
  /// Where one is among what was kept before.
  var recall: PromptRecall?
  /// What was counted of each field, so that a letter does not count again.
  var valueCounts = CountedFields()

  /// Begins with the filter that counts, to be added to.
  init(_ kind: ListKind, changing former: Query?) {
    self.kind = kind
    self.former = former
    purpose = .filter(kind)
    field = TextField(hasLines: false, former.map { "\($0.written) " })
    completion = QueryCompletion(place: 0..<0, candidates: [])
  }

  /// A command, which may be about that list.
  init(commandOn kind: ListKind, beginning start: SafeText? = nil) {
    self.kind = kind
    former = nil
    purpose = .command
    field = TextField(hasLines: false, start)
    completion = QueryCompletion(place: 0..<0, candidates: [])
  }

  /// The keys that mean the same as elsewhere, because they are no text.
  static let actionsWhileTyping: Set<Action> = [
    .quit, .suspend, .redraw, .refresh, .toggleHelp, .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp,
    .halfPageDown,
  ]
}

extension Prompt {
  /// What is wrong and to be told now. Of a piece that is being typed nothing is, while something can follow.
  var problem: QueryProblem? {
    if isRefused { return problems.first }
    let isOffered = !completion.candidates.isEmpty
    return problems.first { problem in
      if problem.isUnfinished { return !isOffered && completion.explanation == nil }
      return !isOffered || !problem.place.overlaps(completion.place)
    }
  }
}

extension Prompt {
  /// What the text asks for without a piece of it.
  func queryWithout(_ place: Range<Int>) -> Query? {
    var rest = field
    try? rest.replace(place, with: "")
    return QueryReading(rest.shown(line: 0), kind.schema).query
  }
}

extension DashboardState {
  /// Whether keys and pastes go into the prompt; help and a form that comes back lie over it.
  package var isTypingPrompt: Bool { prompt != nil && overlay == nil && form == nil }

  /// Whether what is typed is still being worked out.
  var isListing: Bool { prompt.map { isListing($0.kind) } ?? false }

  /// Carries out what a person does while a filter or a command is typed. Bad news stays until the prompt is left, for
  /// who types would not see it between two keys.
  mutating func handleInPrompt(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
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
      Prompt.actionsWhileTyping.contains(action)
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
      self.prompt?.refusal = error.sentenceOfPrompt
    }
    return true
  }

  /// Lists by the filter that is in the prompt now, and looks up what could follow there.
  mutating func readPrompt() {
    guard var prompt else { return }
    let text = prompt.field.shown(line: 0)
    prompt.refusal = nil
    prompt.isRefused = false
    switch prompt.purpose {
    case .filter(let kind):
      let reading = QueryReading(text, kind.schema)
      prompt.problems = reading.problems
      self.prompt = prompt
      lookUpCompletion()
      let begun = self.prompt?.completion.isBegun == true ? self.prompt?.completion.place : nil
      list(kind, by: begun.map(prompt.queryWithout) ?? reading.query)
      // What is listed now may be what its values are to be counted in.
      if awaited[kind] == nil { lookUpCompletion() }
    case .command:
      prompt.found = things(typed: text)
      let reading = CommandReading(text, commandTable)
      prompt.problems = prompt.found.isEmpty ? reading.problems : []
      themes.preview(reading.command?.theme)
      self.prompt = prompt
      lookUpCompletion()
    }
  }

  mutating func openPrompt() {
    let kind = kindAtHand
    prompt = Prompt(kind, changing: queries[kind])
    readPrompt()
  }

  /// Keeps the filter, or carries out the command.
  mutating func keepPrompt(size: Size, now: Timestamp) -> [Effect] {
    guard let prompt else { return [] }
    switch prompt.purpose {
    case .filter(let kind):
      keepFilter(prompt, kind)
      return []
    case .command: return runCommand(prompt, size: size, now: now)
    }
  }

  /// Keeps what is typed; while that cannot be understood, the prompt stays.
  private mutating func keepFilter(_ typed: Prompt, _ kind: ListKind) {
    // What was too long to be put in is missing.
    guard typed.refusal == nil else { return }
    let reading = QueryReading(typed.field.text, kind.schema)
    guard reading.problem == nil else { return refuseToKeep() }
    prompt = nil
    promptHistory.add(typed.field.text, of: typed.purpose)
    list(kind, by: reading.query)
  }

  /// Tells what is wrong with the text, also what is only unfinished.
  mutating func refuseToKeep() {
    prompt?.chosen = nil
    readPrompt()
    prompt?.isRefused = true
  }

  mutating func dropPrompt() {
    guard let prompt else { return }
    self.prompt = nil
    themes.preview(nil)
    if case .filter(let kind) = prompt.purpose { list(kind, by: prompt.former) }
  }
}

extension TextField.Refusal {
  var sentenceOfPrompt: SafeText {
    switch self {
    // How long it was is not said: the terminal does not hand all of it on.
    case .tooLong: "too long: a filter has at most \(SafeText.grouped(TextField.limit)) characters"
    }
  }
}
