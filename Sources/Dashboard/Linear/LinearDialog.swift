import Entities
package import Model
import Screen
package import Text

/// The dashboard as a dialogue: one line is typed, and some lines of words answer it.
///
/// It works on the same state as the screen does; only what is said of it differs. Nothing is drawn, addressed or
/// rewritten, so that a screen reader, a braille line and a terminal that can do nothing read all of it.
package struct LinearDialog: Sendable {
  package internal(set) var state: DashboardState
  /// What there is to choose from, by the number that was said of it.
  var choices: [Passage.Choice] = []
  /// How many of the things to choose from, or of the parts of a page, have been said.
  var said = 0
  /// What was said last of each thing, to tell what has changed.
  var known = KnownFacts()
  /// The critical alerts that have been told.
  var toldAlerts: Set<AlertID>?
  /// What is to be said next.
  var next = Answer.place
  /// The thing whose page was left, as long as nothing else is typed.
  var backFrom: RowID?
  /// Whether the last line went back.
  var cameBack = false
  /// What was told while nobody asked.
  var news: [SafeText] = []
  /// Whether the last line asked to end, and was told what that would lose.
  private var wasWarnedOfEnd = false
  /// Whether what the last line asked the loop to do has no answer yet.
  var awaitsOutcome = false
  /// What was typed last where a question takes words, if it is a command.
  var doubtedAnswer: String?
  /// Whether some sources have not been read yet, so that figures are not whole.
  package var isReading = false

  enum Answer {
    /// The place that one is in, from its beginning.
    case place
    /// What has not been said yet of it.
    case rest
    /// These sentences alone.
    case sentences([SafeText])
  }

  struct AlertID: Hashable {
    let rule: Alert.Rule
    let entity: EntityID
  }

  /// So many things are said at a time.
  static let mostItems = 10
  /// A page is said until it has so many lines.
  static let enoughLines = 16
  /// That of a screen on which everything has room.
  private static let size = Size(columns: 160, rows: 48)

  /// Begins where the state is; `say(_:)` tells of that.
  package init(_ state: DashboardState) { self.state = state }

  /// Lets the loop bring what is new into the state.
  package mutating func change(_ change: (inout DashboardState) -> Void) {
    change(&state)
    if state.notice != nil { awaitsOutcome = false }
  }

  /// What the state would tell of the last line is said by the loop itself.
  package mutating func forgetNotice() { state.notice = nil }

  /// Whether what is to be said is still being worked out.
  package var isWaiting: Bool {
    state.isListing(state.kindAtHand) || state.form?.isRecording == true || awaitsOutcome
      || state.awaitsReplay
  }

  /// See `DashboardState.replayedClock(readersNow:)`.
  package func replayedClock(readersNow: Timestamp) -> Clock? {
    state.replayedClock(readersNow: readersNow)
  }

  /// What stands before what is typed.
  package var prompt: SafeText { "\(state.form.map(\.title) ?? "factorytop")> " }
}

extension LinearDialog {
  /// Takes a line in that was typed; returns what the loop has to do. `say(_:)` answers it. `isAlone` tells that the
  /// line did not come with others, as a paste does.
  package mutating func handle(_ line: String, isAlone: Bool, now: Timestamp) -> [Effect] {
    let words = line.split(separator: " ").map(String.init)
    state.keys = state.keys.named(by: Self.words)
    // What came since the last answer is told with this one.
    if let notice = state.notice { news.append(notice.text) }
    state.notice = nil
    backFrom = nil
    cameBack = false
    defer { state.hideNamesElsewhere() }
    if let form = state.form {
      // What is being recorded goes on while something else is asked.
      guard form.isRecording, !words.isEmpty else { return answer(line, isAlone: isAlone) }
      state.close(form)
    }
    let wasWarned = wasWarnedOfEnd
    wasWarnedOfEnd = false
    guard let first = words.first else {
      next = .rest
      return []
    }
    if words.count == 1, let number = Int(first) {
      return choices.indices.contains(number - 1) ? choose(number, now: now) : open(number, now: now)
    }
    if words.count == 1, let word = Word(rawValue: first.lowercased()) {
      return handle(word, wasWarned: wasWarned, now: now)
    }
    if words.count == 1, let triageAction = TriageAction(rawValue: first.lowercased()) {
      begin(triageAction)
      return []
    }
    if first.lowercased() == "mark" {
      mark(words.dropFirst())
      return []
    }
    if first == "/", words.count == 1 {
      while state.page != nil, state.followTrailBack() {}
      state.list(state.kindAtHand, by: nil)
      next = .place
      return []
    }
    if first.hasPrefix("/") { return run("filter \(line.drop { $0 == " " }.dropFirst())", now: now) }
    return run(line, now: now)
  }

  /// The words that count beside the commands.
  private enum Word: String, CaseIterable {
    case again, back, next, previous, names, undo, help, quit, q
  }

  /// Whether a line by itself is one of the dialogue's own words.
  func isCommand(_ line: String) -> Bool {
    let word = line.lowercased()
    return Word(rawValue: word) != nil || TriageAction(rawValue: word) != nil
  }

  private mutating func handle(_ word: Word, wasWarned: Bool, now: Timestamp) -> [Effect] {
    switch word {
    case .quit, .q:
      guard let unfinished = state.unfinished, !wasWarned else { return [.quit] }
      wasWarnedOfEnd = true
      next = .sentences(["\(unfinished): quit again ends all the same."])
    case .again: next = .place
    case .help:
      state.overlay = nil
      next = .sentences(Self.help)
    case .back:
      guard state.innermost != nil || state.view != .overview else {
        next = .sentences(["This is the beginning; quit ends."])
        return []
      }
      cameBack = true
      backFrom = state.page?.row
      if state.innermost == nil { state.view = .overview }
      return state.innermost == nil ? sayPlace() : reduce(.close, now: now)
    case .next, .previous:
      state.overlay = nil
      guard state.page != nil else {
        next = .sentences(["next and previous go from the page of a thing to that of the next one listed."])
        return []
      }
      return reduce(word == .next ? .nextPage : .previousPage, now: now)
    case .undo: beginUndo()
    case .names: return reduce(.revealNames, now: now)
    }
    return []
  }

  private mutating func sayPlace() -> [Effect] {
    next = .place
    return []
  }

  /// A number that was not said may be a job's.
  private mutating func open(_ number: Int, now: Timestamp) -> [Effect] {
    guard state.things(typed: "\(number)").isEmpty else { return run("\(number)", now: now) }
    next = .sentences([
      choices.isEmpty
        ? "There is nothing to choose from here, and nothing is called \(number)."
        : "There is no \(number) here: the numbers go from 1 to \(choices.count)."
    ])
    return []
  }

  private mutating func choose(_ number: Int, now: Timestamp) -> [Effect] {
    next = .place
    switch choices[number - 1] {
    case .pane(let pane): state.show(listOf: pane.kindOfFullView)
    case .row(let row):
      state.putCursor(on: row)
      state.open(row)
    case .link(let link): state.follow(link)
    case .item(let index):
      state.menuCursor = index
      return state.takeItem(index)
    }
    return []
  }

  /// Marks rows by their numbers, or takes their marks away; without a number says which are marked.
  private mutating func mark(_ numbers: ArraySlice<String>) {
    let kind = state.kindAtHand
    var rows: [RowID] = []
    for number in numbers {
      guard state.page == nil, let index = Int(number), choices.indices.contains(index - 1),
        case .row(let row) = choices[index - 1]
      else {
        next = .sentences(["Nothing is marked: \(SafeText(untrusted: number)) is no row that was said here."])
        return
      }
      rows.append(row)
    }
    if !rows.isEmpty {
      // Each by itself: of several, some may be marked already.
      for row in rows { state.looks[kind, default: ListLook()].marks.toggle([row]) }
    }
    let marks = state.looks[kind]?.marks ?? Marks()
    let names = marks.rows.compactMap(\.entity.name).sorted().joined(separator: ", ")
    next = .sentences([
      marks.rows.isEmpty
        ? "No row of the \(kind.many) is marked."
        : "\(marks.rows.count) of the \(kind.many) marked: \(names)."
    ])
  }

  private mutating func reduce(_ action: Action, now: Timestamp) -> [Effect] {
    let before = place
    let effects = state.reduce(action, size: Self.size, now: now)
    // Where one stays, the notice says why.
    next = place == before && state.notice != nil ? .sentences([]) : .place
    return effects
  }

  /// Carries out a command as the prompt of the screen does.
  private mutating func run(_ line: String, now: Timestamp) -> [Effect] {
    let before = place
    let command = state.commandTable[String(line.split(separator: " ").first ?? "")]
    if command?.isOfScreen == true { return refuse(Self.notHere) }
    let leads = command?.leads ?? true
    state.openCommand()
    guard state.put(line) else { return refuse("That line is too long.") }
    let effects = state.reduce(.keepFilter, size: Self.size, now: now)
    if let prompt = state.prompt {
      let problem = prompt.problems.first
      let sentence = problem?.sentence ?? prompt.refusal ?? "that is no command"
      // Where nothing like it was meant, what follows are all the commands.
      let said =
        problem == nil || problem?.advice != nil
        ? sentence : SafeText(untrusted: String(sentence.shown.prefix { $0 != ";" }))
      return refuse("\(said.inWords). help says what there is.")
    }
    switch state.overlay {
    case .help:
      state.overlay = nil
      next = .sentences(Self.help)
    case .triageActions:
      state.overlay = nil
      next = .sentences(triageActions)
    case .export:
      state.overlay = nil
      return refuse(Self.notHere)
    case .comparison:
      state.overlay = nil
      next = .sentences(state.comparison?.lines.map(\.text).filter { !$0.isEmpty } ?? [])
    case .savedFilters, .copies, .sort, .columns, .links, .found: next = .place
    case nil:
      // What leads nowhere answers with its notice, or in a word.
      next = leads || place != before ? .place : .sentences(state.notice == nil ? ["Done."] : [])
    }
    if effects.contains(where: \.isAnswered) {
      awaitsOutcome = true
      next = .sentences([])
    }
    return effects
  }

  private mutating func refuse(_ sentence: SafeText) -> [Effect] {
    state.dropPrompt()
    next = .sentences([sentence])
    return []
  }

  private var place: Place {
    Place(
      place: state.screenPlace, query: state.queries[state.kindAtHand], overlay: state.menu?.title,
      revealed: state.revealed)
  }

  private struct Place: Equatable {
    let place: ScreenPlace
    let query: Query?
    let overlay: SafeText?
    let revealed: SafeText?
  }
}

extension Pane {
  /// What its full view lists.
  fileprivate var kindOfFullView: ListKind {
    switch self {
    case .utilization: .partitions
    case .queue: .jobs
    case .applications: .applications
    case .budget: .allocations
    }
  }
}

extension Effect {
  /// Whether what becomes of it is told later.
  fileprivate var isAnswered: Bool {
    switch self {
    case .save, .unsave: true
    case .quit, .refresh, .record, .copy, .export, .screenshot, .lookForExports, .redraw, .suspend, .replay:
      false
    }
  }
}

extension CommandWord {
  /// Whether it changes nothing but how the screen looks, or writes it to a file.
  fileprivate var isOfScreen: Bool {
    switch form {
    case .theme, .layout, .split, .ascii, .mouse, .screenshot: true
    case .list, .filter, .sort, .saved, .view, .at, .save, .unsave, .columns, .help, .quit, .mark, .compare,
      .key, .keyElsewhere:
      false
    }
  }

  /// Whether it leads to a list, a view or a thing.
  fileprivate var leads: Bool {
    switch form {
    case .list, .filter, .sort, .saved, .view, .at: true
    case .save, .unsave, .columns, .help, .quit, .theme, .layout, .split, .ascii, .mouse, .screenshot, .mark,
      .compare, .key, .keyElsewhere:
      false
    }
  }
}

extension DashboardState {
  /// Puts a text into the prompt; whether it has room there.
  fileprivate mutating func put(_ text: String) -> Bool {
    do throws(TextField.Refusal) {
      try prompt?.field.insert(text)
    } catch {
      return false
    }
    readPrompt()
    return true
  }

  /// Puts the cursor of the list at hand on a row, where it is listed.
  fileprivate mutating func putCursor(on row: RowID) {
    let rows = rows(at: placeAtHand)
    if let index = Cursor(row: row, place: 0).index(in: rows) { moveCursor(to: index, of: rows) }
  }
}
