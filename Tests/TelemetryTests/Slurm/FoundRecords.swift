import Foundation
import Model
import Text

/// What a job record says, in plain values: made from a `Job`, and made from Foundation's reading of the same bytes.
struct FoundJob: Equatable {
  var ids: [Int64?]
  var texts: [String]
  var numbers: [Int64?]
  var times: [Int64?]
  var limit: String
  var gpus: Int64?

  init(_ job: Job, _ symbols: SymbolTable) {
    ids = [job.id, job.arrayID, job.arrayTaskID, job.hetID, Int64(job.hetOffset)]
    texts = [
      job.state.base.word, symbols[job.name].shown, symbols[job.user].shown, symbols[job.account].shown,
      symbols[job.partition].shown, symbols[job.qos].shown, symbols[job.reason].shown,
      symbols[job.nodeList].shown,
      symbols[job.arrayTasks].shown,
    ]
    numbers = [job.priority, job.nodeCount.map(Int64.init), job.cpus.map(Int64.init)]
    times = [job.submittedAt, job.eligibleAt, job.startedAt, job.endsAt].map { $0?.secondsSince1970 }
    switch job.timeLimit {
    case .minutes(let minutes): limit = "\(minutes)"
    case .unlimited: limit = "unlimited"
    case .unknown: limit = "unknown"
    }
    gpus = job.gpus.map(Int64.init)
  }

  init(_ record: [String: Any]) {
    func number(_ key: String) -> Int64? { foundNumber(record[key]) }
    func text(_ key: String) -> String { record[key] as? String ?? "" }
    let state = (record["job_state"] as? [String])?.first ?? text("job_state")
    ids = [
      number("job_id"), number("array_job_id"), number("array_task_id"), number("het_job_id"),
      number("het_job_offset"),
    ]
    texts = [
      state.lowercased(), text("name"), text("user_name"), text("account"), text("partition"), text("qos"),
      text("state_reason"), text("nodes"), text("array_task_string"),
    ]
    numbers = [number("priority"), number("node_count"), number("cpus")]
    times = ["submit_time", "eligible_time", "start_time", "end_time"].map {
      number($0).flatMap { $0 == 0 ? nil : $0 }
    }
    let isInfinite = (record["time_limit"] as? [String: Any])?["infinite"] as? Bool == true
    limit = isInfinite ? "unlimited" : number("time_limit").map { "\($0)" } ?? "unknown"
    gpus = Self.gpus(record, isRunning: state == "RUNNING")
  }

  /// By regular expressions, in the order of what the fields are worth.
  private static func gpus(_ record: [String: Any], isRunning: Bool) -> Int64 {
    func text(_ key: String) -> String { record[key] as? String ?? "" }
    func first(_ text: String) -> Int64? {
      text.firstMatch(of: /gres[\/:]gpu(?::[a-z0-9]+)?[=:](\d+)/).flatMap { Int64($0.1) }
    }
    if isRunning {
      if let count = first(text("tres_alloc_str")) { return count }
      let held = (record["gres_detail"] as? [String] ?? []).joined(separator: " ")
        .matches(of: /gpu(?::[a-z0-9]+)?:(\d+)/).compactMap { Int64($0.1) }
      if !held.isEmpty { return held.reduce(0, +) }
    }
    if let count = first(text("tres_req_str")) { return count }
    let nodes = foundNumber(record["node_count"]) ?? 0
    if let count = first(text("tres_per_job")) { return count }
    if let count = first(text("tres_per_node")) { return count * nodes }
    if let count = first(text("tres_per_task")) { return count * (foundNumber(record["tasks"]) ?? 0) }
    if let count = first(text("tres_per_socket")) {
      return count * nodes * (foundNumber(record["sockets_per_node"]) ?? 0)
    }
    return 0
  }
}

/// What a node record says, in plain values.
struct FoundNode: Equatable {
  var name: String
  var base: String
  var partitions: [String]
  var numbers: [Int64?]
  var texts: [String]
  var reasonSetAt: Int64?

  init(_ node: Node) {
    name = node.name.shown
    base = node.state.base.rawValue
    partitions = node.partitions?.map(\.shown) ?? []
    numbers = [node.gpus, node.gpusAllocated, node.cpus, node.cpusAllocated].map { $0.map(Int64.init) }
    texts = [node.gpuType?.shown ?? "", node.reason?.shown ?? "", node.reasonSetBy?.shown ?? ""]
    reasonSetAt = node.reasonSetAt?.secondsSince1970
  }

  init(_ record: [String: Any]) {
    func text(_ key: String) -> String { record[key] as? String ?? "" }
    func gpus(_ key: String) -> Int64 {
      text(key).firstMatch(of: /gpu(?::[a-z0-9]+)?:(\d+)/).flatMap { Int64($0.1) } ?? 0
    }
    name = text("name")
    base = (record["state"] as? [String])?.first?.lowercased() ?? text("state")
    partitions = record["partitions"] as? [String] ?? []
    numbers = [
      gpus("gres"), gpus("gres_used"), foundNumber(record["cpus"]), foundNumber(record["alloc_cpus"]),
    ]
    texts = [
      text("gres").firstMatch(of: /gpu:([a-z][a-z0-9]+):/).map { String($0.1) } ?? "", text("reason"),
      text("reason_set_by_user"),
    ]
    reasonSetAt = foundNumber(record["reason_changed_at"]).flatMap { $0 == 0 ? nil : $0 }
  }
}

/// A number in any of Slurm's encodings, as far as the captures have them.
private func foundNumber(_ value: Any?) -> Int64? {
  if let object = value as? [String: Any] {
    return object["set"] as? Bool == true && object["infinite"] as? Bool != true
      ? (object["number"] as? NSNumber)?.int64Value : nil
  }
  return (value as? NSNumber)?.int64Value
}
