import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The footer")
struct FooterTests {
  private static func footer(_ state: DashboardState, columns: Int = 160) -> String {
    let size = Size(columns: columns, rows: 40)
    let rows = render(state, size: size, clock: Fixture.clock).text.split(separator: "\n")
    return String(rows.last ?? "")
  }

  private static func typed(_ keys: String, in view: View = .overview) throws -> DashboardState {
    var state = Fixture.state(view)
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: Size(columns: 160, rows: 40), now: Fixture.now)
    }
    return state
  }

  @Test(
    "Each place offers its own keys in its own order, and no key that does nothing there",
    arguments: [
      ("", " Enter open  e expand  Tab pane  / filter  s sort  a alerts  : command  ? help "),
      ("3e", " Enter open  / filter  s sort  Space mark  o go to  c columns  x export  Esc back  ? help "),
      ("2e", " Enter open  / filter  s sort  Space mark  o go to  c columns  x export  Esc back  ? help "),
      ("2e  k", " y copy  x export  Space unmark  Esc none  / filter  s sort  ? help "),
      (
        "3e/mode:PG<Enter>",
        " Esc all 3  \\ show the rest  n N match  Enter open  / filter  s sort  x export  ? help "
      ),
      (
        "2e>",
        " Enter open  / filter  s sort  Space mark  o go to  c columns  x export  Esc its own order  ? help "
      ),
      ("3e<Enter>", " Tab link  Esc back  J K next  / search  o go to  y copy  ? help "),
      ("a", " Enter open  / filter  s sort  q back  ? help "), ("?", " / search  q close "),
    ])
  func places(keys: String, expected: String) throws {
    let footer = Self.footer(try Self.typed(keys))
    #expect(footer.hasPrefix(expected), "\(footer)")
  }

  @Test("Quit is not on the footer, and what can be decided is where it can be")
  func quit() throws {
    #expect(!Self.footer(Fixture.state()).contains("quit"))
    var state = try Self.typed("3e")
    state.recordingAccess = .open(RecordAuthor(name: "anna", uid: 1000, host: "login1"))
    #expect(Self.footer(state).hasPrefix(" Enter open  d decide  / filter"))
  }

  @Test("What is told in it is never run together with the sources", arguments: [40, 80, 160])
  func notice(columns: Int) throws {
    for length in 1..<columns - 2 {
      let told = String(repeating: "n", count: length)
      var state = Fixture.state()
      state.receive(Outcome(SafeText(untrusted: told)))
      let footer = Self.footer(state, columns: columns)
      #expect(footer.hasPrefix(" \(told)"), "\(footer)")
      #expect(footer.dropFirst(1 + length).prefix(2).allSatisfy { $0 == " " }, "\(footer)")
    }
  }

  @Test("The help has its place however narrow it is", arguments: [40, 52, 76, 100])
  func help(columns: Int) {
    #expect(Self.footer(Fixture.state(), columns: columns).contains("? help"))
  }

  @Test("A narrow line offers its keys in the order of use, and counts what has no room")
  func narrow() throws {
    let well = Self.sources([("a", .minutes(2)), ("b", Seconds(10))])
    #expect(Self.footer(well, columns: 40) == " Enter open  e expand  ? help      2 ok ")
    let bad = Self.sources([("a long name of a cluster", .minutes(6)), ("b", .minutes(9)), ("c", Seconds(3))])
    #expect(Self.footer(bad, columns: 40) == " Enter open  e expand  ? help   2 stale ")
    var list = well
    _ = list.handle(.key(.character("2"), isAlone: true), size: Layout.minimum, now: Fixture.now)
    _ = list.handle(.key(.character("e"), isAlone: true), size: Layout.minimum, now: Fixture.now)
    #expect(Self.footer(list, columns: 40) == " Enter open  / filter  ? help      2 ok ")
  }

  private static func sources(_ all: [(cluster: SafeText, ago: Seconds)]) -> DashboardState {
    var factory = Fixture.factory()
    factory.sources = all.map { cluster, ago in
      Source(
        path: "\(cluster)/jobs.json", kind: .jobs, cluster: cluster,
        dataAt: Fixture.now + Seconds(-ago.count))
    }
    return Fixture.state(factory: factory)
  }

  @Test("What is not well comes first and by name, then the oldest, and the others are counted")
  func bad() {
    let state = Self.sources([
      ("well", Seconds(70)), ("b", .minutes(6)), ("c", .minutes(2)), ("a", .minutes(4)), ("d", Seconds(3)),
    ])
    #expect(Self.footer(state).hasSuffix("a 4 m stale · b 6 m stale · c 2 m · well 1 m · d <1 m "))
    #expect(Self.footer(state, columns: 80).hasSuffix("a 4 m stale · b 6 m stale · +3 ok "))
  }

  @Test("Where all is well it says of how many sources, and how old the oldest is")
  func well() {
    #expect(
      Self.footer(Self.sources([("a", .minutes(2)), ("b", Seconds(10))])).hasSuffix(
        "2 sources ok, oldest 2 m "))
  }

  @Test("No place names a line twice, and all but questions end in help")
  func order() {
    for place: FooterPlace in [.overview, .list, .filteredList, .page, .alerts, .help, .menu] {
      let names = place.order.flatMap(\.self)
      #expect(Set(names).count == names.count)
      #expect(place == .help || place == .menu || names.last == "help.toggle")
    }
  }
}
