import Model
import Testing
import Text

@testable import Telemetry

@Suite("Which of Waldur's lists a list is")
struct WaldurDetectionTests {
  @Test(
    "is told by the keys of its first record, in whatever order they stand",
    arguments: [
      (#"{"workflow_step": null, "state": "draft", "uuid": "\#(WaldurText.uuid)"}"#, "waldur proposals"),
      (
        #"{"round": {}, "name": "x", "slug": "s", "state": "new", "call_name": "c"}"#, "waldur proposals"
      ),
      (#"{"status": "active", "uuid": null, "step": "expert_review"}"#, "waldur workflow steps"),
      (
        #"{"limits": {}, "requested_offering": {"offering_name": "x"}, "uuid": "\#(WaldurText.uuid)"}"#,
        "waldur requested resources"
      ),
      (
        #"{"backend_id": "a", "limits": {"gpu_hours": 1}, "offering_name": "x"}"#, "waldur resources"
      ),
      (
        #"{"billing_period": "2026-09-01", "usage": 1, "type": "gpu_hours", "resource_uuid": "\#(WaldurText.resourceUUID)"}"#,
        "waldur component usages"
      ),
    ])
  func told(_ record: String, _ format: String) throws {
    let document = try #require(try read("[\(record)]"))
    #expect(document.format.shown == format)
    #expect(document.records == 1)
    #expect(document.skipped == 0, "\(document.problem?.shown ?? "")")
    #expect(document.dataAt == nil, "Waldur's lists state no time")
  }

  @Test(
    "Waldur's other lists are recognised and not used",
    arguments: [
      // Users, orders, use by single users, counters of calls.
      #"{"uuid": "\#(WaldurText.uuid)", "name": "x", "email": "a@example.org"}"#,
      #"{"uuid": "\#(WaldurText.uuid)", "limits": {"gpu_hours": 1}, "offering_name": "x", "marketplace_resource_uuid": "\#(WaldurText.resourceUUID)", "state": "done"}"#,
      #"{"uuid": "\#(WaldurText.uuid)", "username": "x", "type": "gpu_hours", "usage": "1", "billing_period": "2026-09-01", "resource_uuid": "\#(WaldurText.resourceUUID)"}"#,
      #"{"call_uuid": "\#(WaldurText.uuid)", "call_name": "x", "state": "active"}"#,
    ])
  func others(_ record: String) throws {
    let document = try #require(try read("[\(record), \(record)]"))
    #expect(document.format == "waldur list")
    guard case .notUsed = document.content else {
      Issue.record("\(record) was used")
      return
    }
  }

  @Test("An odd first record costs itself, not the list")
  func oddFirst() throws {
    let list = "[7, {}, \(WaldurText.proposals("").dropFirst())"
    let document = try #require(try read(list))
    #expect(document.format == "waldur proposals")
    #expect(document.records == 1)
    #expect(document.skipped == 2)
    #expect(
      document.problem
        == "record 1 of the list: it is a number, not an object, and the record is skipped (and 1 more)")
  }

  @Test("An empty list is whole, and says that it cannot say what it is")
  func empty() throws {
    let reading = try WaldurText.reading([("proposals.json", "[]")])
    #expect(reading.factory.applications == nil, "nobody knows that it was proposals")
    #expect(
      reading.factory.sources.map(\.notUsed) == ["it has no record that would say what it is a list of"])
    #expect(reading.factory.sources.map(\.isReadable) == [true])
  }

  @Test("A list of proposals that becomes empty is a list of no proposals")
  func emptied() throws {
    let full = try #require(try read(WaldurText.proposals("")))
    let empty = try #require(try read("[]")).following(full)
    #expect(empty.format == "waldur proposals")
    #expect(empty.records == 0)
    let file = TelemetryFile(
      path: DataPath("d/p.json"), folderName: "d", isInRoot: true, document: empty.following(full))
    let factory = Reading(of: [file], untoldTime: .unknown).factory
    #expect(factory.applications == [])
    #expect(factory.sources.map(\.kind) == [.applications])
    let slurm = try #require(try read(OwnText.nodes("n1")))
    #expect(try #require(try read("[]")).following(slurm).format == "empty list")
  }
}
