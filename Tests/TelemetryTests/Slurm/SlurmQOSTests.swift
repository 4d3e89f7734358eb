import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's QOS")
struct SlurmQOSTests {
  /// A plain number, or one in Slurm's object form.
  private static func number(_ value: Any?) -> Int64? {
    if let object = value as? [String: Any] {
      return object["set"] as? Bool == true ? (object["number"] as? NSNumber)?.int64Value : nil
    }
    return (value as? NSNumber)?.int64Value
  }

  private static func at(_ path: String, of record: [String: Any]) -> Any? {
    path.split(separator: "/").reduce(record as Any?) { value, key in (value as? [String: Any])?[String(key)]
    }
  }

  @Test(
    "Captures have the values that Foundation reads", .enabled(if: Captures.areThere),
    arguments: Captures.folders)
  func captures(_ folder: String) throws {
    for file in try Captures.files(in: folder) where file.lastPathComponent.hasSuffix("-qos.json") {
      let document = try #require(try Captures.document(file))
      let foundation = try Captures.foundation(file)
      let key = foundation["QOS"] == nil ? "qos" : "QOS"
      let records = try #require(foundation[key] as? [[String: Any]])
      guard case .qos(let found) = document.content else {
        Issue.record("\(document.format)")
        return
      }
      #expect(document.problem == nil)
      #expect(found.count == records.count && !found.isEmpty)
      for (qos, record) in zip(found, records) {
        func gpus(_ path: String) -> Int64? {
          let list = Self.at(path, of: record) as? [[String: Any]] ?? []
          return Self.number(
            list.first { $0["type"] as? String == "gres" && $0["name"] as? String == "gpu" }?["count"])
        }
        #expect(qos.name.shown == record["name"] as? String)
        #expect(qos.priority == Self.number(record["priority"]))
        #expect(qos.flags.map(\.shown) == record["flags"] as? [String])
        #expect(qos.groupGPUs == gpus("limits/max/tres/total"))
        #expect(qos.gpusPerUser == gpus("limits/max/tres/per/user"))
        #expect(qos.gpusPerAccount == gpus("limits/max/tres/per/account"))
        #expect(qos.gpusPerJob == gpus("limits/max/tres/per/job"))
        #expect(qos.groupJobs == Self.number(Self.at("limits/max/active_jobs/count", of: record)))
        #expect(qos.jobsPerUser == Self.number(Self.at("limits/max/jobs/active_jobs/per/user", of: record)))
        #expect(
          qos.jobsPerAccount == Self.number(Self.at("limits/max/jobs/active_jobs/per/account", of: record)))
        #expect(qos.submittedPerUser == Self.number(Self.at("limits/max/jobs/per/user", of: record)))
        let wall = Self.at("limits/max/wall_clock/per/job", of: record)
        switch qos.maxWall {
        case .minutes(let minutes): #expect(Self.number(wall) == Int64(minutes))
        case .unlimited: #expect((wall as? [String: Any])?["infinite"] as? Bool == true)
        case .unknown: #expect(Self.number(wall) == nil)
        }
      }
    }
  }

  @Test("The lab's QOS are those that sacctmgr was given", .enabled(if: Captures.areThere))
  func lab() throws {
    let file = Captures.slurm.appending(path: "lab-22.05/rest/slurmdb-qos.json")
    guard case .qos(let qos) = try Captures.document(file)?.content else {
      Issue.record("no QOS")
      return
    }
    let high = try #require(qos.first { $0.name == "high" })
    #expect(high.priority == 100)
    #expect(high.groupGPUs == 64)
    #expect(high.jobsPerUser == 4)
  }

  @Test("A limit of one type of GPU stands beside those of all")
  func typedLimits() throws {
    let document = try #require(
      try read(
        #"{"qos": [{"name": "a", "limits": {"max": {"tres": {"total": [{"type": "gres", "name": "gpu:h100", "count": 8}], "per": {"user": [{"type": "gres", "name": "gpu", "count": 4}, {"type": "gres", "name": "gpu:a100", "count": 2}]}}}}}]}"#
      ))
    guard case .qos(let qos) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(qos.first?.typedLimits == ["GrpTRES=gres/gpu:h100=8", "MaxTRESPU=gres/gpu:a100=2"])
    #expect(qos.first?.groupGPUs == nil)
    #expect(qos.first?.gpusPerUser == 4)
  }

  @Test("A preempt mode and flags are read, and DISABLED is none")
  func modes() throws {
    let document = try #require(
      try read(
        #"{"qos": [{"name": "a", "limits": {}, "preempt": {"mode": ["REQUEUE"]}, "flags": ["DENY_LIMIT"]}, {"name": "b", "limits": {"max": 3}, "preempt": {"mode": ["DISABLED"]}}]}"#
      ))
    guard case .qos(let qos) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(qos.map(\.preemptMode) == [["REQUEUE"], []])
    #expect(qos.map(\.flags) == [["DENY_LIMIT"], []])
  }
}
