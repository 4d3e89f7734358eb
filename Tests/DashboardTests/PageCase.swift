import Model
import Screen
import Testing
import Text

@testable import Dashboard

/// Three applications, the first of which tells all that one can, and their full view with keys typed into it.
enum PageCase {
  static let size = Size(columns: 80, rows: 24)
  static let wide = Size(columns: 160, rows: 48)

  static func typed(_ keys: String, into state: DashboardState, size: Size = size) throws
    -> DashboardState
  {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  static func opened(_ keys: String = "<Enter>", factory: Factory = factory, size: Size = size) throws
    -> DashboardState
  {
    try typed(keys, into: Fixture.state(.applications, factory: factory), size: size)
  }

  static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  /// What the lower edge says of the lines that are shown, and the columns of the page.
  static func scroll(_ state: DashboardState, _ size: Size = size) throws -> (top: Int, Scroll) {
    let page = try #require(state.page)
    let rect = Rect(column: 0, row: 1, width: size.columns, height: size.rows - 2)
    return (
      page.top, ScreenDrawing(state: state, clock: Fixture.clock).text(of: page, in: rect).scroll
    )
  }

  /// Three applications; the first says all that one can.
  static var factory: Factory {
    var factory = Fixture.factory()
    guard var first = factory.applications?[0] else { return factory }
    first.title = "Speech models for small languages"
    first.organisation = "Iberian Water Observatory"
    first.organisationKind = "public"
    first.sector = "digital"
    first.partition = "name1"
    first.durationDays = 61
    first.cutoffAt = Fixture.now + .days(-5)
    first.pausedFor = .hours(4)
    first.assignee = "access team"
    first.facts = OrganisationFacts(
      registryCode: "FI-48174", vat: "FI7302733", pic: "999402096", foundedYear: 1988, staff: 900,
      turnover: Euros(120_000_000), balance: Euros(88_000_000), countsLinked: false)
    first.declared = Declarations(
      hasCivilianPurpose: true, personalData: .special, hasProcessingAgreement: false,
      otherFunding: [
        OtherFunding(programme: "horizon_europe", grantNumber: "1011402", amount: Euros(200_000)),
        OtherFunding(programme: "national"),
      ], aiActClass: .gpaiSystemic, contractEnd: CivilDate(year: 2027, month: 6, day: 30))
    first.technical = TechnicalRequest(
      machines: ["name0", "vega"], fallback: "karolina", architectures: ["x86_64", "rocm"], maxGPUs: 128)
    factory.applications?[0] = first
    return factory
  }

  static func content(_ change: (inout [Application]) -> Void) -> DashboardModel {
    var factory = factory
    var applications = factory.applications ?? []
    change(&applications)
    factory.applications = applications
    return DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
  }
}
