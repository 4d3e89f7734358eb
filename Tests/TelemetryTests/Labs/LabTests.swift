import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// Every figure beside what Slurm's own text tools printed at the same moment, of clusters with nodes and jobs of every
/// kind.
@Suite("Captures beside Slurm's own text tools", .enabled(if: Captures.areThere))
struct LabTests {
  private func cluster(_ figures: Figures) throws -> ClusterFigures {
    try #require(figures.clusters.count == 1 ? figures.clusters.first : nil)
  }

  @Test("Nothing is skipped, complained of or left aside", arguments: Lab.everyWay)
  func sources(lab: Lab) async throws {
    let sources = try await lab.reading().factory.sources
    #expect(sources.count == 8)
    for source in sources {
      #expect(source.skipped == 0 && source.isReadable, "\(source.path)")
      // One node with slices of a GPU, and the jobs there.
      let hasParts = ["slurm jobs", "slurm nodes", "slurm sinfo"].contains(source.format?.shown)
      #expect(
        source.problem?.shown.contains("not counted as GPUs") ?? false == hasParts, "\(source.path)")
      // Two names of jobs.
      let isOfJobs = source.format?.shown == "slurm jobs"
      #expect(source.problem?.shown.contains("no UTF-8") ?? false == isOfJobs, "\(source.path)")
      // Two accounts with limits of single types.
      let isOfAccounts = ["slurm shares", "slurm associations"].contains(source.format?.shown)
      #expect(
        source.problem?.shown.contains("of one type of GPU is not counted") ?? false == isOfAccounts,
        "\(source.path)")
      #expect(source.problem == nil || isOfJobs || isOfAccounts || hasParts, "\(source.path)")
    }
  }

  @Test("Every node has the word, and the mark, that sinfo prints for it", arguments: Lab.everyWay)
  func nodeWords(lab: Lab) async throws {
    let nodes = try #require(try await lab.reading().factory.clusters.first?.nodes)
    var shown: [String: String] = [:]
    for node in nodes where node.partitions != [] {
      shown[node.name.shown] = node.state.word.rawValue + (node.state.suffix.map(String.init) ?? "")
    }
    var printed: [String: String] = [:]
    for node in try LabNode.all(of: lab) {
      // 24.11 has `fail` for a busy node that fails; in every version it is `failing` here.
      printed[node.name] = node.sinfo == "fail" && node.states[0] == "MIXED" ? "failing" : node.sinfo
    }
    #expect(shown == printed)
    #expect(printed.count > 30)
  }

  @Test("Nodes by their word, of the cluster and of every partition", arguments: Lab.everyWay)
  func nodeCounts(lab: Lab) async throws {
    let cluster = try cluster(try await lab.reading().figures)
    let nodes = try LabNode.all(of: lab)
    func counts(_ nodes: [LabNode]) throws -> [NodeWord: Int] {
      try nodes.reduce(into: [:]) { counts, node in
        let word = (node.sinfo ?? "").prefix { $0.isLetter }
        let isFailing = word == "fail" && node.states[0] == "MIXED"
        counts[isFailing ? .failing : try #require(NodeWord(rawValue: String(word))), default: 0] += 1
      }
    }
    for partition in cluster.partitions {
      let inIt = nodes.filter { $0.partitions.contains(partition.name.shown) }
      #expect(partition.capacity?.nodes == inIt.count, "\(partition.name)")
      #expect(partition.capacity?.nodesByState == (try counts(inIt)), "\(partition.name)")
    }
    #expect(Set(cluster.partitions.map(\.name.shown)) == Set(try lab.partitionStates().keys))
    // sinfo leaves out what is in no partition.
    let isBySinfo = lab.nodes.contains("sinfo")
    #expect(cluster.capacity?.nodes == nodes.count { !isBySinfo || !$0.partitions.isEmpty })
  }

  @Test(
    "GPUs in use, idle and unavailable, of the cluster and of every partition", arguments: Lab.everyWay)
  func gpus(lab: Lab) async throws {
    let cluster = try cluster(try await lab.reading().figures)
    let states = try lab.partitionStates()
    let nodes = try LabNode.all(of: lab)
    for partition in cluster.partitions {
      let name = partition.name.shown
      let expected = nodes.filter { $0.partitions.contains(name) }
        .map { $0.gpuCounts(in: name, states: states) }.reduce(GPUCounts(), +)
      #expect(GPUCounts(partition.capacity?.gpus) == expected, "\(name)")
    }
    let isBySinfo = lab.nodes.contains("sinfo")
    let expected = nodes.filter { !isBySinfo || !$0.partitions.isEmpty }.map { $0.gpuCounts(states: states) }
      .reduce(GPUCounts(), +)
    #expect(GPUCounts(cluster.capacity?.gpus) == expected)
    #expect((expected.idle ?? 0) > 10 && (expected.unavailable ?? 0) > 10 && (expected.allocated ?? 0) > 40)
  }

  @Test("Tasks by the word that squeue prints for their state", arguments: Lab.everyWay)
  func taskStates(lab: Lab) async throws {
    let cluster = try cluster(try await lab.reading().figures)
    var expected: [JobWord: Int] = [:]
    for task in try LabTask.all(of: lab) where lab.jobs.hasPrefix("scontrol") || !task.isOver {
      expected[try #require(JobWord(rawValue: task.state.lowercased())), default: 0] += task.tasks
    }
    #expect(cluster.queue?.tasksByState == expected)
  }

  @Test(
    "What runs and waits, since when, why and for how many GPU-hours, in the cluster and in every partition",
    arguments: Lab.everyWay)
  func queues(lab: Lab) async throws {
    let cluster = try cluster(try await lab.reading().figures)
    let (tasks, now) = (try LabTask.all(of: lab), try lab.now)
    #expect(LabQueue(cluster.queue) == LabQueue(tasks, at: now))
    for partition in cluster.partitions {
      let expected = LabQueue(tasks.filter { $0.partitions.contains(partition.name.shown) }, at: now)
      #expect(LabQueue(partition.queue) == expected, "\(partition.name)")
    }
    #expect(cluster.partitions.count { $0.queue?.backlog != nil } > 10)
    #expect(cluster.partitions.count { $0.queue?.backlog == nil } >= 1)
  }

  @Test(
    "What each job waits for, its reservation and its licences are those that scontrol prints",
    arguments: Lab.all)
  func surroundingsOfJobs(lab: Lab) async throws {
    var lab = lab
    lab.jobs = "scontrol-jobs.json"
    let table = try #require(try await lab.reading().factory.clusters.first?.jobs)
    var printed: [Int64: [String]] = [:]
    for line in try lab.lines("scontrol-jobs") {
      let id = try #require(Int64(scontrolField("JobId", in: line)))
      printed[id] = ["Dependency", "Reservation", "Licenses"].map { scontrolField($0, in: line) }
    }
    for job in table.jobs {
      let shown = [job.dependency, job.reservation, job.licenses].map { table.symbols[$0].shown }
      #expect(shown == printed[job.id], "job \(job.id)")
    }
    for place in 0..<3 { #expect(printed.values.contains { !$0[place].isEmpty }) }
  }

  @Test("Partitions are in the state that scontrol prints", arguments: Lab.all)
  func partitions(lab: Lab) async throws {
    let partitions = try #require(try await lab.reading().factory.clusters.first?.partitions)
    let shown = partitions.map { [$0.name.shown, $0.state?.rawValue, $0.nodeCount.map(String.init)] }
    let printed = try lab.lines("scontrol-partitions").map { line in
      ["PartitionName", "State", "TotalNodes"].map { scontrolField($0, in: line) as String? }
    }
    #expect(shown == printed)
  }

  @Test("Reservations and maintenance are those that scontrol prints", arguments: Lab.all)
  func reservations(lab: Lab) async throws {
    let (factory, figures) = try await lab.reading()
    struct Printed: Equatable {
      var name: String
      var isMaintenance: Bool
      var nodes: Int?
      var gpus: Int?
      /// In another order than in JSON.
      var flags: Set<String>
      /// Its nodes, partition, accounts and users.
      var texts: [String]
      var starts: Int64?
      var ends: Int64?
    }
    let now = try lab.now
    let shown = try #require(factory.clusters.first?.reservations).map {
      Printed(
        name: $0.name.shown, isMaintenance: $0.isMaintenance, nodes: $0.nodeCount, gpus: $0.gpus,
        flags: Set($0.flags.map(\.shown)),
        texts: [$0.nodeList?.shown ?? "", $0.partition?.shown ?? ""]
          + [$0.accounts, $0.users].map { $0.map(\.shown).joined(separator: ",") },
        starts: $0.startsAt.secondsSince1970, ends: $0.endsAt?.secondsSince1970)
    }
    let printed = try lab.lines("scontrol-reservations-all").map { line in
      Printed(
        name: scontrolField("ReservationName", in: line),
        isMaintenance: scontrolField("Flags", in: line).split(separator: ",").contains("MAINT"),
        nodes: Int(scontrolField("NodeCnt", in: line)),
        gpus: trackable("gres/gpu", in: scontrolField("TRES", in: line)),
        flags: Set(scontrolField("Flags", in: line).split(separator: ",").map(String.init)),
        texts: ["Nodes", "PartitionName", "Accounts", "Users"].map { scontrolField($0, in: line) },
        starts: Int64(scontrolField("StartTime", in: line)),
        ends: Int64(scontrolField("EndTime", in: line)))
    }
    // A floating one moves with the clock, and the two commands ran a moment apart.
    let fixed = { (reservation: Printed) in reservation.name != "float" }
    #expect(shown.filter(fixed) == printed.filter(fixed))
    let floating = (shown + printed).filter { !fixed($0) }
    #expect(floating.count == 2 && abs((floating[0].starts ?? 0) - (floating[1].starts ?? 1000)) < 10)
    let soon = printed.filter { reservation in
      reservation.isMaintenance && (reservation.ends ?? 0) > now.secondsSince1970
        && (reservation.starts ?? 0) <= now.secondsSince1970 + 24 * 3600
    }
    #expect(
      try Set(cluster(figures).maintenance.map(\.name.shown)) == Set(soon.map(\.name)) && soon.count == 5)
  }

  @Test("QOS have the priorities and limits that sacctmgr prints", arguments: Lab.all)
  func qos(lab: Lab) async throws {
    let all = try #require(try await lab.reading().factory.clusters.first?.qos)
    let lines = try lab.lines("sacctmgr-qos").dropFirst().map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(all.map(\.name.shown).sorted() == lines.map { $0[0] }.sorted())
    for line in lines {
      let qos = try #require(all.first { $0.name.shown == line[0] })
      #expect(qos.priority == Int64(line[1]))
      #expect(qos.groupGPUs == trackable("gres/gpu", in: line[3]).map(Int64.init))
      #expect(qos.gpusPerUser == trackable("gres/gpu", in: line[4]).map(Int64.init))
      #expect(qos.maxWall == (line[5] == "03:00:00" ? .minutes(180) : .unlimited), "\(line[0])")
      #expect(qos.jobsPerUser == Int64(line[6]))
      #expect(qos.submittedPerUser == Int64(line[7]))
    }
  }

  @Test("The scheduler's cycles and queues are those that sdiag prints", arguments: Lab.all)
  func scheduler(lab: Lab) async throws {
    let health = try #require(try cluster(try await lab.reading().figures).scheduler)
    let lines = try lab.lines("sdiag")
    // The words before the colon stand in both schedulers' parts.
    func number(_ label: String, after part: String) throws -> Int {
      let start = try #require(lines.firstIndex { $0.hasPrefix(part) })
      let line = try #require(lines[start...].first { $0.contains("\(label):") })
      return try #require(Int(line.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)))
    }
    #expect(health.lastCycle == .microseconds(try number("Last cycle", after: "Main schedule")))
    #expect(health.meanCycle == .microseconds(try number("Mean cycle", after: "Main schedule")))
    #expect(health.queueLength == (try number("Last queue length", after: "Main schedule")))
    #expect(health.lastBackfill == .microseconds(try number("Last cycle", after: "Backfilling")))
    #expect(health.meanBackfill == .microseconds(try number("Mean cycle", after: "Backfilling")))
    #expect(health.accountingBacklog == (try number("DBD Agent queue size", after: "Server thread")))
  }
}

extension GPUCounts {
  init(_ figures: GPUFigures?) {
    self.init(
      total: figures?.total, allocated: figures?.allocated, idle: figures?.idle,
      unavailable: figures?.unavailable)
  }
}
