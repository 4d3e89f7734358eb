import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What is told in as much room as there is")
struct RemarkTests {
  private static func remark(_ name: SafeText, _ items: [SafeText]) -> Remark {
    Remark(name, head: { _ in Line("\(name): ") }, items: items.map { Line($0) })
  }

  private static func text(_ remarks: [Remark], _ width: Int, _ rows: Int) -> [String] {
    remarks.lines(width: width, rows: rows).map(\.text.shown)
  }

  @Test("Each has a line before one has two, and the first ones have what is left")
  func shares() {
    let remarks = [
      Self.remark("one", ["aaaaaa", "bbbbbb", "cccccc"]), Self.remark("two", ["dddddd", "eeeeee", "ffffff"]),
    ]
    #expect(Self.text(remarks, 20, 2) == ["one: aaaaaa +2 more", "two: dddddd +2 more"])
    #expect(
      Self.text(remarks, 20, 3) == ["one: aaaaaa · bbbbbb", "  cccccc", "two: dddddd +2 more"])
    #expect(
      Self.text(remarks, 20, 9)
        == ["one: aaaaaa · bbbbbb", "  cccccc", "two: dddddd · eeeeee", "  ffffff"])
  }

  @Test("What has no line is named in the last one, and nothing is drawn in no room")
  func named() {
    let remarks = ["one 3", "two 4", "three 5"].map { Self.remark($0, ["aaaa", "bbbb"]) }
    #expect(Self.text(remarks, 40, 2) == ["one 3: aaaa · bbbb", "+2 more: two 4, three 5"])
    #expect(Self.text(remarks, 40, 1) == ["+3 more: one 3, two 4, three 5"])
    #expect(Self.text(remarks, 40, 0) == [])
    #expect(Self.text([], 40, 5) == [])
  }

  @Test("What is told in spare rows has none before the others have theirs, and is not missed")
  func spare() {
    let long = Remark("long", rowsBeforeSpare: 2) { _, rows in (1...min(rows, 4)).map { Line("long \($0)") } }
    let spare = Remark("spare", isSpare: true) { _, _ in [Line("spare")] }
    #expect(Self.text([spare, long], 20, 1) == ["long 1"])
    #expect(Self.text([spare, long], 20, 2) == ["long 1", "long 2"])
    #expect(Self.text([spare, long], 20, 3) == ["spare", "long 1", "long 2"])
    #expect(Self.text([spare, long], 20, 5) == ["spare", "long 1", "long 2", "long 3", "long 4"])
    #expect(Self.text([spare], 20, 1) == ["spare"])
  }

  @Test("What is too long for its line is cut, and the count of what is left stands beside it")
  func tooLong() {
    let remark = [Self.remark("w", ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b"])]
    #expect(Self.text(remark, 20, 1) == ["w: aaaaaaaa… +1 more"])
  }

  @Test("There are never more lines than rows, and none is wider than the room")
  func bounds() {
    let items = (1...30).map { "item\($0) of some length" as SafeText }
    for rows in 0...12 {
      for width in 24...60 {
        let remarks = ["first", "second", "third"].map { Self.remark($0, items) }
        let lines = remarks.lines(width: width, rows: rows)
        #expect(lines.count <= rows)
        #expect(lines.allSatisfy { $0.width <= width }, "\(width)x\(rows)")
      }
    }
  }
}

@Suite("Why nodes are out of service, on the screen")
struct OutageScreenTests {
  /// 2 nodes down at different times, 24 drained for eight reasons, one silent, one in maintenance, of 100.
  private static func factory() -> Factory {
    func node(_ name: SafeText, _ state: NodeState, reason: SafeText? = nil, ago: Seconds? = nil) -> Node {
      Node(
        name: name, state: state, partitions: ["p"], gpus: 4, gpusAllocated: 0, reason: reason,
        reasonSetBy: "ops", reasonSetAt: ago.map { Fixture.now + Seconds(-$0.count) })
    }
    var nodes = (1...72).map { node("w\($0)", NodeState(.allocated)) }
    nodes.append(node("d1", NodeState(.down), reason: "PSU failure", ago: .days(11)))
    nodes.append(node("d2", NodeState(.down), reason: "Not responding", ago: .minutes(38)))
    for number in 0..<24 {
      let reason: SafeText = "reason \(number % 8) of some length"
      nodes.append(
        node("r\(number)", NodeState(.idle, .drain), reason: reason, ago: .days(2 + Int64(number / 8))))
    }
    nodes.append(node("s", NodeState(.idle, .notResponding)))
    nodes.append(node("m", NodeState(.idle, .maintenance)))
    return Factory(clusters: [Cluster(name: "c", nodes: nodes)], applications: [])
  }

  @Test(
    "The worst comes first with its newest node and both ages, and no word is left out in silence",
    arguments: [(160, 48), (120, 40), (100, 30), (80, 24), (91, 23), (76, 20)])
  func everyWord(columns: Int, rows: Int) throws {
    let size = Size(columns: columns, rows: rows)
    let text = render(Fixture.state(factory: Self.factory()), size: size, clock: Fixture.clock).text
    let lines = text.split(separator: "\n").map { $0.prefix((columns + 1) / 2) }
    let down = try #require(lines.firstIndex { $0.dropFirst().drop { $0 == " " }.hasPrefix("down ") })
    #expect(lines[down].contains(" 2 ") && lines[down].contains("d2 38 m"))
    let told = lines[down...].prefix { !$0.hasPrefix("╰") }.joined(separator: " ")
    #expect(told.contains("11 d"))
    for word in ["drained", "no resp", "maint"] { #expect(told.contains(word), "\(word)") }
    #expect(told.contains("d1 11 d PSU failure") || told.contains("+1"))
    let above = lines[..<down].joined(separator: " ")
    #expect(!above.contains("drained "))
    let drained = try #require(told.firstRange(of: "drained"))
    let silent = try #require(told.firstRange(of: "no resp"))
    #expect(silent.lowerBound < drained.lowerBound)
  }

  @Test("The full view tells of the row under the cursor, and who gave the reason")
  func full() {
    let state = Fixture.state(.utilization, factory: Self.factory())
    let text = render(state, size: Size(columns: 160, rows: 48), clock: Fixture.clock).text
    #expect(text.contains("d2 38 m Not responding · d1 11 d PSU failure"))
    #expect(text.contains("r0 2 d reason 0 of some length"))
    #expect(text.contains(" older, up to 4 d: "))
    #expect(text.contains("reason 7 of some length ×3"))
  }

  @Test(
    "The rows of cluster and partition, the alert, the lines below and the map's legend tell the same numbers"
  )
  func addsUp() {
    func nodes(_ count: Int, _ prefix: SafeText, _ state: NodeState) -> [Node] {
      (0..<count).map { Node(name: "\(prefix)\($0)", state: state, partitions: ["p"]) }
    }
    var factory = Self.factory()
    factory.clusters[0].nodes =
      nodes(9, "w", NodeState(.mixed)) + nodes(1, "d", NodeState(.down))
      + nodes(2, "g", NodeState(.mixed, .drain))
      + nodes(1, "f", NodeState(.mixed, .fail)) + nodes(1, "s", NodeState(.idle, .notResponding))
      + nodes(1, "u", NodeState(.unknown, .notResponding)) + nodes(3, "m", NodeState(.mixed, .maintenance))
      + nodes(2, "r", NodeState(.idle, [.rebootRequested, .drain, .notResponding]))
      + nodes(5, "x", NodeState(.future))
    let overview = render(
      Fixture.state(factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    let full = render(
      Fixture.state(.utilization, factory: factory), size: Size(columns: 200, rows: 60), clock: Fixture.clock
    )
    .text
    #expect(
      overview.contains("1 down · 2 no resp · 1 failg · 2 drng · 3 maint · 2 boot · 9 mix"))
    #expect(overview.contains(" 11 out "))
    for line in [
      "down       1", "no resp    2", "failing    1", "draining   2", "maint      3", "reboot     2",
    ] {
      #expect(overview.contains("│ \(line)  "), "\(line)")
      #expect(full.contains("  \(line)  "), "\(line)")
    }
    #expect(
      full.contains("m mixed 9  M maint 3  g draining 2  * no resp 2  R reboot 2  D down 1 "))
    #expect(full.contains(" f failing 1 "))
    #expect(full.contains("20 nodes"))
    var state = Fixture.state(factory: factory)
    _ = state.reduce(.toggleAlerts, size: Size(columns: 160, rows: 48), now: Fixture.now)
    let alerts = render(state, size: Size(columns: 200, rows: 48), clock: Fixture.clock).text
    #expect(
      alerts.contains(
        "11 of 20 nodes are out of service: 1 down, 2 not responding, 1 failing, 2 draining, 3 in maintenance, 2 rebooting"
      ))
  }

  @Test("A partition's word is that of its nodes where they are all of one class, and counts all of them")
  func partitionWord() {
    func shown(_ states: [NodeState]) -> String {
      var factory = Self.factory()
      factory.clusters[0].nodes = states.enumerated().map { index, state in
        Node(name: "n\(index)", state: state, partitions: ["p"])
      }
      let text = render(
        Fixture.state(factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
      ).text
      let row = text.split(separator: "\n").first { $0.contains("│  p ") }?.prefix(80) ?? ""
      return row.split(separator: " ").suffix(3).dropLast().joined(separator: " ")
    }
    let (well, down, drained) = (NodeState(.idle), NodeState(.down), NodeState(.idle, .drain))
    #expect(shown([well, down, down]) == "2 down")
    #expect(shown([well, drained, drained, drained]) == "3 drain")
    #expect(shown([well, drained, down, drained]) == "3 out")
    #expect(shown([well, NodeState(.idle, .maintenance)]) == "1 maint")
  }

  @Test("Nodes that went together are one event, folded")
  func together() {
    var factory = Self.factory()
    factory.clusters[0].nodes = (31...42).map { number in
      Node(
        name: "acn\(number)", state: NodeState(.down), partitions: ["p"], gpus: 4, reason: "Not responding",
        reasonSetAt: Fixture.now + Seconds(-1860 + Int64(number)))
    }
    let text = render(
      Fixture.state(factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    #expect(text.contains("down      12  acn[31-42] 30 m Not responding"))
    #expect(!text.contains(" older"))
  }
}

@Suite("Single jobs under the list of the queue")
struct WaiterScreenTests {
  private static func factory(clusters: Int = 1) -> Factory {
    var table = JobTable()
    func add(_ id: Int64, _ reason: SafeText, hours: Int64, gpus: Int32, starts: Seconds? = nil) {
      table.jobs.append(
        Job(
          id: id, state: JobState(.pending), partition: table.symbols.intern("gpu"),
          reason: table.symbols.intern(reason), priority: 5, eligibleAt: Fixture.now + .hours(-hours),
          startedAt: starts.map { Fixture.now + $0 }, timeLimit: .minutes(60), nodeCount: 1, gpus: gpus))
    }
    add(5016, "ReqNodeNotAvail", hours: 80, gpus: 1)
    add(6010, "Priority", hours: 60, gpus: 2)
    add(7001, "Resources", hours: 2, gpus: 32, starts: .hours(3))
    add(9, "DependencyNeverSatisfied", hours: 1, gpus: 1)
    add(10, "DependencyNeverSatisfied", hours: 1, gpus: 1)
    return Factory(
      clusters: (0..<clusters).map { Cluster(name: "c\($0)", jobs: table) }, applications: [])
  }

  private static func text(_ factory: Factory, _ columns: Int, _ rows: Int) -> String {
    render(
      Fixture.state(factory: factory), size: Size(columns: columns, rows: rows), clock: Fixture.clock
    ).text
  }

  @Test(
    "The longest and the largest are named with why they wait or when they start, and who never can is counted"
  )
  func named() {
    let text = Self.text(Self.factory(), 160, 48)
    #expect(text.contains("longest  5016 3d 08h, asks for nodes that are not available"))
    #expect(text.contains("6010 2d 12h"))
    #expect(text.contains("largest  7001 32 GPUs, planned today 13:00"))
    #expect(text.contains("never    2 jobs whose dependency cannot be met"))
    #expect(Self.text(Self.factory(clusters: 2), 160, 48).contains("longest  5016 c0 3d 08h, "))
  }

  @Test("A partition says what most of its tasks wait for", arguments: [160, 80])
  func commonest(columns: Int) throws {
    let text = Self.text(Self.factory(), columns, 30)
    let row = try #require(
      text.split(separator: "\n").dropFirst().first { $0.contains(" gpu ") && $0.contains("3d 08h") })
    #expect(row.contains(columns == 160 ? "dependency never 2" : "depend"))
    #expect(text.contains(columns == 160 ? "most wait for" : "most for"))
  }
}
