import Model
import Testing
import Text

@Suite struct SourceTests {
  static let now = Timestamp(secondsSince1970: 1_795_428_000)

  @Test(
    "A source is stale when it is older than its kind may be",
    arguments: [
      (.jobs, .minutes(3), .ok), (.jobs, Seconds(181), .stale), (.nodes, Seconds(181), .stale),
      (.applications, .hours(2), .ok), (.applications, Seconds(7201), .stale),
      (.allocations, .hours(36), .ok),
      (.allocations, Seconds(129_601), .stale), (.cluster, .days(400), .ok), (.history, .days(400), .ok),
      (.other, .days(400), .ok),
    ] as [(Source.Kind, Seconds, Source.State)])
  func staleness(_ kind: Source.Kind, _ age: Seconds, _ state: Source.State) throws {
    let source = Source(path: "a.json", kind: kind, dataAt: Self.now + Seconds(-age.count))
    let figures = Figures(of: Factory(sources: [source]), policy: .standard, now: Self.now)
    #expect(figures.sources.first?.state == state)
    #expect(figures.sources.first?.age == age)
  }

  @Test func `A document from a clock that is ahead is new, and one without a time has no age`() {
    let sources = [
      Source(path: "a.json", kind: .jobs, dataAt: Self.now + .minutes(1)),
      Source(path: "b.json", kind: .jobs),
    ]
    let figures = Figures(of: Factory(sources: sources), policy: .standard, now: Self.now)
    #expect(figures.sources.map(\.age) == [Seconds(0), nil])
    #expect(figures.sources.map(\.state) == [.ok, .ok])
  }

  @Test(
    "A document that is dated ahead of now, or of its own file, is in the state clock and of no age",
    arguments: [
      (121, nil, .ofReader(Seconds(121))), (120, nil, nil), (-600, -721, .ofFile(Seconds(121))),
      (-600, -720, nil), (86_400, 86_400, .ofReader(.days(1))),
    ] as [(Int64, Int64?, Source.Lead?)])
  func clock(_ stated: Int64, _ written: Int64?, _ lead: Source.Lead?) throws {
    for kind in [Source.Kind.cluster, .history] {
      let source = Source(
        path: "a", kind: kind, cluster: "a", dataAt: Self.now + Seconds(stated),
        statedAt: Self.now + Seconds(stated),
        writtenAt: written.map { Self.now + Seconds($0) })
      let figures = Figures(
        of: Factory(clusters: [Cluster(name: "a")], sources: [source]), policy: .standard, now: Self.now)
      let told = try #require(figures.sources.first)
      #expect(told.lead == lead)
      #expect(told.state == (lead == nil ? .ok : .clock))
      #expect((told.age == nil) == (lead != nil))
      #expect(figures.alerts.map(\.rule) == (lead == nil ? [] : [.sourceClock]))
      if kind == .cluster { #expect(figures.clusters.map(\.sourceState) == [told.state]) }
    }
  }

  @Test("What is said to have changed in the future is dated ahead too, whether it is used or not")
  func changed() {
    func state(_ kind: Source.Kind) -> Source.State? {
      let source = Source(path: "a", kind: kind, dataAt: Self.now, statedAt: Self.now + .hours(1))
      return Figures(of: Factory(sources: [source]), policy: .standard, now: Self.now).sources.first?.state
    }
    #expect(state(.partitions) == .clock)
    #expect(state(.other) == .clock)
    #expect(state(.journal) == .ok)
  }

  @Test("A file of which records could not be read is no ok, marks its cluster and leaves nobody well")
  func incomplete() throws {
    func figures(_ kind: Source.Kind, skipped: Int) -> Figures {
      let sources = [
        Source(path: "a.json", kind: kind, cluster: "a", dataAt: Self.now, records: 9, skipped: skipped),
        Source(path: "b.json", kind: .nodes, cluster: "a", dataAt: Self.now),
      ]
      let cluster = Cluster(name: "a", nodes: [], jobs: JobTable())
      return Figures(of: Factory(clusters: [cluster], sources: sources), policy: .standard, now: Self.now)
    }
    for kind in [Source.Kind.jobs, .partitions, .measurements] {
      let found = figures(kind, skipped: 2)
      #expect(found.sources.map(\.state) == [.error, .ok])
      #expect(found.sources.map(\.isIncomplete) == [true, false])
      #expect(found.clusters.map(\.sourceState) == [.error])
      #expect(found.clusters.map(\.unreadRecords) == [2])
      #expect(found.alerts.map(\.text) == ["2 records could not be read"])
    }
    #expect(figures(.allocations, skipped: 1).clusters.map(\.sourceState) == [.ok])
    #expect(figures(.allocations, skipped: 1).alerts.map(\.rule) == [.sourceIncomplete])
    #expect(figures(.other, skipped: 1).alerts.isEmpty, "nothing of it is shown")
    #expect(figures(.jobs, skipped: 0).alerts.isEmpty)
  }

  @Test func `A cluster shows the worst state of its own files and that file's age`() throws {
    func source(
      _ path: SafeText, _ cluster: SafeText?, age: Int64, isReadable: Bool = true, isMissing: Bool = false
    ) -> Source {
      Source(
        path: path, kind: .jobs, cluster: cluster, dataAt: Self.now + .minutes(-age), isReadable: isReadable,
        isMissing: isMissing)
    }
    let sources = [
      source("a1", "a", age: 1), source("a2", "a", age: 5), source("a3", "a", age: 9),
      source("b", "b", age: 1),
      source("c1", "c", age: 50, isReadable: false), source("c2", "c", age: 60, isMissing: true),
      source("site", nil, age: 1, isReadable: false),
    ]
    let clusters = (["a", "b", "c", "d"] as [SafeText]).map { Cluster(name: $0) }
    let figures = Figures(of: Factory(clusters: clusters, sources: sources), policy: .standard, now: Self.now)
    #expect(figures.clusters.map(\.sourceState) == [.stale, .ok, .error, .ok])
    #expect(figures.clusters.map(\.sourceAge) == [.minutes(9), .minutes(1), .minutes(50), nil])
  }

  @Test("How old the scheduler's statistics are says nothing of nodes and jobs")
  func surroundings() {
    let sources = [
      Source(path: "jobs.json", kind: .jobs, format: "slurm jobs", cluster: "a", dataAt: Self.now),
      Source(path: "sdiag.json", kind: .scheduler, cluster: "a", dataAt: Self.now + Seconds(-864_000)),
    ]
    let factory = Factory(clusters: [Cluster(name: "a", nodes: [], jobs: JobTable())], sources: sources)
    let figures = Figures(of: factory, policy: .standard, now: Self.now)
    #expect(figures.clusters.map(\.sourceState) == [.ok])
    #expect(figures.sources.map(\.state) == [.ok, .stale])
  }

  @Test(
    "A file that never told anything breaks a cluster only where no other tells its nodes and jobs",
    arguments: [(true, Source.State.ok), (false, .error)])
  func neverTold(hasNodes: Bool, state: Source.State) {
    let sources = [
      Source(path: "jobs.json", kind: .jobs, format: "slurm jobs", cluster: "a", dataAt: Self.now),
      Source(path: "other.json", kind: .other, cluster: "a", isReadable: false),
    ]
    let cluster = Cluster(name: "a", nodes: hasNodes ? [] : nil, jobs: JobTable())
    let factory = Factory(clusters: [cluster], sources: sources)
    let figures = Figures(of: factory, policy: .standard, now: Self.now)
    #expect(figures.clusters.map(\.sourceState) == [state])
  }
}

@Suite struct AlertTests {
  static let now = SourceTests.now

  private func alerts(_ factory: Factory, now: Timestamp = now) -> [Alert] {
    Figures(of: factory, policy: .standard, now: now).alerts
  }

  /// A cluster of 20 idle nodes with four GPUs each, and one job that has waited for `wait`.
  private func cluster(down: Int = 0, planned: Bool = false, wait: Seconds, limit: UInt32 = 60) -> Cluster {
    let idle = NodeState(.idle, planned ? .planned : [])
    let nodes = (0..<20).map { number in
      Node(name: "n\(number)", state: number < down ? NodeState(.down) : idle, gpus: 4)
    }
    let job = Job(
      id: 1, state: JobState(.pending), eligibleAt: Self.now + Seconds(-wait.count),
      timeLimit: .minutes(limit),
      nodeCount: 1, gpus: 4)
    return Cluster(name: "test", nodes: nodes, jobs: JobTable(jobs: [job]))
  }

  @Test func `Where all is well there is no alert`() throws {
    let quiet = Factory(clusters: [cluster(down: 1, wait: .minutes(10))])
    #expect(alerts(quiet).isEmpty)
  }

  @Test func `More nodes out than allowed`() throws {
    let alert = try #require(alerts(Factory(clusters: [cluster(down: 2, wait: .minutes(10))])).first)
    #expect(alert.rule == .nodesOutOfService)
    #expect(alert.entity == .cluster("test"))
    #expect(alert.text == "2 of 20 nodes are down")
  }

  @Test func `Idle GPUs while jobs wait, unless Slurm holds them for a plan`() throws {
    let idle = alerts(Factory(clusters: [cluster(wait: .hours(2))]))
    #expect(idle.map(\.text) == ["80 of 80 GPUs are idle while 1 task waits: 1 no reason given"])
    #expect(alerts(Factory(clusters: [cluster(planned: true, wait: .hours(2))])).isEmpty)
  }

  @Test func `Long waits and long backlogs`() throws {
    let slow = alerts(Factory(clusters: [cluster(planned: true, wait: .hours(73), limit: 60 * 20 * 169)]))
    #expect(slow.map(\.rule) == [.oldestWait, .backlogDrain])
    #expect(slow.map(\.entity) == [.cluster("test"), .cluster("test")])
    #expect(slow.map(\.since) == [Self.now + .hours(-73), nil])
    #expect(
      slow.map(\.text) == [
        "an eligible job has waited for 73 hours", "the backlog takes more than 168 hours to drain",
      ])
  }

  @Test func `Promises that are broken come before those that soon will be`() throws {
    let applications = try ["2026-11-13T10:00:00Z", "2026-11-19T12:00:00Z", "2026-11-19T15:00:00Z"].map {
      submitted in
      Application(
        id: "EHPC-AIF-2026PG01-9001", mode: .playground, state: .submitted, submittedAt: try moment(submitted)
      )
    }
    let found = alerts(Factory(applications: applications))
    #expect(found.map(\.severity) == [.critical, .warning])
    #expect(
      found.map(\.text) == [
        "1 application past the promised time", "1 application due within 4 working hours",
      ])
    #expect(found.allSatisfy { $0.entity == EntityID(.factory, nil) })
  }

  @Test func `A cut-off within a day`() throws {
    let found = alerts(Factory(applications: []), now: try moment("2026-11-29T09:00:00Z"))
    #expect(found.map(\.text) == ["cut-off of large_scale within 24 hours"])
    #expect(alerts(Factory(applications: []), now: try moment("2026-11-29T08:59:59Z")).isEmpty)
  }

  @Test func `Budgets that are used up, and those that nobody uses`() throws {
    func allocation(_ account: SafeText, used: Double, starts: String) throws -> Allocation {
      Allocation(
        account: account, unit: .gpuHours, granted: 5000, used: used, startsAt: try moment(starts),
        endsAt: try moment("2027-06-01T00:00:00Z"))
    }
    let found = alerts(
      Factory(allocations: [
        try allocation("idle", used: 0, starts: "2026-10-01T00:00:00Z"),
        try allocation("young", used: 0, starts: "2026-11-01T00:00:00Z"),
        try allocation("gone", used: 5000, starts: "2026-10-01T00:00:00Z"),
      ]))
    #expect(found.map(\.entity) == [EntityID(.allocation, "gone"), EntityID(.allocation, "idle")])
    #expect(found.map(\.severity) == [.critical, .warning])
    #expect(found.map(\.text) == ["is used up", "is unused after 53 days"])
  }

  @Test func `Sources that are missing, broken or stale`() throws {
    let sources = [
      Source(path: "stale", kind: .jobs, dataAt: Self.now + .minutes(-4)),
      Source(path: "broken", kind: .jobs, isReadable: false),
      Source(path: "torn", kind: .jobs, problem: "is no valid JSON: it ends early", isReadable: false),
      Source(path: "gone", kind: .jobs, isMissing: true),
      Source(path: "well", kind: .jobs, dataAt: Self.now),
    ]
    let found = alerts(Factory(sources: sources))
    #expect(found.map(\.entity) == ["stale", "broken", "torn", "gone"].map { EntityID(.source, $0) })
    #expect(
      found.map(\.text) == [
        "is stale", "cannot be read", "is no valid JSON: it ends early", "file is missing",
      ])
    #expect(found.allSatisfy { $0.severity == .warning && $0.rule == .sourceStale })
  }

  @Test func `Critical comes first, then the newest, then what has no time as it was found`() {
    func alert(_ name: SafeText, _ severity: Alert.Severity, _ hours: Int64?) -> Alert {
      Alert(
        .nodesOutOfService, severity, .cluster(name), since: hours.map { Self.now + .hours(-$0) }, text: "")
    }
    let sorted = [
      alert("d", .warning, 9), alert("e", .warning, nil), alert("c", .warning, 1),
      alert("b", .critical, nil), alert("f", .warning, nil), alert("a", .critical, 300),
    ].byUrgency()
    #expect(sorted.map(\.entity.name) == ["a", "b", "c", "d", "e", "f"])
  }
}
