import Model
import Testing
import Text

@Suite("What several grants come to")
struct GrantSumTests {
  /// An application that asks for so much, on a machine with sixteen GCDs that count as eight GPUs.
  private static func effect(
    _ asked: Amount?, machine: SafeText = "LUMI", mode: AccessMode = .playground, granted: Double? = nil
  ) throws -> GrantEffect {
    var one = try CheckCase(mode)
    one.application.requested = asked
    one.application.machine = machine
    one.application.durationDays = 100
    if let granted {
      one.allocations = [
        Allocation(
          account: "a", cluster: "lumi", mode: mode, unit: .gpuHours, granted: granted < 0 ? nil : granted,
          startsAt: one.now + .days(-10), endsAt: one.now + .days(10))
      ]
    }
    one.jobs = JobTable(
      symbols: SymbolTable(),
      jobs: [
        Job(id: 1, state: JobState(.pending), priority: 1, timeLimit: .minutes(180), nodeCount: 1, gpus: 8)
      ])
    return try #require(one.item().grantEffect)
  }

  private static func hours(_ count: Double) -> Amount { Amount(count, .gpuHours) }

  @Test("Hours, load and drain add up by machine, and pools by mode")
  func sums() throws {
    let sum = GrantSum(of: [
      try Self.effect(Self.hours(4800)), try Self.effect(Self.hours(2400)),
      try Self.effect(Self.hours(1200), mode: .fastLane),
      try Self.effect(Self.hours(100), machine: "elsewhere"),
    ])
    #expect(sum.asked == GPUHours(8500))
    #expect(sum.machines.map(\.machine) == ["LUMI", "elsewhere"])
    #expect(sum.machines.map(\.asked) == [GPUHours(8400), GPUHours(100)])
    let lumi = sum.machines[0]
    #expect(lumi.allocatedNow == 0)
    // 8,400 GPU-hours in 100 days are 3.5 GPUs of 8.
    #expect(abs(try #require(lumi.allocatedThen) - 0.4375) < 1e-9)
    // One task of one node for three hours on three nodes, and 8,400 hours of eight GPUs behind it.
    #expect(lumi.drainNow == 1)
    #expect(abs(try #require(lumi.drainThen) - 1051) < 1e-9)
    // Of a machine that no file tells of nothing is known but what is asked for.
    #expect(sum.machines[1].allocatedThen == nil && sum.machines[1].drainThen == nil)
    #expect(sum.pools.map(\.mode) == [.playground, .fastLane, .playground])
    #expect(sum.pools.map(\.leftNow) == [GPUHours(400_000), GPUHours(400_000), nil])
    #expect(sum.pools.map(\.leftThen) == [GPUHours(392_800), GPUHours(398_800), nil])
  }

  @Test("Where one of them does not tell what it asks for, no sum with it is known, and the others are")
  func unknown() throws {
    let sum = GrantSum(of: [
      try Self.effect(Self.hours(4800)), try Self.effect(nil),
      try Self.effect(Self.hours(1200), mode: .fastLane),
    ])
    #expect(sum.asked == nil)
    #expect(sum.machines.map(\.asked) == [nil])
    #expect(sum.machines[0].allocatedThen == nil && sum.machines[0].drainThen == nil)
    #expect(sum.machines[0].allocatedNow == 0 && sum.machines[0].drainNow == 1)
    #expect(sum.pools.map(\.leftThen) == [nil, GPUHours(398_800)])
  }

  @Test("More than is left is negative, and a pool with grants that nobody tells has less")
  func short() throws {
    let sum = GrantSum(of: [try Self.effect(Self.hours(4800), granted: 399_000)])
    #expect(sum.pools.map(\.leftThen) == [GPUHours(-3800)])
    #expect(sum.pools.map(\.isAtMost) == [false])
    let overdrawn = GrantSum(of: [try Self.effect(Self.hours(1000), granted: 405_000)])
    #expect(overdrawn.pools.map(\.leftNow) == [GPUHours(-5000)])
    #expect(overdrawn.pools.map(\.leftThen) == [GPUHours(-6000)])
    #expect(GrantSum(of: [try Self.effect(Self.hours(1), granted: -1)]).pools.map(\.isAtMost) == [true])
  }
}
