import Testing
import Text

@testable import Screen

struct BarTests {
  private func shown(_ bar: Bar, _ width: Int) -> String {
    picture(width + 2, 1) { bar.draw(on: &$0, column: 1, row: 0, width: width) }
  }

  @Test("The parts of a bar fill its width")
  func parts() {
    let bar = Bar([.init(.allocated, 14), .init(.planned, 1), .init(.idle, 3), .init(.unavailable, 2)])
    #expect(shown(bar, 20) == "~▆▆▆▆▆▆▆▆▆▆▆▆▆▆▄▁▁▁╱╱~\n")
    #expect(shown(bar, 10) == "~▆▆▆▆▆▆▆▄▁╱~\n")
  }

  @Test("One of thousands still has its cell")
  func seat() {
    let bar = Bar([.init(.allocated, 13_824), .init(.idle, 0), .init(.unavailable, 1)])
    #expect(shown(bar, 10) == "~▆▆▆▆▆▆▆▆▆╱~\n")
    #expect(shown(bar, 1) == "~▆~\n")
  }

  @Test("What the parts leave of the total stays empty")
  func total() {
    #expect(shown(Bar([.init(.allocated, 3), .init(.idle, 2)], total: 10), 10) == "~▆▆▆▁▁     ~\n")
    #expect(shown(Bar([.init(.allocated, 0)], total: 10), 4) == "~    ~\n")
    #expect(shown(Bar([]), 4) == "~    ~\n")
    #expect(shown(Bar([.init(.allocated, 30)], total: 10), 4) == "~▆▆▆▆~\n")
  }

  @Test("No part is drawn twice or lost", arguments: 0..<60)
  func everyWidth(width: Int) {
    let bar = Bar([.init(.allocated, 1204), .init(.planned, 3), .init(.idle, 77), .init(.unavailable, 9)])
    #expect(bar.widths(in: width).reduce(0, +) == width)
  }

  @Test(
    "A budget's bar is full only when all is used, and empty only when nothing is",
    arguments: [
      (0.0, 0.5, "~─────┃────~\n"), (0.001, 0.5, "~╾────┃────~\n"),
      (1e-9, 0.5, "~╾────┃────~\n"), (0.0501, 0.5, "~╾────┃────~\n"), (0.0999, 0.5, "~╾────┃────~\n"),
      (0.1, 0.5, "~━────┃────~\n"), (0.16, 0.5, "~━━───┃────~\n"), (0.56, 0.9, "~━━━━━━───┃~\n"),
      (0.999, 0.1, "~━┃━━━━━━━─~\n"), (1, 0.5, "~━━━━━┃━━━━~\n"), (1.04, 0.5, "~━━━━━┃━━━▶~\n"),
      (9.99, 1, "~━━━━━━━━━▶~\n"), (0.5, 0, "~┃━━━━─────~\n"),
    ])
  func budget(used: Double, elapsed: Double, picture shown: String) {
    let drawn = picture(12, 1) {
      BudgetBar(used: used, elapsed: elapsed).draw(on: &$0, column: 1, row: 0, width: 10)
    }
    #expect(drawn == shown)
  }

  @Test("A budget of which nothing is known says so", arguments: [nil, Double.nan])
  func unknownBudget(used: Double?) {
    let drawn = picture(6, 1) {
      BudgetBar(used: used, elapsed: 0.5).draw(on: &$0, column: 1, row: 0, width: 4)
    }
    #expect(drawn == "~—   ~\n")
    let noTick = picture(6, 1) {
      BudgetBar(used: 0.5, elapsed: nil).draw(on: &$0, column: 1, row: 0, width: 4)
    }
    #expect(noTick == "~━━──~\n")
  }

  @Test("A sparkline ends in the newest value, shows gaps, and is level at zero")
  func sparkline() {
    func shown(_ sparkline: Sparkline) -> String {
      picture(10, 1) { sparkline.draw(on: &$0, column: 1, row: 0, width: 8) }
    }
    #expect(shown(Sparkline([0, 1, 2, 3, 4, 5, 6, 7], scale: 8)) == "~▁▁▂▃▄▄▅▆~\n")
    #expect(shown(Sparkline([9, 9, 4, nil, 8, 0, 1, 2, 3, 4])) == "~▄ ▆▁▁▂▃▄~\n")
    #expect(shown(Sparkline([0, 0])) == "~      ▁▁~\n")
    #expect(shown(Sparkline([-3, .nan, .infinity, 2], scale: 2)) == "~    ▁ ▆▆~\n")
    #expect(shown(Sparkline([])) == "~        ~\n")
  }

  @Test("A histogram has a line for each class, with its bar and its count")
  func histogram() {
    let histogram = Histogram([.init("< 1 h", 412), .init("< 1 d", 97), .init("< 7 d", 1), .init("more", 0)])
    let shown = picture(22, 5) { histogram.draw(on: &$0, in: Rect(column: 1, row: 0, width: 20, height: 4)) }
    #expect(
      shown == """
        ~< 1 h ▆▆▆▆▆▆▆▆▆▆ 412~
        ~< 1 d ▆▆ 97         ~
        ~< 7 d ▆ 1           ~
        ~more  0             ~
        ~~~~~~~~~~~~~~~~~~~~~~

        """)
  }
}
