import Model
import Testing

@testable import Simulation

@Suite struct DeskTests {
  private static let states: [ApplicationState] = [
    .draft, .submitted, .adminCheck, .infoRequested, .techAssessment, .decision, .waitlisted, .awarded,
    .onboarding,
    .active, .throttled, .suspended, .ended, .reportDue, .reportOverdue, .closed, .rejected, .withdrawn,
    .cancelled,
  ]

  @Test(arguments: states, [AccessMode.playground, .fastLane, .largeScale, .aiScience, .development])
  func `An application can be put into any step, with its past before it`(
    state: ApplicationState, mode: AccessMode
  ) throws {
    for seed in 0..<20 {
      var random = SeededRandom(seed: UInt64(seed))
      let schedule = ApplicationSchedule(mode: mode, in: state, at: start, days: 61, from: &random)
      #expect(schedule.step(at: start)?.state == state)
      for (step, next) in zip(schedule.steps, schedule.steps.dropFirst()) { #expect(step.at <= next.at) }
      #expect(schedule.steps[0].state == .draft)
      if state != .draft, let cutoff = schedule.cutoffAt {
        #expect(try #require(schedule.begins(.submitted)) <= cutoff)
        #expect(try #require(schedule.begins(.adminCheck)) == cutoff)
      }
    }
  }

  /// Thursday 2026-11-19 16:30 local + 1 h of work: half an hour that day, the rest from Friday 08:00.
  @Test func `Work stops at night and at weekends`() throws {
    let thursday = try #require(Timestamp(rfc3339: "2026-11-19T16:30:00+01:00"))
    #expect(OfficeHours.after(.hours(1), from: thursday).rfc3339 == "2026-11-20T07:30:00Z")
    #expect(OfficeHours.after(.hours(10), from: thursday).rfc3339 == "2026-11-23T07:30:00Z")
    #expect(OfficeHours.before(.hours(1), until: thursday).rfc3339 == "2026-11-19T14:30:00Z")
    #expect(OfficeHours.before(.hours(9), until: thursday).rfc3339 == "2026-11-18T15:30:00Z")
  }

  @Test func `A weekend is no working time`() throws {
    let friday = try #require(Timestamp(rfc3339: "2026-11-20T12:00:00+01:00"))
    let monday = try #require(Timestamp(rfc3339: "2026-11-23T12:00:00+01:00"))
    #expect(OfficeHours.withoutWeekends(from: friday, to: monday) == .hours(24))
  }

  @Test(arguments: [
    (AccessMode.largeScale, "2026-11-13T09:00:00Z", "2026-11-30T09:00:00Z"),
    (.aiScience, "2026-10-30T09:00:00Z", "2026-12-31T09:00:00Z"),
    (.development, "2026-11-01T09:00:00Z", "2026-12-01T09:00:00Z"),
    (.regular, "2026-09-04T08:00:00Z", "2027-03-30T08:00:00Z"),
  ]) func `Calls cut off at 10:00 in Luxembourg`(mode: AccessMode, last: String, next: String) {
    #expect(Cutoffs.last(of: mode, until: start)?.rfc3339 == last)
    #expect(Cutoffs.next(of: mode, after: start)?.rfc3339 == next)
  }

  @Test(arguments: [AccessMode.playground, .fastLane]) func `Some modes have no cut-off`(mode: AccessMode) {
    #expect(Cutoffs.next(of: mode, after: start) == nil)
  }
}
