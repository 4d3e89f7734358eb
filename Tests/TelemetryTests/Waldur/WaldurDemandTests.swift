import Model
import Testing
import Text

@testable import Telemetry

@Suite("What a proposal of Waldur's asks for")
struct WaldurDemandTests {
  private static func request(
    _ limits: String, offering: String = "LUMI-G", state: String = "accepted", url: String = "x",
    partition: String? = nil
  ) -> String {
    let attributes = partition.map { #", "attributes": {"partition": "\#($0)"}"# } ?? ""
    return
      #"{"url": "\#(url)", "requested_offering": {"offering_name": "\#(offering)", "state": "\#(state)"}, "limits": \#(limits)\#(attributes)}"#
  }

  private func demand(_ requests: String...) throws -> Application? {
    let rules = TelemetryRules(clusters: [ClusterRules(name: "lumi", aliases: ["LUMI-G"])])
    return try WaldurText.application(
      WaldurText.proposals(""), requests: "[\(requests.joined(separator: ", "))]", rules)
  }

  @Test("GPU-hours come before node-hours before core-hours; storage is no budget")
  func preferred() throws {
    #expect(
      try demand(Self.request(#"{"TBh": 9, "node_hours": 5, "gpu_hours": "20.5"}"#))?.requested
        == Amount(20.5, .gpuHours))
    #expect(
      try demand(Self.request(#"{"cpu_hours": 7, "node_hours": 5.5}"#))?.requested == Amount(5.5, .nodeHours))
    let storage = try demand(Self.request(#"{"TBh": 9}"#))
    #expect(storage?.requested == nil)
    #expect(storage?.machine == "lumi", "the machine by its name here")
  }

  @Test("A provider's list of all requests says itself whose each is")
  func providerList() throws {
    let requests = [WaldurText.uuid, WaldurText.otherUUID].map { uuid in
      WaldurKeys.record(
        WaldurKeys.providerRequests,
        [
          "requested_offering": #"{"offering_name": "LUMI-G"}"#,
          "limits": #"{"gpu_hours": \#(uuid == WaldurText.uuid ? 70 : 8)}"#,
          "proposal": "\"https://w.example.org/api/proposal-proposals/\(uuid)/\"",
        ])
    }
    let reading = try WaldurText.reading([
      ("proposals.json", WaldurText.proposals("")), ("all.json", "[\(requests.joined(separator: ", "))]"),
    ])
    #expect(reading.factory.applications?.map(\.requested) == [Amount(70, .gpuHours)])
  }

  @Test("Requests add up, and of several systems all are named")
  func several() throws {
    let sum = try demand(
      Self.request(#"{"gpu_hours": 100}"#, partition: "standard-g"), Self.request(#"{"gpu_hours": 50}"#))
    #expect(sum?.requested == Amount(150, .gpuHours))
    #expect(sum?.machine == "lumi")
    #expect(sum?.technical.machines == nil)
    #expect(sum?.partition == "standard-g")
    let two = try demand(
      Self.request(#"{"gpu_hours": 100}"#, partition: "a"),
      Self.request(#"{"gpu_hours": 300, "TBh": 1}"#, offering: "Vega", partition: "gpu"))
    #expect(two?.requested == Amount(400, .gpuHours))
    #expect(two?.machine == nil, "neither of them is the one")
    #expect(two?.technical.machines == ["lumi", "Vega"])
    #expect(two?.partition == nil)
  }

  @Test("Two systems fail the check of one system, and storage beside a system does not")
  func oneSystem() throws {
    func verdict(_ requests: String...) throws -> Verdict? {
      let reading = try WaldurText.reading([
        ("proposals.json", WaldurText.proposals("")),
        ("req-\(WaldurText.uuid).json", "[\(requests.joined(separator: ", "))]"),
      ])
      let figures = Figures(of: reading.factory, policy: .standard, now: .at("2026-11-23T10:00:00Z"))
      return figures.applications?.items.first?.checks.first { $0.check == .oneSystem }?.verdict
    }
    let system = Self.request(#"{"gpu_hours": 100}"#)
    #expect(try verdict(system, Self.request(#"{"gpu_hours": 300}"#, offering: "Vega")) == .fail)
    #expect(try verdict(system, Self.request(#"{"TBh": 3}"#, offering: "LUMI-O")) == .pass)
    #expect(try verdict(system, Self.request(#"{"gpu_hours": 300}"#, offering: "lumi-g")) == .pass)
  }

  @Test("What is asked in units that do not agree is no sum")
  func unitsApart() throws {
    let apart = try demand(
      Self.request(#"{"gpu_hours": 100}"#), Self.request(#"{"node_hours": 300}"#, offering: "Vega"))
    #expect(apart?.requested == nil)
    #expect(apart?.technical.machines == ["lumi", "Vega"])
    let agreed = try demand(
      Self.request(#"{"gpu_hours": 100, "node_hours": 25}"#),
      Self.request(#"{"node_hours": 300}"#, offering: "Vega"))
    #expect(agreed?.requested == Amount(325, .nodeHours))
    #expect(
      try demand(Self.request(#"{"gpu_hours": 100}"#), Self.request(#"{"gpu_hours": "x"}"#))?.requested
        == nil,
      "one that cannot be read makes the sum unknown")
  }

  @Test("What its provider has cancelled is not asked for, and a limit that is no amount is unknown")
  func cancelled() throws {
    #expect(try demand(Self.request(#"{"gpu_hours": 1}"#, state: "canceled"))?.machine == nil)
    #expect(try demand(Self.request(#"{"gpu_hours": null}"#))?.requested == nil)
    #expect(try demand(Self.request("null"))?.requested == nil)
    #expect(try demand(Self.request(#"{"gpu_hours": "inf", "node_hours": -3}"#))?.requested == nil)
  }

  @Test("A request's own address says whose it is before the file's name does")
  func address() throws {
    let url = "https://w.example.org/api/proposal-proposals/\(WaldurText.uuid)/resources/1/"
    let list = "[\(Self.request(#"{"gpu_hours": 7}"#, url: url))]"
    let reading = try WaldurText.reading([
      ("proposals.json", WaldurText.proposals("")), ("any.json", list),
      ("req-\(WaldurText.otherUUID).json", list),
    ])
    #expect(reading.factory.applications?.first?.requested == Amount(14, .gpuHours))
    #expect(reading.factory.sources.map(\.notUsed) == [nil, nil, nil])
  }
}
