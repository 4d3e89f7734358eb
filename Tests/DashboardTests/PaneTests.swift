import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Panes")
struct PaneTests {
  @Test("The table has every pane and every view, each once, in the order of their numbers")
  func table() {
    #expect(PaneDefinition.all.map(\.pane) == Pane.allCases)
    #expect(PaneDefinition.all.map(\.view) == View.allCases.filter { $0 != .overview })
    #expect(View.overview.pane == nil)
    for pane in Pane.allCases { #expect(pane.view.pane == pane && pane.definition.shortTitle.width == 5) }
  }

  @Test("However many there are, each has its place, and none lies on another", arguments: 1...7)
  func places(count: Int) {
    let panes = (0..<count).map { Pane.allCases[$0 % 4] }
    let body = Rect(column: 0, row: 1, width: 81, height: 41)
    let placed = Layout.sideBySide(panes, in: body, upper: 10)
    #expect(placed.map(\.pane) == panes)
    var cells: Set<[Int]> = []
    for (_, rect) in placed {
      #expect(!rect.isEmpty)
      for row in rect.rows { for column in rect.columns { #expect(cells.insert([row, column]).inserted) } }
    }
    #expect(cells.count == (count <= 2 ? 10 : 41) * 81)
  }
}
