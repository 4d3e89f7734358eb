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
      job.state.base.word.rawValue, symbols[job.name].shown, symbols[job.user].shown,
      symbols[job.account].shown,
      symbols[job.partition].shown, symbols[job.qos].shown, symbols[job.reason].shown,
      symbols[job.reasonDetail].shown, symbols[job.nodeList].shown,
      symbols[job.arrayTasks].shown, symbols[job.dependency].shown, symbols[job.reservation].shown,
      symbols[job.licenses].shown, symbols[job.plannedNodes].shown,
    ]
    numbers = [
      job.priority, job.nodeCount.map(Int64.init), job.cpus.map(Int64.init), job.restarts.map(Int64.init),
    ]
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
      state.lowercased(), pictured(text("name")), text("user_name"), text("account"), text("partition"),
      text("qos"),
      text("state_reason"), text("state_description"), text("nodes"), text("array_task_string"),
      text("dependency"), text("resv_name"), text("licenses"),
      text("scheduled_nodes"),
    ]
    numbers = [number("priority"), number("node_count"), number("cpus"), number("restart_cnt")]
    times = ["submit_time", "eligible_time", "start_time", "end_time"].map {
      number($0).flatMap { $0 == 0 ? nil : $0 }
    }
    let isInfinite =
      (record["time_limit"] as? [String: Any])?["infinite"] as? Bool == true
      || record["time_limit"] as? String == "Infinity"
    limit = isInfinite ? "unlimited" : number("time_limit").map { "\($0)" } ?? "unknown"
    gpus = Self.gpus(record, isRunning: state == "RUNNING")
  }

  /// By regular expressions, in the order of what the fields are worth. Where a request names slices of GPUs, Slurm's
  /// sums count them as GPUs.
  private static func gpus(_ record: [String: Any], isRunning: Bool) -> Int64 {
    func text(_ key: String) -> String { record[key] as? String ?? "" }
    func asked(_ key: String) -> Int64? {
      let parts = FoundGPUs(text(key))
      return parts.isNamed ? parts.whole : nil
    }
    let requests = ["tres_per_node", "tres_per_job", "tres_per_task", "tres_per_socket"]
    let hasSlices = requests.contains { FoundGPUs(text($0)).slices > 0 }
    if isRunning {
      if !hasSlices, let count = asked("tres_alloc_str") { return count }
      let held = FoundGPUs((record["gres_detail"] as? [String] ?? []).joined(separator: ","))
      if held.isNamed { return held.whole }
    }
    if !hasSlices, let count = asked("tres_req_str") { return count }
    let nodes = foundNumber(record["node_count"]) ?? 0
    if let count = asked("tres_per_job") { return count }
    if let count = asked("tres_per_node") { return count * nodes }
    if let count = asked("tres_per_task") { return count * (foundNumber(record["tasks"]) ?? 0) }
    if let count = asked("tres_per_socket") {
      return count * nodes * (foundNumber(record["sockets_per_node"]) ?? 0)
    }
    return 0
  }
}

/// The GPUs that a list of resources names, in any of its forms: `gres/gpu=2,gres/gpu:a100=2`, `gres:gpu:a100:2`,
/// `gpu:a100:2(IDX:0-1),gpu:1g.5gb:7`.
private struct FoundGPUs {
  var isNamed = false
  var whole: Int64 = 0
  var slices: Int64 = 0
  /// The type that most whole GPUs are of.
  var type = ""

  init(_ list: String) {
    var (untyped, typed, most): (Int64?, Int64, Int64) = (nil, 0, 0)
    for part in list.replacing(/\([^)]*\)/, with: "").split(separator: ",") {
      guard let found = part.wholeMatch(of: /(?:gres[\/:])?gpu(?::([a-zA-Z][^:=]*|\dg[^:=]*))?(?:[:=](\d+))?/)
      else { continue }
      isNamed = true
      let count = found.2.flatMap { Int64($0) } ?? 1
      guard let name = found.1 else {
        untyped = (untyped ?? 0) + count
        continue
      }
      if name.contains(/(^|_)\dg\./) {
        slices += count
      } else {
        typed += count
        if count > most { (type, most) = (String(name), count) }
      }
    }
    whole = untyped ?? typed
  }
}

/// As a control character of a text is shown.
private func pictured(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    shown.append(scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar)
  }
  return String(shown)
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
    func gpus(_ key: String) -> Int64 { FoundGPUs(text(key)).whole }
    name = text("name")
    base = (record["state"] as? [String])?.first?.lowercased() ?? text("state")
    partitions = record["partitions"] as? [String] ?? []
    numbers = [
      gpus("gres"), gpus("gres_used"), foundNumber(record["cpus"]), foundNumber(record["alloc_cpus"]),
    ]
    texts = [
      // Of nobody where there is no reason.
      FoundGPUs(text("gres")).type, text("reason"), text("reason").isEmpty ? "" : text("reason_set_by_user"),
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
