import Model
import Testing
import Text

@testable import Telemetry

@Suite("Accounts of one cluster, from several answers")
struct AccountUnionTests {
  @Test("The use of an account is added up in the order of the names below it, and not in that of a table")
  func sumInOrder() throws {
    var union = AccountUnion()
    let day = CivilDate(year: 2026, month: 11, day: 23)
    func add(_ name: SafeText, parent: SafeText?, used: Double) {
      union.add(
        AccountRecord(cluster: "vega", parent: parent, account: SlurmAccount(name: name)),
        from: .associations,
        countedAt: nil, rank: 0)
      union.add(
        AccountRecord(
          cluster: "vega",
          account: SlurmAccount(name: name, used: GresHours(used), daily: [day: GresHours(used)])),
        from: .jobs,
        countedAt: nil, rank: 0)
    }
    let amounts = (0..<40).map { number in number % 2 == 0 ? 1e16 : Double(number) + 0.1 }
    for (number, amount) in amounts.enumerated() {
      add("a\(number, digits: 2)", parent: "root", used: amount)
    }
    add("root", parent: nil, used: 0)
    let root = try #require(union.accounts.first { $0.name == "root" })
    #expect(root.used?.count == amounts.reduce(0, +))
  }

  private static func name(_ number: Int) -> SafeText { SafeText(untrusted: "a\(number)") }

  private static func use(_ name: SafeText, _ hours: Double?) -> AccountRecord {
    let day = CivilDate(year: 2026, month: 11, day: 23)
    return AccountRecord(
      cluster: nil,
      account: SlurmAccount(
        name: name, used: hours.map(GresHours.init), daily: hours.map { [day: GresHours($0)] } ?? [:]))
  }

  private static func limit(_ name: SafeText, below parent: SafeText?) -> AccountRecord {
    AccountRecord(cluster: nil, parent: parent, account: SlurmAccount(name: name))
  }

  @Test(
    "Many accounts, each below another, cost no more each than a few",
    .timeLimit(.minutes(10)))
  func many() {
    var parts = ClusterParts()
    let count = 30_000
    for number in 0..<count {
      parts.add(Self.use(Self.name(number), 1), from: .jobs, countedAt: nil, rank: 0)
      parts.add(
        Self.limit(Self.name(number), below: Self.name(number + 1)), from: .associations, countedAt: nil,
        rank: 0)
    }
    let accounts = parts.cluster(named: "c", rules: .standard).accounts ?? []
    #expect(accounts.count == count)
    #expect(accounts.last?.used == GresHours(Double(count)))
    #expect(accounts.first?.used == GresHours(1))
  }

  @Test("An account has the use of those below it; those whose parents lead in a circle have that of all")
  func circles() {
    var union = AccountUnion()
    let parents: [(SafeText, SafeText?)] = [
      ("leaf", "left"), ("left", "right"), ("right", "left"), ("root", nil), ("top", "root"),
      ("unknown", "top"),
      ("self", "self"), ("idle", "root"),
    ]
    for (name, parent) in parents {
      union.add(Self.limit(name, below: parent), from: .associations, countedAt: nil, rank: 0)
    }
    let uses: [(SafeText, Double?)] = [
      ("leaf", 1), ("left", 2), ("right", 4), ("root", 8), ("unknown", nil), ("self", 16),
    ]
    for (name, hours) in uses {
      union.add(Self.use(name, hours), from: .jobs, countedAt: nil, rank: 0)
    }
    let told = Dictionary(uniqueKeysWithValues: union.accounts.map { ($0.name, $0.used?.count) })
    let expected: [SafeText: Double?] = [
      "leaf": 1, "left": 7, "right": 7, "root": nil, "top": nil, "unknown": nil, "self": 16, "idle": 0,
    ]
    #expect(told == expected)
  }
}
