import JSONStream
import Model
import Text

/// What a record of `proposal-proposals` tells. Waldur does not say when a proposal was submitted or what it asks for:
/// that is in its steps and in what it requests, which are lists of their own.
package struct WaldurProposal: Sendable {
  var uuid: WaldurUUID?
  var slug: SafeText?
  var title: SafeText?
  var state: SafeText?
  var createdAt: Timestamp?
  /// The project that was made of it.
  var project: WaldurUUID?
  var callName: SafeText?
  var cutoffAt: Timestamp?
  var workflowStep: SafeText?
  var durationDays: Int?
  var organisation: SafeText?
  var country: SafeText?
  var organisationKind: SafeText?
  var applicant: Applicant?

  private enum RoundField: String, CaseIterable, Sendable {
    case cutoffTime = "cutoff_time"
    static let all = JSONFields<RoundField>()
  }

  mutating func readRound(
    _ field: WaldurField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnObject(field, &problems) else { return }
    while let field = try json.nextField(RoundField.all) {
      switch field {
      case .cutoffTime: cutoffAt = try json.ownTime(field, &problems)
      }
    }
  }

  /// SCHAC's kinds of organisations (`urn:schac:homeOrganizationType:int:company`) in the words of applications; `nil`
  /// for others. Of what is written nothing is kept.
  static func kind(_ type: SafeText) -> SafeText? {
    switch type.shown.lowercased().split(separator: ":").last {
    case "company": "company"
    case "university", "highereducationinstitution", "highereducationalinstitution", "research-institution":
      "academia"
    case "government", "public": "public"
    default: nil
    }
  }
}

extension WaldurProposal {
  /// - Returns: the finished record; `nil` where nothing tells it from others.
  init?(_ record: WaldurRecord) {
    guard record.uuid != nil || record.slug != nil else { return nil }
    self = record.proposal
    uuid = record.uuid
    slug = record.slug
    title = record.name
    state = record.state
    createdAt = record.created
    project = record.project
    applicant = record.person.applicant
  }

  /// A proposal ID in its slug, which is then in upper case; else its slug, else its UUID.
  var id: SafeText { proposalID?.text ?? slug ?? uuid?.hex ?? "" }
  var proposalID: ProposalID? { slug.flatMap(ProposalID.init) }
}
