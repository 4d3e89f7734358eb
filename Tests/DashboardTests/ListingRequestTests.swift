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
  private static func content(_ count: Int) -> DashboardModel {
    var symbols = SymbolTable()
    let (anna, ben) = (symbols.intern("anna"), symbols.intern("ben"))
    let jobs = (1...count).map { number in
      Job(
        id: Int64(number), state: JobState(.pending), user: number % 2 == 0 ? anna : ben,
        priority: Int64(count - number), submittedAt: Fixture.now, timeLimit: .minutes(60), gpus: 1)
    }
    let cluster = Cluster(name: "vega", jobs: JobTable(symbols: symbols, jobs: jobs))
    return DashboardModel(factory: Factory(clusters: [cluster]), policy: .standard, now: Fixture.now)
  }

  private static func state(_ content: DashboardModel) -> DashboardState {
    var state = DashboardState(view: .queue)
    state.receive(content)
    return state
  }

  private static func type(_ keys: String, _ state: inout DashboardState) throws {
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
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
    #expect(state.awaitedListings == [second[0].number])
    state.receive(first[0].answer())
    #expect(state.rows(of: .queue).count == 6000)
    state.receive(second[0].answer())
    #expect(!state.isListing(.jobs))
    #expect(state.rows(of: .queue).count == 3000)
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 2))
    state.receive(first[0].answer())
    #expect(state.queries[.jobs]?.text == "user:anna" && state.rows(of: .queue).count == 3000)
  }

  @Test("Values of a long list stand without a number until what the other words leave is listed")
  func counted() throws {
    var state = Self.state(Self.content(6000))
    func offered(_ state: DashboardState) -> [String] {
      (state.prompt?.completion.candidates ?? []).prefix(2).map { candidate in
        "\(candidate.title.shown) \(candidate.count.map { "\($0)" } ?? "")"
      }
    }
    try Self.type("/user:", &state)
    #expect(offered(state) == ["ben 3000", "anna 3000"])
    try Self.type("ben state:", &state)
    #expect(offered(state) == ["pending ", "running "])
    for request in state.takeListingRequests() { state.receive(request.answer()) }
    #expect(offered(state) == ["pending 3000", "running 0"])
    try Self.type("pe", &state)
    #expect(offered(state) == ["pending 3000"])
    // What is listed by now is not what the rest leaves.
    try Self.type("nding<C-a><Right><Right><Right><Right><Right>", &state)
    #expect(state.takeListingRequests().count == 1)
    #expect(offered(state) == ["ben ", "anna "])
  }

  /// 3,000 of 6,000 jobs are listed, and a newer reading of 8,000 is on its way, with what has to be worked out of it.
  private static func filteredWithNewer() throws -> (
    state: DashboardState, newer: DashboardModel, requests: [ListingRequest]
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

  @Test(
    "A reading whose lists are worked out comes on the screen, whatever comes meanwhile, and the newest behind it"
  )
  func fastFiles() throws {
    let (begun, newer, requests) = try Self.filteredWithNewer()
    var state = begun
    let last = Self.content(9000)
    for content in [Self.content(7000), last] { state.receive(content) }
    // What came between is not listed, and held by nobody.
    #expect(state.takeListingRequests().isEmpty)
    for request in requests { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: newer) == true)
    let next = state.takeListingRequests()
    #expect(next.map(\.number) == Array(state.awaitedListings))
    for request in next { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: last) == true)
    #expect(state.takeListingRequests().isEmpty && state.awaitedListings.isEmpty)
  }

  @Test(
    "What nobody awaits any more is not handed out: neither what was typed before nor what is shown no more")
  func pointless() throws {
    let (begun, newer, requests) = try Self.filteredWithNewer()
    var state = begun
    try Self.type("/ sort:id", &state)
    // Both readings are listed by each letter, and by the last alone when they are asked for together.
    #expect(state.takeListingRequests().count == 2)
    try Self.type(" sort:user<Enter>", &state)
    let both = state.takeListingRequests()
    #expect(both.count == 2 && Set(both.map(\.number)) == state.awaitedListings)
    for request in both.reversed().prefix(1) { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: newer) == true)
    // The shown reading is another one.
    #expect(state.awaitedListings.isEmpty && requests.count == 1)
  }

  @Test(
    "Frozen before anything is read, the first reading comes, later ones wait, and the newest comes at the thaw"
  )
  func frozenFromTheStart() throws {
    var state = DashboardState(view: .queue)
    try Self.type("/user:anna<Enter>", &state)
    let (first, second, third) = (Self.content(6000), Self.content(7000), Self.content(8000))
    state.receive(first)
    try Self.type("f", &state)
    state.receive(second)
    for request in state.takeListingRequests() { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: first) == true)
    #expect(state.heldBack?.isSame(as: second) == true)
    state.receive(third)
    try Self.type("f", &state)
    for request in state.takeListingRequests() { state.receive(request.answer()) }
    #expect(state.content?.isSame(as: third) == true)
    #expect(state.heldBack == nil)
  }

  @Test("A list takes as long as what each of its things is held against")
  func cost() {
    let nodes = (1...1000).map { Node(name: SafeText(untrusted: "n\($0)"), state: NodeState(.idle)) }
    func content(reservations: Int, qos: Int) -> DashboardModel {
      let cluster = Cluster(
        name: "vega", nodes: nodes,
        reservations: (0..<reservations).map {
          Reservation(name: SafeText(untrusted: "r\($0)"), startsAt: Fixture.now)
        },
        accounts: (0..<qos).map { SlurmAccount(name: SafeText(untrusted: "a\($0)")) },
        qos: (0..<qos).map { QOS(name: SafeText(untrusted: "q\($0)")) })
      return DashboardModel(factory: Factory(clusters: [cluster]), policy: .standard, now: Fixture.now)
    }
    #expect(!content(reservations: 5, qos: 5000).takesLong(to: .reservations))
    #expect(content(reservations: 6, qos: 1).takesLong(to: .reservations))
    for kind in [ListKind.qos, .accounts] {
      #expect(!content(reservations: 1, qos: 5000).takesLong(to: kind))
      #expect(content(reservations: 1, qos: 5001).takesLong(to: kind))
    }
  }
}
