import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What differs between two moments")
struct ModelChangesTests {
  @Test("Whom lost nodes hit is told with them: how many jobs of how many accounts, and of which")
  func hit() throws {
    func model(_ minute: Int64, _ state: JobState.Base, _ node: NodeState.Base) throws -> DashboardModel {
      Recorded.model(minute) { factory in
        factory.clusters[0].nodes?[0].state = NodeState(node)
        guard var table = factory.clusters[0].jobs else { return }
        let accounts: [SafeText] = ["teaching", "teaching", "local-ai"]
        for (index, account) in accounts.enumerated() {
          table.jobs[index].state = JobState(state)
          table.jobs[index].account = table.symbols.intern(account)
        }
        factory.clusters[0].jobs = table
      }
    }
    let changes = ModelChanges(from: try model(0, .running, .idle), to: try model(5, .nodeFail, .down))
    #expect(changes.jobs.map(\.lost).first == 3)
    #expect(changes.events.contains { $0.shown.contains("lost with 3 jobs of 2 accounts") })
    #expect(changes.event?.shown.hasSuffix(" more") == true)
    let lines = changes.lines.map(\.text.shown)
    #expect(lines.contains("    lost a node: teaching 2, local-ai 1"), "\(lines)")
  }

  @Test(
    "A job is hit whose node is lost, also where Slurm puts it back into the queue or one of its lists is older",
    arguments: [
      (JobState.Base.running, JobState.Base.nodeFail, NodeState.Base.down, 1), (.running, .pending, .down, 1),
      (.running, .running, .down, 1), (.nodeFail, .nodeFail, .down, 1), (.running, .running, .idle, 0),
      (.running, .completed, .down, 0), (.pending, .pending, .down, 0), (.running, .pending, .idle, 0),
    ])
  func hit(was: JobState.Base, now: JobState.Base, node: NodeState.Base, count: Int) {
    func model(_ minute: Int64, _ state: JobState.Base, _ node: NodeState.Base) -> DashboardModel {
      Recorded.model(minute) { factory in
        guard var table = factory.clusters[0].jobs, let name = factory.clusters[0].nodes?[0].name else {
          return
        }
        factory.clusters[0].nodes?[0].state = NodeState(node)
        for index in table.jobs.indices { table.jobs[index].nodeList = .empty }
        table.jobs[0].state = JobState(state)
        table.jobs[0].nodeList = state == .pending ? .empty : table.symbols.intern(name)
        factory.clusters[0].jobs = table
      }
    }
    let changes = ModelChanges(from: model(0, was, .mixed), to: model(5, now, node))
    #expect(changes.jobs.map(\.lost).first == count)
  }

  @Test("What is taken out is not called lost, and each cluster has its own sentence")
  func takenOut() {
    let earlier = Recorded.model(0) { $0.clusters[0].nodes?[0].state = NodeState(.mixed) }
    let later = Recorded.model(5) { factory in
      factory.clusters[0].nodes?[0].state = NodeState(.mixed, [.drain])
      factory.clusters[0].nodes?[0].reason = "fan broken"
    }
    let changes = ModelChanges(from: earlier, to: later)
    #expect(changes.events.contains { $0.shown.hasSuffix(" draining: fan broken") }, "\(changes.events)")
    #expect(!changes.events.contains { $0.shown.contains("lost") })
  }

  @Test("Of nodes the lost ones come first, and those that only changed their work are counted")
  func nodeOrder() {
    func model(_ minute: Int64, _ states: [NodeState]) -> DashboardModel {
      Recorded.model(minute) { factory in
        for (place, state) in states.enumerated() { factory.clusters[0].nodes?[place].state = state }
      }
    }
    let mixed = NodeState(.mixed)
    let changes = ModelChanges(
      from: model(0, [mixed, mixed, mixed, NodeState(.idle, [.drain])]),
      to: model(5, [NodeState(.idle), NodeState(.idle), NodeState(.down), NodeState(.idle)]))
    let lines = changes.lines.map(\.text.shown)
    let first = lines.firstIndex { $0.contains("mixed → down") }
    let back = lines.firstIndex { $0.contains("drained → idle") }
    let others = lines.firstIndex { $0.hasSuffix("mixed → idle 2") }
    #expect(first != nil && back != nil && others != nil, "\(lines)")
    if let first, let back, let others { #expect(first < back && back < others) }
  }

  @Test("Tasks that Slurm splits off an array are not submitted anew, and an array counts its tasks")
  func arrays() {
    func model(_ minute: Int64, _ change: (inout [Job]) -> Void) -> DashboardModel {
      Recorded.model(minute) { factory in
        guard var table = factory.clusters[0].jobs else { return }
        change(&table.jobs)
        factory.clusters[0].jobs = table
      }
    }
    func task(_ id: Int64, of array: Int64, _ count: Int32) -> (Job) -> Job {
      { job in
        var job = job
        job.id = id
        job.arrayID = array
        job.taskCount = count
        return job
      }
    }
    let before = model(0) { $0[0] = task(900, of: 900, 8)($0[0]) }
    let after = model(5) { jobs in
      jobs[0] = task(900, of: 900, 7)(jobs[0])
      jobs.append(task(901, of: 900, 1)(jobs[0]))
      jobs.append(task(950, of: 950, 10)(jobs[0]))
    }
    #expect(ModelChanges(from: before, to: after).jobs.first?.submitted == 10)
  }

  @Test("A promise that ends is an event, and told where two moments are compared")
  func breached() throws {
    let earlier = Recorded.model(0) { $0.applications?[0].submittedAt = Fixture.now + .hours(-1) }
    let later = Recorded.model(0)
    let changes = ModelChanges(from: earlier, to: later)
    #expect(changes.breached == ["EHPC-AIF-2026PG01-9001"])
    #expect(changes.event?.shown.contains("past the promised time") == true)
    #expect(changes.lines.map(\.text).contains("  EHPC-AIF-2026PG01-9001  past the promised time"))
    #expect(ModelChanges(from: later, to: earlier).breached.isEmpty)
  }
}
