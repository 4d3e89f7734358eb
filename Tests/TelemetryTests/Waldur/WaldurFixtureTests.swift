import Foundation
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

/// The collected lists of Waldur's shape, beside what Foundation reads in them.
@Suite(
  "Waldur's lists as they were collected", .enabled(if: Captures.areThere, "FACTORYTOP_CORPORA is unset"))
struct WaldurFixtureTests {
  private static func bytes(_ name: String) throws -> Data {
    try Data(
      contentsOf: Captures.slurm.appending(path: "../domain/waldur-api-\(name).synthetic.json").standardized)
  }

  private static func records(_ name: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: bytes(name)) as? [[String: Any]])
  }

  private static func reading() throws -> TelemetrySnapshot {
    let names = [
      ("proposals", "p.json"), ("proposal-workflow-states", "steps-00000000000000000000000000CA6002.json"),
      ("proposal-resources", "req-00000000-0000-0000-0000-000000ca6001.json"),
      ("marketplace-resources", "r.json"), ("component-usages", "u.json"),
      ("global-stats-performance", "z.json"),
    ]
    return try WaldurText.reading(
      names.map { ($0.1, String(decoding: try bytes($0.0), as: UTF8.self)) })
  }

  @Test("Every proposal is an application with its fields")
  func proposals() throws {
    let records = try Self.records("proposals")
    let applications = try #require(try Self.reading().factory.applications)
    #expect(applications.map { $0.id.shown } == records.map { $0["slug"] as? String })
    #expect(applications.map { $0.title?.shown } == records.map { $0["name"] as? String })
    #expect(
      applications.map { $0.organisation?.shown } == records.map { $0["applicant_organization"] as? String })
    #expect(
      applications.map { $0.country?.shown }
        == records.map { $0["applicant_organization_country"] as? String })
    #expect(applications.map(\.durationDays) == records.map { $0["duration_in_days"] as? Int })
    #expect(
      applications.map(\.createdAt) == records.map { Timestamp(rfc3339: $0["created"] as? String ?? "") })
    #expect(applications.map(\.organisationKind) == records.map { _ in "company" })
    #expect(
      applications.map(\.state) == [
        .submitted, .adminCheck, .expertReview, .draft, .techAssessment, .rejected, .onboarding,
      ])
    let cutoffs = records.map { record in
      let cutoff = (record["round"] as? [String: Any])?["cutoff_time"] as? String ?? ""
      return (record["slug"] as? String ?? "").contains("LS") ? Timestamp(rfc3339: cutoff) : nil
    }
    #expect(applications.map(\.cutoffAt) == cutoffs)
    #expect(cutoffs.compactMap(\.self).count == 2)
  }

  @Test("Steps and requests find their proposals by the names of their files")
  func joined() throws {
    let applications = try #require(try Self.reading().factory.applications)
    let started = try #require(
      try Self.records("proposal-workflow-states").compactMap { $0["started_at"] as? String }.first)
    #expect(applications.map(\.submittedAt) == [nil, Timestamp(rfc3339: started), nil, nil, nil, nil, nil])
    let request = try #require(try Self.records("proposal-resources").first)
    let hours = try #require((request["limits"] as? [String: Any])?["gpu_hours"] as? Double)
    #expect(applications.map(\.requested) == [Amount(hours, .gpuHours), nil, nil, nil, nil, nil, nil])
    #expect(applications.first?.machine == "Leonardo BOOSTER")
    #expect(applications.first?.partition == "boost_usr_prod")
  }

  @Test("Every resource is a budget; its use is the sum of its months, where they are all there")
  func budgets() throws {
    let records = try Self.records("marketplace-resources")
    let uses = try Self.records("component-usages")
    let allocations = try #require(try Self.reading().factory.allocations)
    #expect(allocations.map { $0.account.shown } == records.map { $0["backend_id"] as? String })
    #expect(allocations.map { $0.proposal?.shown } == records.map { $0["name"] as? String })
    #expect(allocations.map { $0.cluster?.shown } == records.map { $0["offering_name"] as? String })
    let granted = records.map { record in
      let limits = record["limits"] as? [String: Double]
      return limits?["node_hours"] ?? limits?["gpu_hours"]
    }
    #expect(allocations.map(\.granted) == granted)
    let sums = records.map { record in
      let mine = uses.filter { $0["resource_uuid"] as? String == record["uuid"] as? String }
      return mine.isEmpty ? nil : mine.compactMap { $0["usage"] as? Double }.reduce(0, +)
    }
    #expect(sums == [702, 10410, nil, nil, nil])
    // Of the fourth no use was ever reported, and it says 0 itself. The others are older than the list of use.
    #expect(allocations.map(\.used) == [702, 10410, nil, 0, nil])
    #expect(allocations.map(\.standing) == [.active, .downscaled, .active, .active, .paused])
    #expect(
      allocations.map(\.countedAt) == records.map { Timestamp(rfc3339: $0["last_sync"] as? String ?? "") })
    #expect(allocations[1].history.map(\.used) == [4100, 8200])
  }

  @Test("Nothing of a person in the lists is in what is read of them")
  func persons() throws {
    var dumped = ""
    dump(try Self.reading(), to: &dumped)
    // Some of the invented people are called like their companies.
    let organisations = try Self.records("proposals").compactMap { $0["applicant_organization"] as? String }
    var found = 0
    for record in try Self.records("proposals") {
      for (key, value) in record where key.hasPrefix("applicant_") || key.hasPrefix("created_by") {
        // Shorter ones, such as a country of residence, are the organisation's too, or words of the program's.
        guard !key.hasPrefix("applicant_organization"), let text = value as? String, text.utf8.count > 6,
          !organisations.contains(where: { $0.contains(text) })
        else { continue }
        found += 1
        #expect(!dumped.contains(text), "\(key)")
      }
    }
    #expect(found > 50)
  }

  @Test("Every list is sound")
  func sound() throws {
    let sources = try Self.reading().factory.sources
    #expect(sources.map(\.problem) == sources.map { _ in nil })
    #expect(sources.map(\.records).reduce(0, +) == 22)
    #expect(sources.compactMap(\.notUsed) == ["no pane shows what it holds"])
  }
}
