import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Long lists are worked out while keys are answered")
struct ListingRequestTests {
  private static let size = Size(columns: 160, rows: 48)

  /// So many jobs that wait, half of them anna's.
  private static func content(_ count: Int) -> Content {
    var symbols = SymbolTable()
    let (anna, ben) = (symbols.intern("anna"), symbols.intern("ben"))
    let jobs = (1...count).map { number in
      Job(
        id: Int64(number), state: JobState(.pending), user: number % 2 == 0 ? anna : ben,
        priority: Int64(count - number), submittedAt: Fixture.now, timeLimit: .minutes(60), gpus: 1)
    }
    let cluster = Cluster(name: "vega", jobs: JobTable(symbols: symbols, jobs: jobs))
    return Content(factory: Factory(clusters: [cluster]), policy: .standard, now: Fixture.now)
  }

  private static func state(_ content: Content) -> DashboardState {
    var state = DashboardState(view: .queue)
    state.receive(content)
    return state
  }

  private static func type(_ keys: String, _ state: inout DashboardState) throws {
    for key in try KeyNotation.keys(in: keys) {
      _ = state.take(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
  }

  @Test(
    "What was listed stays until the answer to the newest request is there, whatever the order of answers")
  func answers() throws {
    var state = Self.state(Self.content(6000))
    try Self.type("j/user:an", &state)
    let first = state.takeListingRequests()
    #expect(first.count == 1)
    #expect(state.isListing(.jobs))
    #expect(state.rows(of: .queue).count == 6000)
    try Self.type("na", &state)
    let second = state.takeListingRequests()
    #expect(second.count == 1)
    #expect(second[0].replaces(first[0]))
    state.receive(first[0].answer())
    #expect(state.rows(of: .queue).count == 6000)
    state.receive(second[0].answer())
    #expect(!state.isListing(.jobs))
    #expect(state.rows(of: .queue).count == 3000)
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 2))
    state.receive(first[0].answer())
    #expect(state.queries[.jobs]?.text == "user:anna" && state.rows(of: .queue).count == 3000)
  }

  /// 3,000 of 6,000 jobs are listed, and a newer reading of 8,000 is on its way, with what has to be worked out of it.
  private static func filteredWithNewer() throws -> (
    state: DashboardState, newer: Content, requests: [ListingRequest]
  ) {
    var state = state(content(6000))
    try type("/user:anna<Enter>", &state)
    for request in state.takeListingRequests() { state.receive(request.answer()) }
    let newer = content(8000)
    state.receive(newer)
    let requests = state.takeListingRequests()
    return (state, newer, requests)
  }

  @Test("A list of a few thousand is there at once")
  func short() throws {
    var state = Self.state(Self.content(4000))
    try Self.type("/user:anna", &state)
    #expect(state.takeListingRequests().isEmpty && !state.isListing(.jobs))
    #expect(state.rows(of: .queue).count == 2000)
  }

  @Test("A newer reading comes on the screen with what is listed of it, not before")
  func newer() throws {
    let (begun, newer, requests) = try Self.filteredWithNewer()
    var state = begun
    #expect(requests.count == 1)
    #expect(state.content?.isSame(as: newer) == false)
    #expect(state.rows(of: .queue).count == 3000)
    // Typed meanwhile: both readings are listed by it.
    try Self.type("/ sort:-id<Enter>", &state)
    let both = state.takeListingRequests()
    #expect(both.count == 2)
    state.receive(requests[0].answer())
    #expect(state.content?.isSame(as: newer) == false)
    for request in both { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: newer) == true)
    #expect(state.rows(of: .queue).first == .job(cluster: "vega", id: 8000))
    #expect(state.rows(of: .queue).count == 4000)
  }

  @Test("A reading on its way is kept back when the screen is frozen, and comes when it thaws")
  func frozen() throws {
    let (begun, _, requests) = try Self.filteredWithNewer()
    var state = begun
    try Self.type("f", &state)
    for request in requests { state.receive(request.answer()) }
    #expect(state.rows(of: .queue).count == 3000)
    try Self.type("f", &state)
    for request in state.takeListingRequests() { state.receive(request.answer()) }
    #expect(state.rows(of: .queue).count == 4000)
  }
}
