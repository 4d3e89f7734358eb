import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Keys that a configuration gives to actions")
struct KeyBindingsTests {
  private static let size = Size(columns: 160, rows: 48)

  private static func wish(_ action: String, _ keys: String...) -> KeyWish {
    KeyWish(action: action, keys: keys)
  }

  /// What is wrong with wishes, each with the index of its wish and of the other one.
  private static func problems(_ wishes: [KeyWish]) -> [String] {
    KeyBindings.remapped(by: wishes).problems.map { problem in
      "\(problem.wish)\(problem.other.map { " and \($0)" } ?? ""): \(problem.clause.shown)"
    }
  }

  private static func state(_ wishes: [KeyWish], _ view: View = .overview) throws -> DashboardState {
    let (bindings, problems) = KeyBindings.remapped(by: wishes)
    try #require(problems.isEmpty, "\(problems)")
    var state = Fixture.state(view)
    state.adopt(bindings)
    return state
  }

  private static func type(_ keys: String, into state: inout DashboardState) throws {
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
  }

  private static func text(_ state: DashboardState) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  @Test("Every line of the key table has a name of its own: words with a dot between them")
  func names() {
    let names = KeyTable.bindings.map(\.name.shown)
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.wholeMatch(of: /[a-z]+\.[a-z]+(_[a-z]+)*/) != nil, "\(name)") }
  }

  @Test("The printed form of every key of the table is read as that key, and so is its name")
  func written() throws {
    for key in KeyTable.bindings.flatMap(\.keys) + [.character("<"), .character(" "), .function(12)] {
      #expect(try KeyNotation.key(written: KeyNotation.written(key).shown) == key)
      if key != .character("<") {
        #expect(try KeyNotation.key(written: KeyNotation.name(of: key).shown) == key)
      }
    }
  }

  @Test("A key that is wished for takes the place of the action's own, and only of those")
  func remapped() throws {
    var state = try Self.state([Self.wish("list.down", "v", "<F8>"), Self.wish("list.up", "C-p")], .budget)
    let first = state.selection(of: .budget)
    try Self.type("v", into: &state)
    let second = state.selection(of: .budget)
    #expect(second != first && second != nil)
    try Self.type("j<Down>", into: &state)
    #expect(state.selection(of: .budget) == second)
    #expect(Self.text(state).contains(" Down does nothing here · ? keys"))
    try Self.type("<C-p>", into: &state)
    #expect(state.selection(of: .budget) != second)
    try Self.type("<F8>", into: &state)
    #expect(state.selection(of: .budget) == second)
  }

  @Test("Two actions may swap their keys")
  func swapped() throws {
    var state = try Self.state([Self.wish("list.down", "k"), Self.wish("list.up", "j")], .budget)
    try Self.type("k", into: &state)
    let second = state.selection(of: .budget)
    try Self.type("j", into: &state)
    #expect(second != nil && state.selection(of: .budget) != second)
  }

  @Test(
    "What cannot be had is said, with the nearest name, and then every key is as the table has it",
    arguments: [
      ([wish("list.dwn", "v")], ["0: there is no action “list.dwn”: did you mean “list.down”?"]),
      (
        [wish("frobnicate.everything", "v")],
        [
          "0: there is no action “frobnicate.everything”: factorytop config --print-default lists them all"
        ]
      ),
      (
        [wish("list.down", "k")], ["0: list.down cannot have k, the key of list.up, unless that gets another"]
      ),
      ([wish("list.up", "j")], ["0: list.up cannot have j, the key of list.down, unless that gets another"]),
      (
        [wish("pane.next", "v"), wish("list.up", "@", "v"), wish("list.down", "@")],
        [
          "1 and 0: list.up and pane.next have the same key, v",
          "2 and 1: list.up and list.down have the same key, @",
        ]
      ),
      (
        [wish("application.decide", "J")],
        [
          "0: application.decide cannot have J, the key of page.next on a page, unless that gets another"
        ]
      ),
      (
        [wish("form.finish", "d"), wish("filter.keep", "<Space>")],
        [
          "0: form.finish cannot have d, which is text where it counts",
          "1: filter.keep cannot have Space, which is text where it counts",
        ]
      ),
    ] as [([KeyWish], [String])])
  func problems(_ wishes: [KeyWish], _ expected: [String]) {
    #expect(Self.problems(wishes) == expected)
    #expect(KeyBindings.remapped(by: wishes).bindings.bindings.map(\.keys) == KeyTable.bindings.map(\.keys))
  }

  @Test("What is no key is said with what keys are called", arguments: ["<Banana>", "foo", "<Tab", "", "jj"])
  func unknownKey(text: String) throws {
    let problem = try #require(Self.problems([Self.wish("list.down", text)]).first)
    #expect(problem.hasPrefix("0: list.down cannot have that key: "))
    #expect(problem.contains("<Tab> <S-Tab> <Enter>"))
  }

  @Test(
    "What counts everywhere and what counts in a place have different keys, but where the table itself has it so",
    arguments: [
      (
        wish("list.down", "m"),
        "0: list.down cannot have m, the key of list.mine in the list of applications, unless that gets another"
      ),
      (wish("map.next", "q"), "0: map.next cannot have q, the key of view.close, unless that gets another"),
      (wish("row.open", "<F2>", "<Enter>"), nil), (wish("application.open", "<Enter>", "<F2>"), nil),
      (
        wish("decide.take", "j"),
        "0: decide.take cannot have j, the key of list.down, unless that gets another"
      ),
      (
        wish("view.close", "i"),
        "0: view.close cannot have i, the key of decide.ask on what to do, unless that gets another"
      ),
      // What lies over the screen, asks or is typed has keys to itself.
      (wish("decide.take", "m"), nil), (wish("form.next", "<C-l>"), nil), (wish("help.search", "j"), nil),
      (wish("confirm.record", "r"), nil), (wish("time.freeze", "v"), nil),
    ] as [(KeyWish, String?)])
  func shadowing(wish: KeyWish, problem: String?) {
    #expect(Self.problems([wish]) == [problem].compactMap(\.self))
  }

  @Test("Scopes count together where the keys of both act", arguments: HelpTests.places.indices)
  func places(place: Int) {
    let scopes = HelpTests.places[place].scopes
    for scope in scopes {
      for other in scopes { #expect(scope.meets(other), "\(scope) \(other)") }
    }
    #expect(!KeyScope.nodeMap.meets(.queueView) && !KeyScope.form.meets(.everywhere))
  }

  /// Every action of everywhere on a key of its own that says nothing else.
  private static let elsewhere: [KeyWish] = {
    let actions = KeyTable.bindings.filter { $0.scope == .everywhere }
    return actions.enumerated().map { wish($1.name.shown, "<F\(12 + $0)>") }
  }()

  @Test("Help, footer and every hint name the keys that count", arguments: View.allCases)
  func hints(view: View) throws {
    let keys = KeyBindings.remapped(by: Self.elsewhere).bindings
    func name(_ action: Action) -> String { keys.name(of: action).shown }
    var state = try Self.state(Self.elsewhere, view)
    #expect(Self.text(state).contains("\(name(.toggleHelp)) help"))
    try Self.type("@", into: &state)
    #expect(Self.text(state).contains("@ does nothing here · \(name(.toggleHelp)) keys"))
    try Self.type("<\(name(.toggleHelp))>", into: &state)
    #expect(state.overlay == .help)
    #expect(Self.text(state).contains("\(name(.toggleHelp)) or \(name(.close)) closes"))
    var help = ""
    for _ in 0..<4 {
      help += Self.text(state)
      try Self.type("<\(name(.pageDown))>", into: &state)
    }
    for binding in keys.bindings where binding.scope == .everywhere {
      let key = KeyNotation.name(of: binding.keys[0]).shown
      #expect(help.contains(key) && help.contains(binding.help.shown), "\(binding.name)")
    }
    try Self.type("@", into: &state)
    #expect(Self.text(state).contains("@ does nothing here · \(name(.close)) closes the help"))
    try Self.type("<\(name(.toggleAlerts))>", into: &state)
    #expect(Self.text(state).contains("╭ Alerts ─"))
    try Self.type("<\(name(.back))>", into: &state)
    #expect(state.overlay == nil && state.openList == nil)
    // From a full view to the overview first.
    try Self.type("<\(name(.back))><\(name(.back))>", into: &state)
    #expect(Self.text(state).contains("nothing to go back to · \(name(.close)) quits"))
  }

  @Test(
    "Where another key opens the filter, letters after it are text elsewhere too, and / is nothing special in a list"
  )
  func filter() throws {
    var state = try Self.state([Self.wish("list.filter", "v")], .utilization)
    try Self.type("<Enter>", into: &state)
    try Self.type("vq", into: &state)
    #expect(state.unoffered?.field.text == "q")
    try Self.type("<Esc>/", into: &state)
    #expect(state.unoffered == nil && state.isSearchingPage)
    var listed = try Self.state([Self.wish("list.filter", "v")], .applications)
    try Self.type("vjj", into: &listed)
    #expect(listed.prompt?.field.text == "jj")
    try Self.type("<Esc>/", into: &listed)
    #expect(listed.unoffered == nil)
    #expect(Self.text(listed).contains("/ does nothing here"))
  }

  @Test("A character is text in a form, whatever it does elsewhere; keys of the form may be others")
  func form() throws {
    let wishes = [
      Self.wish("screen.redraw", "R"), Self.wish("form.finish", "<F2>"), Self.wish("confirm.record", "Y"),
      Self.wish("form.next", "<C-n>"), Self.wish("decide.note", "N"),
    ]
    var state = try Self.state(wishes, .applications)
    state.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "h")))
    let factory = Fixture.factory().merged(with: [:], calendar: Policy.standard.workingCalendar)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    try Self.type("d", into: &state)
    #expect(Self.text(state).contains("N  note"))
    try Self.type("NR", into: &state)
    #expect(state.form?.note.text == "R")
    #expect(Self.text(state).contains("C-n field · F2 done"))
    try Self.type("<C-d>", into: &state)
    #expect(state.form?.stage == .editing)
    try Self.type("<F2>", into: &state)
    #expect(Self.text(state).contains("Y records it, Esc goes back"))
    try Self.type("y", into: &state)
    #expect(Self.text(state).contains("y does nothing here · Esc goes back"))
    let effects = state.handle(.key(.character("Y"), isAlone: true), size: Self.size, now: Fixture.now)
    #expect(effects.count == 1)
  }
}
