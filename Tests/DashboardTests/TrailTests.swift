import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The way back from what an alert is about")
struct TrailTests {
  private static let size = Size(columns: 160, rows: 48)

  private static func typed(_ keys: String, in state: DashboardState) throws -> DashboardState {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  /// Of four nodes one is down.
  private static var state: DashboardState {
    let nodes = (1...4).map { number in
      Node(
        name: SafeText(untrusted: "node\(number)"), state: NodeState(number == 3 ? .down : .idle),
        partitions: ["gpu"], gpus: 4, gpusAllocated: 0, reasonSetAt: Fixture.now + .hours(-2))
    }
    var state = DashboardState(view: .overview)
    state.receive(
      DashboardModel(
        factory: Factory(clusters: [Cluster(name: "vega", nodes: nodes)]), policy: .standard, now: Fixture.now
      ))
    return state
  }

  /// In the list of what the alert of nodes out of service is about.
  private static func atAlert(after keys: String) throws -> DashboardState {
    let alerts = try typed(keys + "a", in: state)
    let row = try #require(
      alerts.rows(at: .alone(.alerts)).firstIndex {
        if case .alert(.nodesOutOfService, _) = $0 { true } else { false }
      })
    let there = try typed(String(repeating: "j", count: row) + "<Enter>", in: alerts)
    #expect(there.openList == .nodes && there.rows(at: .alone(.nodes)).count == 1)
    return there
  }

  @Test(
    "Going back lists by the filter that was there before, wherever one came from",
    arguments: [
      (":nodes state:idle<Enter>", "q"), (":nodes state:idle<Enter>", "<Esc><Esc><Esc>"),
      (":nodes state:idle<Enter>", ">q"), (":nodes state:idle<Enter>", "a"),
      (":nodes state:idle<Enter>q", "q"), (":nodes state:idle<Enter>q", "<Esc><Esc><Esc>"),
    ])
  func restored(before: String, back: String) throws {
    let state = try Self.typed(back, in: try Self.atAlert(after: before))
    #expect(state.openList == .alerts)
    #expect(state.queries[.nodes]?.written == "state:idle")
    let further = try Self.typed("q", in: state)
    #expect(further.openList == (before.hasSuffix("q") ? nil : .nodes))
    if further.openList == .nodes { #expect(further.rows(at: .alone(.nodes)).count == 3) }
  }

  @Test("An order or a filter over a page leaves it, and nothing leads back to where one is")
  func leavingPages() throws {
    let sizes = PagesOfThingsTests.size
    func typed(_ keys: String) throws -> DashboardState { try PagesOfThingsTests.typed(keys) }
    for command in [":sort -gpus<Enter>", ":filter pending<Enter>"] {
      // From the list to the page of a job, from there to that of its account.
      let list = try typed(":jobs<Enter><Enter>:account project_1<Enter>" + command)
      #expect(list.view == .queue && list.page == nil && list.queries[.jobs] != nil)
      #expect(list.trail.allSatisfy { $0.place.view == .overview })
      let back = try PageCase.typed("q", into: list, size: sizes)
      #expect(back.view == .overview)
    }
    // The way back from a list that a link opened is kept.
    let linked = try PagesOfThingsTests.typed(":accounts name:proj<Enter><Enter>")
    var state = linked
    repeat {
      state = try PageCase.typed("<Tab>", into: state, size: sizes)
    } while !PagesOfThingsTests.text(state).contains("▸all: ")
    state = try PageCase.typed("<Enter><Enter>:sort -gpus<Enter>q", into: state, size: sizes)
    #expect(state.openList == .accounts && state.page?.row == linked.page?.row)
  }

  @Test(
    "Going to a pane by its key lists by the filter that a link had replaced",
    arguments: ["1", "e", ":overview<Enter>"])
  func replaced(key: String) throws {
    let list = try PagesOfThingsTests.typed(":jobs pending<Enter>")
    var state = try PageCase.typed(":account project_1<Enter>", into: list, size: PagesOfThingsTests.size)
    repeat {
      state = try PageCase.typed("<Tab>", into: state, size: PagesOfThingsTests.size)
    } while !PagesOfThingsTests.text(state).contains("▸all: ")
    state = try PageCase.typed("<Enter>", into: state, size: PagesOfThingsTests.size)
    #expect(state.queries[.jobs]?.written == "account=project_1 cluster=vega")
    state = try PageCase.typed(key, into: state, size: PagesOfThingsTests.size)
    #expect(state.queries[.jobs]?.written == "pending")
  }

  @Test("Enter on the alert of what is due lists as many applications as it says")
  func due() throws {
    let state = FilterFixture.state(.overview)
    let alerts = try Self.typed("a", in: state)
    let row = try #require(
      alerts.rows(at: .alone(.alerts)).firstIndex {
        if case .alert(.applicationDue, _) = $0 { true } else { false }
      })
    let text = try #require(state.content?.figures.alerts[row].text.shown)
    let there = try Self.typed(String(repeating: "j", count: row) + "<Enter>", in: alerts)
    #expect(there.queries[.applications]?.written == "left<4h !breached !waiting sort:left")
    #expect(text.hasPrefix("\(there.rows(of: .applications).count) application"))
  }

  @Test("The alerts are the way back also from the view that they were opened over")
  func overItsView() throws {
    var state = try Self.typed(":partitions<Enter>", in: try Self.typed("1ea", in: Self.state))
    #expect(state.openList == nil && state.view == .utilization)
    state = try Self.typed("q", in: state)
    #expect(state.openList == .alerts)
    state = try Self.typed("q", in: state)
    #expect(state.openList == nil && state.view == .utilization)
    #expect(try Self.typed("q", in: state).view == .overview)
    // From view to view, one that one has been in is no second time on the way.
    #expect(try Self.typed(":jobs<Enter>:budgets<Enter>:jobs<Enter>qq", in: Self.state).view == .overview)
  }

  @Test("A filter that is typed meanwhile stays, and without one before there is none afterwards")
  func typedMeanwhile() throws {
    let own = try Self.typed(
      "/<C-u>name:node1<Enter>q", in: try Self.atAlert(after: ":nodes state:idle<Enter>"))
    #expect(own.queries[.nodes]?.written == "name:node1")
    #expect(try Self.typed("q", in: try Self.atAlert(after: "")).queries[.nodes] == nil)
  }
}
