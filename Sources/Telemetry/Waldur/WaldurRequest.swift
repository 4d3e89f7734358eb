import JSONStream
import Text

/// A record of `proposal-proposals/UUID/resources` or `proposal-requested-resources`: what a proposal asks of one
/// offering.
package struct WaldurRequest: Sendable {
  var uuid: WaldurUUID?
  /// The proposal, where the record or its own address names it.
  var proposal: WaldurUUID?
  var offering: SafeText?
  /// Whether the offering's provider has declined.
  var isCancelled = false
  var partition: SafeText?
  /// By component type.
  var limits: [SafeText: Double] = [:]

  private enum OfferingField: String, CaseIterable, Sendable {
    case state
    case name = "offering_name"
    static let all = JSONFields<OfferingField>()
  }

  mutating func readOffering(
    _ field: WaldurField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnObject(field, &problems) else { return }
    while let field = try json.nextField(OfferingField.all) {
      switch field {
      case .state: isCancelled = try json.ownText(field, &problems) == "canceled"
      case .name: offering = try json.ownText(field, &problems)
      }
    }
  }
}

extension WaldurRequest {
  init(_ record: WaldurRecord) {
    self = record.request
    uuid = record.uuid
    proposal = record.url.flatMap(WaldurUUID.init(ofProposalIn:)) ?? proposal
    partition = record.attributesPartition
    limits = record.limits
  }
}
