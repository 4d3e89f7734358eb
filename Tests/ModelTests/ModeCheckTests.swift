import Model
import Testing
import Text

/// What an application asks for against the rules of its mode.
@Suite struct ModeCheckTests {
  @Test(arguments: [AccessMode.playground, .fastLane, .largeScale, .aiScience])
  func `What is right and told passes every check of its mode`(_ mode: AccessMode) throws {
    let results = try CheckCase(mode).results()
    #expect(results.filter { $0.verdict != .pass } == [])
    #expect(results.map(\.check).count >= 14)
  }

  @Test func `Each mode runs its own checks`() throws {
    let playground = try CheckCase(.playground).results().map(\.check)
    #expect(playground == Check.allCases.filter { $0 != .cutoff })
    let largeScale = try CheckCase(.largeScale).results().map(\.check)
    #expect(largeScale == Check.allCases.filter { $0 != .oneSystem })
    let science = try CheckCase(.aiScience).results().map(\.check)
    #expect(science == Check.allCases.filter { $0 != .oneSystem && $0 != .sme })
    let invented = try CheckCase(.other("moonshot")).results().map(\.check)
    #expect(!invented.contains(.bounds) && invented.contains(.country))
  }

  @Test func `Which checks run is the rules' affair`() throws {
    var one = try CheckCase()
    one.policy.checks.modes[.playground]?.checks = [.country]
    #expect(try one.results().map(\.check) == [.country])
  }

  @Test(
    "A mode takes its kinds of organisation",
    arguments: [
      (.playground, "startup", .pass), (.playground, "SME", .pass), (.playground, "academia", .fail),
      (.largeScale, "public", .fail), (.aiScience, "public", .pass), (.aiScience, "sme", .fail),
      (.playground, "partnership", .unknown), (.playground, nil, .unknown), (.benchmark, "sme", nil),
    ] as [(AccessMode, SafeText?, Verdict?)])
  func kinds(mode: AccessMode, kind: SafeText?, verdict: Verdict?) throws {
    var one = try CheckCase(mode)
    one.application.organisationKind = kind
    #expect(try one.verdict(.mode) == verdict)
  }

  @Test func `Industry may apply to AI for Science inside a European project only`() throws {
    var one = try CheckCase(.aiScience)
    one.application.organisationKind = "sme"
    one.application.declared.otherFunding = [OtherFunding(programme: "Horizon_Europe")]
    #expect(try one.verdict(.mode) == .pass)
    one.application.declared.otherFunding = [OtherFunding(programme: "national")]
    #expect(try one.verdict(.mode) == .fail)
    one.application.declared.otherFunding = [OtherFunding(grantNumber: "101")]
    #expect(try one.verdict(.mode) == .unknown)
    one.application.declared.otherFunding = nil
    #expect(try one.verdict(.mode) == .unknown)
  }

  @Test func `A mode that is for organisations inside a project alone says so`() throws {
    var one = try CheckCase(.aiScience)
    one.policy.checks.modes[.aiScience]?.kinds?.accepted = []
    let result = try #require(try one.result(.mode))
    #expect(result.verdict == .fail)
    #expect(
      result.restsOn
        == "academia, this mode is for large, midcap, sme or startup inside a project of digital_europe or horizon_europe"
    )
  }

  @Test(
    "Bounds include the upper, and the lower where the mode says so",
    arguments: [
      (.playground, 5000, .gpuHours, .pass), (.playground, 5000.1, .gpuHours, .fail),
      (.playground, 0, .gpuHours, .fail), (.fastLane, 10_000, .gpuHours, .fail),
      (.fastLane, 10_001, .gpuHours, .pass), (.fastLane, 50_000, .gpuHours, .pass),
      (.fastLane, 50_001, .gpuHours, .fail), (.largeScale, 50_000, .gpuHours, .fail),
      (.largeScale, 2_400_000, .gpuHours, .pass), (.aiScience, 20_000, .nodeHours, .pass),
      (.aiScience, 19_999, .nodeHours, .fail), (.aiScience, 90_000, .nodeHours, .pass),
      (.aiScience, 90_001, .nodeHours, .fail), (.benchmark, 200, .nodeHours, .pass),
      (.development, 4501, .nodeHours, .fail), (.regular, 1_800_000, .nodeHours, .pass),
      (.extremeScale, 99_999, .nodeHours, .fail),
      // Four GPU-hours are one node-hour there.
      (.playground, 1250, .nodeHours, .pass), (.playground, 1251, .nodeHours, .fail),
      (.aiScience, 80_000, .gpuHours, .pass), (.aiScience, 79_999, .gpuHours, .fail),
      // The core-hours of a GPU-hour are not known.
      (.playground, 40_000, .coreHours, .unknown),
    ] as [(AccessMode, Double, AccountingUnit, Verdict)])
  func bounds(mode: AccessMode, amount: Double, unit: AccountingUnit, verdict: Verdict) throws {
    var one = try CheckCase(mode)
    one.application.requested = Amount(amount, unit)
    #expect(try one.verdict(.bounds) == verdict)
  }

  @Test func `Bounds say the amount and the rule`() throws {
    var one = try CheckCase()
    one.application.requested = Amount(4000, .gpuHours)
    #expect(try one.result(.bounds)?.restsOn == "4,000 GPU-hours, allowed are up to 5,000")
    one.application.requested = Amount(1250.5, .nodeHours)
    #expect(
      try one.result(.bounds)?.restsOn == "1,250.5 node-hours are 5,002 GPU-hours, allowed are up to 5,000")
    one.application.requested = nil
    #expect(try one.result(.bounds)?.restsOn == "no amount told, allowed are up to 5,000")
    #expect(try one.verdict(.bounds) == .unknown)
  }

  @Test(
    "A month is 28 to 31 days",
    arguments: [
      (.playground, 27, .fail), (.playground, 28, .pass), (.playground, 31, .pass), (.playground, 32, .fail),
      (.playground, 56, .pass), (.playground, 62, .pass), (.playground, 93, .pass), (.playground, 94, .fail),
      (.largeScale, 61, .fail), (.largeScale, 92, .pass), (.largeScale, 365, .pass),
      (.largeScale, 373, .fail), (.aiScience, 182, .pass), (.benchmark, 30, .fail), (.regular, 366, .pass),
      (.playground, 0, .fail), (.playground, nil, .unknown),
    ] as [(AccessMode, Int?, Verdict)])
  func durations(mode: AccessMode, days: Int?, verdict: Verdict) throws {
    var one = try CheckCase(mode)
    one.application.durationDays = days
    #expect(try one.verdict(.duration) == verdict)
  }

  @Test(
    "One system, however often it is named",
    arguments: [
      (["lumi"], "lumi", .pass), (["LUMI", "lumi"], nil, .pass), (["lumi", "leonardo"], "lumi", .fail),
      (nil, "lumi", .pass), (nil, nil, .unknown),
    ] as [([SafeText]?, SafeText?, Verdict)])
  func oneSystem(machines: [SafeText]?, machine: SafeText?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.technical.machines = machines
    one.application.technical.fallback = "leonardo"
    one.application.machine = machine
    #expect(try one.verdict(.oneSystem) == verdict)
  }

  @Test(
    "Submitted by the cut-off, to the second",
    arguments: [
      ("2026-11-13T09:00:00Z", .pass), ("2026-11-13T09:00:01Z", .fail), (nil, .unknown),
    ] as [(String?, Verdict)])
  func cutoff(submitted: String?, verdict: Verdict) throws {
    var one = try CheckCase(.largeScale)
    one.application.cutoffAt = try moment("2026-11-13T09:00:00Z")
    one.application.submittedAt = try submitted.map { try moment($0) }
    #expect(try one.verdict(.cutoff) == verdict)
    one.application.cutoffAt = nil
    #expect(try one.verdict(.cutoff) == .unknown)
  }

  @Test(
    arguments: [
      ("FI", .pass), ("fi", .pass), ("EL", .pass), ("TR", .pass), ("GB", .pass), ("US", .fail),
      ("UA", .unknown), ("Finland", .unknown), ("F1", .unknown), (nil, .unknown),
    ] as [(SafeText?, Verdict)])
  func `Countries are eligible, in doubt or not`(country: SafeText?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.country = country
    #expect(try one.verdict(.country) == verdict)
  }
}
