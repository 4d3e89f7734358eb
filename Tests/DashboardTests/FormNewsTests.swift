import Model
import Testing
import Text

@testable import Dashboard

@Suite("What an open form tells of a changed application")
struct FormNewsTests {
  private static let application = Application(
    id: "A", title: "T", mode: .playground, state: .decision, organisation: "O", machine: "LUMI",
    requested: Amount(5000, .gpuHours))

  /// As a reading tells it, with what a site hides.
  private func found(_ hidden: Redactions = [], _ set: (inout Application) -> Void = { _ in }) throws -> Case
  {
    var application = Self.application
    set(&application)
    let factory = Factory(applications: [application])
      .merged(with: [:] as [SafeText: CaseHistory], calendar: Policy.standard.workingCalendar)
    let shown = try #require(factory.redacted(hidden).applications?.first)
    return try #require(Case(shown, by: .standard, at: Timestamp(secondsSince1970: 0)))
  }

  @Test("Each field that changed is told, with what it was, and the state beside them")
  func changes() throws {
    let later = try found {
      $0.state = .rejected
      $0.machine = "LEONARDO"
      $0.requested = Amount(10_000, .gpuHours)
    }
    #expect(
      later.news(since: try found()) == [
        "the portal’s state is rejected, not decision", "machine was LUMI and is LEONARDO",
        "requested was 5,000 GPU-hours and is 10,000 GPU-hours",
      ])
    #expect(try found().news(since: try found()).isEmpty)
  }

  @Test("A change of what the site hides is told without it")
  func hidden() throws {
    let later = try found(.titles) { $0.title = "Secret" }
    #expect(later.news(since: try found(.titles)) == ["its form in the portal has changed"])
  }

  @Test("A person that changed is no news")
  func person() throws {
    let later = try found { $0.applicant = .told(name: "Nobody Real", email: nil) }
    #expect(later.news(since: try found()).isEmpty)
  }
}
