import Foundation
import Testing

/// Those that the page of a thing answers, held against what the simulated files say.
extension ShiftQuestionsTests {
  private static var shift: SimulatedShift {
    get throws { try SimulatedShift(folder: #require(folder)) }
  }

  /// 2026-11-24T10:00:00Z
  private static let now = 1_795_514_400

  /// `24 Nov 11:23`
  private static func clock(_ seconds: Int) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "d MMM HH:mm"
    return format.string(from: Date(timeIntervalSince1970: Double(seconds)))
  }

  /// Tasks by Slurm's reason, most first, each as a page has them.
  private static func reasons(_ jobs: [SimulatedShift.Job]) -> [String] {
    let tasks = Dictionary(grouping: jobs, by: \.reason).mapValues { $0.reduce(0) { $0 + $1.tasks } }
    return tasks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).flatMap {
      ["\($0.value)", $0.key]
    }
  }

  /// Jobs that wait, of the user or the account with most of them below a thousand, which are written without a comma.
  private static func waiting(
    by owner: (SimulatedShift.Job) -> String
  ) throws -> (name: String, cluster: String, jobs: [SimulatedShift.Job]) {
    let groups = Dictionary(grouping: try shift.jobs.filter(\.isPending)) { [owner($0), $0.cluster] }
    let most = groups.filter { $0.value.reduce(0) { $0 + $1.tasks } < 1000 }
      .max { ($0.value.count, $1.key[0]) < ($1.value.count, $0.key[0]) }
    let (key, jobs) = try #require(most)
    return (key[0], key[1], jobs)
  }

  @Test("Why does one job wait, and when may it start", arguments: Screen.allCases)
  func reasonOfJob(screen: Screen) async throws {
    let shift = try Self.shift
    let planned = shift.jobs.filter {
      $0.isPending && !$0.isArray && $0.startsAt > Self.now && !$0.plannedNodes.isEmpty
    }
    let job = try #require(planned.last)
    let number = "job \(job.id)"
    // Of several clusters a menu asks which is meant.
    let clusters = shift.jobs.filter { $0.id == job.id }.map(\.cluster)
    let place = try #require(clusters.firstIndex(of: job.cluster))
    let choice = clusters.count > 1 ? Array(repeating: "j", count: place) + [enter] : []
    // A single one stands as it is; of several Slurm folds the names, and the page does not.
    let nodes = job.plannedNodes.contains("[") ? [] : [job.plannedNodes]
    try await expect(
      [
        number, "why it waits", "Slurm says", "(\(job.reason))", "when it may start", "Slurm plans",
        Self.clock(job.startsAt),
      ] + nodes, after: [":", number, enter] + choice, on: screen)
  }

  @Test("Why do the jobs of one user wait", arguments: Screen.allCases)
  func reasonOfUser(screen: Screen) async throws {
    let (name, cluster, jobs) = try Self.waiting(by: \.user)
    try await expect(
      [
        ([":", "users name=\(name) cluster=\(cluster)", enter], ["1 of ", name]),
        ([enter], ["user \(name)", "why they wait"] + Self.reasons(jobs)),
      ], on: screen)
  }

  @Test("Why do the jobs of one account wait", arguments: Screen.allCases)
  func reasonOfAccount(screen: Screen) async throws {
    let (name, cluster, jobs) = try Self.waiting(by: \.account)
    let search = screen == .small ? ["/", "why they", enter] : []
    try await expect(
      [
        ([":", "accounts name=\(name) cluster=\(cluster)", enter], ["1 of ", name]),
        ([enter] + search, ["why they wait"] + Self.reasons(jobs)),
      ], on: screen)
  }

  @Test(
    "What is there to know of one node: GPUs, jobs, reason, power, partitions", arguments: Screen.allCases)
  func node(screen: Screen) async throws {
    let shift = try Self.shift
    func jobs(on node: SimulatedShift.Node) -> [SimulatedShift.Job] {
      shift.jobs.filter { $0.isRunning && $0.cluster == node.cluster && $0.nodes.contains(node.name) }
    }
    let node = try #require(
      shift.nodes.first { node in
        let here = jobs(on: node)
        return node.gpus > 0 && !node.reason.isEmpty && !here.isEmpty && !here.contains(where: \.isArray)
      })
    var rows: [(first: Int, last: Int, told: String)] = []
    for number in 0..<node.gpus {
      let percent = shift.busy["\(node.cluster)/\(node.name)"]?[number]
      let job = jobs(on: node).first { job in
        zip(job.nodes, job.gpus).contains { $0.0 == node.name && $0.1.contains(number) }
      }
      let told =
        "\(percent.map(String.init) ?? "?") % "
        + (job.map { "\($0.id) \($0.account) \($0.user)" } ?? "out")
      if let row = rows.last, row.told == told {
        rows[rows.count - 1].last = number
      } else {
        rows.append((number, number, told))
      }
    }
    let gpus = rows.map { "\($0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)") \($0.told)" }
    let power = node.watts < 1000 ? "\(node.watts) W" : String(format: "%.1f kW", Double(node.watts) / 1000)
    let why = [
      "node \(node.name)", "reason", String(node.reason.prefix(20)), "by", node.reasonBy, "GPUs",
    ]
    try await expect(
      [
        ([":", node.name, enter], why + gpus),
        (["/", "power", enter], ["partitions", node.partitions[0], "power", power]),
      ], on: screen)
  }

  @Test("What is there to know of one account: budget, jobs, application", arguments: Screen.allCases)
  func account(screen: Screen) async throws {
    let shift = try Self.shift
    let allocation = try #require(
      shift.allocations.first { one in
        let jobs = shift.jobs.filter { $0.cluster == one.cluster && $0.account == one.account }
        return (10..<90).contains(one.used) && jobs.contains(where: \.isRunning)
          && jobs.contains(where: \.isPending)
      })
    let jobs = shift.jobs.filter { $0.cluster == allocation.cluster && $0.account == allocation.account }
    let (running, waiting) = (
      jobs.count(where: \.isRunning), jobs.filter(\.isPending).reduce(0) { $0 + $1.tasks }
    )
    let used = String(format: "%.1f %% used", allocation.used)
    let isSmall = screen == .small
    try await expect(
      [
        (
          [":", "accounts name=\(allocation.account) cluster=\(allocation.cluster)", enter],
          ["1 of ", allocation.account]
        ), ([enter], [allocation.account, used]),
        (isSmall ? ["/", "all:", enter] : [], ["all: \(running) running, \(waiting) waiting"]),
        (isSmall ? ["/", "granted to", enter] : [], ["granted to", "application", allocation.proposal]),
      ], on: screen)
  }

  @Test("Which GPUs are allocated but idle, and whose are they", arguments: Screen.allCases)
  func idleAllocated(screen: Screen) async throws {
    let shift = try Self.shift
    let words = "idle-gpus>0 sort:-idle-gpus"
    let listed = try await list("jobs", words, "cluster,id,user,idle-gpus,account")
    let idle = shift.jobs.filter { $0.isRunning && shift.idleGPUs(of: $0) > 0 }
    #expect(idle.count > 10 && listed.count == idle.count)
    let counts = idle.map { [$0.cluster, $0.user, "\(shift.idleGPUs(of: $0))"] }
    #expect(Set(listed.map { [$0[0], $0[2], $0[3]] }) == Set(counts))
    let first = try #require(listed.first)
    try await expect(
      [
        ([":", "jobs \(words)", enter], listed.prefix(3).flatMap { [$0[1], $0[4]] }),
        ([enter], ["job \(first[1])", "idle GPUs \(first[3])"]),
        (screen == .small ? ["/", "who pays", enter] : [], ["account", first[4], "user", first[2]]),
      ], on: screen)
  }
}
