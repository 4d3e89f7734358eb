import Foundation
import Model
import Testing
import Text

@Suite("Why tasks wait")
struct ReasonTests {
  @Test(
    "Slurm's words belong to families",
    arguments: [
      ("Priority", .priority), ("Resources", .resources), ("None", .none), ("", .none),
      ("ReqNodeNotAvail", .nodes), ("ReqNodeNotAvail, UnavailableNodes:g[1-3]", .nodes),
      ("ReqNodeNotAvail, Reserved for maintenance", .maintenance),
      ("Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions", .nodes),
      ("Reservation", .reservation), ("Dependency", .dependency),
      ("DependencyNeverSatisfied", .dependencyNever), ("BeginTime", .begin), ("JobHeldAdmin", .hold),
      ("JobArrayTaskLimit", .array), ("AssocGrpGRESMinutes", .limitAccount),
      ("AssocMaxJobsLimit", .limitAccount),
      ("QOSGrpGRES", .limitQOS), ("QOSMaxJobsPerUserLimit", .limitQOS), ("MaxGRESPerAccount", .limitQOS),
      ("MaxGRESRunMinsPerUser", .limitQOS), ("AssocMaxGRESPerJob", .request), ("QOSMinGRES", .request),
      ("QOSMaxWallDurationPerJobLimit", .request), ("BadConstraints", .request),
      ("PartitionDown", .partition),
      ("Licenses", .licenses), ("Prolog", .starting), ("SchedDefer", .site), ("NvidiaImexChannels", .site),
      ("OutOfMemory", .failed), ("BlockMaxError", .other), ("Whim", .other), ("priority", .other),
    ] as [(SafeText, ReasonFamily)])
  func family(reason: SafeText, family: ReasonFamily) {
    #expect(ReasonFamily(of: reason) == family)
  }

  private static var list: String? {
    ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"].map { "\($0)/slurm-reasons.tsv" }
  }

  @Test(
    "Every word of Slurm's own table is in its family and has plain words",
    .enabled(if: list != nil, "needs FACTORYTOP_CORPORA"))
  func everyWord() throws {
    let text = try String(contentsOfFile: try #require(Self.list), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    #expect(rows.count > 200)
    for row in rows {
      let word = SafeText(untrusted: String(row[0]))
      #expect(ReasonFamily(of: word).rawValue == row[1], "\(row[0])")
      #expect((PendingReason.plain(word) == nil) == (row[1] == "other"), "\(row[0])")
    }
  }

  private static let now = OutageTests.now

  /// A queue of jobs, in each `tasks` and `gpus` a task.
  private static func queue(
    _ jobs: [(reason: SafeText, tasks: Int32, gpus: Int32?, ago: Seconds?)]
  ) throws -> ClusterFigures {
    var table = JobTable()
    for job in jobs {
      table.jobs.append(
        Job(
          id: 1, taskCount: job.tasks, state: JobState(.pending), partition: table.symbols.intern("p,q"),
          reason: table.symbols.intern(job.reason), priority: 9,
          eligibleAt: job.ago.map { now + Seconds(-$0.count) }, timeLimit: .minutes(60), gpus: job.gpus))
    }
    let factory = Factory(clusters: [Cluster(name: "c", jobs: table)])
    return try #require(Figures(of: factory, policy: .standard, now: now).clusters.first)
  }

  @Test("A reason counts tasks and GPUs and has the longest wait of its eligible tasks, in each partition")
  func figures() throws {
    let cluster = try Self.queue([
      ("Priority", 3, 4, .hours(2)), ("Priority", 1, 1, .hours(9)), ("Resources", 2, 8, .hours(1)),
      ("JobHeldUser", 1, 2, .hours(50)), ("JobArrayTaskLimit", 7, 0, nil), ("Licenses", 1, nil, .hours(3)),
      ("Licenses", 1, 4, .hours(4)),
    ])
    let expected: [(SafeText, Int, Int?, Seconds?)] = [
      ("JobArrayTaskLimit", 7, 0, nil), ("Priority", 4, 13, .hours(9)), ("Licenses", 2, nil, .hours(4)),
      ("Resources", 2, 16, .hours(1)), ("JobHeldUser", 1, 2, nil),
    ]
    #expect(cluster.partitions.map(\.name) == ["p", "q"])
    for queue in [cluster.queue] + cluster.partitions.map(\.queue) {
      let reasons = try #require(queue?.reasons)
      #expect(reasons.map(\.reason) == expected.map(\.0))
      #expect(reasons.map(\.tasks) == expected.map(\.1))
      #expect(reasons.map(\.gpus) == expected.map(\.2))
      #expect(reasons.map(\.oldestEligibleWait) == expected.map(\.3))
    }
  }

  @Test("The reasons of several queues are added up, and what one does not know is unknown")
  func joined() throws {
    let one = try #require(try Self.queue([("Priority", 1, 1, .hours(9)), ("Licenses", 5, nil, nil)]).queue)
    let two = try #require(try Self.queue([("Priority", 9, 2, .hours(2)), ("Licenses", 5, 2, nil)]).queue)
    let joined = ReasonFigures.joined(one.reasons + two.reasons)
    #expect(joined.map(\.reason) == ["Licenses", "Priority"])
    #expect(joined.map(\.tasks) == [10, 10])
    #expect(joined.map(\.gpus) == [nil, 19])
    #expect(joined.map(\.oldestEligibleWait) == [nil, .hours(9)])
    #expect(joined.map(\.eligibleGPUTasks) == [10, 10])
  }
}
