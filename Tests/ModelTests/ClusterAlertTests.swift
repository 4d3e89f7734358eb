import Model
import Testing
import Text

@Suite("Alerts of clusters and partitions")
struct ClusterAlertTests {
  static let now = OutageTests.now

  private func alerts(
    _ cluster: Cluster, _ change: (inout AlertThresholds) -> Void = { _ in }
  ) -> [Alert] {
    var policy = Policy.standard
    change(&policy.alerts)
    return Figures(of: Factory(clusters: [cluster]), policy: policy, now: Self.now).alerts
  }

  private static func nodes(
    _ count: Int, of partitions: [SafeText]?, _ base: NodeState.Base = .idle, _ flags: NodeState.Flags = [],
    named prefix: SafeText = "n", ago: Seconds? = nil
  ) -> [Node] {
    (0..<count).map { number in
      Node(
        name: "\(prefix)\(number)", state: NodeState(base, flags), partitions: partitions, gpus: 4,
        gpusAllocated: base == .allocated ? 4 : 0,
        reasonSetAt: ago.map { now + Seconds(-$0.count + Int64(number)) })
    }
  }

  /// Waiting jobs, one for each of `jobs`.
  private static func waiting(
    _ jobs: [(partition: SafeText, reason: SafeText, tasks: Int32, gpus: Int32?, ago: Seconds)],
    limit: UInt32 = 1
  ) -> JobTable {
    var table = JobTable()
    for job in jobs {
      table.jobs.append(
        Job(
          id: Int64(table.jobs.count + 1), taskCount: job.tasks, state: JobState(.pending),
          partition: table.symbols.intern(job.partition), reason: table.symbols.intern(job.reason),
          priority: 9,
          eligibleAt: now + Seconds(-job.ago.count), timeLimit: .minutes(limit), nodeCount: 1, gpus: job.gpus)
      )
    }
    return table
  }

  @Test(
    "A partition whose GPUs are idle while its jobs wait is told with its own reasons; one that is full is not"
  )
  func idlePartition() throws {
    let cluster = Cluster(
      name: "c",
      nodes: Self.nodes(5, of: ["dev"]) + Self.nodes(94, of: ["gpu"], .allocated, named: "g"),
      jobs: Self.waiting([
        ("dev", "QOSMaxJobsPerUserLimit", 49, 1, .hours(24)), ("dev", "Priority", 3, 1, .hours(2)),
        ("dev", "Whim", 2, nil, .hours(2)), ("dev", "Resources", 1, 2, .hours(2)),
        ("dev", "Licenses", 900, 0, .hours(2)), ("dev", "JobHeldUser", 900, 1, .hours(2)),
        ("gpu", "Resources", 7, 1, .hours(30)),
      ]))
    let found = alerts(cluster)
    #expect(found.map(\.rule) == [.idleWhileWaiting])
    #expect(found.map(\.entity) == [EntityID(.partition, "dev", cluster: "c")])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.since) == [Self.now + .hours(-24)])
    #expect(
      found.map(\.text) == [
        """
        20 of 20 GPUs are idle while 55 tasks wait: 49 QOS limit (QOSMaxJobsPerUserLimit), 3 others come first \
        (Priority), 2 Whim, +1 more
        """
      ])
    #expect(alerts(cluster) { $0.idleWhileWaiting = .hours(25) }.isEmpty)
    #expect(alerts(cluster) { $0.idleFraction = 1 }.isEmpty)
  }

  @Test("Idle GPUs are no alert for jobs that want none, that wait elsewhere, or that have just come")
  func noReasonToAlert() {
    for job in [("dev", 0, Seconds.hours(9)), ("cpu", 1, .hours(9)), ("dev", 1, .minutes(60))]
      as [(SafeText, Int32, Seconds)]
    {
      let jobs = Self.waiting([(job.0, "Resources", 5, job.1, job.2)])
      let nodes = Self.nodes(5, of: ["dev"]) + Self.nodes(3, of: ["cpu"], .allocated, named: "c")
      #expect(alerts(Cluster(name: "c", nodes: nodes, jobs: jobs)).isEmpty)
    }
  }

  @Test("Where nobody tells partitions, idle GPUs are the cluster's")
  func withoutPartitions() {
    let jobs = Self.waiting([("", "Resources", 1, 1, .hours(2))])
    let found = alerts(Cluster(name: "c", nodes: Self.nodes(5, of: nil), jobs: jobs))
    #expect(found.map(\.entity) == [.cluster("c")])
    #expect(
      found.map(\.text) == ["20 of 20 GPUs are idle while 1 task waits: 1 waiting for nodes (Resources)"])
  }

  @Test("One of anything is told in the singular")
  func singular() {
    let jobs = Self.waiting([("", "Priority", 1, 1, .hours(2))])
    let cluster = Cluster(
      name: "c",
      nodes: [Node(name: "n", state: NodeState(.idle), partitions: nil, gpus: 1, gpusAllocated: 0)],
      jobs: jobs)
    #expect(
      alerts(cluster).map(\.text) == ["1 of 1 GPU is idle while 1 task waits: 1 behind others (Priority)"])
    let waited = alerts(cluster) {
      $0.idleFraction = 1
      $0.oldestWait = .minutes(90)
    }
    #expect(waited.map(\.text) == ["an eligible job has waited for 2 hours"])
  }

  @Test("A whole cluster that is down is critical, and says it of its partitions too")
  func clusterDown() {
    let found = alerts(
      Cluster(
        name: "c",
        nodes: Self.nodes(3, of: ["p"], .down, ago: .hours(4)) + Self.nodes(2, of: ["q"], .down, named: "q")))
    #expect(found.map(\.rule) == [.nodesOutOfService])
    #expect(found.map(\.severity) == [.critical])
    #expect(found.map(\.entity) == [.cluster("c")])
    #expect(found.map(\.text) == ["all 5 nodes are down, the newest n2"])
    #expect(found.map(\.since) == [Self.now + Seconds(-4 * 3600 + 2)])
  }

  @Test(
    "A whole partition that is out is critical, whatever took its nodes but maintenance",
    arguments: [
      (.down, [], "all 2 nodes are down", true), (.idle, .drain, "all 2 nodes are drained", true),
      (.mixed, .drain, "all 2 nodes are draining", true),
      (.idle, .notResponding, "all 2 nodes are not responding", true),
      (.idle, .maintenance, "", false),
    ] as [(NodeState.Base, NodeState.Flags, SafeText, Bool)])
  func partitionDown(base: NodeState.Base, flags: NodeState.Flags, text: SafeText, isCritical: Bool) {
    let nodes = Self.nodes(2, of: ["small"], base, flags, named: "s") + Self.nodes(98, of: ["large"])
    let found = alerts(Cluster(name: "c", nodes: nodes))
    #expect(
      found
        == (isCritical
          ? [Alert(.nodesOutOfService, .critical, EntityID(.partition, "small", cluster: "c"), text: text)]
          : []))
  }

  @Test(
    "A cluster in maintenance is a warning, and so is what is more than allowed; more than half is critical")
  func bySize() {
    func found(_ states: (base: NodeState.Base, flags: NodeState.Flags, count: Int)...) -> [Alert] {
      let nodes = states.enumerated().flatMap { index, state in
        Self.nodes(state.count, of: nil, state.base, state.flags, named: "\(["a", "b", "c", "d"][index])")
      }
      return alerts(Cluster(name: "c", nodes: nodes))
    }
    #expect(found((.idle, .maintenance, 10)).map(\.severity) == [.warning])
    #expect(found((.idle, .maintenance, 10)).map(\.text) == ["all 10 nodes are in maintenance"])
    #expect(found((.idle, [], 19), (.down, [], 1)).isEmpty)
    #expect(found((.idle, [], 18), (.down, [], 2)).map(\.severity) == [.warning])
    #expect(found((.idle, [], 10), (.down, [], 10)).map(\.severity) == [.warning])
    #expect(found((.idle, [], 9), (.down, [], 10)).map(\.severity) == [.critical])
    #expect(
      found((.down, [], 4), (.mixed, .fail, 5), (.idle, .maintenance, 2), (.idle, .rebootIssued, 1)).map(
        \.text)
        == ["all 12 nodes are out of service: 4 down, 5 failing, 2 in maintenance, 1 rebooting"])
    #expect(found((.future, [], 90), (.idle, [], 1), (.down, [], 1)).map(\.text) == ["1 of 2 nodes is down"])
    #expect(found((.down, [], 1)).map(\.text) == ["its only node is down"])
    #expect(found((.future, [], 9)).isEmpty)
  }

  @Test("From where on it is critical is the site's to say")
  func criticalFraction() {
    let cluster = Cluster(
      name: "c", nodes: Self.nodes(8, of: ["p"]) + Self.nodes(2, of: ["p"], .down, named: "d"))
    #expect(alerts(cluster).map(\.severity) == [.warning])
    let gone = Cluster(name: "c", nodes: Self.nodes(2, of: nil, .down))
    #expect(alerts(gone) { $0.criticalFraction = 1 }.map(\.severity) == [.critical])
    let strict = alerts(cluster) { $0.criticalFraction = 0.1 }
    #expect(strict.map(\.severity) == [.critical, .critical])
    #expect(strict.map(\.entity) == [.cluster("c"), EntityID(.partition, "p", cluster: "c")])
  }

  @Test(
    "A partition that is not UP is an alert with what waits there, and is no idle capacity",
    arguments: [
      (.down, "is DOWN, no job starts; 3 tasks wait"), (.drain, "is DRAIN, no job is taken; 3 tasks wait"),
      (.inactive, "is INACTIVE, no job is taken or starts; 3 tasks wait"), (.up, nil), (nil, nil),
    ] as [(PartitionState?, SafeText?)])
  func state(state: PartitionState?, text: SafeText?) {
    let cluster = Cluster(
      name: "c", nodes: Self.nodes(4, of: ["p"]),
      jobs: Self.waiting([("p", "PartitionDown", 3, 1, .hours(9))]),
      partitions: [Partition(name: "p", state: state)])
    let found = alerts(cluster).filter { $0.rule == .partitionDown }
    #expect(found.map(\.text) == [text].compactMap(\.self))
    #expect(
      found.allSatisfy { $0.severity == .warning && $0.entity == EntityID(.partition, "p", cluster: "c") })
    let outages = alerts(
      Cluster(
        name: "c", nodes: Self.nodes(1, of: ["p"], .down) + Self.nodes(30, of: ["q"], named: "q"),
        partitions: cluster.partitions)
    ).filter { $0.rule == .nodesOutOfService }
    #expect(outages.isEmpty == (state == .down || state == .inactive))
    let idle = alerts(cluster).contains { $0.rule == .idleWhileWaiting }
    #expect(idle == (state != .down && state != .inactive))
  }

  @Test("A long backlog is its partition's; the cluster's only where no partition has one")
  func backlog() {
    func found(_ jobs: [SafeText], nodes: [Node]) -> [Alert] {
      let table = Self.waiting(jobs.map { ($0, "Priority", 1, 0, .minutes(1)) }, limit: 60 * 200)
      return alerts(Cluster(name: "c", nodes: nodes, jobs: table)).filter { $0.rule == .backlogDrain }
    }
    let both = Self.nodes(1, of: ["p"], .allocated) + Self.nodes(9, of: ["q"], .allocated, named: "q")
    #expect(found(["p"], nodes: both).map(\.entity) == [EntityID(.partition, "p", cluster: "c")])
    #expect(found(["q"], nodes: both).isEmpty)
    let told = found(["x"], nodes: Self.nodes(1, of: nil, .allocated))
    #expect(told.map(\.entity) == [.cluster("c")])
    #expect(told.map(\.text) == ["the backlog takes more than 168 hours to drain"])
  }

  @Test("The longest wait says in which partition it is")
  func oldest() {
    let jobs = Self.waiting([("p", "Priority", 1, 1, .hours(70)), ("q", "Priority", 1, 1, .hours(80))])
    let found = alerts(Cluster(name: "c", jobs: jobs))
    #expect(found.map(\.text) == ["an eligible job in q has waited for 80 hours"])
    #expect(found.map(\.since) == [Self.now + .hours(-80)])
  }
}
