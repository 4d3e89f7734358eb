import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Clusters for which there is not room")
struct FoldedClustersTests {
  /// Clusters of 20 nodes in two partitions, a large and a small one, with nodes of the large one down in some of them,
  /// since so many hours.
  private static func factory(_ count: Int, down: [Int: (nodes: Int, hours: Int64)]) -> Factory {
    Factory(
      clusters: (0..<count).map { number in
        let out = down[number]
        let nodes = (0..<20).map { place in
          let isDown = place < out?.nodes ?? 0
          return Node(
            name: "n\(place)", state: NodeState(isDown ? .down : .allocated),
            partitions: [place < 16 ? "large" : "small"], gpus: 4, gpusAllocated: isDown ? 0 : 4,
            reason: isDown ? "PSU" : nil, reasonSetAt: out.map { Fixture.now + .hours(-$0.hours) })
        }
        return Cluster(name: "c\(number)", nodes: nodes)
      }, applications: [])
  }

  private static let size = Size(columns: 160, rows: 48)

  private static func lines(_ state: DashboardState, _ size: Size = size) -> [String] {
    render(state, size: size, clock: Fixture.clock).text.split(separator: "\n").map {
      String($0.prefix(size.columns / 2))
    }
  }

  private static func names(_ state: DashboardState) -> [String] {
    var state = state
    state.fit(to: size)
    return state.rows(of: .utilization).map { row in
      switch row {
      case .cluster(let name): name.shown
      case .partition(_, let name): "  \(name.shown)"
      case .divider: "--"
      case .job, .application, .allocation, .entity, .alert: "?"
      }
    }
  }

  @Test(
    "Those in trouble come first, critical before warnings and then the newest, with what is wrong of them")
  func order() {
    let state = Fixture.state(
      factory: Self.factory(12, down: [3: (3, 1), 5: (12, 9), 8: (3, 0), 9: (12, 2)]))
    #expect(
      Self.names(state).prefix(9) == [
        "c9", "  large", "c5", "  large", "c8", "  large", "c3", "  large", "--",
      ])
    #expect(Self.names(state).dropFirst(9) == ["c0", "c1", "c2", "c4", "c6", "c7", "c10", "c11"])
    let lines = Self.lines(state)
    #expect(lines.contains { $0.contains("▾c9") && $0.contains("12 of 20 down 2 h") })
    #expect(lines.contains { $0.contains("   large") && $0.contains("12 down") })
    #expect(lines.contains { $0.contains("── 8 quiet ──") })
    #expect(lines.contains { $0.contains("4 of 12 in trouble · 4 of their partitions quiet") })
  }

  @Test("What is out of sight is counted with its GPUs, and says whether it hides trouble")
  func cut() {
    let well = Self.lines(Fixture.state(factory: Self.factory(60, down: [3: (3, 1)])))
    let left = 59 - well.filter { $0.contains("│  c") }.count
    #expect(well.contains { $0.contains("+\(left) quiet, \(SafeText.grouped(left * 80).shown) GPUs") })
    #expect(well.contains { $0.contains("GPUs, 100 % of available") })
    var down: [Int: (nodes: Int, hours: Int64)] = [:]
    for number in 0..<20 { down[number] = (12, Int64(number)) }
    let bad = Self.lines(Fixture.state(factory: Self.factory(30, down: down)))
    #expect(bad.contains { $0.contains(" in trouble · +10 quiet, 800 GPUs") })
  }

  @Test("While all rows fit they keep the order of the site, and in the full view always")
  func room() {
    #expect(
      Self.names(Fixture.state(factory: Self.factory(4, down: [2: (3, 1)]))).prefix(2) == ["c0", "  large"])
    var full = Fixture.state(.utilization, factory: Self.factory(30, down: [3: (3, 1)]))
    full.fit(to: Self.size)
    #expect(full.rows(of: .utilization).count == 90)
    var all = Fixture.state(factory: Self.factory(12, down: [:]))
    all.fit(to: Self.size)
    #expect(all.rows(of: .queue).count == 12)
    #expect(!Self.lines(all).contains { $0.contains("quiet ──") })
  }

  @Test("The cursor reaches every row, stands on no line between, and stays on what it is on")
  func cursor() {
    var state = Fixture.state(factory: Self.factory(12, down: [8: (3, 0)]))
    var seen: [RowID] = []
    for _ in 0..<20 {
      state.fit(to: Self.size)
      if let row = state.rowUnderCursor(of: .utilization), seen.last != row { seen.append(row) }
      _ = state.reduce(.moveDown, size: Self.size, now: Fixture.now)
    }
    #expect(seen.count == 13)
    #expect(!seen.contains(.divider))
    for _ in 0..<11 { _ = state.reduce(.moveUp, size: Self.size, now: Fixture.now) }
    #expect(state.selection(of: .utilization) == .partition(cluster: "c8", name: "large"))
    // Well again, it is one row of many, and its partition has none.
    state.receive(
      DashboardModel(factory: Self.factory(12, down: [1: (3, 0)]), policy: .standard, now: Fixture.now))
    state.fit(to: Self.size)
    #expect(state.rowUnderCursor(of: .utilization) == .cluster("c8"))
    _ = state.reduce(.toggleExpand, size: Self.size, now: Fixture.now)
    #expect(state.rowUnderCursor(of: .utilization) == .partition(cluster: "c8", name: "large"))
  }

  @Test("Nothing is drawn outside its room, at any size", arguments: [20, 24, 31, 48, 70])
  func sizes(rows: Int) {
    var down: [Int: (nodes: Int, hours: Int64)] = [:]
    for number in 0..<7 { down[number * 4] = (3, Int64(number)) }
    for columns in [76, 80, 100, 160, 220] {
      let size = Size(columns: columns, rows: rows)
      let canvas = render(
        Fixture.state(factory: Self.factory(30, down: down)), size: size, clock: Fixture.clock)
      let half = (columns + 1) / 2
      for row in 1..<(rows - 1) {
        let cells = canvas.cells(row: row)
        #expect(["│", "╰", "╭"].contains(cells[cells.startIndex + half].scalar), "\(columns)x\(rows) \(row)")
      }
    }
  }
}
