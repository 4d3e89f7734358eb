import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The key that shows personal names")
struct RevealTests {
  private static let size = Size(columns: 160, rows: 48)

  /// Every application has a person of its own, as far as `applicant` tells of one.
  private static func state(
    _ view: View = .applications,
    _ applicant: (Int) -> Applicant? = { .told(name: "Nobody \($0)", email: "nobody\($0)@example.org") }
  ) -> DashboardState {
    var factory = Fixture.factory()
    for index in (factory.applications ?? []).indices {
      factory.applications?[index].applicant = applicant(index + 1)
    }
    return Fixture.state(view, factory: factory)
  }

  private func pressed(_ keys: String, _ state: DashboardState = state(), size: Size = size) throws
    -> DashboardState
  {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  private func screen(_ state: DashboardState, size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  @Test("It shows name and address of the application under the cursor, and hides them again")
  func toggle() throws {
    #expect(screen(Self.state()).contains(/contact +hidden: p shows/))
    #expect(!screen(Self.state()).lowercased().contains("nobody"))
    let shown = screen(try pressed("jp"))
    #expect(shown.contains(/contact +Nobody 2/))
    #expect(shown.contains(/e-mail +nobody2@example.org/))
    #expect(!shown.contains("Nobody 1") && !shown.contains("Nobody 3"))
    #expect(try !screen(pressed("jpp")).lowercased().contains("nobody"))
  }

  @Test("Where none can be shown, the key says so")
  func nowhere() throws {
    #expect(
      try pressed("3p", Self.state(.overview)).notice?.text.shown
        == "names are shown in the full view of the applications and on pages")
    var factory = Fixture.factory()
    factory.applications = []
    #expect(
      try pressed("p", Fixture.state(.applications, factory: factory)).notice?.text.shown
        == "there is no application here")
  }

  @Test(
    "Leaving the application hides them, and coming back shows nothing",
    arguments: [
      "j", "jk", "G", "Gg", "<C-d>", "<Tab>", "<Tab><S-Tab>", "<Esc>", "<Esc>e", "ee", "f", "ff", "23",
      "<C-z>",
    ])
  func leaving(keys: String) throws {
    let state = try pressed("p" + keys)
    #expect(state.revealed == nil)
    #expect(!screen(state).lowercased().contains("nobody"))
  }

  @Test(
    "What does not leave the application leaves them", arguments: ["r", "t", "<C-l>", "k", "g", "??", "@"])
  func staying(keys: String) throws {
    #expect(screen(try pressed("p" + keys)).contains("Nobody 1"))
  }

  @Test(
    "It does nothing where no application is open",
    arguments: ["<Esc>3p", "<Esc>3pe", "2p", "2p3", "?p", "ap"])
  func elsewhere(keys: String) throws {
    let state = try pressed(keys)
    #expect(state.revealed == nil)
    #expect(!screen(state).lowercased().contains("nobody"))
  }

  @Test("When the application goes, its place shows no other's names; when it stays, it keeps them")
  func newReading() throws {
    var state = try pressed("jp")
    var factory = try #require(Self.state().content).factory
    factory.applications?.removeAll { $0.id == "EHPC-AIF-2026PG01-9001" }
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(screen(state).contains("Nobody 2"))
    factory.applications?.removeAll { $0.id == "DRAFT-2" }
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(state.revealed == nil)
    #expect(!screen(state).lowercased().contains("nobody"))
  }

  @Test("When the first application gives way to another before the cursor was moved, names are hidden")
  func overtaken() throws {
    var state = try pressed("p")
    var factory = try #require(Self.state().content).factory
    factory.applications?.insert(
      Application(
        id: "EARLIER", mode: .playground, state: .submitted, submittedAt: Fixture.now + .days(-4) + .hours(1),
        applicant: .told(name: "Nobody 9", email: nil)), at: 0)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(!screen(state).lowercased().contains("nobody"))
  }

  @Test(
    "It tells apart what nobody told, what is not read and what the site hides",
    arguments: [
      (.told(name: nil, email: nil), "—"), (.told(name: "N", email: nil), "N"),
      (nil, "not read here"), (.withheld, "hidden by the configuration"),
    ] as [(Applicant?, String)])
  func kinds(applicant: Applicant?, told: String) throws {
    let after = try pressed("p", Self.state { _ in applicant })
    let shown = screen(after)
    let words: [String?] = [
      nil, "nobody is named here", "names are not read here", "the configuration hides names",
    ]
    #expect(after.notice?.text.shown == words[["N", "—", "not read here"].firstIndex(of: told) ?? 3])
    #expect((after.revealed != nil) == (told == "N"))
    #expect(shown.contains(try Regex("contact +\(told) ")))
    let before = screen(Self.state { _ in applicant })
    #expect(before.contains(try Regex("contact +\(told == "N" ? "hidden: p shows" : told) ")))
  }

  @Test(
    "Long and hostile names stay in their place",
    arguments: [Size(columns: 160, rows: 48), Size(columns: 80, rows: 24)])
  func hostile(size: Size) throws {
    let name = SafeText(untrusted: "N\u{1B}[31m\u{202E}" + String(repeating: "界", count: 300))
    let lines = screen(
      try pressed("p", Self.state { _ in .told(name: name, email: name) }, size: size), size: size
    )
    .split(separator: "\n")
    #expect(lines.contains { $0.contains("界") })
    #expect(lines.count == size.rows)
    #expect(lines.allSatisfy { SafeText(untrusted: String($0)).width <= size.columns })
  }
}
