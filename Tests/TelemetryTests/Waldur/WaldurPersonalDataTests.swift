import Model
import Testing
import Text

@testable import Telemetry

@Suite("Personal data in Waldur's lists")
struct WaldurPersonalDataTests {
  /// Every key that a proposal, a step and a request have for persons.
  static let keys = [
    "approved_by", "created_by", "created_by_name", "created_by_uuid", "completed_by", "modified_by",
    "internal_notes", "outcome_reason", "project_summary", "description", "applicant_username",
    "applicant_full_name", "applicant_first_name", "applicant_last_name", "applicant_email",
    "applicant_registration_method", "applicant_phone_number", "applicant_organization_type",
    "applicant_organization_registry_code", "applicant_organization_vat_code",
    "applicant_organization_address",
    "applicant_job_title", "applicant_affiliations", "applicant_gender", "applicant_personal_title",
    "applicant_place_of_birth", "applicant_address", "applicant_country_of_residence",
    "applicant_nationality",
    "applicant_nationalities", "applicant_eduperson_assurance", "applicant_identity_source",
    "applicant_civil_number", "applicant_birth_date", "applicant_active_isds",
  ]

  static let fields = keys.map { #""\#($0)": "personal-\#($0)""# }.joined(separator: ", ")

  @Test("is in no document, whatever it is looked into with")
  func document() throws {
    let lists = [
      WaldurText.proposals(Self.fields), WaldurText.resources(Self.fields),
      #"[{"step": "expert_review", "status": "active", \#(Self.fields)}]"#,
      #"[{"requested_offering": {"offering_name": "x", \#(Self.fields)}, "limits": {}, \#(Self.fields)}]"#,
    ]
    for list in lists {
      let document = try #require(try read(list))
      #expect(document.records == 1)
      var dumped = ""
      dump(document, to: &dumped)
      #expect(dumped.contains("waldur"))
      #expect(!dumped.contains("personal-"), "\(dumped)")
    }
  }

  @Test("is in no factory that is made of them")
  func factory() throws {
    let reading = try WaldurText.reading([
      ("p.json", WaldurText.proposals(Self.fields)), ("r.json", WaldurText.resources(Self.fields)),
    ])
    var dumped = ""
    dump(reading, to: &dumped)
    #expect(dumped.contains("EHPC-AIF-2026PG01-9001"))
    #expect(!dumped.contains("personal-"))
  }
}
