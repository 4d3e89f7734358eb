import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// What files of whole clusters and the expected answers beside them say of plans and of what is in line.
@Suite("Answers about waiting jobs", .enabled(if: Captures.areThere, "needs FACTORYTOP_CORPORA"))
struct WaitingVectorTests {
  /// The folders of vectors whose expected cluster has this key, each with that cluster and the time that it is of.
  private static func vectors(_ key: String) throws -> [(
    folder: URL, expected: [String: Any], now: Timestamp
  )] {
    let all = Captures.slurm.appending(path: "../../cases/answers")
    return try FileManager.default.contentsOfDirectory(at: all, includingPropertiesForKeys: nil).compactMap {
      folder in
      guard let data = try? Data(contentsOf: folder.appending(path: "expected.json")),
        let expected = try JSONSerialization.jsonObject(with: data) as? [String: Any],
        let cluster = (expected["clusters"] as? [[String: Any]])?.first, cluster[key] != nil
      else { return nil }
      return (folder, cluster, .at(expected["now"] as? String ?? "2026-11-23T10:00:00Z"))
    }
  }

  private static func jobs(in folder: URL, now: Timestamp) async throws -> JobTable {
    let factory = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: now).factory
    return try #require(factory.clusters.first?.jobs)
  }

  @Test("Each job's plan, and what comes before it, is as expected")
  func why() async throws {
    let vectors = try Self.vectors("why")
    #expect(!vectors.isEmpty)
    for (folder, expected, now) in vectors {
      let table = try await Self.jobs(in: folder, now: now)
      for told in try #require(expected["why"] as? [[String: Any]]) {
        let job = try #require(table.jobs.first { $0.id == told["job_id"] as? Int64 })
        #expect(table.family(of: job).rawValue == told["family"] as? String)
        expect(table.plan(of: job, now: now), is: told["plan"] as? [String: Any])
        let ahead = table.ahead(of: job)?.map {
          "\($0.partition.shown) \($0.tasks) \($0.gpus ?? -1) \($0.heldBackTasks)"
        }
        let expected = (told["ahead"] as? [[String: Any]])?.map { row in
          func number(_ key: String) -> Int { row[key] as? Int ?? -1 }
          return "\(row["partition"] ?? "") \(number("tasks")) \(number("gpus")) \(number("held_back_tasks"))"
        }
        #expect(ahead == expected, "job \(job.id)")
      }
    }
  }

  private func expect(_ plan: JobPlan?, is expected: [String: Any]?) {
    #expect((plan == nil) == (expected == nil))
    guard let plan, let expected else { return }
    #expect(plan.startsAt?.rfc3339 == expected["starts_at"] as? String)
    #expect((plan.startsAt == nil) == expected["overdue"] as? Bool)
    #expect(plan.asOf?.rfc3339 == expected["as_of"] as? String)
    #expect(plan.nodes.flatMap { HostList($0).names(atMost: 1000)?.count } == expected["nodes"] as? Int)
  }

  @Test("The plans of a series of readings are as many forecasts as expected")
  func forecasts() async throws {
    let vectors = try Self.vectors("plan_quality")
    #expect(!vectors.isEmpty)
    for (folder, expected, _) in vectors {
      var first: Set<String> = []
      var counts: [String: Int] = [:]
      let readings = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .filter { $0.wholeMatch(of: /r\d/) != nil }
      for reading in readings {
        let table = try await Self.jobs(in: folder.appending(path: reading), now: .at("2026-12-31T00:00:00Z"))
        let readAt = try #require(table.readAt)
        for job in table.jobs {
          guard let plan = table.plan(of: job, now: readAt), plan.nodes != nil, let start = plan.startsAt
          else { continue }
          let lead =
            switch (start - readAt).count {
            case ..<3600: "under_1h"
            case ..<21_600: "1h_to_6h"
            case ..<86_400: "6h_to_24h"
            default: "over_24h"
            }
          if first.insert("\(job.id) \(job.restarts ?? 0) \(lead)").inserted { counts[lead, default: 0] += 1 }
        }
      }
      for told in try #require(expected["plan_quality"] as? [[String: Any]]) {
        #expect(counts[try #require(told["lead"] as? String)] == told["forecasts"] as? Int)
      }
    }
  }
}
