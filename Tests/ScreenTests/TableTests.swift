import Testing
import Text

@testable import Screen

struct TableTests {
  private let table = Table(columns: [
    .init("partition", width: .flexible(minimum: 6), priority: 9),
    .init("GPUs", width: .fixed(6), alignment: .right, priority: 5),
    .init("use", width: .flexible(minimum: 4, weight: 2), priority: 3),
    .init("wait", width: .fixed(7), alignment: .right, priority: 7),
  ])
  private let rows: [Table.Row] = [
    .heading("LEONARDO", Style(.strong), note: "stale 4 m"),
    .cells([
      .text(" booster"), .text("13,824"), .bar(Bar([.init(.allocated, 3), .init(.idle, 1)])), .text("2d 04h"),
    ]),
    .cells([.text(" dcgp-with-a-long-name"), .text(.unknown, Style(.unknown))]),
    .cells([.text(" last")]),
  ]

  @Test("Columns line up, numbers at the right, and long names are cut")
  func wide() {
    let shown = picture(42, 5) { canvas in
      let visible = table.draw(rows, on: &canvas, in: Rect(column: 1, row: 0, width: 40, height: 4))
      #expect(visible == 0..<3)
    }
    #expect(
      shown == """
        ~partition     GPUs use              wait~
        ~LEONARDO                       stale 4 m~
        ~ booster    13,824 ▆▆▆▆▆▆▆▆▆▆▁▁▁  2d 04h~
        ~ dcgp-with…      —                      ~
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test(
    "What has the lowest priority goes first",
    arguments: [
      (26, [0, 1, 2, 3]), (25, [0, 1, 3]), (21, [0, 1, 3]), (20, [0, 3]), (13, [0]), (0, [0]),
    ])
  func priorities(width: Int, kept: [Int]) {
    #expect(table.places(width: width).map(\.index) == kept)
  }

  @Test("No column leaves the table, and none overlaps its neighbour", arguments: -1...60)
  func places(width: Int) {
    var end = 0
    for place in table.places(width: width) {
      #expect(place.start >= end && place.width >= 0)
      end = place.start + place.width
    }
    #expect(end <= max(0, width))
  }

  @Test("The list is shown from its offset, and the cursor's row is marked")
  func offset() {
    let drawn = canvas(10, 3) { canvas in
      let table = Table(columns: [.init("", width: .flexible())], hasTitles: false)
      let list = (0..<100_000).lazy.map { Table.Row.cells([.text("row \($0)")]) }
      #expect(
        table.draw(list, on: &canvas, in: canvas.bounds, offset: 99_998, selected: 99_999) == 99_998..<100_000
      )
    }
    #expect(
      drawn.styled == "row 99998 \nrow 99999 \n" + "          \n" + "\n1: text* 0-9\n")
  }

  @Test("An offset behind the list shows nothing, and one before it shows its start")
  func offsetOutside() {
    var canvas = Canvas(size: Size(columns: 9, rows: 3))
    #expect(table.draw(rows, on: &canvas, in: canvas.bounds, offset: 99) == 4..<4)
    #expect(table.draw(rows, on: &canvas, in: canvas.bounds, offset: -5) == 0..<2)
    #expect(table.draw(rows, on: &canvas, in: Rect(column: 0, row: 0, width: 0, height: 9)).isEmpty)
  }

  @Test("Rows that are not shown are never made")
  func laziness() {
    var made = 0
    var canvas = Canvas(size: Size(columns: 9, rows: 5))
    let counted = Counted(count: 50_000) { made += 1 }
    table.draw(counted, on: &canvas, in: canvas.bounds, offset: 20_000)
    #expect(made == 4)
  }

  /// A list that tells when a row of it is made.
  private struct Counted: RandomAccessCollection {
    let count: Int
    let onMake: () -> Void
    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(position: Int) -> Table.Row {
      onMake()
      return .cells([])
    }
  }
}

struct HeatMapTests {
  private func items(_ letters: String) -> [HeatMap.Item] {
    letters.map { $0 == "D" ? .init("D", .critical, severity: 9) : .init("a", .barAllocated, severity: 0) }
  }

  @Test("Each item has its cell, row after row")
  func plain() {
    let shown = picture(5, 3) { canvas in
      let perCell = HeatMap(items("aaDa")).draw(on: &canvas, in: Rect(column: 1, row: 1, width: 3, height: 2))
      #expect(perCell == 1)
    }
    #expect(shown == "~~~~~\n~aaD~\n~a~~~\n")
  }

  @Test("Where there are too many, a cell shows the worst of its items")
  func aggregated() {
    let map = HeatMap(items("aaaaDaaaaa"))
    let rect = Rect(column: 0, row: 0, width: 4, height: 1)
    let drawn = canvas(5, 1) { canvas in
      #expect(map.draw(on: &canvas, in: rect, selected: 9) == 3)
    }
    #expect(
      drawn.styled == """
        aDaa~

        0: bar-allocated 0, critical 1, bar-allocated 2, bar-allocated* 3

        """)
    #expect(map.position(of: 4, in: rect).map { [$0.column, $0.row] } == [1, 0])
    #expect(map.position(of: 10, in: rect) == nil)
  }

  @Test("Every item has a place in the area, whatever its size", arguments: 1...40)
  func places(count: Int) {
    let map = HeatMap(items(String(repeating: "a", count: count)))
    let rect = Rect(column: 2, row: 3, width: 5, height: 3)
    for item in 0..<count {
      #expect(map.position(of: item, in: rect).map { rect.contains(column: $0.column, row: $0.row) } == true)
    }
  }

  @Test("No area and no items draw nothing")
  func empty() {
    var canvas = Canvas(size: Size(columns: 2, rows: 1))
    #expect(HeatMap(items("a")).draw(on: &canvas, in: Rect(column: 0, row: 0, width: 0, height: 1)) == 0)
    #expect(HeatMap([]).draw(on: &canvas, in: canvas.bounds) == 1)
    #expect(canvas == Canvas(size: Size(columns: 2, rows: 1)))
  }
}
