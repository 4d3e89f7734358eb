import Testing
import Text

@testable import Model

@Suite("Periods of one account")
struct AllocationPeriodTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  /// By days from now on; the account is `acme`.
  private static func period(
    _ start: Int64?, _ end: Int64?, granted: Double, cluster: SafeText? = "vega",
    unit: AccountingUnit = .gpuHours
  ) -> Allocation {
    var allocation = Allocation(
      account: "acme", cluster: cluster, unit: unit, granted: granted,
      startsAt: start.map { now + .days($0) },
      endsAt: end.map { now + .days($0) })
    allocation.source = "d/a.json"
    return allocation
  }

  private static func figures(_ allocations: [Allocation], at now: Timestamp = now) -> Figures {
    let factory = Factory(
      clusters: [Cluster(name: "vega")], allocations: allocations,
      sources: [
        Source(path: "d/other.json", kind: .allocations), Source(path: "d/a.json", kind: .allocations),
      ])
    return Figures(of: factory, policy: .standard, now: now)
  }

  @Test(
    "The one that runs counts, else the next to begin, else the one that ended last, wherever it stands",
    arguments: [
      ([(-30, 30), (-400, -30)], 1, "runs now"), ([(-30, 30), (30, 90)], 1, "runs now"),
      ([(-10, 30), (-30, 90)], 1, "began later"), ([(0, 30), (-30, 0)], 1, "runs now"),
      ([(5, 30), (30, 90)], 1, "is the next to begin"), ([(5, 30), (-60, -30)], 1, "is the next to begin"),
      ([(-60, -30), (-900, -60)], 1, "ended last"), ([(-30, nil), (nil, 30)], 1, "began later"),
      ([(nil, nil), (-60, -30)], 1, "runs now"),
      // The later record, where dates tell nothing.
      ([(nil, nil), (nil, nil)], 2, "is the later record of the two"),
      ([(-30, 30), (-30, 60)], 2, "is the later record of the two"),
    ] as [([(Int64?, Int64?)], Double, String)])
  func choice(_ dates: [(Int64?, Int64?)], counting: Double, why: String) {
    let periods = dates.enumerated().map { index, dates in
      Self.period(dates.0, dates.1, granted: Double(index + 1))
    }
    for allocations in counting == 1 ? [periods, periods.reversed()] : [periods] {
      let figures = Self.figures(allocations)
      #expect(figures.budgets?.map(\.allocation.granted) == [counting])
      #expect(figures.sources.first?.source.notUsed == nil)
      let remark = figures.sources.last?.source.notUsed?.shown ?? ""
      #expect(remark.hasPrefix("the allocation of acme on vega in gpu_hours "), "\(remark)")
      #expect(remark.hasSuffix(why), "\(remark)")
    }
  }

  @Test func `When one ends the next counts, without a new reading`() {
    let periods = [Self.period(-30, 1, granted: 1), Self.period(1, 60, granted: 2)]
    #expect(Self.figures(periods).budgets?.map(\.allocation.granted) == [1])
    #expect(Self.figures(periods, at: Self.now + .days(1)).budgets?.map(\.allocation.granted) == [2])
  }

  @Test func `One that its portal has terminated runs no more`() {
    var first = Self.period(-10, 60, granted: 1)
    first.standing = .terminated
    let budgets = Self.figures([first, Self.period(-30, 30, granted: 2)]).budgets
    #expect(budgets?.map(\.allocation.granted) == [2])
  }

  @Test func `Other clusters, units and accounts are no periods of it, a cluster in other case is`() {
    var other = Self.period(-40, -20, granted: 4)
    other.account = "other"
    let apart = [
      Self.period(-30, 30, granted: 1), Self.period(-40, -20, granted: 2, cluster: "lumi"),
      Self.period(-40, -20, granted: 3, unit: .nodeHours), other,
      Self.period(-40, -20, granted: 5, cluster: nil),
    ]
    let figures = Self.figures(apart)
    #expect(figures.budgets?.map(\.allocation.granted) == [1, 2, 3, 4, 5])
    #expect(figures.sources.allSatisfy { $0.source.notUsed == nil })
    let same = Self.figures([
      Self.period(-30, 30, granted: 1), Self.period(-40, -20, granted: 2, cluster: "VEGA"),
    ])
    #expect(same.budgets?.map(\.allocation.granted) == [1])
  }

  @Test func `What does not count is told with its days, and of many how many more there are`() {
    var periods = [Self.period(-30, 30, granted: 1)]
    periods += (1...14).map { Self.period(-100 * $0 - 100, -100 * $0, granted: 2) }
    let remark = Self.figures(periods).sources.last?.source.notUsed?.shown ?? ""
    #expect(
      remark.hasPrefix(
        "the allocation of acme on vega in gpu_hours from 2026-05-07 to 2026-08-15, for that from 2026-10-24 to 2026-12-23 runs now; the allocation"
      ), "\(remark)")
    #expect(remark.hasSuffix("; and 4 more"))
  }
}
