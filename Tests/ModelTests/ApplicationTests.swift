import Model
import Testing
import Text

@Suite struct ApplicationTests {
  @Test(arguments: ApplicationState.known)
  func `Every state is read back from its word`(_ state: ApplicationState) {
    #expect(ApplicationState(word: state.word) == state)
  }

  @Test(arguments: AccessMode.known)
  func `Every mode is read back from its word and its code`(_ mode: AccessMode) {
    #expect(AccessMode(word: mode.word) == mode)
    #expect(AccessMode(word: mode.code) == mode)
  }

  @Test func `Words are read in any case, and unknown ones are kept`() {
    #expect(AccessMode(word: "Fast_Lane") == .fastLane)
    #expect(AccessMode(word: "sc") == .aiScience)
    #expect(AccessMode(word: "sandbox").word == "sandbox")
    #expect(ApplicationState(word: "INFO_REQUESTED") == .infoRequested)
    #expect(ApplicationState(word: "in_revision").word == "in_revision")
  }

  @Test(
    "Steps of the state machine",
    arguments: [
      (.draft, .submitted, true), (.draft, .adminCheck, false), (.submitted, .adminCheck, true),
      (.adminCheck, .techAssessment, true), (.adminCheck, .infoRequested, true),
      (.adminCheck, .rejected, true),
      (.adminCheck, .decision, false), (.infoRequested, .adminCheck, true),
      (.infoRequested, .withdrawn, true),
      (.infoRequested, .decision, false), (.techAssessment, .decision, true),
      (.techAssessment, .expertReview, true),
      (.techAssessment, .infoRequested, true), (.expertReview, .panelReview, true),
      (.expertReview, .decision, true),
      (.decision, .awarded, true), (.decision, .waitlisted, true), (.waitlisted, .decision, true),
      (.awarded, .onboarding, true), (.awarded, .cancelled, true), (.awarded, .withdrawn, false),
      (.onboarding, .active, true), (.active, .throttled, true), (.throttled, .suspended, true),
      (.suspended, .active, true), (.active, .submitted, false), (.ended, .reportDue, true),
      (.reportDue, .reportOverdue, true), (.reportOverdue, .closed, true), (.closed, .active, false),
      (.rejected, .adminCheck, false), (.other("in_revision"), .adminCheck, true),
      (.adminCheck, .other("in_revision"), true), (.submitted, .submitted, false),
    ] as [(ApplicationState, ApplicationState, Bool)])
  func steps(_ from: ApplicationState, _ next: ApplicationState, _ allowed: Bool) {
    #expect(from.allows(next) == allowed)
  }

  @Test func `Pending are those that somebody still has to act on`() {
    let pending = ApplicationState.known.filter(\.isPending)
    #expect(
      pending == [
        .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview, .decision,
        .waitlisted, .awarded, .onboarding, .reportOverdue,
      ])
    #expect(ApplicationState.other("in_revision").isPending)
  }

  @Test func `Triage puts breached first, then the sooner, then the larger`() throws {
    let now = try moment("2026-11-23T10:00:00Z")
    func application(
      _ id: SafeText, _ mode: AccessMode, _ state: ApplicationState, submitted: String,
      gpuHours: Double = 5000
    ) throws -> Application {
      Application(
        id: id, mode: mode, state: state, requested: Amount(gpuHours, .gpuHours),
        submittedAt: try moment(submitted))
    }
    let factory = Factory(applications: [
      try application("closed", .playground, .closed, submitted: "2026-01-12T09:00:00Z"),
      try application("draft", .playground, .draft, submitted: "2026-01-12T09:00:00Z"),
      try application("cut-off ahead", .largeScale, .submitted, submitted: "2026-11-20T09:00:00Z"),
      try application("small", .playground, .submitted, submitted: "2026-11-20T09:00:00Z", gpuHours: 100),
      try application("large", .playground, .submitted, submitted: "2026-11-20T09:00:00Z", gpuHours: 5000),
      try application("today", .playground, .adminCheck, submitted: "2026-11-19T15:00:00Z"),
      try application("late", .fastLane, .techAssessment, submitted: "2026-11-16T09:00:00Z"),
      try application("later", .playground, .techAssessment, submitted: "2026-11-12T09:00:00Z"),
    ])
    let figures = try #require(Figures(of: factory, policy: .standard, now: now).applications)
    #expect(
      figures.items.map(\.application.id) == [
        "later", "late", "today", "large", "small", "cut-off ahead", "draft", "closed",
      ])
    #expect(figures.pending == 6)
    #expect(figures.breached == 2)
    #expect(figures.dueToday == 1)
    #expect(figures.byState[.techAssessment] == 2)
    #expect(figures.byMode[.playground] == 6)
    #expect(figures.pendingByMode[.playground] == [.submitted: 2, .adminCheck: 1, .techAssessment: 1])
  }

  @Test func `A request in node-hours is counted in the GPU-hours of its machine`() throws {
    let lumi = Cluster(name: "lumi", factors: UnitFactors(gpuHoursPerNodeHour: 4, gresPerGPU: 2))
    let asked = Application(
      id: "EHPC-AIF-2026SC01-9001", mode: .aiScience, state: .submitted, machine: "LUMI",
      requested: Amount(20_000, .nodeHours))
    var elsewhere = asked
    elsewhere.machine = "Vega"
    let factory = Factory(clusters: [lumi], applications: [asked, elsewhere])
    let figures = Figures(of: factory, policy: .standard, now: try moment("2026-11-23T10:00:00Z"))
    let requested = try #require(figures.applications).items.map(\.requested)
    #expect(requested == [GPUHours(80_000), nil])
  }

  @Test func `No source of applications is not the same as no applications`() throws {
    let now = try moment("2026-11-23T10:00:00Z")
    #expect(Figures(of: Factory(), policy: .standard, now: now).applications == nil)
    #expect(Figures(of: Factory(applications: []), policy: .standard, now: now).applications?.pending == 0)
  }
}
