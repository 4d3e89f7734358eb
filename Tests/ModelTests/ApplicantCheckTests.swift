import Model
import Testing
import Text

/// What an applicant declares, against the numbers and the rules.
@Suite struct ApplicantCheckTests {
  struct Numbers: Sendable {
    var staff: Int?
    var turnover: Double?
    var balance: Double?
    var countsLinked: Bool? = true
  }

  @Test(
    "An SME has fewer than 250 staff, and at most 50 million of turnover or 43 of balance",
    arguments: [
      (Numbers(staff: 249, turnover: 50e6, balance: 900e6), .pass),
      (Numbers(staff: 249, turnover: 900e6, balance: 43e6), .pass),
      (Numbers(staff: 250, turnover: 1e6, balance: 1e6), .fail),
      (Numbers(staff: 250), .fail),
      (Numbers(staff: 10, turnover: 50e6 + 1, balance: 43e6 + 1), .fail),
      (Numbers(staff: nil, turnover: 51e6, balance: 44e6), .fail),
      (Numbers(staff: 10, turnover: 51e6), .unknown),
      (Numbers(staff: 10, balance: 44e6), .unknown),
      (Numbers(staff: 10), .unknown),
      (Numbers(staff: nil, turnover: 1e6, balance: 1e6), .unknown),
      (Numbers(staff: 10, turnover: 1e6), .pass),
      (Numbers(staff: 10, turnover: 1e6, countsLinked: nil), .unknown),
      (Numbers(staff: 10, turnover: 1e6, countsLinked: false), .unknown),
      (Numbers(staff: 300, turnover: 1e6, countsLinked: false), .fail),
    ] as [(Numbers, Verdict)])
  func sme(numbers: Numbers, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.facts = OrganisationFacts(
      staff: numbers.staff, turnover: numbers.turnover.map(Euros.init),
      balance: numbers.balance.map(Euros.init), countsLinked: numbers.countsLinked)
    #expect(try one.verdict(.sme) == verdict)
    one.application.organisationKind = "startup"
    #expect(try one.verdict(.sme) == verdict)
    one.application.organisationKind = "midcap"
    #expect(try one.verdict(.sme) == nil)
    one.application.organisationKind = nil
    #expect(try one.verdict(.sme) == .unknown)
  }

  @Test(arguments: [(true, .pass), (false, .fail), (nil, .unknown)] as [(Bool?, Verdict)])
  func `The purpose has to be civilian`(declared: Bool?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.declared.hasCivilianPurpose = declared
    #expect(try one.verdict(.civilianPurpose) == verdict)
  }

  @Test(
    "Personal data need a processing agreement",
    arguments: [
      (.absent, nil, .pass), (.basic, true, .pass), (.basic, false, .fail), (.basic, nil, .unknown),
      (.special, true, .pass), (.special, false, .fail), (.other("some"), true, .unknown),
      (nil, true, .unknown),
    ] as [(PersonalData?, Bool?, Verdict)])
  func personalData(data: PersonalData?, agreement: Bool?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.declared.personalData = data
    one.application.declared.hasProcessingAgreement = agreement
    #expect(try one.verdict(.personalData) == verdict)
  }

  @Test(
    "Of other funding a person looks at what the rules do not name",
    arguments: [
      ([], .pass), (["own_funds"], .pass), (["national"], .unknown), (["own_funds", "national"], .unknown),
      (["national", "Military"], .fail), ([nil], .unknown), (nil, .unknown),
    ] as [([SafeText?]?, Verdict)])
  func otherFunding(programmes: [SafeText?]?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.policy.checks.funding.excluding = ["military"]
    one.application.declared.otherFunding = programmes?.map { OtherFunding(programme: $0) }
    #expect(try one.verdict(.otherFunding) == verdict)
  }

  @Test func `Other funding is told with its grant and its euros`() throws {
    var one = try CheckCase()
    one.application.declared.otherFunding = [
      OtherFunding(programme: "horizon_europe", grantNumber: "101070000", amount: Euros(200_000)),
      OtherFunding(programme: "national"),
    ]
    #expect(
      try one.result(.otherFunding)?.restsOn
        == "horizon_europe 101070000, EUR 200,000 and 1 more: for the same cost or not")
  }

  @Test(
    arguments: [
      (.minimal, .pass), (.limited, .pass), (.high, .pass), (.gpai, .pass), (.prohibited, .fail),
      (.gpaiSystemic, .unknown), (.other("grey"), .unknown), (nil, .unknown),
    ] as [(AIActClass?, Verdict)])
  func `A prohibited practice fails, a systemic risk is looked at`(declared: AIActClass?, verdict: Verdict)
    throws
  {
    var one = try CheckCase()
    one.application.declared.aiActClass = declared
    #expect(try one.verdict(.aiAct) == verdict)
  }

  @Test(arguments: PersonalData.known) func `Kinds of personal data are read back`(_ data: PersonalData) {
    #expect(PersonalData(word: data.word) == data)
  }

  @Test(arguments: AIActClass.known) func `Classes of the AI Act are read back`(_ declared: AIActClass) {
    #expect(AIActClass(word: declared.word) == declared)
    #expect(AIActClass(word: "GPAI_Systemic") == .gpaiSystemic)
  }

  /// 61 days from 2026-11-23 end on 2027-01-23; three months later it is 2027-04-23.
  @Test(
    "The contract lasts three months longer than the allocation can at the earliest",
    arguments: [
      ("2027-04-23", .pass), ("2027-04-22", .fail), (nil, .unknown),
    ] as [(String?, Verdict)])
  func contract(until: String?, verdict: Verdict) throws {
    var one = try CheckCase()
    one.application.declared.contractEnd = try until.map { try day($0) }
    #expect(try one.verdict(.contract) == verdict)
    if until != nil {
      #expect(try one.result(.contract)?.restsOn.shown.hasSuffix("on 2027-01-23 at the earliest") == true)
      one.application.durationDays = nil
      #expect(try one.verdict(.contract) == .unknown)
    }
  }

  @Test func `The contract is held against the allocation's own end where there is one`() throws {
    var one = try CheckCase()
    one.application.declared.contractEnd = try day("2027-04-30")
    one.allocations = [
      Allocation(
        account: "a", proposal: one.application.id, cluster: "lumi", mode: .playground, unit: .gpuHours,
        granted: 5000, startsAt: one.now + .days(-1), endsAt: try moment("2027-01-31T23:00:00Z"))
    ]
    #expect(
      try one.result(.contract)?.restsOn
        == "until 2027-04-30, needed until 2027-04-30: 3 months after the end on 2027-01-31")
    #expect(try one.verdict(.contract) == .pass)
    one.application.declared.contractEnd = try day("2027-04-29")
    #expect(try one.verdict(.contract) == .fail)
  }

  @Test func `Access that was given begins the days`() throws {
    var one = try CheckCase()
    one.application.accessAt = try moment("2026-11-01T10:00:00Z")
    one.application.declared.contractEnd = try day("2027-04-01")
    #expect(try one.verdict(.contract) == .pass)
    one.application.accessAt = nil
    #expect(try one.verdict(.contract) == .fail)
  }
}
