import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// Every record of every capture, worked out a second time from what Foundation reads: what `SlurmCaptureTests` and
/// `SlurmOtherCaptureTests` leave out.
@Suite("A second reading of every capture", .enabled(if: Captures.areThere))
struct IndependentReadingTests {
  /// The answers of a folder that have `key` and no error.
  private static func answers(
    _ folder: String, _ key: String
  ) throws -> [(name: String, document: Document, foundation: [String: Any])] {
    try Captures.files(in: folder).compactMap { file in
      let foundation = try Captures.foundation(file)
      guard foundation[key] != nil, (foundation["errors"] as? [Any] ?? []).isEmpty else { return nil }
      return (file.lastPathComponent, try #require(try Captures.document(file)), foundation)
    }
  }

  @Test("Form, cluster, age and the number of records are those of the envelope", arguments: Captures.folders)
  func envelopes(folder: String) throws {
    var met = 0
    for key in [
      "jobs", "nodes", "partitions", "reservations", "associations", "statistics", "sinfo", "shares",
    ] {
      for (name, document, foundation) in try Self.answers(folder, key) {
        met += 1
        let meta = try #require(foundation["meta"] as? [String: Any], "\(name)")
        let plugin = (meta["plugin"] ?? meta["plugins"]) as? [String: Any] ?? [:]
        let writer = (plugin["data_parser"] ?? plugin["type"]) as? String ?? ""
        #expect(document.version?.shown == writer.split(separator: "v").last.map { "v\($0)" }, "\(name)")
        let records = foundation[key] as? [[String: Any]] ?? []
        let named = (meta["slurm"] as? [String: Any])?["cluster"] as? String
        let ofRecords = records.compactMap { ($0["cluster"] ?? $0["cluster_name"]) as? String }
          .first { !$0.isEmpty }
        if key != "associations" { #expect(document.cluster?.shown == named ?? ofRecords, "\(name)") }
        if key == "statistics" { continue }
        // Of partitions and reservations it says when they changed, which is no age of the answer.
        if key == "jobs" || key == "nodes" {
          #expect(document.dataAt?.secondsSince1970 == second(foundation["last_update"]), "\(name)")
        }
        // Of associations and shares the accounts' own count, which has a test of its own.
        if key != "associations", key != "shares" { #expect(document.records == records.count, "\(name)") }
      }
    }
    #expect(met > 0)
  }

  @Test("Every job's state with its flags, its tasks and its user", arguments: Captures.folders)
  func jobs(folder: String) throws {
    for (name, document, foundation) in try Self.answers(folder, "jobs") {
      guard case .jobs(let table) = document.content else { continue }
      let records = try #require(foundation["jobs"] as? [[String: Any]])
      #expect(table.jobs.count == records.count, "\(name)")
      for (job, record) in zip(table.jobs, records) {
        let words = words(of: record["job_state"])
        let flags = words.compactMap { SecondWords.jobFlags[$0] }
        #expect(job.state.flags == JobState.Flags(flags), "\(name) \(words)")
        let base = words.first { SecondWords.jobFlags[$0] == nil }
        #expect(job.state.base.word.rawValue.uppercased() == base ?? "UNKNOWN", "\(name) \(words)")
        #expect(job.taskCount == tasks(of: record), "\(name)")
        let user = record["user_name"] as? String ?? ""
        let number = (record["user_id"] as? NSNumber).map { "\($0)" } ?? ""
        #expect(table.symbols[job.user].shown == (user.isEmpty ? number : user), "\(name)")
      }
    }
  }

  /// `0-12%4` by hand: the numbers between the bounds, and one for a task of its own.
  private func tasks(of record: [String: Any]) -> Int32 {
    let list = record["array_task_string"] as? String ?? ""
    guard !list.isEmpty, second(record["array_task_id"], orZero: true) == nil else { return 1 }
    var met: Set<Int> = []
    for item in list.prefix(while: { $0 != "%" }).split(separator: ",") {
      let parts = item.split(whereSeparator: { "-:".contains($0) }).compactMap { Int($0) }
      met.formUnion(
        stride(
          from: parts[0], through: parts.count > 1 ? parts[1] : parts[0], by: parts.count > 2 ? parts[2] : 1))
    }
    return Int32(met.count)
  }

  @Test(
    "Every node's state with its flags, the word that sinfo has for it, and its power",
    arguments: Captures.folders)
  func nodes(folder: String) throws {
    for (name, document, foundation) in try Self.answers(folder, "nodes") {
      guard case .nodes(let nodes) = document.content else { continue }
      let records = try #require(foundation["nodes"] as? [[String: Any]])
      #expect(nodes.count == records.count, "\(name)")
      for (node, record) in zip(nodes, records) {
        let words = words(of: record["state"]) + words(of: record["state_flags"])
        #expect(
          node.state.flags == NodeState.Flags(words.compactMap { SecondWords.nodeFlags[$0] }), "\(words)")
        #expect(node.state.base.rawValue.uppercased() == words.first, "\(words)")
        #expect(node.state.word.rawValue == SecondWords.sinfo(words), "\(name) \(words)")
        let energy = record["energy"] as? [String: Any]
        #expect(node.watts == second(energy?["current_watts"]).map(Double.init), "\(name)")
      }
    }
  }

  @Test(
    "What accounts have used, day by day, from every answer of the accounting database",
    arguments: Captures.folders)
  func accounting(folder: String) throws {
    for (name, document, foundation) in try Self.answers(folder, "jobs") {
      guard case .accounts(let told, .jobs) = document.content else { continue }
      var seconds: [String: [String: Int64]] = [:]
      let zone = try #require(TimeZone(identifier: "Europe/Luxembourg"))
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      for job in foundation["jobs"] as? [[String: Any]] ?? [] {
        let association = job["association"] as? [String: Any]
        let account = [job["account"], association?["account"]].compactMap { $0 as? String }.first {
          !$0.isEmpty
        }
        guard let account else { continue }
        seconds[account, default: [:]]["", default: 0] += 0
        let allocated = (job["tres"] as? [String: Any])?["allocated"] as? [[String: Any]] ?? []
        let gpus = allocated.first { $0["type"] as? String == "gres" && $0["name"] as? String == "gpu" }
        let time = job["time"] as? [String: Any]
        guard let count = second(gpus?["count"]), let start = second(time?["start"]), start != 4_294_967_294,
          let elapsed = second(time?["elapsed"])
        else { continue }
        var moment = Date(timeIntervalSince1970: Double(start))
        let end = moment + Double(elapsed)
        while moment < end {
          let midnight = try #require(calendar.dateInterval(of: .day, for: moment)).end
          let parts = calendar.dateComponents([.year, .month, .day], from: moment)
          let day = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
          seconds[account]?[day, default: 0] += count * Int64(min(end, midnight).timeIntervalSince(moment))
          moment = midnight
        }
      }
      #expect(Set(told.map(\.account.name.shown)) == Set(seconds.keys), "\(name)")
      for record in told {
        let expected = (seconds[record.account.name.shown] ?? [:]).filter { $0.key != "" && $0.value > 0 }
        let days = Dictionary(
          uniqueKeysWithValues: record.account.daily.map {
            ($0.key.iso8601, Int64(($0.value.count * 3600).rounded()))
          })
        #expect(days == expected, "\(name) \(record.account.name)")
        #expect(record.account.limit == nil && record.account.committed == nil)
      }
    }
  }

  @Test("Every account's own association, with its parent and its limit", arguments: Captures.folders)
  func associations(folder: String) throws {
    for (name, document, foundation) in try Self.answers(folder, "associations") {
      guard case .accounts(let told, .associations) = document.content else {
        Issue.record("\(name) is \(document.format)")
        continue
      }
      let records = try #require(foundation["associations"] as? [[String: Any]])
      let own = records.filter {
        ($0["user"] as? String ?? "").isEmpty && ($0["partition"] as? String ?? "").isEmpty
      }
      #expect(told.count == own.count)
      for (record, expected) in zip(told, own) {
        #expect(record.account.name.shown == expected["account"] as? String)
        #expect(record.cluster?.shown == expected["cluster"] as? String)
        let parent = expected["parent_account"] as? String ?? ""
        #expect(record.parent?.shown ?? "" == parent)
        let tres = (expected["max"] as? [String: Any])?["tres"] as? [String: Any]
        let minutes = (tres?["group"] as? [String: Any])?["minutes"] as? [[String: Any]] ?? []
        let gpus = minutes.first { $0["type"] as? String == "gres" && $0["name"] as? String == "gpu" }
        #expect(record.account.limit?.count == second(gpus?["count"], orZero: true).map { Double($0) / 60 })
        #expect(record.account.used == nil && record.account.daily.isEmpty)
      }
    }
  }

  /// One word, or a list of them, in capitals.
  private func words(of value: Any?) -> [String] {
    ((value as? [String]) ?? (value as? String).map { [$0] } ?? []).map { $0.uppercased() }
  }
}

/// A number in any of Slurm's encodings; 0 is none, unless it counts.
private func second(_ value: Any?, orZero: Bool = false) -> Int64? {
  if let object = value as? [String: Any] {
    guard object["set"] as? Bool == true, object["infinite"] as? Bool != true else { return nil }
    return second(object["number"], orZero: orZero)
  }
  guard let number = (value as? NSNumber)?.int64Value, number != 0 || orZero else { return nil }
  return number
}
