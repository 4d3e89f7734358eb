import Entities
import Model
import Text

/// A factory of which each kind has things that tell much and things that tell nothing.
enum EntityFixture {
  static let now = Timestamp(secondsSince1970: 1_795_428_000)  // 2026-11-23T10:00:00Z, a Monday
  static let zone = EuropeanZone.central

  static let factory = Factory(
    site: "Baltic", clusters: [lumi, Cluster(name: "karolina", nodes: [])],
    applications: [
      Application(
        id: "EHPC-1", title: "Crop yield", mode: .playground, state: .decision,
        organisation: "Véloce Textile", country: "FR", sector: "textiles", machine: "lumi",
        requested: Amount(5000, .gpuHours), submittedAt: now + .days(-10), assignee: "anna"),
      Application(id: "EHPC-2", mode: .other("quantum"), state: .other("frozen")),
      Application(
        id: "EHPC-3", mode: .fastLane, state: .infoRequested, country: "FI", submittedAt: now + .hours(-2),
        infoRequestedAt: now + .hours(-1)),
    ],
    allocations: [
      Allocation(
        account: "project_1", proposal: "EHPC-9", cluster: "lumi", unit: .gpuHours, granted: 1000, used: 900,
        startsAt: now + .days(-30), endsAt: now + .days(30), countedAt: now),
      Allocation(account: "project_2", unit: .nodeHours),
    ],
    sources: [
      Source(
        path: "lumi/squeue.json", kind: .jobs, format: "slurm jobs", version: "v0.0.41", cluster: "lumi",
        dataAt: now + .minutes(-2), records: 6, skipped: 1, problem: "record 3 has no job_id"),
      Source(path: "notes.txt", kind: .other),
    ])

  static let figures = Figures(of: factory, policy: .standard, now: now)

  private static let lumi = Cluster(
    name: "lumi",
    nodes: [
      Node(
        name: "n10", state: NodeState(.mixed), partitions: ["standard-g"], gpus: 8, gpusAllocated: 6,
        gpuType: "mi250", cpus: 64, cpusAllocated: 48, watts: 1900,
        gpuBusy: GPUBusy(byIndex: [0: 0.5, 1: 0.7])),
      Node(
        name: "n2", state: NodeState(.idle, .drain), partitions: ["standard-g", "dev-g"], gpus: 8,
        gpusAllocated: 0, reason: "XID 79: off the bus", reasonSetBy: "root",
        reasonSetAt: now + .hours(-1)),
      Node(name: "n3", state: NodeState(.down), partitions: [], gpus: 8, reasonSetAt: now + .days(-3)),
      Node(name: "ghost", state: NodeState(.future)),
      Node(name: "n4", state: NodeState(.unknown), gpus: nil),
    ],
    jobs: jobs,
    partitions: [Partition(name: "standard-g", state: .up), Partition(name: "dev-g", state: .drain)],
    reservations: [
      Reservation(
        name: "maint", nodeCount: 2, nodeList: "n[2-3]", startsAt: now + .days(2), endsAt: now + .days(3),
        flags: ["MAINT"]),
      Reservation(
        name: "course", gpus: 4, startsAt: now, partition: "dev-g", accounts: ["project_1"], users: ["-anna"]),
    ],
    qos: [QOS(name: "normal", priority: 10, maxWall: .minutes(2880)), QOS(name: "long", maxWall: .unlimited)])

  /// By number: 1 runs on n[2,10], 2 waits, 3 is an array that Slurm cut, 4 is held, 5 tells nothing.
  static let jobs: JobTable = {
    var symbols = SymbolTable()
    func job(
      _ id: Int64, _ state: JobState.Base, user: SafeText, account: SafeText, partition: SafeText,
      reason: SafeText = "", nodes: SafeText = "", gpus: Int32?, minutes: UInt32
    ) -> Job {
      Job(
        id: id, state: JobState(state), name: symbols.intern("train"), user: symbols.intern(user),
        account: symbols.intern(account), partition: symbols.intern(partition),
        qos: symbols.intern("normal"), reason: symbols.intern(reason), nodeList: symbols.intern(nodes),
        priority: 100, submittedAt: now + .hours(-30), eligibleAt: now + .hours(-20), nodeCount: 1,
        cpus: 8, gpus: gpus
      ).limited(to: minutes)
    }
    var running = job(
      1, .running, user: "aif0211", account: "project_1", partition: "standard-g", nodes: "n[2,10]", gpus: 8,
      minutes: 720)
    running.startedAt = now + .hours(-2)
    running.endsAt = now + .hours(10)
    var array = job(
      3, .pending, user: "Aif0255", account: "project_3", partition: "standard-g,dev-g",
      reason: "JobArrayTaskLimit", gpus: 4, minutes: 60)
    array.arrayID = 3
    array.arrayTasks = symbols.intern("0-63%8")
    array.taskCount = 64
    array.tasksAreAtLeast = true
    array.eligibleAt = nil
    var held = job(
      4, .pending, user: "aif0211", account: "project_1", partition: "dev-g", reason: "JobHeldUser", gpus: 16,
      minutes: 60)
    held.priority = 0
    held.eligibleAt = nil
    held.dependency = symbols.intern("afterok:1")
    held.reservation = symbols.intern("course")
    held.licenses = symbols.intern("matlab:1")
    let waiting = job(
      2, .pending, user: "aif0211", account: "project_1", partition: "standard-g", reason: "Priority",
      gpus: 32, minutes: 720)
    return JobTable(symbols: symbols, jobs: [running, waiting, array, held, Job(id: 5)])
  }()

  /// What a query leaves of a kind, by the first field of each row.
  static func listed(_ words: SafeText, _ kind: ListKind, user: SafeText? = nil) -> [String] {
    let list = EntityList(kind, of: factory, figures: figures, user: user)
    let query = QueryReading(words, kind.schema).query
    let key = kind == .partitions ? 1 : kind == .alerts ? 1 : 0
    return Listing(list, by: query, now: now, zone: zone).places.map {
      list.value(key, of: Int($0)).shown.shown
    }
  }
}

extension Job {
  fileprivate func limited(to minutes: UInt32) -> Job {
    var job = self
    job.timeLimit = .minutes(minutes)
    return job
  }
}
