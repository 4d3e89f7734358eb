package import Text

extension Case {
  /// Why it is left out where the same is recorded of several applications at once, in a clause; `nil` when it is not.
  ///
  /// What the state machine refuses would have to be forced, and what is in dispute is settled by somebody who has looked
  /// at it: both are done one by one.
  package func obstacle(amongSeveral kind: DecisionKind) -> SafeText? {
    if standing.isToSettle, kind != .note { return "its records contradict each other: settle it by itself" }
    guard refusal(of: kind) != nil else { return nil }
    let state = application.state
    if kind.target(from: state, mode: application.mode) == state { return "\(state.title) already" }
    return "in “\(state.title)”, where “\(kind.name)” has to be forced"
  }
}
