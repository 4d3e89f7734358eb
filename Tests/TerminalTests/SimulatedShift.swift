import Foundation

/// What the files of a simulated factory say, read without the program: the answers that its screens are held against.
struct SimulatedShift {
  struct Job {
    let cluster: String
    let id: Int
    let user, account, partition, reason: String
    let isRunning, isPending, isArray: Bool
    let nodes: [String]
    /// The numbers of its GPUs, on each of those.
    let gpus: [[Int]]
    let tasks: Int
    let startsAt: Int
    let plannedNodes: String
  }

  struct Node {
    let cluster: String
    let name, reason, reasonBy: String
    let states, partitions: [String]
    let watts: Int
    let gpus: Int
  }

  struct Failure: Error {}

  let jobs: [Job]
  let nodes: [Node]
  /// How busy each GPU is, in percent, by cluster, node and its number.
  let busy: [String: [Int]]
  /// Account, cluster, proposal, and the percentage of it that is used.
  let allocations: [(account: String, cluster: String, proposal: String, used: Double)]

  init(folder: String) throws {
    func document(_ path: String) throws -> [String: Any] {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
      guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
        throw Failure()
      }
      return object
    }
    var jobs: [Job] = []
    var nodes: [Node] = []
    var busy: [String: [Int]] = [:]
    for cluster in ["karolina", "leonardo", "lumi"] {
      jobs += try Self.records(document("\(cluster)/squeue.json"), "jobs").map { Self.job($0, of: cluster) }
      nodes += try Self.records(document("\(cluster)/nodes.json"), "nodes").map { Self.node($0, of: cluster) }
      let answer = try document("\(cluster)/gpu_busy.json")["data"] as? [String: Any] ?? [:]
      for series in try Self.records(answer, "result") {
        let labels = series["metric"] as? [String: String] ?? [:]
        let place = "\(cluster)/\(labels["Hostname"] ?? labels["hostname"] ?? "")"
        let number = Int(labels["gpu"] ?? labels["gpu_id"] ?? "") ?? 0
        let value = ((series["value"] as? [Any])?.last as? String).flatMap { Int($0) } ?? 0
        var gpus = busy[place] ?? []
        while gpus.count <= number { gpus.append(0) }
        gpus[number] = value
        busy[place] = gpus
      }
    }
    self.jobs = jobs
    self.nodes = nodes
    self.busy = busy
    allocations = try Self.records(document("allocations.json"), "allocations").map {
      let (granted, used) = ($0["granted"] as? Double ?? 0, $0["used"] as? Double ?? 0)
      return (
        Self.text($0["account"]), Self.text($0["cluster"]), Self.text($0["proposal"]), used / granted * 100
      )
    }
  }

  /// How many files there are.
  static func documents(in folder: String) throws -> Int {
    try FileManager.default.subpathsOfDirectory(atPath: folder).count { $0.hasSuffix(".json") }
  }

  /// Of a running job, how many of its GPUs were busy for less than 5 %.
  func idleGPUs(of job: Job) -> Int {
    zip(job.nodes, job.gpus).reduce(0) { count, share in
      let percents = busy["\(job.cluster)/\(share.0)"] ?? []
      return count + share.1.count { percents.indices.contains($0) && percents[$0] < 5 }
    }
  }

  private static func records(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
    guard let records = object[key] as? [[String: Any]] else { throw Failure() }
    return records
  }

  private static func job(_ record: [String: Any], of cluster: String) -> Job {
    let states = record["job_state"] as? [String] ?? []
    let rest = text(record["array_task_string"])
    let details = (record["gres_detail"] as? [String] ?? []).map(indices)
    return Job(
      cluster: cluster, id: number(record["job_id"]), user: text(record["user_name"]),
      account: text(record["account"]), partition: text(record["partition"]),
      reason: text(record["state_reason"]), isRunning: states == ["RUNNING"],
      isPending: states == ["PENDING"], isArray: number(record["array_job_id"]) != 0,
      nodes: unfold(text(record["nodes"])), gpus: details,
      tasks: rest.isEmpty ? 1 : numbers(String(rest.prefix { $0 != "%" })).count,
      startsAt: number(record["start_time"]), plannedNodes: text(record["scheduled_nodes"]))
  }

  private static func node(_ record: [String: Any], of cluster: String) -> Node {
    let energy = record["energy"] as? [String: Any] ?? [:]
    let gres = text(record["gres"]).split(separator: ":").last.flatMap { Int($0) }
    return Node(
      cluster: cluster, name: text(record["name"]), reason: text(record["reason"]),
      reasonBy: text(record["reason_set_by_user"]), states: record["state"] as? [String] ?? [],
      partitions: record["partitions"] as? [String] ?? [], watts: number(energy["current_watts"]),
      gpus: gres ?? 0)
  }

  private static func text(_ value: Any?) -> String { value as? String ?? "" }

  /// Slurm wraps numbers that may be missing.
  private static func number(_ value: Any?) -> Int {
    value as? Int ?? (value as? [String: Any])?["number"] as? Int ?? 0
  }

  /// `gpu:a100:3(IDX:0-1,3)`
  private static func indices(_ text: String) -> [Int] {
    guard let start = text.firstRange(of: "IDX:") else { return [] }
    return numbers(String(text[start.upperBound...].dropLast()))
  }

  /// `n[01-03,07]`
  private static func unfold(_ list: String) -> [String] {
    guard let open = list.firstIndex(of: "[") else { return list.isEmpty ? [] : [list] }
    let digits = list[list.index(after: open)...].prefix(while: \.isNumber).count
    return numbers(String(list[list.index(after: open)...].dropLast())).map { number in
      let text = String(number)
      return list[..<open] + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
  }

  /// `0-1,3`
  private static func numbers(_ list: String) -> [Int] {
    list.split(separator: ",").flatMap { run -> [Int] in
      let ends = run.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last else { return [] }
      return Array(first...last)
    }
  }
}
