import Entities
package import Model
import Screen
import Text

/// The dashboard as a dialogue: one line is typed, and some lines of words answer it.
///
/// It works on the same state as the screen does; only what is said of it differs. Nothing is drawn, addressed or
/// rewritten, so that a screen reader, a braille line and a terminal that can do nothing read all of it.
package struct LinearDialog: Sendable {
  package internal(set) var state: DashboardState
  /// What there is to choose from, by the number that was said of it.
  private var choices: [Passage.Choice] = []
  /// How many of the things to choose from, or of the parts of a page, have been said.
  private var said = 0
  /// What was said last of each thing, to tell what has changed.
  private var known = KnownFacts()
  /// The critical alerts that have been told.
  private var toldAlerts: Set<AlertID>?
  /// What is to be said next.
  var next = Answer.place
  /// The thing whose page was left, as long as nothing else is typed.
  private var backFrom: RowID?

  enum Answer {
    /// The place that one is in, from its beginning.
    case place
    /// What has not been said yet of it.
    case rest
    /// These sentences alone.
    case sentences([SafeText])
  }

  private struct AlertID: Hashable {
    let rule: Alert.Rule
    let entity: EntityID
  }

  /// So many things are said at a time.
  private static let mostItems = 10
  /// A page is said until it has so many lines.
  private static let enoughLines = 16
  /// That of a screen on which everything has room.
  private static let size = Size(columns: 160, rows: 48)

  package init(_ state: DashboardState) { self.state = state }

  /// Lets the loop bring what is new into the state.
  package mutating func change(_ change: (inout DashboardState) -> Void) { change(&state) }

  /// Whether what is to be said is still being worked out.
  package var isWaiting: Bool { state.isListing(state.kindAtHand) || state.form?.isRecording == true }
}

extension LinearDialog {
  /// Takes a line in that was typed; returns what the loop has to do. `say(_:)` answers it. `isAlone` tells that the
  /// line did not come with others, as a paste does.
  package mutating func handle(_ line: String, isAlone: Bool, now: Timestamp) -> [Effect] {
    let words = line.split(separator: " ").map(String.init)
    state.keys = state.keys.named(by: Self.words)
    state.notice = nil
    backFrom = nil
    if state.form != nil { return answer(line, isAlone: isAlone) }
    guard let first = words.first else {
      next = .rest
      return []
    }
    if words.count == 1, let number = Int(first) { return choose(number, now: now) }
    if words.count == 1, let word = Word(rawValue: first.lowercased()) { return take(word, now: now) }
    if words.count == 1, let triageAction = TriageAction(rawValue: first.lowercased()) {
      begin(triageAction)
      return []
    }
    if first.lowercased() == "mark" {
      mark(words.dropFirst())
      return []
    }
    if first == "/", words.count == 1 {
      state.page = nil
      state.list(state.kindAtHand, by: nil)
      next = .place
      return []
    }
    if first.hasPrefix("/") { return run("filter \(line.drop { $0 == " " }.dropFirst())", now: now) }
    return run(line, now: now)
  }

  /// The words that count beside the commands.
  private enum Word: String, CaseIterable {
    case again, back, next, previous, names, undo, help
  }

  private mutating func take(_ word: Word, now: Timestamp) -> [Effect] {
    switch word {
    case .again: next = .place
    case .help:
      state.overlay = nil
      next = .sentences(Self.help)
    case .back:
      backFrom = state.page?.row
      return reduce(.back, now: now)
    case .next: return reduce(state.page == nil ? .nextPane : .nextPage, now: now)
    case .previous: return reduce(state.page == nil ? .previousPane : .previousPage, now: now)
    case .undo: beginUndo()
    case .names: return reduce(.revealNames, now: now)
    }
    return []
  }

  private mutating func choose(_ number: Int, now: Timestamp) -> [Effect] {
    guard choices.indices.contains(number - 1) else {
      next = .sentences([
        choices.isEmpty
          ? "There is nothing to choose from here."
          : "There is no \(number) here: the numbers go from 1 to \(choices.count)."
      ])
      return []
    }
    next = .place
    switch choices[number - 1] {
    case .pane(let pane): return reduce(.jump(pane), now: now)
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
    state.openCommand()
    guard state.put(line) else { return refuse("That line is too long.") }
    let effects = state.reduce(.keepFilter, size: Self.size, now: now)
    if let prompt = state.prompt {
      let problem = prompt.problems.first?.sentence ?? prompt.refusal ?? "that is no command"
      return refuse("\(problem.inWords). help says what there is.")
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
    case .savedFilters, .copies, .sort, .columns, .links, .found: next = .place
    case nil:
      // What changes neither place nor list answers with its notice, or in a word.
      next = place == before ? .sentences(state.notice == nil ? ["Done."] : []) : .place
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

extension LinearDialog {
  /// What answers the line that was typed last; at the beginning, the overview. Critical alerts that have come since
  /// stand at the end.
  package mutating func say(_ clock: Clock) -> LinearText {
    var text = LinearText()
    state.keys = state.keys.named(by: Self.words)
    if let notice = state.notice { text.add("\(notice.text.inWords).") }
    state.notice = nil
    if case .sentences = next, state.form != nil {
      for sentence in question(clock) { text.add(sentence.sentence) }
    }
    switch next {
    case .sentences(let sentences): for sentence in sentences { text.add(sentence) }
    case .place: sayPassage(clock, isBeginning: true, in: &text)
    case .rest: sayPassage(clock, isBeginning: false, in: &text)
    }
    next = .rest
    sayNewAlerts(clock, in: &text)
    return text
  }

  private mutating func sayPassage(_ clock: Clock, isBeginning: Bool, in text: inout LinearText) {
    let passage = PassageBuilder(state: state, clock: clock).passage
    if isBeginning {
      choices = []
      said = 0
      for sentence in passage.heading { text.add(sentence.sentence) }
    }
    let left: (rest: Int, unit: SafeText)
    switch passage.body {
    case .items(let items):
      if isBeginning { said = placeToBegin(items) }
      sayItems(items, in: &text)
      left = (items.count - said, "rows")
    case .parts(let parts):
      if isBeginning { sayChanges(of: parts, in: &text) }
      sayParts(parts, in: &text)
      left = (parts.count - said, "parts")
    }
    if left.rest > 0 {
      text.add("\(SafeText.grouped(left.rest)) more; an empty line goes on.")
    } else if !isBeginning {
      text.add("That is all.")
    }
  }

  /// On the way back from a page, the row of that; otherwise the first.
  private func placeToBegin(_ items: Passage.Items) -> Int {
    guard let former = backFrom, items.count > 0 else { return 0 }
    return (0..<items.count).first { items.choice($0) == .row(former) } ?? 0
  }

  private mutating func sayItems(_ items: Passage.Items, in text: inout LinearText) {
    let end = min(items.count, said + Self.mostItems)
    guard said < end else { return }
    // Those before count too, where one comes back to the middle of a list.
    choices = (0..<end).map { $0 < said && $0 < choices.count ? choices[$0] : items.choice($0) }
    for index in said..<end {
      let item = items.item(index)
      let words = known.words(of: item, choices[index])
      text.add("\(index + 1). \(item.name)\(words.isEmpty ? "" : ", \(words)" as SafeText).")
    }
    said = end
  }

  private mutating func sayParts(_ parts: [Passage.Part], in text: inout LinearText) {
    let before = text.lines.count
    var links: [SafeText] = []
    while said < parts.count, text.lines.count - before < Self.enoughLines {
      for fact in parts[said].facts { text.add(fact.words.sentence) }
      for (link, name) in parts[said].links {
        choices.append(.link(link))
        links.append("\(choices.count) \(link.kind) \(name)")
      }
      said += 1
    }
    if !links.isEmpty { text.add("Links: \(links.joined(separator: ", ")).") }
  }

  /// What of a page is otherwise than when it was said last.
  private mutating func sayChanges(of parts: [Passage.Part], in text: inout LinearText) {
    guard let row = state.page?.row else { return }
    let changed = known.changes(of: .link(.page(row)), parts.flatMap(\.facts))
    guard !changed.isEmpty else { return }
    let words: SafeText = "Changed: \(changed.map(\.words).joined(separator: "; "))"
    text.add(words.sentence)
  }

  private mutating func sayNewAlerts(_ clock: Clock, in text: inout LinearText) {
    guard let figures = state.content?.figures else { return }
    let critical = figures.alerts.filter { $0.severity == .critical }
    defer { toldAlerts = Set(critical.map { AlertID(rule: $0.rule, entity: $0.entity) }) }
    // The overview has told how many there are when one begins.
    guard let toldAlerts else { return }
    for alert in critical where !toldAlerts.contains(AlertID(rule: alert.rule, entity: alert.entity)) {
      let since: SafeText = alert.since.map { ", \(clock.time(of: $0))" } ?? ""
      text.add("New critical\(since): \(alert.sentence(of: alert.text, nameWidth: 80).inWords).")
    }
  }

  /// What hints name in place of keys.
  private static let words: [Action: SafeText] = [
    .back: "back", .close: "back", .revealNames: "names", .undo: "undo", .toggleHelp: "help",
    .openRow: "its number", .openFilter: "a slash", .openCommand: "", .nextLink: "its number",
  ]

  private static let notHere: SafeText =
    "That needs the screen; from a shell, factorytop list writes files."

  private static let help: [SafeText] = [
    "A number opens what was said with it. An empty line goes on. again says the place from its beginning, what has changed first. back goes back, next and previous go to the next page of a list, or to the next pane. names shows the names of an application's people, or hides them.",
    "jobs, nodes, partitions, applications, allocations, accounts, users, qos, reservations, sources, alerts and clusters list those; words of a filter may follow, such as jobs pending wait>4h. A slash and words filter the list that was said last, a slash alone lists all of it again. sort wait desc orders it. overview goes to the beginning.",
    "The name of a thing opens its page: a job's number, a node, a partition, an account, a user, an application; a kind before it says which is meant, such as job 8001990.",
    "take, assign, ask, answer, outcome, accept, reject, waitlist, note and correct decide on the application that was opened, or on all that are marked: mark 1 3 4 marks rows by their numbers, and takes their marks away. Each asks what it needs, says what is to be recorded, and records it after y. undo takes back the newest.",
    "quit ends. Every command of the screen's colon counts here.",
  ]
}

/// What was said last of things, so that what has changed comes first when they are said again.
struct KnownFacts: Sendable {
  private var facts: [Passage.Choice: [Passage.Fact]] = [:]
  /// Those of more things are forgotten.
  private static let most = 2_000

  /// What is said of a thing to choose: what has changed before the rest.
  mutating func words(of item: Passage.Item, _ choice: Passage.Choice) -> SafeText {
    func joined(_ facts: [Passage.Fact]) -> SafeText {
      facts.map(\.words).joined(separator: item.separator)
    }
    let changed = changes(of: choice, item.facts)
    guard !changed.isEmpty else { return joined(item.facts) }
    let same = item.facts.filter { !changed.contains($0) }
    return "changed: \(joined(changed))\(same.isEmpty ? "" : "; as before: \(joined(same))" as SafeText)"
  }

  /// What is otherwise than when the thing was said last; nothing the first time.
  mutating func changes(of choice: Passage.Choice, _ newer: [Passage.Fact]) -> [Passage.Fact] {
    let former = facts[choice]
    if facts.count >= Self.most { facts = [:] }
    facts[choice] = newer
    return former.map { former in newer.filter { !former.contains($0) } } ?? []
  }
}

extension SafeText {
  /// With a full stop at its end where it has none.
  fileprivate var sentence: SafeText {
    shown.last.map { ".!?:;".contains($0) } ?? true ? self : "\(self)."
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
