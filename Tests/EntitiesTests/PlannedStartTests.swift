import Entities
import Model
import Testing
import Text

@Suite("When listed jobs start")
struct PlannedStartTests {
  private static let now = EntityFixture.now

  private static func value(_ key: String, of job: Job, in table: JobTable) throws -> FieldValue {
    var table = table
    table.jobs = [job]
    let factory = Factory(clusters: [Cluster(name: "c", jobs: table)])
    let list = EntityList(.jobs, of: factory, figures: Figures(of: factory, policy: .standard, now: now))
    let field = try #require(ListKind.jobs.schema.fields.firstIndex { $0.key == key })
    return list.value(field, of: 0)
  }

  private static func job(
    _ reason: SafeText, planned: SafeText = "", starts: Seconds = .hours(2), base: JobState.Base = .pending
  ) -> (Job, JobTable) {
    var table = JobTable()
    var job = Job(
      id: 1, state: JobState(base), reason: table.symbols.intern(reason), priority: 5,
      startedAt: now + starts,
      endsAt: now + starts + .hours(1))
    job.plannedNodes = table.symbols.intern(planned)
    job.nodeList = base == .pending ? .empty : table.symbols.intern("n9")
    table.readAt = now + .minutes(-30)
    return (job, table)
  }

  @Test(
    "Of a waiting job the plan's start and end are told, and a start_time that is no plan is not",
    arguments: [
      ("Priority", "n[3-4]", 2, true), ("Priority", "", 2, true), ("BeginTime", "", 2, false),
      ("AssocGrpGRES", "", 2, false), ("JobHeldUser", "", 2, false), ("Dependency", "n1", 2, true),
      ("Priority", "n1", 0, false), ("Priority", "n1", -1, false),
    ] as [(SafeText, SafeText, Int64, Bool)])
  func waiting(reason: SafeText, planned: SafeText, hours: Int64, isTold: Bool) throws {
    let (job, table) = Self.job(reason, planned: planned, starts: .hours(hours))
    #expect(
      try Self.value("starts", of: job, in: table) == (isTold ? .moment(Self.now + .hours(hours)) : .unknown))
    #expect(
      try Self.value("ends", of: job, in: table)
        == (isTold ? .moment(Self.now + .hours(hours + 1)) : .unknown))
    let nodes = isTold && !planned.isEmpty ? FieldValue.text(planned) : .unknown
    #expect(try Self.value("planned-nodes", of: job, in: table) == nodes)
    #expect(try Self.value("node", of: job, in: table) == .unknown, "it runs on none of them")
  }

  @Test(
    "Of a job that runs or has ended the start is when it began",
    arguments: [JobState.Base.running, .completed])
  func started(base: JobState.Base) throws {
    let (job, table) = Self.job("None", starts: .hours(-2), base: base)
    #expect(try Self.value("starts", of: job, in: table) == .moment(Self.now + .hours(-2)))
    #expect(try Self.value("ends", of: job, in: table) == .moment(Self.now + .hours(-1)))
    #expect(try Self.value("node", of: job, in: table) == .text("n9"))
  }

  @Test("Several tasks in one row start when the first of them does")
  func folded() throws {
    var table = JobTable()
    let reason = table.symbols.intern("Priority")
    table.jobs = [(3, "n3"), (2, "n2"), (-1, "n1")].enumerated().map { place, told in
      var job = Job(
        id: Int64(place + 1), arrayID: 1, state: JobState(.pending), reason: reason, priority: 5,
        startedAt: Self.now + .hours(Int64(told.0)))
      job.plannedNodes = table.symbols.intern(SafeText(untrusted: told.1))
      return job
    }
    let factory = Factory(clusters: [Cluster(name: "c", jobs: table)])
    let queue = try #require(
      JobsOfCluster.all(of: factory, figures: Figures(of: factory, policy: .standard, now: Self.now)).first)
    let row = JobRecord(queue: queue, place: 0, otherPlaces: [1, 2], tasks: 3, tasksAreAtLeast: false)
    func value(_ key: String) throws -> FieldValue { try #require(JobFields.all[key]).value(row) }
    #expect(try value("starts") == .moment(Self.now + .hours(2)))
    #expect(try value("planned-nodes") == .text("n2"))
  }

  @Test("Restarts are told where Slurm tells them", arguments: [nil, 0, 3] as [UInt16?])
  func restarts(count: UInt16?) throws {
    var (job, table) = Self.job("Priority")
    job.restarts = count
    #expect(try Self.value("restarts", of: job, in: table) == .count(count.map(Int.init)))
  }
}
