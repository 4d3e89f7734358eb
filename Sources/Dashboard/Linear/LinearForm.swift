import Model
import Screen
import Text

/// Decisions, asked for field by field: each line that is typed answers one question, and nothing is recorded before all
/// of it was said and somebody has agreed to that in a line of its own.
extension LinearDialog {
  /// Begins what a word of the actions says, on what is marked or on the application of the page.
  mutating func begin(_ triageAction: TriageAction) {
    guard state.page != nil || !state.markedApplications.isEmpty else {
      next = .sentences([
        "Say an application first, by its number or its name, or mark some of the list: mark 1 3 4."
      ])
      return
    }
    state.overlay = nil
    state.open(triageAction)
    if state.form == nil, state.notice == nil {
      state.notice = Notice("there is no application here to decide on", isBad: true)
    }
    beginQuestions()
  }

  /// Asks whether to take back one's newest record, or all that were recorded with it.
  mutating func beginUndo() {
    state.askToUndo()
    beginQuestions()
  }

  private mutating func beginQuestions() {
    if let first = state.form?.fields.first { state.form?.field = first }
    next = .sentences([])
  }

  /// What can be done here, a sentence each, with what stands in its way.
  var triageActions: [SafeText] {
    guard let author = state.recordingAccess.author else { return [] }
    return TriageAction.allCases.map { triageAction in
      let obstacle = state.caseAtHand.flatMap { triageAction.obstacle(on: $0, for: author) }
      return "\(triageAction.title): \(obstacle ?? triageAction.meaning)"
    }
  }

  /// Takes the answer to the question that was asked last. `isAlone` tells that the line did not come with others, as a
  /// paste does, which records nothing.
  mutating func answer(_ line: String, isAlone: Bool) -> [Effect] {
    next = .sentences([])
    state.form?.problem = nil
    guard var form = state.form else { return [] }
    let words = line.trimmingSpaces
    switch form.stage {
    case .recording: return []
    case .confirming where words != "cancel": return confirm(words, isAlone: isAlone)
    case .confirming,
      .editing where words == "cancel":
      state.form = nil
      next = .sentences(["Thrown away: nothing of it is recorded."])
      return []
    case .editing where form.field == .force && words.yesOrNo == false:
      state.leave(form)
      next = .sentences(["Not recorded."])
      return []
    case .editing where form.takesWords && isCommand(words) && doubtedAnswer != words:
      doubtedAnswer = words
      form.problem =
        "“\(SafeText(untrusted: words))” is a command, and a question is open: the same again makes it the answer"
      state.form = form
      return []
    case .editing:
      if let problem = form.handle(words, typed: line) {
        form.problem = problem
      } else {
        form.goOn()
      }
      doubtedAnswer = nil
      if form.scope == .several, form.field == .done, form.stage == .editing, form.drafts.isEmpty {
        return refuse(form)
      }
      state.form = form
      return []
    }
  }

  /// Ends a form on several of which every one is left out, and says why.
  private mutating func refuse(_ form: DecisionForm) -> [Effect] {
    state.leave(form)
    let reasons = form.leftOut.map { "\($0.application), \($0.reason)." as SafeText }
    next = .sentences([(form.problem ?? "nothing would be recorded").sentence] + reasons)
    return []
  }

  private mutating func confirm(_ words: String, isAlone: Bool) -> [Effect] {
    switch words.lowercased() {
    case "y", "yes":
      guard isAlone else {
        state.form?.problem = "nothing is recorded, for that answer came with other lines, as in a paste"
        return []
      }
      return state.record()
    case "n", "no":
      let isUndo = state.form?.scope == .undo
      if let form = state.form { state.leave(form) }
      next = .sentences([isUndo ? "Nothing is taken back." : "Not recorded."])
    default: state.form?.problem = "that is neither y nor n"
    }
    return []
  }

  /// The question that is open.
  func question(_ clock: Clock) -> [SafeText] {
    guard let form = state.form else { return [] }
    let problem = (form.problem.map { [$0] } ?? []) + form.news
    switch form.stage {
    case .recording: return problem + ["Recording."]
    case .confirming: return problem + summary(of: form, clock)
    case .editing:
      let isFirst = form.field == form.fields.first
      let subject: SafeText =
        form.scope == .one
        ? "\(form.title) \(form.application ?? "")"
        : "\(form.title) \(SafeText.count(form.parts.count, "application", "applications"))"
      let exit: [SafeText] = form.problem == nil || isFirst ? [] : ["cancel gives it up."]
      return problem + exit + (isFirst ? ["\(subject). cancel gives it up."] + doubts(about: form) : [])
        + form.question(of: form.field, clock: clock)
    }
  }

  /// What the checks found against it, or do not know.
  private func doubts(about form: DecisionForm) -> [SafeText] {
    guard form.scope == .one, let id = form.application, let item = state.content?.application(id) else {
      return []
    }
    return CheckLines(results: item.checks, titleWidth: 2).doubts(width: PageSection.anyWidth).map {
      "checks: \($0.inWords)"
    }
  }

  private func summary(of form: DecisionForm, _ clock: Clock) -> [SafeText] {
    let told: [SafeText]
    if form.scope == .one {
      told = form.drafts.flatMap { task in
        RecordSummary(
          form: form, task: task, clock: clock, width: PageSection.anyWidth
        ).words
      }
    } else {
      let text = SeveralText(form: form, content: state.content, clock: clock, width: PageSection.anyWidth)
      let what: SafeText = form.scope == .undo ? "" : "\(form.title): "
      told = ["\(what)\(text.head.inWords)"] + text.lines.map(\.inWords).filter { !$0.isEmpty }
    }
    let verb: SafeText = form.scope == .undo ? "Take it back" : "Record it"
    return told + ["\(verb) as \(form.author.name), y or n?"]
  }
}

extension DecisionForm {
  /// Puts an answer into the field that was asked for; why it cannot be, where it cannot. `typed` is the line with its
  /// spaces.
  fileprivate mutating func handle(_ words: String, typed: String) -> SafeText? {
    do throws(TextField.Refusal) {
      switch field {
      case .assignee:
        if !words.isEmpty {
          var typed = TextField(hasLines: false)
          try typed.insert(words)
          assignee = typed
        }
      case .note where words == "-": note = TextField(hasLines: true)
      case .note:
        if !words.isEmpty {
          var text = TextField(hasLines: true)
          try text.insert(typed)
          note = text
        }
      case .template:
        return choose(words, among: [nil] + templates.all.indices.map(Optional.some), orNone: template) {
          $0.templateInNote = $1
        }
      case .outcome: return choose(words, among: orderedOutcomes, orNone: nil) { $0.outcome = $1 }
      case .target:
        return choose(words, among: correctable, orNone: correctable.first) { $0.target = $1.id }
      case .force:
        guard let isYes = words.yesOrNo else { return "that is neither y nor n" }
        isForced = isYes
      case .done: break
      }
      return nil
    } catch {
      return error.clause
    }
  }

  /// Whether the answer is anybody's words.
  fileprivate var takesWords: Bool { field == .note || field == .assignee }

  private var correctable: [DecisionRecord] { seen?.correctable(by: author) ?? [] }

  private mutating func choose<Value>(
    _ words: String, among values: [Value], orNone usual: Value?,
    _ adopt: (inout DecisionForm, Value) -> Void
  ) -> SafeText? {
    if words.isEmpty, let usual {
      adopt(&self, usual)
      return problem
    }
    guard let number = Int(words), values.indices.contains(number - 1) else {
      return "a number from 1 to \(values.count) chooses"
    }
    problem = nil
    adopt(&self, values[number - 1])
    return problem
  }

  /// To the next question; behind the last one to the summary, or to what is missing.
  fileprivate mutating func goOn() {
    let fields = fields
    let place = (fields.firstIndex(of: field) ?? 0) + 1
    field = place < fields.count ? fields[place] : .done
    if field == .done { finish() }
  }

  /// What is asked for in a field, and what there is to choose from.
  fileprivate func question(of field: Field, clock: Clock) -> [SafeText] {
    func numbered(_ values: [SafeText]) -> SafeText {
      values.enumerated().map { "\($0.offset + 1): \($0.element)" as SafeText }.joined(separator: "; ")
    }
    switch field {
    case .template: return ["Which text? \(numbered(["none"] + templates.all.map(\.name)))."]
    case .assignee: return ["To whom? A colleague or a team."]
    case .outcome:
      let allowed = orderedOutcomes.prefix { isAllowed($0) }.count
      let words = orderedOutcomes.map { SafeText(untrusted: $0.rawValue.replacing("_", with: " ")) }
      let others = words.enumerated().dropFirst(allowed).map { "\($0.offset + 1): \($0.element)" as SafeText }
      return [
        "Which outcome? \(allowed == 0 ? "The step allows none" : numbered(Array(words.prefix(allowed))))."
      ] + (others.isEmpty ? [] : ["Not of this step: \(others.joined(separator: "; "))."])
    case .target:
      let told = correctable.compactMap { record in seen?.told(record, clock: clock).inWords }
      return ["Which record? \(numbered(told)); an empty line takes the first."]
    case .note:
      let title = triageAction.noteTitle
      if !note.isEmpty {
        let text = note.text.lines.joined(separator: " ")
        return ["The \(title), in one line? An empty line keeps “\(text)”, a minus sign alone empties it."]
      }
      return [
        "The \(title), in one line?\(kind?.needsNote == true || isForced ? "" : " An empty line is none." as SafeText)"
      ]
    case .force: return ["Record it although \(refusal ?? ""), y or n?"]
    case .done: return ["An empty line asks again whether to record it."]
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }

  fileprivate var yesOrNo: Bool? {
    switch lowercased() {
    case "y", "yes": true
    case "n", "no": false
    default: nil
    }
  }
}
