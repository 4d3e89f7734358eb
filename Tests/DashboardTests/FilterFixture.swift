import Entities
import Model
import Screen
import Text

@testable import Dashboard

/// Applications of which each has something that no other has, for filters to find.
enum FilterFixture {
  static let factory: Factory = {
    var factory = Fixture.factory()
    factory.applications = applications
    return factory
  }()

  private static let applications = [
    Application(
      id: "EHPC-AIF-2026PG01-9001", title: "Crop yield from space", mode: .playground, state: .decision,
      organisation: "Véloce Textile", country: "FR", sector: "textiles", machine: "lumi",
      submittedAt: Fixture.now + .days(-10), assignee: "anna"),
    // Two working days after this are on the present day.
    Application(
      id: "EHPC-AIF-2026PG01-9002", title: "Seaweed", mode: .playground, state: .techAssessment,
      organisation: "Aurinko Health", country: "FI", sector: "public_health", machine: "LUMI-G",
      submittedAt: Fixture.now + .days(-4) + .hours(3), assignee: "Anna Berg"),
    Application(
      id: "EHPC-AIF-2026FL01-9003", title: "Harbour noise", mode: .fastLane, state: .infoRequested,
      organisation: "Ørsund Subsea", country: "DK", sector: "Energy", machine: "leonardo",
      submittedAt: Fixture.now + .hours(-2), infoRequestedAt: Fixture.now + .hours(-1),
      assignee: "johanna"),
    Application(
      id: "EHPC-AIF-2026LS01-9004", mode: .largeScale, state: .rejected, organisation: "Lowlands Aero",
      country: "NL", machine: "karolina", submittedAt: Fixture.now + .days(-90)),
    Application(
      id: "EHPC-AIF-2026SC01-9005", mode: .aiScience, state: .active, organisation: "Kobalt, Vision",
      country: "PL", machine: "karolina", submittedAt: Fixture.now + .days(-90), assignee: "access team"),
    Application(id: "DRAFT-9006", mode: .other("quantum"), state: .other("frozen")),
    Application(
      id: "DRAFT-9007", mode: .other("quantum"), state: .withdrawn, decidedAt: Fixture.now + .days(-1)),
  ]

  static func state(_ view: View = .applications, user: SafeText? = nil) -> DashboardState {
    var state = DashboardState(view: view, user: user)
    if view == .overview { _ = state.reduce(.jump(.applications), size: size, now: Fixture.now) }
    state.receive(content)
    return state
  }

  /// The state after some keys, pressed one by one, and what the last of them asked of the loop.
  static func typed(
    _ keys: String, in start: DashboardState = state(), isAlone: Bool = true, size: Size = size
  ) throws -> (state: DashboardState, effects: [Effect]) {
    var state = start
    var effects: [Effect] = []
    for key in try KeyNotation.keys(in: keys) {
      effects = state.handle(.key(key, isAlone: isAlone), size: size, now: Fixture.now)
    }
    return (state, effects)
  }

  static let content = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
  static let size = Size(columns: 160, rows: 48)

  /// The ends of the listed applications' IDs, ascending.
  static func listed(_ state: DashboardState) -> [String] {
    state.rows(of: .applications).compactMap { row in
      if case .application(let id) = row { String(id.shown.suffix(4)) } else { nil }
    }.sorted()
  }

  /// The lines of the screen, without spaces at their ends.
  static func rows(_ state: DashboardState, columns: Int = 160, rows: Int = 48) -> [String] {
    let canvas = render(state, size: Size(columns: columns, rows: rows), clock: Fixture.clock)
    return canvas.text.split(separator: "\n").map { row in
      String(row.reversed().drop { $0 == " " }.reversed())
    }
  }

  static func reading(_ words: SafeText) -> QueryReading { QueryReading(words, ListKind.applications.schema) }

  static func toggling(_ flag: ApplicationFlag, in query: Query?) -> Query? {
    .toggling(
      flag.rawValue, opposite: flag.opposite?.rawValue, in: query, of: ListKind.applications.schema)
  }
}
