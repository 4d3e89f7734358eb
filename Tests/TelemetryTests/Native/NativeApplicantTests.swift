import Model
import Testing
import Text

@testable import Telemetry

@Suite("What an application tells for the checks")
struct NativeApplicantTests {
  private func document(_ fields: String) throws -> Document {
    let record = #"{"id": "x", "mode": "PG", "state": "submitted", \#(fields)}"#
    return try #require(try read(OwnText.document("applications", #""applications": [\#(record)]"#)))
  }

  @Test(
    "nothing of the person is kept or repeated, wherever it stands",
    arguments: [
      #""pi": "Nobody Real""#, #""pi": ["Nobody Real"]"#, #""pi": {"contract_until": "Nobody Real"}"#,
      #""pi": {"contract_until": {"name": "Nobody Real"}}"#, #""pi": {"contract_until": ["Nobody Real"]}"#,
      #""pi": {"contract_until": "2027-02-30", "name": "Nobody Real"}"#, #""pi": {"contract_until": 7}"#,
    ])
  func person(written: String) throws {
    let document = try document(written)
    #expect(document.applications.first?.declared == Declarations())
    #expect(document.problem?.shown.contains("something else") == true)
    var texts = ""
    dump(document, to: &texts)
    #expect(!texts.contains("Nobody"))
    #expect(!texts.contains("2027-02-30"))
  }

  @Test(
    "null says nothing, and is no problem",
    arguments: [
      #""pi": null"#, #""pi": {"contract_until": null}"#, #""org": {"staff": null, "linked_counted": null}"#,
      #""other_funding": null"#, #""machines": null"#, #""civilian_purpose": null"#, #""architectures": []"#,
    ])
  func nulls(written: String) throws {
    let document = try document(written)
    #expect(document.problem == nil)
    let application = try #require(document.applications.first)
    #expect(application.declared == Declarations())
    #expect(application.facts == OrganisationFacts())
    #expect(application.technical == TechnicalRequest())
  }

  @Test(
    "a list of funding of which an entry is of no use is not told at all",
    arguments: [
      #"["national"]"#, #"[{"programme": "national"}, null]"#, #"{"programme": "national"}"#, #""none""#,
      "false", "[\(Array(repeating: "{}", count: 1025).joined(separator: ","))]",
    ])
  func funding(written: String) throws {
    let document = try document(#""other_funding": \#(written)"#)
    #expect(document.applications.count == 1)
    #expect(document.applications.first?.declared.otherFunding == nil)
    #expect(document.problem?.shown.contains("“other_funding” is") == true)
  }

  @Test("an empty list of funding declares that there is none")
  func noFunding() throws {
    #expect(try document(#""other_funding": []"#).applications.first?.declared.otherFunding == [])
  }

  @Test(
    "an odd value costs its field",
    arguments: [
      (#""civilian_purpose": "yes""#, "civilian_purpose"),
      (#""processing_agreement": 1"#, "processing_agreement"),
      (#""personal_data": true"#, "personal_data"), (#""ai_act_risk": 3"#, "ai_act_risk"),
      (#""org": {"staff": -1}"#, "staff"), (#""org": {"turnover_eur": "1 m"}"#, "turnover_eur"),
      (#""org": {"registry_code": 7}"#, "registry_code"),
      (#""org": {"linked_counted": "no"}"#, "linked_counted"),
      (#""requested": {"max_gpus": 1.5}"#, "max_gpus"), (#""machines": ["lumi", 7]"#, "machines"),
      (#""architectures": [{}]"#, "architectures"),
    ])
  func odd(written: String, field: String) throws {
    let document = try document(written)
    let application = try #require(document.applications.first)
    #expect(application.declared == Declarations())
    #expect(application.facts == OrganisationFacts())
    #expect(application.technical == TechnicalRequest())
    #expect(document.problem?.shown.contains("“\(field)” is") == true)
  }

  @Test("words that nobody knows are kept")
  func openWords() throws {
    let declared = try #require(
      try document(#""personal_data": "some", "ai_act_risk": "grey""#).applications.first
    ).declared
    #expect(declared.personalData == .other("some"))
    #expect(declared.aiActClass == .other("grey"))
  }
}
