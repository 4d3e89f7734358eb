import Testing
import Text

@testable import Model
@testable import Recording

@Suite("Nothing that is known of a thing is left out")
struct WholenessTests {
  /// The labels of what is the same in both, so that a field which stands there with no value of its own is found out.
  private func same(_ full: Any, _ untold: Any) -> [String] {
    zip(Mirror(reflecting: full).children, Mirror(reflecting: untold).children).compactMap { full, untold in
      "\(full.value)" == "\(untold.value)" ? full.label : nil
    }
  }

  @Test("Of a job")
  func job() throws {
    var table = JobTable()
    var job = Job(
      id: 7, arrayID: 8, arrayTaskID: 0, taskCount: 3, hetID: 9, hetOffset: 2,
      state: JobState(.suspended, [.completing]), priority: 0, submittedAt: moment, eligibleAt: moment,
      startedAt: moment, endsAt: moment, timeLimit: .unlimited, nodeCount: 0, cpus: 5, gpus: 0)
    job.tasksAreAtLeast = true
    job.hasGPUParts = true
    job.restarts = 0
    let paths: [WritableKeyPath<Job, Symbol>] = [
      \.arrayTasks, \.dependency, \.name, \.user, \.account, \.partition, \.qos, \.reason, \.reasonDetail,
      \.nodeList, \.reservation, \.licenses, \.plannedNodes, \.gpusByNode, \.priorities,
    ]
    for (index, path) in paths.enumerated() { job[keyPath: path] = table.symbols.intern("t\(index)") }
    #expect(same(job, Job(id: 0)) == [])
    table.jobs = [job]
    let texts = TextNumbers()
    let columns = table.columns(texts)
    var writer = ByteWriter()
    texts.tell(to: &writer)
    var known = KnownTexts()
    var reader = ByteReader(writer.bytes[...])
    try known.learn(from: &reader, in: Room())
    #expect(firstDifference(described(try JobTable(columns, known, in: Room())), described(table)) == nil)
  }

  @Test("Of a node and what is measured of it")
  func node() throws {
    var node = Node(
      name: "n1", state: NodeState(.error, [.drain]), partitions: [], gpus: nil, gpusAllocated: 3,
      gpuType: "a100", cpus: 1, cpusAllocated: 2, reason: "broken", reasonSetBy: "root", reasonSetAt: moment,
      watts: 0, gpuIndicesAllocated: [2, 1], gpuBusy: GPUBusy(), hasGPUParts: true)
    #expect(same(node, Node.untold) == [])
    #expect(try again(node) == node)
    node.gpuBusy = GPUBusy(byIndex: [3: 0, 15: 1, 16: 0.1, -4: 0.7], unnumbered: [1, 0.2], mean: 2.0 / 3)
    node.watts = -0.0
    node.partitions = ["a", "b,c"]
    #expect(try again(node).gpuBusy?.byIndex == [3: 0, 15: 1, 16: 0.1])
    node.gpuBusy?.byIndex[-4] = nil
    #expect(try again(node) == node)
  }

  private func again(_ node: Node) throws -> Node {
    var reading = RecordedReading(at: moment, factory: Factory(clusters: [Cluster(name: "c", nodes: [node])]))
    var encoder = ReadingEncoder()
    var decoder = ReadingDecoder()
    let body = RecordBody(
      kind: 2, at: 0, uptime: 0, number: 1, sections: encoder.sections(of: reading, isKey: true))
    try decoder.take(try body.view)
    reading = try decoder.reading()
    return try #require(reading.factory.clusters.first?.nodes?.first)
  }

  private func expectWhole<Thing: RecordedThing>(
    _ thing: Thing, without left: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(Set(same(thing, Thing.untold)).subtracting(left) == [], sourceLocation: sourceLocation)
    var chain = WrittenChain()
    chain.write([thing], as: SectionName(.about))
    var read = ReadChain()
    for (name, bytes) in chain.takeSections(texts: .texts) {
      try read.take(bytes, of: name, try #require(SectionKind(rawValue: name.kind)))
    }
    let again = try #require(try read.list(.about, as: Thing.self, in: Room()).first)
    #expect(firstDifference(described(again), described(thing)) == nil, sourceLocation: sourceLocation)
    #expect(Set(Thing.fields.map(\.id)).count == Thing.fields.count)
  }

  private var differentPolicy: Policy {
    var policy = Policy.standard
    policy.modes = [
      .playground: ModePolicy(promise: .days(3), start: .cutoff, cutoffs: [moment]),
      .other("x"): ModePolicy(promise: .workingDays(4), start: .submission, cutoffs: []),
    ]
    policy.zone = EuropeanZone(standardOffset: .hours(2), hasSummerTime: false)
    policy.holidays = [CivilDate(year: 2026, month: 12, day: 6)]
    policy.atRiskFraction = 0.123
    policy.budget = BudgetThresholds(
      idleStartAfter: Seconds(1), underPace: 2, underFromCalendarFraction: 3, aheadPace: 4,
      aheadMargin: Seconds(5), endingWithin: Seconds(6))
    policy.staleness = StalenessThresholds(
      scheduler: Seconds(1), applications: Seconds(2), allocations: Seconds(3), surroundings: Seconds(4))
    policy.alerts = AlertThresholds(
      unavailableFraction: 1, criticalFraction: 2, idleFraction: 3, idleWhileWaiting: Seconds(4),
      idleBusyFraction: 5, idleAllocatedFraction: 6, quotaFraction: 7, oldestWait: Seconds(8), drainHours: 9,
      dueWithin: Seconds(10), cutoffWithin: Seconds(11), idleBudgetAfter: Seconds(12),
      maintenanceWithin: Seconds(13), accountingBacklog: 14)
    return policy
  }

  @Test("Of everything else that is recorded field by field")
  func things() throws {
    let day = CivilDate(year: 2026, month: 11, day: 24)
    try expectWhole(UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8, gresPerGPU: 2))
    try expectWhole(Partition(name: "gpu", state: .drain, maxTime: .minutes(5), nodeCount: 3))
    try expectWhole(
      Reservation(
        name: "r", nodeCount: 1, nodeList: "n[1-2]", gpus: 4, startsAt: moment, endsAt: moment,
        partition: "p", flags: ["MAINT"], accounts: ["a"], users: ["u"]))
    try expectWhole(
      SchedulerHealth(
        lastCycle: .microseconds(3), meanCycle: .seconds(2), queueLength: 4, lastBackfill: .seconds(1),
        meanBackfill: .seconds(3), backfilledAt: moment, accountingBacklog: 2))
    try expectWhole(
      SlurmAccount(
        name: "a", proposal: "p", limit: GresHours(1), isLimitedByUnknown: true, used: GresHours(2),
        committed: GresHours(3), countedAt: moment), without: ["daily"])
    var qos = QOS(name: "q", priority: 1, maxWall: .unlimited, flags: ["f"])
    (qos.groupGPUs, qos.gpusPerAccount, qos.gpusPerUser, qos.gpusPerJob) = (1, 2, 3, 4)
    (qos.groupJobs, qos.jobsPerAccount, qos.jobsPerUser, qos.submittedPerUser) = (5, 6, 7, 8)
    (qos.typedLimits, qos.preemptMode) = (["t"], ["m"])
    try expectWhole(qos)
    var source = Source(
      path: "p", kind: .jobs, format: "f", version: "v", cluster: "c", dataAt: moment, statedAt: moment,
      writtenAt: moment, records: 1, skipped: 2, problem: "x", notUsed: "n", isReadable: false,
      isMissing: true)
    (source.isHanging, source.unverified, source.outranked) = (true, 3, 4)
    try expectWhole(source)
    var balance = Balance(account: "a", cluster: "c", unit: "GPU-h", value: 3, countedAt: moment)
    balance.source = "s"
    try expectWhole(balance)
    try expectWhole(StorageQuota(path: "p", resource: .files, fraction: 0.5))
    var facts = ClusterFacts(
      factors: UnitFactors(gresPerGPU: 2), partitionOrder: ["p"], scheduler: SchedulerHealth(queueLength: 1),
      facilityWatts: 3, busyMeasuredAt: moment, slurmName: "s")
    (facts.hasJobs, facts.jobsReadAt, facts.jobsPlannedAt, facts.hasNodes) = (true, moment, moment, true)
    (facts.hasPartitions, facts.hasReservations, facts.hasAccounts, facts.hasQOS) = (true, true, true, true)
    try expectWhole(facts)
    try expectWhole(
      FactoryFacts(
        site: "s", factors: ["c": UnitFactors(gresPerGPU: 3)], clusters: ["c"], hasApplications: true,
        hasAllocations: true, hasQuotas: true, hasDecisions: true, owners: [1]))
    try expectWhole(
      RecordingHead(
        program: "p", host: "h", interval: Seconds(7), hidden: ["users"], policy: differentPolicy,
        exported: "e"))
    try expectWhole(differentPolicy, without: ["checks"])
    try expectWhole(differentPolicy.budget)
    try expectWhole(differentPolicy.staleness)
    try expectWhole(differentPolicy.alerts)
    try expectWhole(
      OrganisationFacts(
        registryCode: "r", vat: "v", pic: "p", foundedYear: 1, staff: 2, turnover: Euros(3),
        balance: Euros(4),
        countsLinked: true))
    try expectWhole(OtherFunding(programme: "p", grantNumber: "g", amount: Euros(1)))
    try expectWhole(
      Declarations(
        hasCivilianPurpose: true, personalData: .basic, hasProcessingAgreement: false, otherFunding: [],
        aiActClass: .other("x"), contractEnd: day))
    try expectWhole(
      TechnicalRequest(machines: ["m"], fallback: "f", architectures: ["a"], maxGPUs: 3))
    try expectWhole(RecordAuthor(name: "n", uid: 7, host: "h"))
  }

  @Test("Of an application, an allocation and a decision")
  func shared() throws {
    let application = Application(
      id: "A", title: "t", mode: .other("m"), state: .expertReview, organisation: "o", country: "c",
      organisationKind: "k", sector: "s", machine: "m", partition: "p", requested: Amount(3, .nodeHours),
      durationDays: 4, createdAt: moment, submittedAt: moment, cutoffAt: moment, dueAt: moment,
      decidedAt: moment, accessAt: moment, infoRequestedAt: moment, pausedFor: Seconds(5), assignee: "a",
      decision: "d", facts: OrganisationFacts(staff: 1), declared: Declarations(hasCivilianPurpose: false),
      technical: TechnicalRequest(maxGPUs: 2), applicant: .withheld)
    #expect(told(by: application, untold: .untold) == [])
    try expectWhole(application, without: ["journalStanding"])
    var allocation = Allocation(
      account: "a", proposal: "p", cluster: "c", mode: .playground, unit: .kiloCoreHours, granted: 1, used: 2,
      committed: 3, startsAt: moment, endsAt: moment, countedAt: moment, standing: .paused,
      balance: Balance(account: "a", value: 1))
    allocation.source = "s"
    #expect(told(by: allocation, untold: .untold) == ["history"])
    try expectWhole(allocation)
    for kind: DecisionKind in [
      .assign(to: "a"), .outcome(.feasible), .ask, .answer, .decision(.accept), .note, .correction(of: "r"),
      .unknown("later"),
    ] {
      let record = DecisionRecord(
        id: "r", application: "A", kind: kind, note: "n", seen: ["s"], from: .submitted, to: .awarded,
        portal: .decision, isForced: true, batch: "b", author: RecordAuthor(name: "n", uid: 1, host: "h"),
        at: moment, isNewer: true)
      try expectWhole(record)
    }
  }

  /// The same one level deeper, where the parts are kept by reference.
  private func told<Thing>(by full: Thing, untold: Thing) -> [String] {
    guard let full = Mirror(reflecting: full).children.first?.value, let first = inner(full),
      let untold = Mirror(reflecting: untold).children.first?.value, let second = inner(untold)
    else { return ["nothing"] }
    return same(first, second).map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 }
  }

  private func inner(_ shared: Any) -> Any? {
    (Mirror(reflecting: shared).children.first?.value as? [Any])?.first
  }
}
