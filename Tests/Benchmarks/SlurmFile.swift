import Glibc
import JSONStream

/// Writes the answers of a made-up, busy cluster, a job at a time: the same job and `version` give the same bytes.
struct SlurmFile {
  /// The moment of the documents.
  static let moment: Int64 = 1_795_600_800

  private let isPretty: Bool
  private let pending: Template
  private let running: Template

  init(isPretty: Bool) {
    self.isPretty = isPretty
    pending = Template(SlurmRecord.value(isRunning: false).encoded(pretty: isPretty))
    running = Template(SlurmRecord.value(isRunning: true).encoded(pretty: isPretty))
  }

  /// Versions differ in one job of `stride`: its state, priority and times. `cycle` moves the priorities of all jobs, and
  /// nothing else.
  func writeJobs(_ count: Int, to path: String, version: Int = 0, stride: Int = 1, cycle: Int = 0) throws {
    let output = try OutputFile(path)
    output.append(isPretty ? "{\n\"jobs\": [\n" : "{\"jobs\":[")
    for number in 0..<count {
      if number > 0 { output.append(isPretty ? ",\n" : ",") }
      job(number, version: number % stride == 0 ? version : 0, cycle: cycle, to: output)
    }
    output.append("\n],\"last_update\": {\"set\": true, \"infinite\": false, \"number\": \(Self.moment)},")
    output.append("\"meta\": {\"plugin\": {\"data_parser\": \"data_parser/v0.0.43\"},")
    output.append(
      "\"slurm\": {\"release\": \"25.05.3\", \"cluster\": \"titan\"}},\"errors\":[],\"warnings\":[]}\n")
    try output.finish()
  }

  private func job(_ number: Int, version: Int, cycle: Int, to output: OutputFile) {
    var chance = Xorshift(seed: UInt64(number) << 20 | UInt64(version))
    let isRunning = chance.below(100) < 22
    let submitted = Self.moment - Int64(chance.below(90_000)) - 60
    let started = Self.moment - Int64(chance.below(60_000))
    let limit = [60, 240, 1440, 2880, 4320][chance.below(5)]
    let reasons = ["Priority", "Priority", "Resources", "Dependency", "QOSGrpGRES", "JobHeldUser"]
    (isRunning ? running : pending).append(
      [
        "id": "\(8_000_000 + number * 3)", "array": number % 2 == 0 ? "\(8_000_000 + number / 20 * 60)" : "0",
        "account": "nlp-\(chance.below(40))", "user": "\(chance.below(380))", "node": "\(chance.below(1200))",
        "name": String(number &* 7919, radix: 16), "partition": "gpu-\(chance.below(10))",
        "qos": ["normal", "high", "low", "debug"][chance.below(4)], "reason": reasons[chance.below(6)],
        "priority": "\(chance.below(4_000_000) + 1 + cycle * 997)", "submitted": "\(submitted)",
        "started": "\(started)",
        "ends": "\(started + Int64(limit) * 60)", "limit": "\(limit)",
      ], to: output)
  }

  /// A plain answer of `scontrol show nodes --json`, the fields that count among those that do not.
  func writeNodes(_ count: Int, to path: String) throws {
    let output = try OutputFile(path)
    output.append("{\"nodes\":[")
    for number in 0..<count {
      if number > 0 { output.append(",") }
      output.append(contentsOf: SlurmNode.value(number).encoded(pretty: isPretty))
    }
    output.append("],\"last_update\": {\"set\": true, \"infinite\": false, \"number\": \(Self.moment)},")
    output.append("\"meta\": {\"plugin\": {\"data_parser\": \"data_parser/v0.0.43\"},")
    output.append(
      "\"slurm\": {\"release\": \"25.05.3\", \"cluster\": \"titan\"}},\"errors\":[],\"warnings\":[]}\n")
    try output.finish()
  }
}

/// Bytes with gaps, encoded once and filled for each job.
private struct Template {
  private enum Piece {
    case bytes([UInt8])
    case gap(String)
  }

  private var pieces: [Piece] = []

  /// Slurm's C library writes every solidus with a backslash.
  init(_ encoded: [UInt8]) {
    let text = String(decoding: encoded, as: UTF8.self)
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" }) {
      let next = rest.index(after: open)
      guard let close = rest[next...].firstIndex(where: { !$0.isLetter }), rest[close] == "}", close > next
      else {
        add(rest[...open])
        rest = rest[next...]
        continue
      }
      var before = rest[..<open]
      var after = rest[rest.index(after: close)...]
      if before.last == "\"", after.first == "\"", !Self.texts.contains(String(rest[next..<close])) {
        before = before.dropLast()
        after = after.dropFirst()
      }
      add(before)
      pieces.append(.gap(String(rest[next..<close])))
      rest = after
    }
    add(rest)
  }

  /// Gaps that are a string of their own.
  private static let texts: Set = ["account", "partition", "qos", "reason"]

  private mutating func add(_ text: Substring) {
    pieces.append(.bytes(text.utf8.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] }))
  }

  func append(_ values: [String: String], to output: OutputFile) {
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): output.append(contentsOf: bytes)
      case .gap(let name): output.append(values[name] ?? "")
      }
    }
  }
}

/// A node as `scontrol show nodes --json` writes it.
private enum SlurmNode {
  static func value(_ number: Int) -> JSONValue {
    let used = [0, 4, 8, 8, 8][number % 5]
    let time: JSONValue = ["set": true, "infinite": false, "number": .integer(SlurmFile.moment)]
    return [
      "architecture": "x86_64", "boards": 1, "boot_time": time, "cores": 56, "cpus": 224,
      "effective_cpus": 224, "cpu_load": 2240, "free_mem": time, "energy": ["current_watts": time],
      "features": ["h100", "ib", "nvlink"], "active_features": ["h100", "ib", "nvlink"],
      "gres": "gpu:h100:8(S:0-1)", "gres_drained": "N/A", "gres_used": .string("gpu:h100:\(used)(IDX:0-7)"),
      "last_busy": time, "name": .string("gpu\(number)"), "hostname": .string("gpu\(number)"),
      "state": .array(
        [used == 0 ? "IDLE" : used == 8 ? "ALLOCATED" : "MIXED"] + (number % 31 == 0 ? ["DRAIN"] : [])),
      "operating_system": "Linux 5.15.0-1053-nvidia #54-Ubuntu SMP", "partitions": ["gpu-1", "gpu-2"],
      "port": 6818, "real_memory": 2_063_500, "reason": number % 31 == 0 ? "Xid 79" : "",
      "reason_changed_at": time, "slurmd_start_time": time, "alloc_memory": 230_000,
      "alloc_cpus": .integer(Int64(used * 28)), "tres": "cpu=224,mem=2063500M,billing=224,gres/gpu=8",
      "tres_used": .string("cpu=\(used * 28),gres/gpu=\(used)"), "version": "25.05.3",
    ]
  }
}

/// Marsaglia's xorshift: the same numbers everywhere.
private struct Xorshift {
  private var state: UInt64

  init(seed: UInt64) {
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<3 { step() }
  }

  private mutating func step() {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
  }

  mutating func below(_ limit: Int) -> Int {
    step()
    return Int(state >> 11) % limit
  }
}
