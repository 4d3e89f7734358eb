import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The order of the applications, and what is left to them") struct ApplicationOrderTests {
  private static let policy = Policy.standard

  private static func application(
    _ id: SafeText, due: Seconds, _ state: ApplicationState = .adminCheck, submitted: Int64 = 20
  ) -> Application {
    Application(
      id: id, mode: .playground, state: state, organisation: "Org",
      submittedAt: Fixture.now + .days(-submitted),
      dueAt: Fixture.now + due)
  }

  private static func state(_ applications: [Application], _ view: View = .applications) -> DashboardState {
    var factory = Fixture.factory()
    factory.applications = applications
    return Fixture.state(view, factory: factory)
  }

  private static let applications = [
    application("breached long", due: .days(-30)), application("breached now", due: .hours(-2)),
    application("breached lately", due: .days(-3)), application("due", due: .hours(3)),
    application("due first", due: .hours(1)), application("at risk", due: .days(1)),
    application("ok", due: .days(14)), application("paused", due: .days(1), .infoRequested),
    application("over", due: .days(-2), .rejected), application("draft", due: .days(3), .draft),
  ]

  @Test("What can still be kept and presses comes before what is breached, and of that the newest first")
  func order() {
    let expected: [RowID] = [
      "due first", "due", "at risk", "breached now", "breached lately", "breached long", "paused", "ok",
      "draft",
      "over",
    ].map { .application($0) }
    #expect(Self.state(Self.applications).rows(of: .applications).elementsEqual(expected))
    #expect(Self.state(Self.applications.reversed()).rows(of: .applications).elementsEqual(expected))
  }

  @Test("The row under the cursor, a filter's rows and the page are those of that order")
  func cursor() throws {
    var state = Self.state(Self.applications)
    let size = Size(columns: 160, rows: 48)
    for _ in 1...3 { _ = state.reduce(.moveDown, size: size, now: Fixture.now) }
    #expect(state.applicationAtHand == "breached now")
    let lines = render(state, size: size, clock: Fixture.clock).text
    #expect(lines.contains("breached now"))
    var filter = Self.state(Self.applications)
    filter.queries[.applications] = FilterFixture.reading("breached").query
    filter.listContent()
    #expect(
      filter.rows(of: .applications)
        .elementsEqual(["breached now", "breached lately", "breached long"].map { .application($0) }))
  }

  @Test(
    "However late, what is left fits its column, with its word",
    arguments: [
      (-14 * 3600 - 120, "breached 14h 02m", "breached 14h"),
      (-9 * 86_400 - 3600 * 23, "breached 9d 23h", "breached 9d"),
      (-38 * 86_400, "breached 38 d", "breached 38d"), (-999 * 86_400, "breached 999 d", "breached 999d"),
      (-1200 * 86_400, "breached 3 y", "breached 3y"), (-1, "breached <1 m", "breached <1m"),
      (13 * 3600 + 59 * 60, "due in 13h 59m", "due in 13h"), (0, "due in <1 m", "due in <1m"),
      (59 * 60, "due in 59 m", "due in 59m"),
      (90 * 86_400, "90 d left", "90d left"),
    ] as [(Int64, String, String)])
  func left(_ seconds: Int64, _ wide: String, _ narrow: String) throws {
    // Without days off, working time is time.
    let application = Self.application("A", due: .hours(1))
    var item = try #require(Self.state([application]).content?.figures.applications?.items.first)
    item.left = Seconds(seconds)
    item.serviceClass = seconds < 0 ? .breached : seconds < 86_400 ? .dueToday : .ok
    for (isNarrow, expected) in [(false, wide), (true, narrow)] {
      let content = try #require(Self.state([application]).content)
      let context = PaneBuilder(
        content: content, clock: Fixture.clock, isFull: false, selected: 0, isNarrow: isNarrow)
      #expect(
        context.timeLeft(of: item) == .text(SafeText(untrusted: expected), context.timeLeft(of: item).style))
      let column = try #require(context.applications.table.columns.last)
      #expect(column.title == "left")
      #expect(column.width == .fixed(isNarrow ? 13 : 16))
      #expect(SafeText(untrusted: expected).width <= (isNarrow ? 13 : 16))
    }
  }
}

extension Table.Content {
  fileprivate var style: Style {
    if case .text(_, let style) = self { return style }
    return .text
  }
}
