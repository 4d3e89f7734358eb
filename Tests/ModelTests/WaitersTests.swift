import Model
import Testing
import Text

@Suite("The jobs that somebody asks about first")
struct WaitersTests {
  private static let now = QueueTests.now

  private static func cluster(
    _ name: SafeText, _ jobs: [(id: Int64, reason: SafeText, hours: Int64?, gpus: Int32?)],
    starts: Seconds? = nil
  ) -> Cluster {
    var table = JobTable()
    for job in jobs {
      table.jobs.append(
        Job(
          id: job.id, state: JobState(.pending), partition: table.symbols.intern("gpu"),
          reason: table.symbols.intern(job.reason), priority: 5,
          eligibleAt: job.hours.map { now + .hours(-$0) }, startedAt: starts.map { now + $0 },
          timeLimit: .minutes(60), nodeCount: 1, gpus: job.gpus))
    }
    return Cluster(name: name, jobs: table)
  }

  private static func waiters(_ clusters: [Cluster]) -> Waiters {
    Figures(of: Factory(clusters: clusters), policy: .standard, now: now).waiters
  }

  @Test("The longest are those that are eligible and of which it is known since when, over all clusters")
  func longest() {
    let found = Self.waiters([
      Self.cluster(
        "a", [(1, "Priority", 3, 4), (2, "JobHeldUser", 90, 4), (3, "JobArrayTaskLimit", nil, 4)]),
      Self.cluster("b", [(4, "Resources", 7, 0), (5, "Dependency", 80, 4), (6, "Priority", 3, nil)]),
    ])
    #expect(found.longest.map(\.id) == [4, 1, 6])
    #expect(found.longest.map(\.cluster) == ["b", "a", "b"])
    #expect(found.longest.map(\.wait) == [.hours(7), .hours(3), .hours(3)])
    #expect(found.longest.map(\.reason) == ["Resources", "Priority", "Priority"])
    #expect(found.longest.map(\.number) == ["4", "1", "6"])
  }

  @Test("The largest are those that ask for most GPUs, and of equals the one that has waited longer")
  func largest() {
    let found = Self.waiters([
      Self.cluster("a", [(1, "Priority", 3, 4), (2, "JobHeldUser", 90, 64), (3, "Priority", nil, 8)]),
      Self.cluster("b", [(4, "Resources", 7, 0), (5, "Priority", 80, 4), (6, "Priority", 3, nil)]),
    ])
    #expect(found.largest.map(\.id) == [3, 5, 1])
    #expect(found.largest.map(\.gpus) == [8, 4, 4])
  }

  @Test("Few of many are kept, and these are the right ones")
  func many() {
    var jobs: [(id: Int64, reason: SafeText, hours: Int64?, gpus: Int32?)] = []
    for number in 0..<500 {
      jobs.append((Int64(number), "Priority", Int64(number * 7919 % 500), Int32(number * 31 % 500)))
    }
    let found = Self.waiters([Self.cluster("a", jobs)])
    let waits = (0..<8).map { Seconds.hours(499 - Int64($0)) }
    #expect(found.longest.compactMap(\.wait) == waits)
    #expect(found.largest.compactMap(\.gpus) == (0..<8).map { 499 - $0 })
  }

  @Test("A start that Slurm plans is told while it lies ahead", arguments: [(60, true), (-60, false)])
  func planned(seconds: Int64, isAhead: Bool) {
    let found = Self.waiters([Self.cluster("a", [(1, "Priority", 1, 1)], starts: Seconds(seconds))])
    #expect(found.longest.map(\.startsAt) == [isAhead ? Self.now + Seconds(seconds) : nil])
    #expect(Self.waiters([]) == Waiters())
  }

  @Test("What most wait for is told in few words, and reasons that are the same in these are one")
  func commonest() throws {
    func commonest(_ reasons: [(SafeText, Int)]) -> CommonReason? {
      let jobs = reasons.flatMap { reason, count in
        (0..<count).map { (id: Int64($0), reason: reason, hours: 1 as Int64?, gpus: 1 as Int32?) }
      }
      let figures = Figures(
        of: Factory(clusters: [Self.cluster("a", jobs)]), policy: .standard, now: Self.now)
      return figures.clusters[0].partitions.first?.queue?.commonest
    }
    #expect(commonest([]) == nil)
    let one = try #require(
      commonest([("QOSMaxGRESPerUser", 2), ("QOSGrpGRES", 2), ("Priority", 3), ("None", 1)]))
    #expect(one.words == "QOS limit")
    #expect(one.tasks == 4)
    #expect(!one.areAtLeast)
    #expect(commonest([("AssocGrpGRESMinutes", 1)])?.words == "budget limit")
    #expect(commonest([("AssocMaxJobsLimit", 1)])?.words == "account limit")
    #expect(commonest([("Whim", 1)])?.words == "Whim")
  }
}
