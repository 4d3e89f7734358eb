import Testing
import Text

@testable import Model

@Suite("Balances and quotas")
struct BalanceTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  private static func budgets(_ balances: [Balance], _ allocations: [Allocation]? = nil) -> [BudgetFigures] {
    let factory = Factory(allocations: allocations, balances: balances)
    return Figures(of: factory, policy: .standard, now: now).budgets ?? []
  }

  @Test("A balance alone is a budget of which only that is known")
  func alone() {
    let balance = Balance(account: "P1", unit: "RU", value: 20, countedAt: now)
    let budgets = Self.budgets([balance])
    #expect(
      budgets.map(\.allocation) == [
        Allocation(account: "P1", unit: .other, countedAt: Self.now, balance: balance)
      ])
    #expect(budgets.map(\.state) == [.unknown])
    #expect(budgets[0].used == nil)
    #expect(budgets[0].usedFraction == nil)
  }

  private let now = BalanceTests.now

  @Test("Nothing left is exhausted", arguments: [0.0, -3])
  func exhausted(_ value: Double) {
    #expect(Self.budgets([Balance(account: "P1", value: value)]).map(\.state) == [.exhausted])
  }

  @Test(
    "A grant in the same unit tells with the balance what was used",
    arguments: [
      ("GPU hours", .gpuHours, 80), ("gpu_hours", .gpuHours, 80), ("node-hours", .gpuHours, nil),
      ("RU", .gpuHours, nil), ("Core-h", .coreHours, 80), ("", .gpuHours, nil),
    ] as [(SafeText, AccountingUnit, Double?)])
  func joined(_ word: SafeText, _ unit: AccountingUnit, _ used: Double?) {
    let budgets = Self.budgets(
      [Balance(account: "P1", unit: word, value: 20)],
      [Allocation(account: "P1", cluster: "c", unit: unit, granted: 100)])
    #expect(budgets.map(\.allocation.used) == [used])
    #expect(budgets.map(\.allocation.balance?.value) == [20])
  }

  @Test("What is told as used stays, and a balance of several allocations is none's")
  func kept() {
    let balance = Balance(account: "P1", unit: "GPU-h", value: 20)
    let told = Allocation(account: "P1", cluster: "c", unit: .gpuHours, granted: 100, used: 5)
    #expect(Self.budgets([balance], [told]).map(\.allocation.used) == [5])
    var other = told
    other.cluster = "d"
    other.used = nil
    let two = Self.budgets([balance], [told, other])
    #expect(two.map(\.allocation.used) == [5, nil])
    #expect(two.map(\.allocation.balance) == [nil, nil])
  }

  @Test("A balance that is more than the grant tells no use, and its file says so")
  func exceeding() {
    func notUsed(_ value: Double, _ allocations: Allocation...) -> (used: [Double?], SafeText?) {
      let source = Source(path: "b.json", kind: .allocations)
      let balance = Balance(account: "p1", unit: "GPU-h", value: value)
      var named = balance
      named.source = "b.json"
      let factory = Factory(allocations: allocations, balances: [named], sources: [source])
      let figures = Figures(of: factory, policy: .standard, now: now)
      return (figures.budgets?.map(\.allocation.used) ?? [], figures.sources.first?.source.notUsed)
    }
    let grant = Allocation(account: "P1", cluster: "c", unit: .gpuHours, granted: 100)
    #expect(notUsed(100, grant).used == [0])
    #expect(notUsed(100, grant).1 == nil)
    #expect(notUsed(160, grant).used == [nil])
    #expect(
      notUsed(160, grant).1
        == "the balance of p1 as a measure of its use, for it is 160, more than the 100 that were granted")
    var other = grant
    other.cluster = "d"
    #expect(
      notUsed(20, grant, other).1
        == "the balance of p1, which has 2 allocations, and nobody says of which it is")
  }

  @Test("A balance of a cluster belongs to no allocation on another, and two units are two balances")
  func clusters() {
    let grant = Allocation(account: "P1", cluster: "b", unit: .gpuHours, granted: 100)
    let elsewhere = Balance(account: "P1", cluster: "a", unit: "GPU-h", value: 20)
    let apart = Self.budgets([elsewhere], [grant])
    #expect(apart.map(\.allocation.cluster) == ["b", "a"])
    #expect(apart.map(\.allocation.used) == [nil, nil])
    var here = elsewhere
    here.cluster = "B"
    #expect(Self.budgets([here], [grant]).map(\.allocation.used) == [80])
    let storage = Balance(account: "P1", cluster: "b", unit: "RU", value: 7)
    #expect(Self.budgets([here, storage], [grant]).map(\.allocation.balance?.value) == [20, 7])
  }

  @Test("Shared quotas that are nearly used up are told with their paths, personal ones are only counted")
  func quotas() {
    let quotas = [
      StorageQuota(path: "/fs/a", resource: .blocks, fraction: 0.95),
      StorageQuota(path: "/fs/b", resource: .files, fraction: 1.239),
      StorageQuota(path: "/fs/c", resource: .blocks, fraction: 0.949),
      StorageQuota(path: nil, resource: .blocks, fraction: 0.99),
      StorageQuota(path: nil, resource: .files, fraction: 0.1),
    ]
    let alerts = Figures(of: Factory(quotas: quotas), policy: .standard, now: Self.now).alerts
    #expect(
      alerts.map(\.text) == [
        "uses 123 % of its number of files", "uses 95 % of its space",
        "1 quota of space of single users nearly used up",
      ])
    #expect(alerts.map(\.rule) == [.fileQuota, .storageQuota, .storageQuota])
    #expect(
      alerts.map(\.entity) == [EntityID(.quota, "/fs/b"), EntityID(.quota, "/fs/a"), EntityID(.factory, nil)])
    #expect(alerts.allSatisfy { $0.severity == .warning })
  }
}
