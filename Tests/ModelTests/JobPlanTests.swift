import Model
import Testing
import Text

@Suite("When Slurm plans to start what waits")
struct JobPlanTests {
  static let now = QueueTests.now

  /// A table of one waiting job whose `start_time` is in an hour, and that job.
  private static func queue(
    state: JobState = JobState(.pending), reason: SafeText = "Priority", detail: SafeText = "",
    priority: Int64? = 10, nodes: SafeText = "", reservation: SafeText = "", starts: Seconds? = .hours(1),
    readAt: Timestamp? = now + Seconds(-5)
  ) -> (JobTable, Job) {
    var table = JobTable()
    var job = Job(
      id: 1, state: state, reason: table.symbols.intern(reason), priority: priority,
      startedAt: starts.map { now + $0 })
    job.reasonDetail = table.symbols.intern(detail)
    job.plannedNodes = table.symbols.intern(nodes)
    job.reservation = table.symbols.intern(reservation)
    table.jobs = [job]
    table.readAt = readAt
    table.plannedAt = now + Seconds(-60)
    return (table, job)
  }

  private static func plan(_ queue: (JobTable, Job)) -> JobPlan? { queue.0.plan(of: queue.1, now: now) }

  @Test(
    "Where Slurm names nodes it has planned, whatever its reason",
    arguments: ["Priority", "Dependency", "Whim"])
  func withNodes(reason: SafeText) {
    #expect(
      Self.plan(Self.queue(reason: reason, nodes: "n[3-4]"))
        == JobPlan(startsAt: Self.now + .hours(1), nodes: "n[3-4]", asOf: Self.now + Seconds(-60)))
  }

  @Test(
    "Without nodes it is an estimate of a job that competes, and of no other",
    arguments: [
      ("Priority", "", true), ("Resources", "", true), ("None", "", true), ("", "", true),
      ("Licenses", "", true),
      ("ReqNodeNotAvail", "ReqNodeNotAvail, UnavailableNodes:g07", true), ("Reservation", "", true),
      ("BeginTime", "", false), ("AssocGrpGRESMinutes", "", false), ("QOSMaxJobsPerUserLimit", "", false),
      ("JobHeldUser", "", false), ("JobHeldAdmin", "job requeued in held state", false),
      ("Dependency", "", false),
      ("DependencyNeverSatisfied", "", false), ("JobArrayTaskLimit", "", false), ("PartitionDown", "", false),
      ("BadConstraints", "", false), ("Prolog", "", false), ("Whim", "", false),
      ("BeginTime", "ReqNodeNotAvail, Reserved for maintenance", true),
    ] as [(SafeText, SafeText, Bool)])
  func withoutNodes(reason: SafeText, detail: SafeText, isPlan: Bool) {
    let plan = Self.plan(Self.queue(reason: reason, detail: detail))
    #expect(plan?.startsAt == (isPlan ? Self.now + .hours(1) : nil))
    #expect((plan != nil) == isPlan)
    #expect(plan?.nodes == nil)
  }

  @Test(
    "What is held, does not wait or has no time has no plan, with nodes or without", arguments: ["", "n1"])
  func none(nodes: SafeText) {
    #expect(Self.plan(Self.queue(priority: 0, nodes: nodes)) == nil)
    #expect(Self.plan(Self.queue(priority: nil, nodes: nodes)) == nil)
    #expect(Self.plan(Self.queue(nodes: nodes, starts: nil)) == nil)
    #expect(Self.plan(Self.queue(state: JobState(.running), nodes: nodes)) == nil)
    #expect(Self.plan(Self.queue(state: JobState(.pending, .completing), nodes: nodes)) == nil)
    #expect(Self.plan(Self.queue(nodes: nodes)) != nil)
  }

  @Test("A job with a reservation competes with none, and has a plan where Slurm names nodes")
  func reserved() {
    #expect(Self.plan(Self.queue(reservation: "course")) == nil)
    #expect(Self.plan(Self.queue(nodes: "n1", reservation: "course"))?.nodes == "n1")
  }

  @Test(
    "A start that had passed when Slurm was asked is overdue: Slurm moves it along with every answer",
    arguments: [(-6, true), (-5, true), (-4, true), (-3, false), (60, false)])
  func overdue(seconds: Int64, isOverdue: Bool) throws {
    let plan = try #require(Self.plan(Self.queue(nodes: "n1", starts: Seconds(seconds))))
    #expect(plan.startsAt == (isOverdue ? nil : Self.now + Seconds(seconds)))
    #expect(plan.nodes == "n1")
    #expect(plan.start(after: Self.now) == (seconds > 0 ? Self.now + Seconds(seconds) : nil))
  }

  @Test("Where no document tells its time, the start is held against now")
  func untold() throws {
    #expect(try #require(Self.plan(Self.queue(starts: Seconds(1), readAt: nil))).startsAt == nil)
    #expect(try #require(Self.plan(Self.queue(starts: Seconds(2), readAt: nil))).startsAt != nil)
  }
}
