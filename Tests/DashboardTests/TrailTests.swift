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
