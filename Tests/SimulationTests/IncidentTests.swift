import Model
import Testing

@testable import Simulation

@Suite("A factory in which the first hour goes wrong")
struct IncidentTests {
  private static let plan = SimulationPlan(clusters: 2, nodes: 40, jobs: 200, applications: 10, seed: 3)

  private static func factory(hasIncident: Bool, minutes: Int64) -> SimulatedFactory {
    var factory = SimulatedFactory(plan, at: start, hasIncident: hasIncident)
    factory.advance(to: start + .minutes(minutes))
    return factory
  }

  private static func lost(_ factory: SimulatedFactory, _ cluster: Int) -> Int {
    factory.clusters[cluster].floor.nodes.count { $0.outage?.reason == "rack 3: PDU tripped, INC-90512" }
  }

  @Test("A rack of the first cluster fails after 20 minutes with its jobs, and no other")
  func rack() {
    #expect(Self.lost(Self.factory(hasIncident: true, minutes: 19), 0) == 0)
    let after = Self.factory(hasIncident: true, minutes: 21)
    #expect((6...8).contains(Self.lost(after, 0)) && Self.lost(after, 1) == 0)
    #expect(
      after.clusters[0].floor.nodes.allSatisfy { $0.outage?.kind.isDown != true || $0.tenants.isEmpty })
    #expect(Self.lost(Self.factory(hasIncident: false, minutes: 21), 0) == 0)
  }

  @Test("Jobs pile up after 25 minutes, in the first cluster alone")
  func queue() {
    func pending(_ hasIncident: Bool, _ cluster: Int) -> Int {
      Self.factory(hasIncident: hasIncident, minutes: 26).clusters[cluster].pending.count
    }
    #expect(pending(true, 0) >= pending(false, 0) + 20)
    #expect(pending(true, 1) == pending(false, 1))
  }

  @Test("A budget that lasts without it is used up before an hour is over")
  func budget() {
    func exhausted(_ hasIncident: Bool) -> Set<String> {
      let cluster = Self.factory(hasIncident: hasIncident, minutes: 60).clusters[0]
      return Set(
        cluster.accounts.indices.filter { account in
          cluster.accounts[account].allocation.map {
            cluster.used(by: account, at: cluster.now) >= $0.granted
          } ?? false
        }.map { cluster.accounts[$0].name })
    }
    #expect(exhausted(true).subtracting(exhausted(false)).count == 1)
  }
}
