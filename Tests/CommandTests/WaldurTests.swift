import Foundation
import Testing

private let corpora = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

@Suite("Waldur's lists through the commands")
struct WaldurTests {
  private static let uuid = "00000000000000000000000000ca6001"
  private static let persons = [
    "applicant_full_name", "applicant_email", "applicant_phone_number", "applicant_birth_date",
    "applicant_nationality", "applicant_civil_number", "created_by_name", "approved_by",
  ]
  private static let personal = persons.map { #""\#($0)": "personal-\#($0)""# }.joined(separator: ", ")

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      #"[{\#(personal), "uuid": "\#(uuid)", "slug": "EHPC-AIF-2026FL01-9712", "name": "Agents", "state": "in_review", "workflow_step": "administrative_check", "round": null, "call_name": "x", "created": "2026-11-16T08:00:00Z", "applicant_organization": "Beispiel GmbH", "applicant_organization_country": "DE"}]"#,
      to: "proposals.json")
    try folder.write(
      #"[{\#(personal), "step": "administrative_check", "status": "active", "started_at": "2026-11-17T15:40:03Z"}]"#,
      to: "steps-\(uuid).json")
    try folder.write(
      #"[{\#(personal), "requested_offering": {"offering_name": "Vega"}, "limits": {"gpu_hours": 20000}}]"#,
      to: "req-\(uuid).json")
    try folder.write(
      #"[{\#(personal), "uuid": "000000000000000000000000000d3001", "name": "n", "backend_id": "acct1", "state": "OK", "downscaled": true, "offering_name": "Vega", "created": "2026-09-01T00:00:00Z", "end_date": "2026-11-30", "limits": {"gpu_hours": 100}}]"#,
      to: "resources.json")
    try folder.write(
      #"[{"resource_uuid": "000000000000000000000000000d3001", "type": "gpu_hours", "usage": "104.5", "billing_period": "2026-09-01"}]"#,
      to: "usages.json")
    return folder
  }

  @Test("Applications and budgets are reported, and nothing of a person is")
  func report() throws {
    let folder = try Self.folder()
    let result = try Program().run("report", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 0)
    #expect(!result.output.contains("personal-"))
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let applications = try #require(report["applications"] as? [String: Any])
    let item = try #require((applications["items"] as? [[String: Any]])?.first)
    #expect(item["state"] as? String == "admin_check")
    #expect(item["due_at"] as? String == "2026-11-23T15:40:03Z")
    #expect(item["requested_gpu_hours"] as? Double == 20000)
    #expect(item["organisation"] as? String == "Beispiel GmbH")
    let budget = try #require((report["budgets"] as? [[String: Any]])?.first)
    #expect(budget["account"] as? String == "acct1")
    #expect(budget["used"] as? Double == 104.5)
    #expect(budget["state"] as? String == "exhausted")
    #expect(budget["standing"] as? String == "downscaled")
  }

  @Test("The screens show them, the account's standing too, and nothing of a person")
  func screens() throws {
    let folder = try Self.folder()
    for view in ["applications", "budget"] {
      let result = try Program().run(
        "snapshot", "--data", folder.path, "--now", Program.moment, "--view", view, "--size", "160x48")
      #expect(result.status == 0)
      #expect(!result.output.contains("personal-"))
      #expect(result.output.contains(view == "budget" ? "acct1, downscaled" : "Beispiel GmbH"))
    }
  }

  @Test("check names the lists and what is not used of them")
  func check() throws {
    let folder = try Self.folder()
    try folder.write("[]", to: "empty.json")
    try folder.write(#"[{"step": "expert_review", "status": "active"}]"#, to: "steps.json")
    let result = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 0)
    for line in [
      "/proposals.json: ok, waldur proposals, 1 record\n",
      "/steps-\(Self.uuid).json: ok, waldur workflow steps, 1 record\n",
      "/req-\(Self.uuid).json: ok, waldur requested resources, 1 record\n",
      "/resources.json: ok, waldur resources, 1 record\n",
      "/usages.json: ok, waldur component usages, 1 record\n",
      "/steps.json: ok, waldur workflow steps: not used: nothing says of which proposal it is; put the proposal's UUID into the file's name\n",
      "/empty.json: ok, empty list: not used: it has no record that would say what it is a list of\n",
    ] {
      #expect(result.output.contains(line), "\(line)\(result.output)")
    }
  }

  @Test(
    "The collected lists make applications and budgets",
    .enabled(if: corpora != nil, "FACTORYTOP_CORPORA is unset"))
  func collected() throws {
    let data = "\(try #require(corpora))/fixtures/domain"
    let result = try Program().run("report", "--data", data, "--now", Program.moment)
    #expect(result.status == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let applications = try #require(report["applications"] as? [String: Any])
    #expect((applications["items"] as? [Any])?.count == 7)
    #expect(applications["pending"] as? Int == 5)
    let budgets = try #require(report["budgets"] as? [[String: Any]])
    #expect(
      budgets.compactMap { $0["state"] as? String } == [
        "ending", "exhausted", "unknown", "idle_start", "ended", "unknown",
      ])
    #expect(!result.output.contains("Mari Näidis"))
  }
}
