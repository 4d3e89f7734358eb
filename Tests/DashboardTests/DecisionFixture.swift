import Model
import Screen
import Testing
import Text

@testable import Dashboard

/// Four applications at a desk that is open, for what is done to several.
struct DecisionFixture {
  static let anna = RecordAuthor(name: "anna", uid: 1000, host: "login1")
  static let ids: [SafeText] = (1...4).map { "EHPC-AIF-2026PG01-900\($0)" }
  static let large = Size(columns: 160, rows: 48)

  var state = DashboardState(view: .applications)
  var size = Self.large
  /// What is in the journal.
  var records: [DecisionRecord] = []
  var portal: [ApplicationState] = [.decision, .decision, .decision, .awarded]
  var organisations: [SafeText?] = ["Tidal Agri", "Aurinko Health", "Kobalt Vision", "Tidal Agri"]

  init(desk: RecordingAccess = .open(anna), _ change: (inout DecisionFixture) -> Void = { _ in }) {
    change(&self)
    state.receive(desk)
    read()
  }

  var content: DashboardModel {
    var factory = Fixture.factory()
    factory.applications = zip(Self.ids, zip(portal, organisations)).map { id, told in
      Application(
        id: id, title: "t", mode: .playground, state: told.0, organisation: told.1, country: "FI",
        machine: "name0",
        requested: Amount(1000, .gpuHours), durationDays: 60,
        submittedAt: Fixture.now + .hours(-30))
    }
    return DashboardModel(
      factory: factory.merged(with: records.caseHistories(), calendar: Policy.standard.workingCalendar),
      policy: .standard, now: Fixture.now)
  }

  mutating func read() { state.receive(content) }

  @discardableResult
  mutating func type(_ keys: String, isAlone: Bool = true) throws -> [Effect] {
    try KeyNotation.keys(in: keys).flatMap {
      state.handle(.key($0, isAlone: isAlone), size: size, now: Fixture.now)
    }
  }

  var text: String { render(state, size: size, clock: Fixture.clock).text }

  /// What stands in the frame at the right, its lines one after the other.
  var told: String {
    let rows = text.split(separator: "\n").compactMap { $0.split(separator: "│").last }
    return rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  /// The one order that the keys come to.
  mutating func order(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> RecordOrder
  {
    let effects = try type(keys)
    let orders = effects.compactMap { effect -> RecordOrder? in
      if case .record(let order) = effect { order } else { nil }
    }
    return try #require(orders.count == 1 ? orders.first : nil, "\(text)", sourceLocation: sourceLocation)
  }

  /// As the journal does: a record of each, one batch where they are several.
  mutating func record(_ order: RecordOrder, at seconds: Int64 = 0) throws -> [RecordingResult] {
    let first: SafeText = "r\(order.ticket):1"
    return try order.drafts.enumerated().map { place, task in
      var record = try task.found.record(
        task.draft, id: "r\(order.ticket):\(place + 1)", by: Self.anna,
        at: Fixture.now + Seconds(seconds))
      record.batch = order.batch ?? (order.drafts.count > 1 ? first : nil)
      records.append(record)
      return .recorded(record, conflicts: [])
    }
  }

  /// Records it, tells so, and reads the journal.
  mutating func carryOut(_ order: RecordOrder, at seconds: Int64 = 0) throws {
    state.receive(RecordReport(ticket: order.ticket, try record(order, at: seconds)))
    read()
  }

  func note(_ id: SafeText, of place: Int, by uid: UInt32 = 1001, seen: [SafeText] = []) -> DecisionRecord {
    DecisionRecord(
      id: id, application: Self.ids[place], kind: .note, note: "n", seen: seen, portal: .decision,
      author: RecordAuthor(name: uid == 1000 ? "anna" : "ben", uid: uid, host: "h"), at: Fixture.now)
  }

  func decision(_ id: SafeText, _ ruling: Ruling, of place: Int, seen: [SafeText] = []) -> DecisionRecord {
    DecisionRecord(
      id: id, application: Self.ids[place], kind: .decision(ruling), seen: seen, from: .decision,
      to: DecisionKind.decision(ruling).target(from: .decision, mode: .playground), portal: .decision,
      author: RecordAuthor(name: "ben", uid: 1001, host: "h"), at: Fixture.now)
  }
}
