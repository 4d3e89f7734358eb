import Model
import Testing
import Text

/// What an application asks for against what the machine is, has, and has left.
@Suite struct TechnicalCheckTests {
  @Test(
    "Code has to be built for the machine's processors and GPUs",
    arguments: [
      (["x86_64", "rocm"], .pass), (["amd64", "HIP"], .pass), (["aarch64", "x86_64", "cuda", "rocm"], .pass),
      (["x86_64", "cuda"], .fail), (["aarch64", "rocm"], .fail), (["cuda"], .fail), (["x86_64"], .unknown),
      (["rocm", "python"], .unknown), (["python"], .unknown), ([], .unknown), (nil, .unknown),
    ] as [([SafeText]?, Verdict)])
  func architecture(words: [SafeText]?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.technical.architectures = words
    #expect(try one.verdict(.architecture) == verdict)
  }

  @Test(
    "Where several systems are asked for, code has to be built for each, and no other check is of one of them",
    arguments: [
      (["x86_64", "rocm", "aarch64", "cuda"], .pass), (["x86_64", "rocm"], .fail),
      (["aarch64", "cuda"], .fail), (["python"], .unknown), (nil, .unknown),
    ] as [([SafeText]?, Verdict)])
  func architectureOfSeveral(words: [SafeText]?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.machine = nil
    one.application.partition = nil
    one.application.technical.machines = ["LUMI", "Jupiter", "lumi"]
    one.application.technical.architectures = words
    one.policy.checks.machines[SafeText("jupiter").foldedName] = MachineRules(
      processor: .arm, accelerator: .cuda)
    #expect(try one.verdict(.architecture) == verdict)
    for check in [Check.partition, .pool] {
      #expect(try one.result(check)?.restsOn == "2 systems told, not one", "\(check)")
    }
    #expect(try one.result(.gpusAtOnce)?.restsOn == "8 at once, 2 systems told, not one")
    one.application.technical.machines = nil
    #expect(try one.result(.partition)?.restsOn == "no machine told")
  }

  @Test func `Of a machine that nobody described nothing is known`() throws {
    var one = try CheckCase()
    one.policy.checks.machines = [:]
    #expect(try one.verdict(.architecture) == .unknown)
    #expect(try one.verdict(.pool) == .unknown)
    one.application.machine = nil
    #expect(try one.verdict(.architecture) == .unknown)
    #expect(try one.verdict(.pool) == .unknown)
  }

  @Test(arguments: ["lumi", "Leonardo", "MareNostrum 5", "JUPITER"] as [SafeText])
  func `EuroHPC's machines are described`(name: SafeText) {
    let machine = CheckRules.standard.rules(ofMachine: name)
    #expect(machine?.processor == (name == "JUPITER" ? .arm : .x86))
    #expect(machine?.accelerator == (name == "lumi" ? .rocm : .cuda))
    #expect(machine?.pools == [:])
  }

  @Test func `The partition has to be among those that telemetry tells`() throws {
    var one = try CheckCase()
    #expect(try one.verdict(.partition) == .pass)
    one.application.partition = "boost"
    #expect(try one.result(.partition)?.restsOn == "LUMI has no partition boost")
    #expect(try one.verdict(.partition) == .fail)
    one.application.partition = nil
    #expect(try one.verdict(.partition) == .unknown)
    one.application.partition = "boost"
    one.nodes = nil
    #expect(try one.verdict(.partition) == .unknown)
    one.application.machine = "vega"
    #expect(try one.verdict(.partition) == .unknown)
  }

  /// Sixteen GCDs are eight GPUs.
  @Test(
    "GPUs at once are counted as they are billed",
    arguments: [
      ("small-g", 8, .pass), ("small-g", 9, .fail), ("small", 1, .fail), ("boost", 1, .unknown),
      (nil, 1, .unknown), ("small-g", nil, .unknown),
    ] as [(SafeText?, Int?, Verdict)])
  func gpusAtOnce(partition: SafeText?, gpus: Int?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.partition = partition
    one.application.technical.maxGPUs = gpus
    #expect(try one.verdict(.gpusAtOnce) == verdict)
  }

  private static func allocation(
    _ granted: Double?, mode: AccessMode = .playground, cluster: SafeText = "lumi", proposal: SafeText? = nil,
    days: (Int64, Int64)? = (-10, 10), now: Timestamp
  ) -> Allocation {
    Allocation(
      account: "a", proposal: proposal, cluster: cluster, mode: mode, unit: .gpuHours, granted: granted,
      startsAt: days.map { now + .days($0.0) }, endsAt: days.map { now + .days($0.1) })
  }

  @Test func `The pool is what is configured, less what runs`() throws {
    var one = try CheckCase()
    let now = one.now
    one.allocations = [
      Self.allocation(300_000, now: now), Self.allocation(95_000, cluster: "LUMI", now: now),
      Self.allocation(90_000, mode: .fastLane, now: now), Self.allocation(90_000, cluster: "vega", now: now),
      Self.allocation(90_000, days: (-20, -10), now: now), Self.allocation(90_000, days: (10, 20), now: now),
      Self.allocation(90_000, days: (-10, 0), now: now),
      Self.allocation(5000, proposal: one.application.id, now: now),
    ]
    #expect(
      try one.result(.pool)?.restsOn == "5,000 GPU-hours asked for, 5,000 of 400,000 left on LUMI")
    #expect(try one.verdict(.pool) == .pass)
    one.allocations.append(Self.allocation(0.5, days: (0, 1), now: now))
    #expect(try one.verdict(.pool) == .fail)
  }

  @Test func `A running grant that is not told leaves the pool unknown, unless it is empty without it`()
    throws
  {
    var one = try CheckCase()
    one.allocations = [Self.allocation(nil, now: one.now)]
    #expect(try one.verdict(.pool) == .unknown)
    one.allocations = [Self.allocation(10, days: nil, now: one.now)]
    #expect(try one.verdict(.pool) == .unknown)
    one.allocations.append(Self.allocation(399_000, now: one.now))
    #expect(try one.verdict(.pool) == .fail)
  }

  @Test func `The pool is asked for what is still to be granted, in GPU-hours that are known`() throws {
    var one = try CheckCase()
    one.application.requested = Amount(1, .coreHours)
    #expect(try one.verdict(.pool) == .unknown)
    one.application.requested = nil
    #expect(try one.verdict(.pool) == .unknown)
    one.application.state = .draft
    #expect(try one.verdict(.pool) == .unknown)
    for state in [ApplicationState.active, .reportOverdue, .closed, .rejected] {
      one.application.state = state
      #expect(try one.verdict(.pool) == nil)
    }
  }
}
