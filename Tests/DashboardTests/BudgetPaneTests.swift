import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The pane of budgets") struct BudgetPaneTests {
  private static let size = Size(columns: 170, rows: 40)

  /// Forty days over of fifty, unless the days say otherwise.
  private static func allocation(
    _ account: SafeText, _ unit: AccountingUnit = .gpuHours, cluster: SafeText = "vega", used: Double,
    from start: Int64 = -40, to end: Int64 = 60, history: [UsageReading] = []
  ) -> Allocation {
    Allocation(
      account: account, cluster: cluster, unit: unit, granted: 1000, used: used,
      startsAt: Fixture.now + .days(start), endsAt: Fixture.now + .days(end), history: history)
  }

  private static func factory(_ allocations: [Allocation]) -> Factory {
    Factory(
      clusters: [
        Cluster(name: "vega", factors: UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8)),
        Cluster(name: "luna"),
      ], allocations: allocations)
  }

  private static func lines(
    _ allocations: [Allocation], keys: [Action] = [], size: Size = size, now: Timestamp = Fixture.now,
    offset: Seconds = Seconds(0)
  ) -> [String] {
    var state = DashboardState(view: .budget)
    state.receive(DashboardModel(factory: factory(allocations), policy: .standard, now: now))
    for key in keys { _ = state.reduce(key, size: size, now: now) }
    let clock = Clock(now: now, utcOffset: offset, isFixed: true)
    return render(state, size: size, clock: clock).text.split(separator: "\n").map(String.init)
  }

  /// The account of each row, in the order of the screen.
  private static func order(_ allocations: [Allocation]) -> [SafeText] {
    DashboardModel(factory: factory(allocations), policy: .standard, now: Fixture.now).budgets.map(
      \.allocation.account)
  }

  @Test("What is ahead comes by the day it runs out, what is ending by its end, between the other states")
  func order() {
    let now = Fixture.now
    // All was used a month ago: ahead by its pace alone, and it will not run out.
    let idle = [UsageReading(at: now + .days(-31), used: 700)]
    let budgets = [
      Self.allocation("future", used: 0, from: 9, to: 40), Self.allocation("on pace", used: 400),
      Self.allocation("late end", used: 600, from: -60, to: 25),
      Self.allocation("ahead by pace", used: 700, history: idle),
      Self.allocation("ahead late", used: 600), Self.allocation("spent", used: 1000),
      Self.allocation("ahead soon", used: 900), Self.allocation("over", used: 10, from: -90, to: -1),
      Self.allocation("near end", used: 800, from: -80, to: 18), Self.allocation("unused", used: 0),
      Self.allocation("ahead first", used: 980), Self.allocation("slow", used: 100),
      Self.allocation("first day", used: 10, from: 0, to: 40),
    ]
    let expected: [SafeText] = [
      "spent", "ahead first", "ahead soon", "ahead late", "ahead by pace", "unused", "slow", "near end",
      "late end",
      "first day", "on pace", "future", "over",
    ]
    #expect(Self.order(budgets) == expected)
    #expect(Self.order(budgets.reversed()) == expected)
  }

  @Test("All amounts of the screen are in one unit, and the frame says which")
  func oneUnit() throws {
    let both = [
      Self.allocation("cores", .coreHours, used: 400), Self.allocation("nodes", .nodeHours, used: 350),
    ]
    let lines = Self.lines(both)
    #expect(lines.contains { $0.contains("2 active · all in GPU-h") })
    let cores = try #require(lines.first { $0.contains("cores") }).split(separator: " ")
    #expect(cores.contains("50") && cores.contains("125") && cores.contains("1.0"), "\(cores)")
    let nodes = try #require(lines.first { $0.contains("nodes") }).split(separator: " ")
    #expect(nodes.contains("35") && nodes.contains("1.4"), "\(nodes)")
    #expect(!lines.contains { $0.contains("core-h") || $0.contains("node-h") })
    #expect(lines.contains { $0.contains("cores: 50 of 125 GPU-h") })
    // The axis of the plot too.
    #expect(lines.contains { $0.contains(" 125 ") && !$0.contains("cores") })
  }

  @Test("Where nobody can convert them, amounts of one unit stay in it; of several, each is told in its note")
  func ownUnit() {
    let own = [Self.allocation("cores", .coreHours, cluster: "luna", used: 400)]
    let lines = Self.lines(own)
    #expect(lines.contains { $0.contains("1 active · all in core-h") })
    #expect(lines.contains { $0.contains("used core-h") && $0.contains("core-h/d") })
    #expect(lines.contains { $0.contains("cores: 400 of 1.0 k core-h") })
    let mixed = own + [Self.allocation("nodes", .nodeHours, used: 400)]
    let both = Self.lines(mixed)
    #expect(both.contains { $0.contains("2 active · all in GPU-h") })
    #expect(both.contains { $0.contains("cores: 400 of 1.0 k core-h") })
    #expect(Self.lines(mixed, keys: [.moveDown]).contains { $0.contains("nodes: 1.6 k of 4.0 k GPU-h") })
  }

  @Test("What will be left at the end has a column, and it is what the note says")
  func unused() {
    let lines = Self.lines([Self.allocation("slow", used: 100)])
    #expect(lines.contains { $0.contains("unused") && $0.contains("state") })
    // 2.5 a day, and sixty days to come.
    #expect(lines.contains { $0.contains("slow") && $0.contains("   750 under") })
    #expect(lines.contains { $0.contains("slow: ends 22 Jan 2027 with 750 GPU-h unused") })
  }

  @Test(
    "First and last day are those that the documents name, on every clock, and it runs until that day is over",
    arguments: [0, 1, 2, -5] as [Int64])
  func days(offset: Int64) throws {
    let zone = EuropeanZone.central
    var allocation = Self.allocation("acme", used: 900)
    allocation.startsAt = zone.startOfDay(CivilDate(year: 2026, month: 10, day: 1))
    let end = zone.startOfDay(CivilDate(year: 2026, month: 12, day: 1))
    allocation.endsAt = end
    func lines(_ now: Timestamp) -> [String] {
      Self.lines([allocation], now: now, offset: .hours(offset))
    }
    let ending = lines(end + Seconds(-1))
    #expect(ending.contains { $0.contains("acme  ") && $0.contains("30 Nov    100 ending") }, "\(ending[2])")
    #expect(ending.contains { $0.contains("acme: ends 30 Nov with") })
    #expect(ending.contains { $0.contains(" 1 Oct ") && $0.contains(" 30 Nov ") }, "the plot's axis")
    #expect(lines(end).contains { $0.contains("acme") && $0.contains("ended") })
    #expect(
      lines(zone.startOfDay(CivilDate(year: 2026, month: 9, day: 20))).contains {
        $0.contains("GPU-h from 1 Oct")
      })
  }

  @Test("The sparkline is of the last seven days, though more were counted")
  func sparkline() {
    // A day that burned much lies eight days back; since then it has grown by one a day.
    var used = 500.0
    var history: [UsageReading] = []
    for day in (1...20).reversed() {
      history.append(UsageReading(at: Fixture.now + .days(Int64(-day)), used: used))
      used += day == 9 ? 100 : Double(9 - min(day, 8))
    }
    let lines = Self.lines([Self.allocation("acme", used: used, history: history)])
    #expect(lines.contains { $0.contains("▂▃▄▄▅▆▆") }, "\(lines.filter { $0.contains("acme") })")
  }

  /// Counted every second day, but for a fortnight, up to `used` now.
  private static func counted(to used: Double) -> [UsageReading] {
    stride(from: -40 as Int64, to: 0, by: 2).filter { !(-30 ..< -16).contains($0) }.map { day in
      UsageReading(at: Fixture.now + .days(day), used: used * Double(40 + day) / 40)
    }
  }

  @Test("The plot leads from today to where the present burn ends, and names the day when all will be used")
  func forecast() throws {
    let lines = Self.lines([Self.allocation("fast", used: 800, history: Self.counted(to: 800))])
    #expect(
      lines.contains { $0.contains("used") && $0.contains("⠤⠤ ⠤ at 20 a day") && $0.contains("even pace") })
    let names = try #require(lines.firstIndex { $0.contains("GPU-h ") && $0.contains("today") })
    #expect(lines[names].contains("runs out 3 Dec"))
    // The cross is under its name.
    let name = try #require(lines[names].firstRange(of: "runs out"))
    let cross = try #require(lines[names + 1].firstIndex(of: "╳"))
    #expect(
      lines[names].distance(from: lines[names].startIndex, to: name.lowerBound)
        == lines[names + 1].distance(from: lines[names + 1].startIndex, to: cross))
    #expect(lines[names + 1].contains("1.0 k ┬") && lines.contains { $0.contains("500 ┤") })
  }

  @Test("What is used before its end has no day on the plot, and what is used up or over leads nowhere")
  func noForecast() {
    let slow = Self.lines([Self.allocation("slow", used: 100, history: Self.counted(to: 100))])
    #expect(slow.contains { $0.contains("at 2.5 a day") } && !slow.contains { $0.contains("╳") })
    for allocation in [
      Self.allocation("spent", used: 1000), Self.allocation("over", used: 10, from: -90, to: -1),
      Self.allocation("later", used: 0, from: 9, to: 40),
    ] {
      let lines = Self.lines([allocation])
      #expect(lines.contains { $0.contains("even pace") } && !lines.contains { $0.contains(" a day") })
    }
  }

  @Test("No curve is drawn over a time in which nobody counted")
  func gap() throws {
    let lines = Self.lines([Self.allocation("acme", used: 800, history: Self.counted(to: 800))])
    let axis = try #require(lines.lastIndex { $0.contains("0 ┴") })
    let names = try #require(lines.firstIndex { $0.contains("today") })
    #expect(lines.contains { $0.contains("⠤⠤⠤ used, where counted") })
    // Of the hundred days, each column by whether a line of two dots and more goes through it.
    let columns = (16..<160).map { column in
      lines[(names + 1)...axis].contains { line in
        let scalar = Array(line.unicodeScalars)[column]
        return (0x2801...0x28FF).contains(scalar.value) && scalar.value.nonzeroBitCount - 2 > 1
      }
    }
    let first = try #require(columns.firstIndex(of: false))
    let next = try #require(columns[first...].firstIndex(of: true))
    #expect((23...27).contains(next - first), "\(columns.map { $0 ? "x" : "." }.joined())")
  }

  @Test("One that has not started counts as none that is active, and says from when on it counts")
  func notStarted() {
    let lines = Self.lines([Self.allocation("later", used: 0, from: 9, to: 40)])
    #expect(lines.contains { $0.contains("0 active") })
    #expect(lines.contains { $0.contains("later") && $0.contains("not started") })
    #expect(lines.contains { $0.contains("later: 1.0 k GPU-h from 2 Dec") })
  }
}
