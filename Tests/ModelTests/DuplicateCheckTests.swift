import Model
import Testing
import Text

@Suite struct DuplicateCheckTests {
  /// Another application of the same mode.
  private func other(
    _ name: SafeText?, code: SafeText?, country: SafeText? = "PL", mode: AccessMode = .playground,
    state: ApplicationState = .active
  ) -> Application {
    Application(
      id: "EHPC-AIF-2026PG01-9002", mode: mode, state: state, organisation: name, country: country,
      facts: OrganisationFacts(registryCode: code))
  }

  @Test(
    "The same organisation by its code, or by its name where one tells none",
    arguments: [
      ("Other Name", "0000123456", "PL", .fail), ("Other Name", "00001 234-56", "pl", .fail),
      ("Kobalt Vision", "0000999999", "PL", .pass), ("Other Name", "0000123456", "CZ", .pass),
      ("KOBALT  vísion", nil, "PL", .fail), ("Kobalt Visions", nil, "PL", .pass), (nil, nil, "PL", .pass),
      (nil, "0000123456", "PL", .fail), ("Kobalt Vision", "—", "PL", .fail),
    ] as [(SafeText?, SafeText?, SafeText?, Verdict)])
  func same(name: SafeText?, code: SafeText?, country: SafeText?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.others = [other(name, code: code, country: country)]
    #expect(try one.verdict(.duplicates) == verdict)
  }

  @Test func `Without a code the name counts against all of that name`() throws {
    var one = try CheckCase()
    one.application.facts.registryCode = nil
    #expect(try one.result(.duplicates)?.restsOn == "no other of this mode, by name")
    one.others = [other("kobalt vision", code: "1")]
    #expect(try one.result(.duplicates)?.restsOn == "also EHPC-AIF-2026PG01-9002, active")
    #expect(try one.verdict(.duplicates) == .fail)
    one.application.organisation = nil
    #expect(try one.verdict(.duplicates) == .unknown)
    one.application.facts.registryCode = " - "
    #expect(try one.verdict(.duplicates) == .unknown)
  }

  @Test(
    "What is over, only begun, or of another mode is no duplicate",
    arguments: [
      (.playground, .submitted, .fail), (.playground, .suspended, .fail), (.fastLane, .active, .pass),
      (.playground, .draft, .pass), (.playground, .ended, .pass), (.playground, .closed, .pass),
      (.playground, .rejected, .pass), (.playground, .withdrawn, .pass),
      (.playground, .other("in_revision"), .fail),
    ] as [(AccessMode, ApplicationState, Verdict)])
  func over(mode: AccessMode, state: ApplicationState, verdict: Verdict) throws {
    var one = try CheckCase()
    one.others = [other("Kobalt Vision", code: "0000123456", mode: mode, state: state)]
    #expect(try one.verdict(.duplicates) == verdict)
  }

  @Test func `An allocation that still runs counts, whatever its application's state`() throws {
    var one = try CheckCase()
    let closed = other("Kobalt Vision", code: nil, state: .closed)
    one.others = [closed]
    func allocation(endsIn days: Int64) -> Allocation {
      Allocation(
        account: "a", proposal: closed.id, cluster: "vega", mode: .playground, unit: .gpuHours,
        startsAt: one.now + .days(-30), endsAt: one.now + .days(days))
    }
    one.allocations = [allocation(endsIn: 1)]
    #expect(try one.verdict(.duplicates) == .fail)
    one.allocations = [allocation(endsIn: 0)]
    #expect(try one.verdict(.duplicates) == .pass)
  }

  @Test func `Of several others the first is named and the rest counted; a draft does not count itself`()
    throws
  {
    var one = try CheckCase()
    one.others = (1...5).map { number in
      var other = other("Kobalt Vision", code: number % 2 == 0 ? nil : "0000123456")
      other.id = "EHPC-AIF-2026PG01-800\(number)"
      return other
    }
    #expect(
      try one.result(.duplicates)?.restsOn == "also EHPC-AIF-2026PG01-8001, active and 4 more")
    one.application.state = .draft
    #expect(
      try one.result(.duplicates)?.restsOn == "also EHPC-AIF-2026PG01-8001, active and 4 more")
  }

  @Test func `A crowd of one name costs linear time`() throws {
    var one = try CheckCase()
    one.others = (0..<20_000).map { number in
      var other = other("Kobalt Vision", code: nil)
      other.id = "DRAFT-\(number)"
      return other
    }
    one.policy.checks.modes[.playground]?.checks = [.duplicates]
    let factory = Factory(applications: one.others)
    let figures = Figures(of: factory, policy: one.policy, now: one.now)
    let items = try #require(figures.applications).items
    // Were each compared with each, these would be four hundred million comparisons.
    #expect(items.allSatisfy { $0.checks.map(\.verdict) == [.fail] })
  }
}
