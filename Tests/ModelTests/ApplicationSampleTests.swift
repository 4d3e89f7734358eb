import Model
import Testing
import Text

@Suite("What is kept of the applications of a moment")
struct ApplicationSampleTests {
  private let policy = Policy.standard

  /// Of Thursday, 9:12, promised by Monday, 9:12.
  private func application(
    _ state: ApplicationState, mode: AccessMode = .playground, access: String? = nil, decided: String? = nil,
    submitted: String = "2026-11-19T09:12:00+01:00"
  ) throws -> Application {
    var application = Application(
      id: "EHPC-AIF-2026PG01-9001", mode: mode, state: state, submittedAt: try moment(submitted))
    application.accessAt = try access.map { try moment($0) }
    application.decidedAt = try decided.map { try moment($0) }
    return application
  }

  @Test(
    "A promise is kept by access or a refusal in time, and broken by either later, and while neither comes",
    arguments: [
      (.active, "2026-11-23T09:12:00+01:00", nil, true), (.active, "2026-11-23T09:13:00+01:00", nil, false),
      (.closed, "2026-11-20T09:12:00+01:00", nil, true),
      (.rejected, nil, "2026-11-20T09:12:00+01:00", true),
      (.rejected, nil, "2026-11-24T09:12:00+01:00", false), (.rejected, nil, nil, nil),
      (.adminCheck, nil, nil, false), (.awarded, nil, "2026-11-20T09:12:00+01:00", false),
      (.withdrawn, nil, nil, nil), (.draft, nil, nil, nil),
      // Access before it was asked for keeps nothing, and neither does one that is still ahead.
      (.active, "2026-11-18T09:12:00+01:00", nil, nil),
      (.onboarding, "2026-12-18T09:12:00+01:00", nil, false),
    ] as [(ApplicationState, String?, String?, Bool?)])
  func promises(state: ApplicationState, access: String?, decided: String?, isKept: Bool?) throws {
    let application = try application(state, access: access, decided: decided)
    let now = try moment("2026-11-25T09:12:00+01:00")
    #expect(policy.promiseIsKept(to: application, at: now) == isKept)
  }

  @Test("Nothing is known of one that is in time and open, or to whom nothing was promised")
  func unknown() throws {
    let now = try moment("2026-11-20T09:12:00+01:00")
    #expect(policy.promiseIsKept(to: try application(.adminCheck), at: now) == nil)
    let other = try application(.active, mode: .other("own"), access: "2026-11-20T09:00:00+01:00")
    #expect(policy.promiseIsKept(to: other, at: now) == nil)
  }

  @Test("A sample counts who is pending by step, who is late, and the promises of all")
  func sample() throws {
    let applications = [
      try application(.adminCheck), try application(.adminCheck), try application(.other("own step")),
      try application(.active, access: "2026-11-20T09:12:00+01:00"),
      try application(.rejected, decided: "2026-11-24T09:12:00+01:00"),
    ]
    var factory = Factory(applications: applications)
    let now = try moment("2026-11-25T09:12:00+01:00")
    func sample() -> ApplicationSample? {
      Figures(of: factory, policy: policy, now: now).applicationSample(by: policy, at: now)
    }
    let told = try #require(sample())
    #expect(told.byWord == ["admin_check": 2, "own step": 1])
    #expect(told.pending == 3 && told.breached == 3 && told.kept == 1 && told.broken == 4)
    #expect(told.shareKept == 0.2 && told.at == now)
    #expect(ApplicationSample(at: now).shareKept == nil)
    factory.sources = [
      Source(path: "a.json", kind: .applications, dataAt: now + .days(-30))
    ]
    #expect(sample() == nil, "it would repeat what was so a month ago")
    factory.sources = []
    factory.applications = nil
    #expect(sample() == nil)
  }
}
