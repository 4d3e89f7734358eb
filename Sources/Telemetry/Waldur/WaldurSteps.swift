import Model
import Text

/// The steps of one proposal, in the order in which Waldur lists them.
struct WaldurSteps {
  private let steps: [WaldurStep]

  init(_ steps: [WaldurStep]) { self.steps = steps }

  /// The first step starts when the proposal is submitted; Waldur has no better word for that.
  var submittedAt: Timestamp? { steps.compactMap(\.startedAt).min() }

  /// The step that is under way, else the one that comes next.
  var present: WaldurStep? {
    steps.first { $0.status == "active" } ?? steps.first { $0.status == "pending" }
  }

  var decidedAt: Timestamp? { step("allocation_decision")?.completedAt }

  /// The decision's outcome, or the one that ended an earlier step against the applicant.
  var decision: SafeText? {
    step("allocation_decision")?.outcome
      ?? steps.compactMap(\.outcome).last { Self.refusals.contains($0) }
  }

  /// Whether the award was offered and not taken.
  var isAwardDeclined: Bool { step("award_response")?.outcome == "declined" }

  private func step(_ word: SafeText) -> WaldurStep? { steps.first { $0.step == word } }

  private static let refusals: Set<SafeText> = [
    "ineligible", "infeasible", "declined", "rejected", "expired",
  ]
}
