import Model
import Text

/// A record of `proposal-proposals/UUID/workflow_states`: one step of a proposal. Whose it is, only the name of the
/// file can tell.
package struct WaldurStep: Sendable {
  var uuid: WaldurUUID?
  var step: SafeText?
  var status: SafeText?
  var outcome: SafeText?
  var startedAt: Timestamp?
  var completedAt: Timestamp?
  var responsibleRole: SafeText?
}

extension WaldurStep {
  init?(_ record: WaldurRecord) {
    guard record.step.step != nil else { return nil }
    self = record.step
    uuid = record.uuid
  }
}
