import Testing
import Text

@testable import Model

@Suite("Budgets from Slurm")
struct SlurmBudgetTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)
  private static let account = SlurmAccount(
    name: "acme", limit: GresHours(100), used: GresHours(40), committed: GresHours(6), countedAt: now)

  private static func budgets(
    _ accounts: [SlurmAccount]?, _ allocations: [Allocation]?, factors: UnitFactors = UnitFactors()
  ) -> [Allocation]? {
    let factory = Factory(
      clusters: [Cluster(name: "vega", factors: factors, accounts: accounts)], allocations: allocations)
    return Figures(of: factory, policy: .standard, now: now).budgets?.map(\.allocation)
  }

  @Test("An account that Slurm limits is a budget in GPU-hours; one without a limit is none")
  func alone() {
    let free = SlurmAccount(name: "free", used: GresHours(9))
    #expect(
      Self.budgets([Self.account, free], nil) == [
        Allocation(
          account: "acme", cluster: "vega", unit: .gpuHours, granted: 100, used: 40, committed: 6,
          countedAt: Self.now)
      ])
    #expect(Self.budgets(nil, nil) == nil, "nobody has told of budgets")
    #expect(Self.budgets([], nil)?.isEmpty == true)
  }

  @Test("Where two GCDs are one GPU, limits and use are halved")
  func factor() {
    let budget = Self.budgets([Self.account], nil, factors: UnitFactors(gresPerGPU: 2))?.first
    #expect(budget?.granted == 50)
    #expect(budget?.used == 20)
    #expect(budget?.committed == 3)
  }

  @Test("An allocation file's own figures count before Slurm's")
  func own() {
    let told = Allocation(
      account: "acme", proposal: "P-1", cluster: "Vega", unit: .gpuHours, granted: 500, used: 7)
    var filled = told
    filled.committed = 6
    #expect(Self.budgets([Self.account], [told]) == [filled], "what nobody else tells is Slurm's")
  }

  @Test("An account is the same in whatever case it is written, and shown as the file writes it")
  func otherCase() {
    let told = Allocation(account: "ACME", cluster: "vega", unit: .gpuHours, granted: 500)
    let budgets = Self.budgets([Self.account], [told])
    #expect(budgets?.map(\.account) == ["ACME"])
    #expect(budgets?.map(\.used) == [40])
    var other = told
    other.account = "acme"
    other.granted = 9
    #expect(
      Self.budgets([Self.account], [told, other])?.map(\.used) == [nil, 40],
      "the one that is written so first")
  }

  @Test("A record with dates and proposal alone takes its amounts from Slurm, in GPU-hours")
  func datesAlone() {
    let told = Allocation(
      account: "acme", proposal: "P-1", cluster: "vega", unit: .nodeHours, startsAt: Self.now + .days(-10))
    var filled = told
    filled.unit = .gpuHours
    filled.granted = 100
    filled.used = 40
    filled.committed = 6
    filled.countedAt = Self.now
    #expect(Self.budgets([Self.account], [told]) == [filled])
  }

  @Test("A grant from a file is joined with Slurm's use; Slurm's stands beside one in another unit")
  func grantAlone() {
    let gpuHours = Allocation(account: "acme", cluster: "vega", unit: .gpuHours, granted: 500)
    #expect(Self.budgets([Self.account], [gpuHours])?.first?.used == 40)
    #expect(Self.budgets([Self.account], [gpuHours])?.first?.granted == 500)
    let coreHours = Allocation(
      account: "acme", proposal: "P-1", cluster: "vega", unit: .coreHours, granted: 500)
    #expect(
      Self.budgets([Self.account], [coreHours]) == [
        coreHours,
        Allocation(
          account: "acme", proposal: "P-1", cluster: "vega", unit: .gpuHours, granted: 100, used: 40,
          committed: 6, countedAt: Self.now),
      ])
    let free = SlurmAccount(name: "acme", used: GresHours(9))
    #expect(Self.budgets([free], [coreHours]) == [coreHours], "Slurm limits nothing")
  }

  @Test("The same account on another cluster is another budget")
  func otherCluster() {
    let told = Allocation(account: "acme", cluster: "lumi", unit: .gpuHours)
    #expect(Self.budgets([Self.account], [told])?.map(\.cluster) == ["lumi", "vega"])
  }

  @Test("Use counted by day begins with the allocation and gives its burn")
  func daily() {
    let days = [18, 20, 21, 22].map { CivilDate(year: 2026, month: 11, day: $0) }
    let account = SlurmAccount(
      name: "acme", used: GresHours(100),
      daily: [
        days[0]: GresHours(70), days[1]: GresHours(6), days[2]: GresHours(12), days[3]: GresHours(12),
      ],
      countedAt: Self.now)
    let start = EuropeanZone.central.startOfDay(days[1])
    let told = Allocation(
      account: "acme", cluster: "vega", unit: .gpuHours, granted: 300, startsAt: start,
      endsAt: start + .days(30))
    let budget = Self.budgets([account], [told])?.first
    #expect(budget?.used == 30)
    #expect(budget?.history.map(\.used) == [6, 18, 30])
    #expect(budget?.history.first?.at == EuropeanZone.central.startOfDay(days[2]))
  }

  @Test("An account that is limited by type alone is a budget without a grant, never one without a limit")
  func limitedByType() {
    let typed = SlurmAccount(name: "typed", isLimitedByUnknown: true, used: GresHours(9))
    #expect(
      Self.budgets([typed], nil) == [
        Allocation(account: "typed", cluster: "vega", unit: .gpuHours, used: 9)
      ])
  }

  @Test("Of an account that is granted anew, each allocation has the use of its own days")
  func renewed() {
    let days = (1...20).map { CivilDate(year: 2026, month: 11, day: $0) }
    let account = SlurmAccount(
      name: "acme", limit: GresHours(300), used: GresHours(200),
      daily: Dictionary(uniqueKeysWithValues: days.map { ($0, GresHours(10)) }), countedAt: Self.now)
    let zone = EuropeanZone.central
    let change = zone.startOfDay(days[14])
    let first = Allocation(
      account: "acme", cluster: "vega", unit: .gpuHours, startsAt: change + .days(-60), endsAt: change)
    let second = Allocation(
      account: "acme", cluster: "vega", unit: .gpuHours, startsAt: change, endsAt: change + .days(60))
    for (moment, used) in [(change + .days(-1), 140), (change, 60)] as [(Timestamp, Double)] {
      let factory = Factory(
        clusters: [Cluster(name: "vega", accounts: [account])], allocations: [first, second])
      let budgets = Figures(of: factory, policy: .standard, now: moment).budgets?.map(\.allocation)
      #expect(budgets?.map(\.used) == [used])
      #expect(budgets?.map { $0.history.map(\.used).max() } == [used])
    }
  }

  @Test("A day without a job is one without use, so burn is not spread over it")
  func daysWithoutJobs() {
    let days = [1, 20].map { CivilDate(year: 2026, month: 11, day: $0) }
    let account = SlurmAccount(
      name: "acme", limit: GresHours(300), used: GresHours(100),
      daily: [days[0]: GresHours(30), days[1]: GresHours(70)], countedAt: Self.now)
    let zone = EuropeanZone.central
    let start = zone.startOfDay(CivilDate(year: 2026, month: 10, day: 1))
    let told = Allocation(
      account: "acme", cluster: "vega", unit: .gpuHours, startsAt: start, endsAt: start + .days(90))
    let budget = Self.budgets([account], [told])?.first
    #expect(budget?.history.map(\.used) == [0, 30, 30, 100])
    #expect(
      budget?.history.map(\.at)
        == [days[0], days[0].adding(days: 1), days[1], days[1].adding(days: 1)].map(zone.startOfDay))
    #expect(budget.flatMap { UsageCurve($0, now: Self.now).burnPerDay } == 10)
  }
}
