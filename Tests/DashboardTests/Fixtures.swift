import Dashboard
import Model
import Screen
import Text

/// A small factory, made here, so that each test sees all that it depends on.
enum Fixture {
  static let now = Timestamp(rfc3339: "2026-11-23T10:00:00Z") ?? Timestamp(secondsSince1970: 0)

  /// Four nodes in two partitions, some jobs, two applications and two budgets, all names given by `name`.
  static func factory(name: (Int) -> SafeText = { "name\($0)" }) -> Factory {
    var symbols = SymbolTable()
    let partition = symbols.intern(name(1))
    let reason = symbols.intern("Priority")
    let jobs = (1...30).map { number in
      Job(
        id: Int64(number), state: JobState(number % 2 == 0 ? .pending : .running),
        name: symbols.intern(name(2)),
        user: symbols.intern(name(3)), account: symbols.intern(name(4)), partition: partition, reason: reason,
        priority: Int64(number), submittedAt: now + .hours(-2), eligibleAt: now + .hours(-2),
        startedAt: now + .hours(-1),
        timeLimit: .minutes(60), nodeCount: 1, cpus: 8, gpus: 2)
    }
    let nodes = (1...4).map { number in
      Node(
        name: name(10 + number), state: NodeState(number == 4 ? .down : .mixed), partitions: [name(1)],
        gpus: 4,
        gpusAllocated: number == 4 ? 0 : 3, cpus: 64, cpusAllocated: 32, reason: number == 4 ? name(5) : nil,
        reasonSetBy: name(6), reasonSetAt: now + .days(-2))
    }
    return Factory(
      site: name(20),
      clusters: [Cluster(name: name(0), nodes: nodes, jobs: JobTable(symbols: symbols, jobs: jobs))],
      applications: (1...3).map { number in
        Application(
          id: number == 1 ? "EHPC-AIF-2026PG01-9001" : "DRAFT-\(number)", title: name(7), mode: .playground,
          state: .adminCheck, organisation: name(8), country: "FI", machine: name(0),
          requested: Amount(5000, .gpuHours), submittedAt: now + .days(-10 + Int64(number) * 4))
      },
      allocations: (1...2).map { number in
        Allocation(
          account: name(30 + number), cluster: name(0), unit: .gpuHours, granted: 1000,
          used: 250 * Double(number),
          startsAt: now + .days(-30), endsAt: now + .days(30))
      },
      sources: [Source(path: name(40), kind: .jobs, cluster: name(0), dataAt: now + .minutes(-10))])
  }

  static func state(_ view: View = .overview, factory: Factory = factory()) -> DashboardState {
    var state = DashboardState(view: view)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: now))
    return state
  }

  static let clock = Clock(now: now, isFixed: true)
}
