import Model
import Testing
import Text

@Suite struct TransitionTests {
  @Test(
    "Where each record leads",
    arguments: [
      (.outcome(.eligible), .adminCheck, .playground, .techAssessment),
      (.outcome(.eligible), .submitted, .playground, .techAssessment),
      (.outcome(.ineligible), .adminCheck, .playground, .rejected),
      (.outcome(.feasible), .techAssessment, .fastLane, .decision),
      (.outcome(.feasibleWithConditions), .techAssessment, .benchmark, .decision),
      (.outcome(.feasible), .techAssessment, .largeScale, .expertReview),
      (.outcome(.infeasible), .techAssessment, .largeScale, .rejected),
      (.outcome(.reviewed), .expertReview, .largeScale, .decision),
      (.outcome(.reviewed), .expertReview, .regular, .panelReview),
      (.outcome(.approved), .panelReview, .regular, .decision),
      (.outcome(.declined), .panelReview, .regular, .decision),
      (.outcome(.declined), .awarded, .playground, .cancelled),
      (.outcome(.accepted), .awarded, .playground, .onboarding),
      (.outcome(.withdrawn), .expertReview, .regular, .withdrawn),
      (.outcome(.expired), .infoRequested, .playground, .withdrawn),
      (.ask, .techAssessment, .playground, .infoRequested),
      (.answer, .infoRequested, .playground, .adminCheck),
      (.decision(.accept), .decision, .playground, .awarded),
      (.decision(.reject), .decision, .playground, .rejected),
      (.decision(.waitlist), .decision, .playground, .waitlisted),
      (.decision(.accept), .waitlisted, .playground, .awarded),
    ] as [(DecisionKind, ApplicationState, AccessMode, ApplicationState)])
  func allowed(
    _ kind: DecisionKind, _ state: ApplicationState, _ mode: AccessMode, _ target: ApplicationState
  ) {
    #expect(kind.refusal(in: state, mode: mode) == nil)
    #expect(kind.target(from: state, mode: mode) == target)
    #expect(kind.canLead(to: target))
  }

  @Test(
    "What the state machine refuses",
    arguments: [
      (.decision(.accept), .adminCheck), (.outcome(.eligible), .techAssessment), (.answer, .adminCheck),
      (.outcome(.accepted), .decision), (.ask, .decision), (.outcome(.withdrawn), .awarded),
      (.decision(.reject), .rejected), (.outcome(.expired), .adminCheck), (.outcome(.feasible), .closed),
    ] as [(DecisionKind, ApplicationState)])
  func refused(_ kind: DecisionKind, _ state: ApplicationState) throws {
    let reason = try #require(kind.refusal(in: state, mode: .playground))
    #expect(reason.shown.contains(kind.name.shown))
    #expect(reason.shown.contains(state.word.shown))
  }

  @Test func `Before the cut-off nothing is reviewed`() {
    let eligible = DecisionKind.outcome(.eligible)
    #expect(eligible.refusal(in: .submitted, mode: .largeScale, reviewHasBegun: false) != nil)
    #expect(eligible.refusal(in: .submitted, mode: .largeScale, reviewHasBegun: true) == nil)
  }

  @Test
  func `Notes and assignments change no state and are never refused, nor is anything in an unknown state`() {
    for state in ApplicationState.known {
      for kind in [.note, .assign(to: "Anna"), .correction(of: "a")] as [DecisionKind] {
        #expect(kind.refusal(in: state, mode: .playground) == nil)
        #expect(kind.target(from: state, mode: .playground) == nil)
      }
    }
    #expect(DecisionKind.decision(.accept).refusal(in: .other("in_revision"), mode: .playground) == nil)
  }

  @Test func `A question asked in the technical assessment is answered into it`() {
    let target = DecisionKind.answer.target(
      from: .infoRequested, mode: .playground, askedIn: .techAssessment)
    #expect(target == .techAssessment)
  }

  @Test func `No record leads where its kind does not`() {
    #expect(!DecisionKind.decision(.reject).canLead(to: .awarded))
    #expect(!DecisionKind.decision(.reject).canLead(to: nil))
    #expect(!DecisionKind.note.canLead(to: .awarded))
    #expect(DecisionKind.note.canLead(to: nil))
  }
}
