import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Captures of Slurm's other answers", .enabled(if: Captures.areThere))
struct SlurmOtherCaptureTests {
  /// A plain number, or one in Slurm's object form.
  private static func number(_ value: Any?) -> Int64? {
    if let object = value as? [String: Any] {
      return object["set"] as? Bool == true ? (object["number"] as? NSNumber)?.int64Value : nil
    }
    return (value as? NSNumber)?.int64Value
  }

  /// The documents of a folder that have `key`, each with Foundation's reading.
  private static func captures(
    _ folder: String, _ key: String
  ) throws -> [(document: Document, foundation: [String: Any])] {
    try Captures.files(in: folder).compactMap { file in
      let foundation = try Captures.foundation(file)
      guard foundation[key] != nil, (foundation["errors"] as? [Any] ?? []).isEmpty else { return nil }
      return (try #require(try Captures.document(file)), foundation)
    }
  }

  @Test("Partitions have the values that Foundation reads", arguments: Captures.folders)
  func partitions(_ folder: String) throws {
    for (document, foundation) in try Self.captures(folder, "partitions") {
      guard case .partitions(let partitions) = document.content else {
        Issue.record("\(document.format)")
        continue
      }
      let records = try #require(foundation["partitions"] as? [[String: Any]])
      #expect(partitions.map(\.name.shown) == records.compactMap { $0["name"] as? String })
      for (partition, record) in zip(partitions, records) {
        let nodes = Self.number(record["total_nodes"] ?? (record["nodes"] as? [String: Any])?["total"])
        #expect(partition.nodeCount.map(Int64.init) == nodes)
        let state =
          record["state"] as? String
          ?? ((record["partition"] as? [String: Any])?["state"] as? [String])?.first
        #expect(partition.state?.rawValue == state)
        let time = record["max_time_limit"] ?? (record["maximums"] as? [String: Any])?["time"]
        switch partition.maxTime {
        case .minutes(let minutes): #expect(Self.number(time) == Int64(minutes))
        case .unlimited: #expect((time as? [String: Any])?["infinite"] as? Bool == true)
        case .unknown: #expect(Self.number(time) == nil)
        }
      }
    }
  }

  @Test("Reservations have the values that Foundation reads", arguments: Captures.folders)
  func reservations(_ folder: String) throws {
    for (document, foundation) in try Self.captures(folder, "reservations") {
      guard case .reservations(let reservations) = document.content else {
        Issue.record("\(document.format)")
        continue
      }
      let records = try #require(foundation["reservations"] as? [[String: Any]])
      #expect(reservations.count == records.count)
      for (reservation, record) in zip(reservations, records) {
        #expect(reservation.name.shown == record["name"] as? String)
        #expect(reservation.isMaintenance == (record["flags"] as? [String])?.contains("MAINT"))
        #expect(reservation.nodeCount == record["node_count"] as? Int)
        #expect(reservation.flags.map(\.shown) == record["flags"] as? [String])
        let lists = [reservation.accounts, reservation.users].map { $0.map(\.shown).joined(separator: ",") }
        #expect(lists == ["accounts", "users"].map { record[$0] as? String ?? "" })
        let texts = [reservation.nodeList, reservation.partition].map { $0?.shown ?? "" }
        #expect(texts == ["node_list", "partition"].map { record[$0] as? String ?? "" })
        #expect(reservation.gpus == trackable("gres/gpu", in: record["tres"] as? String ?? ""))
        #expect(reservation.startsAt.secondsSince1970 == Self.number(record["start_time"]))
        #expect(reservation.endsAt?.secondsSince1970 == Self.number(record["end_time"]))
      }
    }
  }

  @Test("Statistics have the values that Foundation reads", arguments: Captures.folders)
  func statistics(_ folder: String) throws {
    for (document, foundation) in try Self.captures(folder, "statistics") {
      guard case .scheduler(let health) = document.content else {
        Issue.record("\(document.format)")
        continue
      }
      let record = try #require(foundation["statistics"] as? [String: Any])
      func duration(_ key: String) -> Duration? { Self.number(record[key]).map { .microseconds($0) } }
      #expect(health.lastCycle == duration("schedule_cycle_last"))
      #expect(health.meanCycle == duration("schedule_cycle_mean"))
      #expect(health.lastBackfill == duration("bf_cycle_last"))
      #expect(health.meanBackfill == duration("bf_cycle_mean"))
      #expect(health.queueLength == record["schedule_queue_length"] as? Int)
      #expect(health.accountingBacklog == record["dbd_agent_queue_size"] as? Int)
      #expect(document.dataAt?.secondsSince1970 == Self.number(record["req_time"]))
    }
  }

  @Test("Limits of the lab's accounts are those that sacctmgr was given")
  func associations() throws {
    let captures = try Self.captures("lab-22.05/rest", "associations")
    let document = try #require(captures.first?.document)
    guard case .accounts(let records, .associations) = document.content else {
      Issue.record("\(document.format)")
      return
    }
    let limits = Dictionary(
      uniqueKeysWithValues: records.compactMap { record in
        record.account.limit.map { (record.account.name.shown, $0.count * 60) }
      })
    let expected: [String: Double] = [
      "startups": 500_000, "galileo-agri": 2_560_000, "fjord-climate": 1_960_000, "eurospeech": 1_440_000,
      "delta-genomics": 1_000_000, "cinder-vision": 640_000, "borealis-med": 360_000, "baltic-llm": 160_000,
      "acme-robotics": 40_000,
    ]
    #expect(limits.keys.sorted() == expected.keys.sorted())
    for (account, minutes) in expected { #expect(abs((limits[account] ?? 0) - minutes) < 0.001) }
    #expect(records.first { $0.account.name == "acme-robotics" }?.parent == "startups")
  }

  @Test(
    "Use of the lab's accounts is what Foundation adds up",
    arguments: ["lab-22.05/300jobs", "lab-22.05/1000jobs"])
  func use(_ folder: String) throws {
    let file = Captures.slurm.appending(path: folder).appending(path: "sacct.json")
    let jobs = try #require(try Captures.foundation(file)["jobs"] as? [[String: Any]])
    var seconds: [String: Int64] = [:]
    for job in jobs {
      let allocated = (job["tres"] as? [String: Any])?["allocated"] as? [[String: Any]] ?? []
      let gpus = allocated.first { $0["type"] as? String == "gres" && $0["name"] as? String == "gpu" }
      let account = try #require(job["account"] as? String)
      let elapsed = (job["time"] as? [String: Any])?["elapsed"] as? Int64 ?? 0
      seconds[account, default: 0] += (gpus?["count"] as? Int64 ?? 0) * elapsed
    }
    let document = try #require(try Captures.document(file))
    guard case .accounts(let records, .jobs) = document.content else {
      Issue.record("\(document.format)")
      return
    }
    #expect(document.records == jobs.count)
    #expect(Set(records.map(\.account.name.shown)) == Set(seconds.keys))
    for record in records {
      let used = try #require(record.account.used)
      #expect(abs(used.count * 3600 - Double(seconds[record.account.name.shown] ?? -1)) < 0.01)
    }
  }
}
