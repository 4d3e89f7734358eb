import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The export of a list")
struct ExportTests {
  private static let size = FilterFixture.size

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  private static func order(_ keys: String, in state: DashboardState = FilterFixture.state()) throws
    -> ExportOrder
  {
    guard case .export(let order)? = try FilterFixture.typed(keys, in: state).effects.first else {
      throw Missing()
    }
    return order
  }
  private struct Missing: Error {}

  @Test("x and Ctrl-S ask how, and name list, number of lines and file", arguments: ["x", "<C-s>"])
  func opens(key: String) throws {
    let state = try FilterFixture.typed(key).state
    let text = Self.text(state)
    #expect(text.contains("Export · applications, 7 rows"))
    #expect(text.contains("▶Markdown"))
    let time = EuropeanZone.central.localTime(at: Fixture.now)
    let clock = time.secondOfDay / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = time.date.iso8601.filter { $0 != "-" }.suffix(4)
    #expect(
      text.contains("▶~/factorytop-applications-\(day)-\(two(clock / 60))\(two(clock % 60)).md"))
    #expect(text.contains("h l choose"))
    #expect(try FilterFixture.typed("<Esc>", in: state).state.overlay == nil)
  }

  @Test("The name that is shown is the first that is not taken, of each format its own")
  func takenNames() throws {
    var (state, effects) = try FilterFixture.typed("x")
    #expect(effects == [.lookForExports(beginning: "factorytop-applications-1123-1100")])
    let stem = "factorytop-applications-1123-1100"
    state.receive(exportsThere: ["\(stem).md", "\(stem)-2.md", "\(stem)-3.csv"])
    #expect(Self.text(state).contains("▶~/\(stem)-3.md"))
    #expect(Self.text(try FilterFixture.typed("l", in: state).state).contains("▶~/\(stem).csv"))
    // Whoever writes it looks again: the order has the name without a number.
    #expect(try Self.order("<Enter>", in: state).target == .file(name: "\(stem).md"))
    #expect(Self.text(try FilterFixture.typed("<Esc>x", in: state).state).contains("▶~/\(stem).md"))
  }

  @Test("Enter hands on what is listed, in its order, with its filter")
  func listed() throws {
    let order = try Self.order("/mode:PG sort:-id<Enter>x<Enter>")
    #expect(order.list.schema.kind == .applications)
    #expect(order.query?.written == "mode:PG sort:-id")
    #expect(order.listing.places.count == 2)
    let text = ListText(order.list, order.listing, columns: [0])
    #expect(
      text.csv.split(separator: "\n").dropFirst().map(String.init) == [
        "EHPC-AIF-2026PG01-9002", "EHPC-AIF-2026PG01-9001",
      ])
    #expect(order.columns == order.list.schema.usualColumns)
    #expect(order.moment == Fixture.now)
    let all = try Self.order("x<Enter>")
    #expect(all.listing.places == [0, 1, 2, 3, 4, 5, 6])
    #expect(all.query == nil)
  }

  @Test(
    "Fields and choices are gone through by their keys, and stay at their ends",
    arguments: [
      ("<Enter>", ExportFormat.markdown, true), ("l<Enter>", .csv, true), ("<Right>l<Enter>", .json, true),
      ("lllll<Enter>", .json, true), ("llh<Left>h<Enter>", .markdown, true), ("jjl<Enter>", .markdown, false),
      ("jjj<Right>kkkl<Enter>", .csv, false), ("<Tab><Tab>l<S-Tab><S-Tab>l<Enter>", .csv, false),
    ])
  func choices(keys: String, format: ExportFormat, isFile: Bool) throws {
    let order = try Self.order("x\(keys)")
    #expect(order.format == format)
    #expect((order.target == .clipboard) != isFile)
    if case .file(let name) = order.target { #expect(name.hasSuffix(".\(format.ending)")) }
  }

  @Test(
    "What is marked is written where something is, those that a filter hides too, and all that is listed on demand"
  )
  func marked() throws {
    let order = try Self.order("/mode:PG sort:-id<Enter> /<C-u>mode:FL<Enter>x<Enter>")
    #expect(order.listing.places.count == 1)
    #expect(order.list.value(0, of: Int(order.listing.places[0])).shown == "EHPC-AIF-2026PG01-9002")
    #expect(try Self.order("/mode:PG<Enter> xjh<Enter>").listing.places.count == 2)
    let none = try FilterFixture.typed("xjl<Enter>")
    #expect(none.effects.isEmpty)
    #expect(Self.text(none.state).contains("nothing is marked · Space marks a row"))
  }

  @Test(
    "No filter is told that did not choose the rows: of marked ones, and where what it leaves out is listed too"
  )
  func query() throws {
    #expect(try Self.order("/mode:PG sort:-id<Enter> /<C-u>mode:FL<Enter>x<Enter>").query == nil)
    #expect(try Self.order("/mode:PG sort:-id<Enter> x<Enter>").query?.written == "sort:-id")
    let rest = try Self.order("/mode:PG sort:-id<Enter>\\x<Enter>")
    #expect(rest.query?.written == "sort:-id")
    #expect(rest.listing.places.count == 7)
  }

  @Test("What was chosen is chosen the next time; a key that is none of it takes the question away")
  func kept() throws {
    let once = try FilterFixture.typed("xl<Enter>").state
    #expect(once.overlay == nil)
    #expect(try Self.order("x<Enter>", in: once).format == .csv)
    let away = try FilterFixture.typed("xf").state
    #expect(away.overlay == nil && away.frozenAt == nil)
  }

  @Test(
    "It is asked of the list that has the keys, read-only and on the smallest screen too",
    arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
  func everywhere(size: Size) throws {
    var state = Fixture.state(.queue)
    state.receive(RecordingAccess.readOnly(because: "it was started so"))
    let open = try FilterFixture.typed("x", in: state, size: size).state
    #expect(Self.text(open, size).contains("Export · jobs"))
    #expect(Self.text(open, size).contains("Markdown"))
    #expect(try Self.order("<Enter>", in: open).list.schema.kind == .jobs)
  }

  @Test("Before anything is read there is nothing to export")
  func unread() throws {
    let state = try FilterFixture.typed("x", in: DashboardState()).state
    #expect(state.overlay == nil)
    #expect(state.notice?.text == "nothing is listed yet")
  }
}
