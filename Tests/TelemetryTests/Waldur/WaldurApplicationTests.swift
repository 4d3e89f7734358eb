import Model
import Testing
import Text

@testable import Telemetry

@Suite("Waldur's proposals as applications")
struct WaldurApplicationTests {
  @Test("A proposal alone tells neither when it was submitted nor what it asks for")
  func alone() throws {
    let application = try #require(
      try WaldurText.application(
        WaldurText.proposals(
          #""duration_in_days": 60, "applicant_organization": "Lex Example OÜ", "applicant_organization_country": "EE", "applicant_organization_type": "urn:schac:homeOrganizationType:int:company""#
        )))
    #expect(
      application
        == Application(
          id: "EHPC-AIF-2026PG01-9001", title: "Title", mode: .playground, state: .other("in_review"),
          organisation: "Lex Example OÜ", country: "EE", organisationKind: "company", durationDays: 60,
          createdAt: .at("2026-11-19T08:12:44Z")))
    let clock = Policy.standard.serviceClock(of: application, at: .at("2026-11-23T10:00:00Z"))
    #expect(clock.serviceClass == .notStarted, "no clock runs from the draft's beginning")
    #expect(clock.startsAt == nil)
    #expect(clock.dueAt == nil)
  }

  @Test("With its steps it is submitted when the first of them started")
  func steps() throws {
    let steps =
      #"[{"step": "technical_assessment", "status": "active", "outcome": null, "started_at": "2026-11-18T09:00:00Z", "responsible_role": "offering_manager"}, {"step": "administrative_check", "status": "completed", "outcome": "eligible", "started_at": "2026-11-17T15:40:03Z", "completed_at": "2026-11-18T09:00:00Z"}, {"step": "allocation_decision", "status": "pending", "outcome": null, "started_at": null}]"#
    let application = try #require(try WaldurText.application(WaldurText.proposals(""), steps: steps))
    #expect(application.submittedAt == .at("2026-11-17T15:40:03Z"))
    #expect(application.state == .techAssessment, "where the proposal names no step, the steps do")
    #expect(application.assignee == "offering_manager")
    #expect(application.decidedAt == nil)
    #expect(application.decision == nil, "an eligible applicant has no decision yet")
  }

  @Test("A decision is the decision step's, or the outcome that ended an earlier one")
  func decision() throws {
    let approved =
      #"[{"step": "allocation_decision", "status": "completed", "outcome": "approved", "completed_at": "2026-11-20T09:00:00Z"}]"#
    let application = try WaldurText.application(WaldurText.proposals(""), steps: approved)
    #expect(application?.decidedAt == .at("2026-11-20T09:00:00Z"))
    #expect(application?.decision == "approved")
    let refused = #"[{"step": "administrative_check", "status": "completed", "outcome": "ineligible"}]"#
    #expect(
      try WaldurText.application(WaldurText.proposals(#""state": "rejected""#), steps: refused)?.decision
        == "ineligible")
  }

  @Test("A step that was completed before it started is named, and decided nothing then")
  func completedBeforeStarted() throws {
    func steps(_ end: String) -> String {
      #"[{"step": "allocation_decision", "outcome": "approved", "completed_at": "\#(end)", "started_at": "2026-11-20T09:00:00Z"}]"#
    }
    let odd = try read(steps("2026-11-20T08:59:59Z"))
    #expect(
      odd?.problem
        == "step allocation_decision: “completed_at” is 2026-11-20T08:59:59Z, not after “started_at”, which is 2026-11-20T09:00:00Z"
    )
    func decidedAt(_ end: String) throws -> Timestamp? {
      try WaldurText.application(WaldurText.proposals(""), steps: steps(end))?.decidedAt
    }
    #expect(try decidedAt("2026-11-20T08:59:59Z") == nil)
    #expect(try decidedAt("2026-11-20T09:00:00Z") == .at("2026-11-20T09:00:00Z"))
    #expect(try read(steps("2026-11-20T09:00:00Z"))?.problem == nil)
  }

  @Test(
    "State and step make an application's state, and unknown words are kept",
    arguments: [
      (#""state": "draft""#, ApplicationState.draft),
      (#""state": "submitted""#, .submitted),
      (#""workflow_step": "administrative_check""#, .adminCheck),
      (#""workflow_step": "technical_assessment""#, .techAssessment),
      (#""workflow_step": "expert_review""#, .expertReview),
      (#""workflow_step": "panel_review""#, .panelReview),
      (#""workflow_step": "allocation_decision""#, .decision),
      (#""workflow_step": "award_response""#, .awarded),
      (#""workflow_step": "coffee_break""#, .other("coffee_break")),
      (#""state": "team_verification""#, .other("team_verification")),
      (#""state": "in_revision""#, .other("in_revision")),
      (#""state": "accepted""#, .onboarding),
      (#""state": "rejected""#, .rejected),
      (#""state": "canceled""#, .withdrawn),
      (#""state": null"#, .other("—")),
    ])
  func states(_ fields: String, _ state: ApplicationState) throws {
    #expect(try WaldurText.application(WaldurText.proposals(fields))?.state == state)
  }

  @Test("An award that was declined is cancelled, not withdrawn")
  func awardDeclined() throws {
    let steps = #"[{"step": "award_response", "status": "completed", "outcome": "declined"}]"#
    #expect(
      try WaldurText.application(WaldurText.proposals(#""state": "canceled""#), steps: steps)?.state
        == .cancelled)
  }

  @Test(
    "After acceptance the resource of the proposal's name says how far it is",
    arguments: [
      ("", ApplicationState.active), (#""state": "Creating""#, .onboarding), (#""paused": true"#, .suspended),
      (#""downscaled": true"#, .throttled), (#""state": "Terminated""#, .ended),
      (#""state": "Erred""#, .onboarding), (#""name": "other", "slug": "x""#, .onboarding),
    ])
  func accepted(_ fields: String, _ state: ApplicationState) throws {
    let application = try WaldurText.application(
      WaldurText.proposals(#""state": "accepted""#), resources: WaldurText.resources(fields))
    #expect(application?.state == state)
  }

  @Test("A resource of another name belongs to the proposal of its project")
  func project() throws {
    let project = "000000000000000000000000000c3001"
    let reading = try WaldurText.reading([
      (
        "p.json",
        WaldurText.proposals(
          #""state": "accepted", "project": "https://w.example.org/api/projects/\#(project)/""#)
      ),
      ("r.json", WaldurText.resources(#""name": "my allocation", "project_uuid": "\#(project)""#)),
    ])
    #expect(reading.factory.applications?.map(\.state) == [.active])
    #expect(reading.factory.allocations?.map(\.proposal) == ["EHPC-AIF-2026PG01-9001"])
  }

  @Test(
    "The mode is that of the ID's letters, else what the site says of the call, else a mode's name in the call's",
    arguments: [
      ("EHPC-AIF-2026FL01-9001", "AI Factory Playground", AccessMode.fastLane),
      ("ehpc-aif-2026ls01-9001", "x", .largeScale),
      ("EHPC-DEV-2026D09-278", "x", .development),
      ("EHPC-AIF-2026XX01-1", "AI for Science and Collaborative EU Projects", .aiScience),
      ("p-1", "Our own call", .benchmark),
      ("p-1", "AI Factory Fast-Lane", .fastLane),
      ("p-1", "Irregular affairs", .other("Irregular affairs")),
    ])
  func modes(_ slug: String, _ call: String, _ mode: AccessMode) throws {
    let rules = TelemetryRules(waldur: WaldurRules(units: [:], modes: ["Our own call": .benchmark]))
    let application = try WaldurText.application(
      WaldurText.proposals(#""slug": "\#(slug)", "call_name": "\#(call)""#), rules)
    #expect(application?.mode == mode)
  }

  @Test(
    "The ID is the slug, a proposal's ID in upper case, else the UUID",
    arguments: [
      (#""slug": "ehpc-aif-2026pg01-9001""#, "EHPC-AIF-2026PG01-9001"), (#""slug": "Draft-1""#, "Draft-1"),
      (#""slug": null"#, WaldurText.uuid), (#""slug": """#, WaldurText.uuid),
    ])
  func ids(_ fields: String, _ id: String) throws {
    #expect(try WaldurText.application(WaldurText.proposals(fields))?.id.shown == id)
  }

  @Test("A round's cut-off counts where the mode has cut-offs, not at the year's end of the others")
  func cutoffs() throws {
    let round = #""round": {"name": "r", "cutoff_time": "2026-11-13T09:00:00Z", "status": "ended"}"#
    #expect(try WaldurText.application(WaldurText.proposals(round))?.cutoffAt == nil)
    let large = try #require(
      try WaldurText.application(WaldurText.proposals(round + #", "slug": "EHPC-AIF-2026LS21-9043""#)))
    #expect(large.cutoffAt == .at("2026-11-13T09:00:00Z"))
    let clock = Policy.standard.serviceClock(of: large, at: .at("2026-11-23T10:00:00Z"))
    #expect(clock.startsAt == .at("2026-11-13T09:00:00Z"), "without its steps too")
  }

  @Test("An odd field costs that field, an odd record that record, and both are named")
  func odd() throws {
    let document = try #require(
      try read(
        WaldurText.proposals(#""created": "yesterday", "name": 7, "round": []"#, #""uuid": 3, "slug": null"#))
    )
    #expect(document.records == 1)
    #expect(document.skipped == 1)
    #expect(
      document.problem
        == "proposal EHPC-AIF-2026PG01-9001: “created” is “yesterday”, not an RFC 3339 time with an offset (and 4 more)"
    )
  }
}
