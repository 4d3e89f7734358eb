import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Keys and pastes that nothing comes of")
struct IgnoredInputTests {
  private static let size = Size(columns: 160, rows: 48)

  private static func typed(
    _ keys: String, in start: DashboardState = Fixture.state(), isAlone: Bool = true, size: Size = size
  ) throws -> (state: DashboardState, effects: [Effect]) {
    try FilterFixture.typed(keys, in: start, isAlone: isAlone, size: size)
  }

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  private static func footer(_ state: DashboardState, _ size: Size = size) -> String {
    text(state, size).split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test("q leaves the help and the list of alerts before it quits", arguments: ["?", "a"])
  func closesOverlays(open: String) throws {
    for view in View.allCases {
      let over = try Self.typed(open, in: Fixture.state(view)).state
      #expect(Self.footer(over).contains(open == "?" ? "q close" : "q back"))
      let (closed, effects) = try Self.typed("q", in: over)
      #expect(effects.isEmpty)
      #expect(closed.overlay == nil && closed.openList == nil)
      #expect(closed.view == view)
      #expect(try Self.typed("q", in: closed).effects == [.quit])
    }
  }

  @Test(
    "Where nothing is shown but how large the terminal has to be, keys leave and redraw, and no other acts")
  func unseen() throws {
    var desk = DecisionFixture { $0.size = Size(columns: 39, rows: 11) }
    for keys in ["y", "<Space>", "*", "d", "x", "/mode", "e", "2", "<Enter>"] {
      #expect(try desk.type(keys).isEmpty, "\(keys)")
    }
    #expect(desk.state.markedApplications.isEmpty)
    #expect(desk.state.overlay == nil && desk.state.prompt == nil && desk.state.page == nil)
    #expect(desk.state.view == .applications)
    #expect(try desk.type("<C-l>") == [.redraw])
    desk.size = DecisionFixture.large
    try desk.type("<Enter>")
    desk.size = Size(columns: 39, rows: 11)
    try desk.type("<Esc>")
    #expect(desk.state.page == nil)
    #expect(try desk.type("Q") == [.quit])
  }

  @Test(
    "q goes back by one level: overlay, page, full view; it quits on the screen that the dashboard began with"
  )
  func levels() throws {
    let deep = try Self.typed("3e<Enter>?").state
    #expect(deep.page != nil)
    let page = try Self.typed("q", in: deep).state
    #expect(page.overlay == nil && page.page != nil)
    #expect(Self.footer(page).contains("Esc back"))
    let list = try Self.typed("q", in: page).state
    #expect(list.page == nil && list.view == .applications)
    #expect(Self.footer(list).contains("Esc back"))
    let (overview, effects) = try Self.typed("q", in: list)
    #expect(effects.isEmpty && overview.view == .overview)
    #expect(!Self.footer(overview).contains("Esc") && !Self.footer(overview).contains("quit"))
    #expect(try Self.typed("q", in: overview).effects == [.quit])
    let begun = Fixture.state(.applications)
    #expect(try Self.typed("q", in: begun).effects == [.quit])
    #expect(try Self.typed("2q", in: begun).effects == [.quit])
    #expect(try Self.typed("ee2q", in: begun).state.view == .overview)
  }

  @Test("Q, Ctrl-C and F10 quit at once, whatever lies over the screen", arguments: ["Q", "<C-c>", "<F10>"])
  func atOnce(key: String) throws {
    #expect(try Self.typed("3e<Enter>?\(key)").effects == [.quit])
  }

  @Test(
    "A key that does nothing says so, with the key that lists those which do",
    arguments: ["v", "V", "<F9>", "<Ins>"])
  func unknownKey(key: String) throws {
    let name = KeyNotation.name(of: try #require(KeyNotation.keys(in: key).first)).shown
    for view in View.allCases {
      let (state, effects) = try Self.typed(key, in: Fixture.state(view))
      #expect(effects.isEmpty)
      #expect(Self.footer(state).hasPrefix(" \(name) does nothing here · ? keys "))
      #expect(state.hasPassingNotice)
      var later = state
      later.forgetPassingNotice()
      #expect(Self.text(later) == Self.text(Fixture.state(view)))
    }
  }

  @Test("What may lead on to a text is no key alone, so that what is typed ahead is not taken for a paste")
  func typedAhead() throws {
    let list = Fixture.state(.applications)
    for letter in ["/", ":", "d"] { #expect(!list.takesAsKey(.character(Unicode.Scalar(letter)!))) }
    for letter in ["j", " ", "s", "v"] { #expect(list.takesAsKey(.character(Unicode.Scalar(letter)!))) }
    #expect(try !Self.typed("/", in: list).state.takesAsKey(.character("j")))
    #expect(try !Self.typed("?/", in: list).state.takesLettersAsKeys)
    #expect(try Self.typed("?", in: list).state.takesAsKey(.character("j")))
    var dropped = list
    dropped.ignoreLetters(12, goesOn: false)
    dropped.ignoreLetters(8, goesOn: true)
    #expect(dropped.notice?.text == "ignored 20 letters that came at once")
  }

  @Test("A key that acts elsewhere says where")
  func elsewhere() throws {
    #expect(
      Self.footer(try Self.typed("m").state).hasPrefix(
        " m does nothing here · ? keys · it acts in the list of applications "))
    #expect(
      Self.footer(try Self.typed("<C-e>", in: Fixture.state(.budget)).state).contains(
        "it acts in the full view of the queue"))
    #expect(
      Self.footer(try Self.typed("J", in: Fixture.state(.applications)).state).contains(
        "it acts on a page"))
  }

  @Test("The footer names how to come to more and back, and offers no decision where none can be recorded")
  func footer() throws {
    #expect(Self.footer(Fixture.state()).contains("e expand"))
    #expect(Self.footer(Fixture.state(.queue)).contains("Esc back"))
    var state = Fixture.state(.applications)
    #expect(!Self.footer(state).contains("d decide"))
    state.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1")))
    #expect(Self.footer(state).contains("d decide"))
    state.receive(.readOnly(because: "read_only is set"))
    #expect(!Self.footer(state).contains("d decide"))
  }

  @Test("Where there is nothing to go back to, and nothing to decide on, the key for it says so")
  func nothing() throws {
    let top = try Self.typed("<Esc>").state
    #expect(Self.footer(top).hasPrefix(" there is nothing to go back to · q quits "))
    #expect(!Self.footer(try Self.typed("?<Esc>").state).contains("nothing"))
    #expect(!Self.footer(try Self.typed("e<Esc>").state).contains("nothing"))
    var factory = Fixture.factory()
    factory.applications = []
    var empty = Fixture.state(.applications, factory: factory)
    empty.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1")))
    #expect(
      Self.footer(try Self.typed("d", in: empty).state).hasPrefix(
        " there is no application here to decide on "))
  }

  @Test("From the tenth on, keys that come at once are counted, until the notice goes")
  func burst() throws {
    let nine = try Self.typed(String(repeating: "v", count: 9), isAlone: false).state
    #expect(Self.footer(nine).hasPrefix(" v does nothing here"))
    let many = try Self.typed(String(repeating: "v", count: 32), in: nine, isAlone: false).state
    #expect(Self.footer(many).hasPrefix(" ignored 41 letters that came at once "))
    var later = many
    later.forgetPassingNotice()
    #expect(
      Self.footer(try Self.typed("v", in: later, isAlone: false).state).hasPrefix(" v does nothing here"))
    #expect(Self.footer(try Self.typed("v", in: many).state).hasPrefix(" v does nothing here"))
  }

  @Test("Other notices do not go by themselves")
  func lasting() {
    var state = Fixture.state()
    state.notice = Notice("NOT RECORDED", isBad: true)
    #expect(!state.hasPassingNotice)
    state.forgetPassingNotice()
    #expect(state.notice != nil)
  }

  @Test(
    "A notice is read where the help hides the last line, too",
    arguments: [Size(columns: 80, rows: 24), size])
  func overHelp(size: Size) throws {
    let state = try Self.typed("?v", size: size).state
    #expect(state.overlay == .help)
    #expect(Self.text(state, size).contains("v does nothing here · q closes the help"))
  }

  static let places: [(keys: String, view: View, says: String)] = [
    ("s", .applications, "this question has no filter"), ("o", .budget, "this question has no filter"),
  ]

  @Test(
    "What is typed after / where nothing can be filtered, is text until Enter or Esc",
    arguments: places.indices,
    [Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
  func swallowed(place: Int, size: Size) throws {
    let (keys, view, says) = Self.places[place]
    let before = try Self.typed(keys, in: Fixture.state(view), size: size).state
    let (sign, words) = ("/", says)
    var state = try Self.typed(sign, in: before, size: size).state
    for key in try KeyNotation.keys(in: "qQgpu1234jkGaef?td:/ y<Up><Tab>") {
      #expect(state.handle(.key(key, isAlone: false), size: size, now: Fixture.now).isEmpty)
    }
    _ = state.handle(.paste("q\nq"), size: size, now: Fixture.now)
    #expect(state.overlay == before.overlay && state.page == before.page && state.view == before.view)
    #expect(state.focus == before.focus && state.selection(of: .queue) == before.selection(of: .queue))
    #expect(Self.footer(state, size).contains(String(words.prefix(18))))
    #expect(Self.footer(state, size).hasPrefix(" \(sign)"))
    #expect(
      Self.footer(try Self.typed(sign + "gpu", in: before, size: size).state, size).hasPrefix(
        " \(sign)gpu "))
    // Both ends leave what was there, and keys act again.
    for key in ["<Esc>", "<C-c>"] {
      let (escaped, effects) = try Self.typed(key, in: state, size: size)
      #expect(Self.text(escaped, size) == Self.text(before, size) && effects.isEmpty)
    }
    let entered = try Self.typed("<Enter>", in: state, size: size).state
    #expect(entered.unoffered == nil && entered.overlay == before.overlay && entered.page == before.page)
    #expect(entered.notice?.text.shown == "\(words); nothing was done")
    #expect(try Self.typed("Q", in: entered, size: size).effects == [.quit])
  }

  @Test("While it is typed, Ctrl-L draws anew, and F10 quits")
  func controls() throws {
    #expect(try Self.typed("2/ab<C-l>").effects == [.redraw])
    #expect(try Self.typed("2/ab<F10>").effects == [.quit])
  }

  @Test("A paste over the dashboard does nothing, and says so")
  func paste() {
    for text in ["q", "qqjj\nQ/\n"] {
      var state = Fixture.state(.queue)
      #expect(state.handle(.paste(text), size: Self.size, now: Fixture.now).isEmpty)
      #expect(Self.footer(state).hasPrefix(" a paste does nothing here "))
      #expect(state.selection(of: .queue) == Fixture.state(.queue).selection(of: .queue))
    }
  }
}
