import Model
import Testing
import Text

/// What granting would do to the pool, the machine and its queue, against numbers worked out by hand.
@Suite struct GrantEffectTests {
  private static func allocation(
    _ granted: Double?, cluster: SafeText = "lumi", proposal: SafeText? = nil, now: Timestamp
  ) -> Allocation {
    Allocation(
      account: "a", proposal: proposal, cluster: cluster, mode: .playground, unit: .gpuHours,
      granted: granted, startsAt: now + .days(-10), endsAt: now + .days(10))
  }

  /// Ten tasks that wait for one node and eight GCDs each, for three hours.
  private static var jobs: JobTable {
    let waiting = (1...10).map { number in
      Job(
        id: Int64(number), state: JobState(.pending), priority: 1, timeLimit: .minutes(180), nodeCount: 1,
        gpus: 8)
    }
    return JobTable(symbols: SymbolTable(), jobs: waiting)
  }

  private static func effect(_ one: CheckCase) throws -> GrantEffect { try #require(one.item().grantEffect) }

  @Test func `The pool is what the check of the pool sees, and what is left of it after`() throws {
    var one = try CheckCase()
    one.allocations = [
      Self.allocation(300_000, now: one.now), Self.allocation(92_000, cluster: "LUMI", now: one.now),
      Self.allocation(5000, proposal: one.application.id, now: one.now),
    ]
    let effect = try Self.effect(one)
    #expect(effect.pool == PoolStanding(size: GPUHours(400_000), granted: GPUHours(392_000)))
    #expect(effect.pool?.left == GPUHours(8000))
    #expect(effect.leftAfter == GPUHours(3000))
    #expect(
      try one.result(.pool)?.restsOn == "5,000 GPU-hours asked for, 8,000 of 400,000 left on LUMI")
    one.allocations.append(Self.allocation(9000, now: one.now))
    // A pool that is overdrawn already lacks that too, and says so.
    #expect(try Self.effect(one).pool?.left == GPUHours(-1000))
    #expect(
      try one.result(.pool)?.restsOn == "5,000 GPU-hours asked for, -1,000 of 400,000 left on LUMI")
    #expect(try Self.effect(one).leftAfter == GPUHours(-6000))
  }

  @Test func `A running grant that nobody tells is counted apart`() throws {
    var one = try CheckCase()
    one.allocations = [Self.allocation(nil, now: one.now), Self.allocation(1000, now: one.now)]
    #expect(
      try Self.effect(one).pool
        == PoolStanding(size: GPUHours(400_000), granted: GPUHours(1000), unknownGrants: 1))
  }

  @Test func `The mean load is the GPU-hours over the hours of the days`() throws {
    let effect = try Self.effect(try CheckCase())
    // 5,000 GPU-hours in 61 days of 24 hours; sixteen idle GCDs are eight GPUs.
    #expect(abs(try #require(effect.meanLoad).count - 3.415) < 0.001)
    #expect(effect.available == GPUs(8))
    #expect(effect.availableInSlurm == 16)
    #expect(abs(try #require(effect.meanShare) - 0.4269) < 0.0001)
    #expect(effect.hoursOfMachine == 625)
    #expect(effect.allocatedNow == 0)
    #expect(effect.allocatedThen == effect.meanShare)
  }

  @Test func `Allocated share, backlog and drain are those of utilization and queue`() throws {
    var one = try CheckCase()
    one.nodes = [
      Node(name: "n1", state: NodeState(.mixed), partitions: ["small-g"], gpus: 8, gpusAllocated: 6),
      Node(name: "n2", state: NodeState(.idle), partitions: ["small-g"], gpus: 8),
      Node(name: "n3", state: NodeState(.down), partitions: ["small-g"], gpus: 8),
    ]
    one.jobs = Self.jobs
    let (effect, cluster) = (try Self.effect(one), try #require(one.figures.clusters.first))
    #expect(effect.availableInSlurm == 16)
    #expect(effect.allocatedNow == 0.375)
    #expect(effect.allocatedNow == cluster.capacity?.gpus.ofAvailable)
    #expect(abs(try #require(effect.allocatedThen) - (0.375 + 0.4269)) < 0.0001)
    // 10 tasks * 8 GCDs * 3 hours / 2, and 30 node-hours over two nodes.
    #expect(effect.backlog == GPUHours(120))
    #expect(effect.drain == 15)
    #expect((effect.backlog, effect.drain) == (cluster.queue?.backlog, cluster.queue?.drain))
  }

  @Test func `More than the machine has is told as it is`() throws {
    var one = try CheckCase()
    one.application.requested = Amount(50_000, .nodeHours)
    let effect = try Self.effect(one)
    #expect(effect.asked == GPUHours(200_000))
    #expect(effect.hoursOfMachine == 25_000)
    #expect(try #require(effect.allocatedThen) > 17)
  }

  @Test func `What no source tells stays unknown`() throws {
    var one = try CheckCase()
    one.application.durationDays = nil
    #expect(try Self.effect(one).meanLoad == nil)
    #expect(try Self.effect(one).allocatedThen == nil)
    #expect(try Self.effect(one).hoursOfMachine == 625)
    one.application.durationDays = 0
    #expect(try Self.effect(one).meanLoad == nil)
    one.application.requested = Amount(5, .coreHours)
    #expect(try Self.effect(one).asked == nil)
    #expect(try Self.effect(one).leftAfter == nil)
    #expect(try Self.effect(one).available == GPUs(8))
    one = try CheckCase()
    one.nodes = nil
    #expect(try Self.effect(one).available == nil)
    #expect(try Self.effect(one).meanShare == nil)
    #expect(try Self.effect(one).meanLoad != nil)
    #expect(try Self.effect(one).backlog == nil)
    one.policy.checks.machines = [:]
    #expect(try Self.effect(one).pool == nil)
    one.application.machine = nil
    #expect(try Self.effect(one).machine == nil)
  }

  @Test
  func `A node in use that does not say how far leaves the available GPUs to be known, not their share`()
    throws
  {
    var one = try CheckCase()
    one.nodes = [Node(name: "n1", state: NodeState(.mixed), gpus: 8, cpus: 64, cpusAllocated: 8)]
    #expect(try Self.effect(one).availableInSlurm == 8)
    #expect(try Self.effect(one).allocatedNow == nil)
    #expect(try Self.effect(one).allocatedThen == nil)
    one.nodes = [Node(name: "n1", state: NodeState(.down), gpus: 8)]
    #expect(try Self.effect(one).available == GPUs(0))
    #expect(try Self.effect(one).meanShare == nil)
    #expect(try Self.effect(one).hoursOfMachine == nil)
  }

  @Test func `A machine is the same in any spelling, and its factors count without telemetry`() throws {
    var one = try CheckCase()
    for name in ["lumi", "Lumi", " LUMI "] as [SafeText] {
      one.application.machine = name
      #expect(try Self.effect(one).available == GPUs(8))
      #expect(try Self.effect(one).pool?.size == GPUHours(400_000))
    }
    one.application.machine = "Vega"
    one.application.requested = Amount(10, .nodeHours)
    #expect(try Self.effect(one).asked == nil)
    let factory = Factory(
      clusters: [], otherFactors: ["vega": UnitFactors(gpuHoursPerNodeHour: 4)],
      applications: [one.application])
    let items = Figures(of: factory, policy: one.policy, now: one.now).applications?.items
    let effect = try #require(items?.first?.grantEffect)
    #expect(effect.asked == GPUHours(40))
    #expect(effect.asked == items?.first?.requested)
    #expect(effect.available == nil)
  }

  @Test func `Only what has yet to be granted has an effect`() throws {
    var one = try CheckCase()
    for state in [ApplicationState.draft, .submitted, .decision, .awarded] {
      one.application.state = state
      #expect(try one.item().grantEffect != nil)
    }
    for state in [ApplicationState.active, .reportOverdue, .ended, .rejected, .withdrawn] {
      one.application.state = state
      #expect(try one.item().grantEffect == nil)
    }
  }
}
