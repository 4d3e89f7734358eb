import Testing
import Text

@testable import Screen

@Suite("Plots") struct PlotTests {
  private static func plot(_ curves: [Plot.Curve]) -> Plot {
    var plot = Plot(unit: "GPU-h", levels: [.init(1, "8 k"), .init(0.5, "4 k"), .init(0, "0")])
    plot.curves = curves
    return plot
  }

  private static func shown(_ plot: Plot, _ columns: Int = 32, _ rows: Int = 7) -> String {
    picture(columns + 2, rows) { canvas in
      plot.draw(on: &canvas, in: Rect(column: 1, row: 0, width: columns, height: rows))
    }
  }

  private static func line(_ from: (Double, Double), _ to: (Double, Double)) -> [Plot.Point] {
    [Plot.Point(x: from.0, y: from.1), Plot.Point(x: to.0, y: to.1)]
  }

  @Test(
    "An axis has its unit and its levels, a moment its line and its name, and times stand where they belong")
  func axes() {
    var plot = Self.plot([])
    plot.times = [.init(0, "1 Oct"), .init(1, "31 Dec"), .init(0.5, "15 Nov"), .init(0.55, "20 Nov")]
    plot.moments = [.init(0.5, "today")]
    #expect(
      Self.shown(plot) == """
        ~GPU-h~~~~~~~~~~~~~~today~~~~~~~~~
        ~8 k~┬~             ┊            ~
        ~~~~~│~             ┊            ~
        ~4 k~┤~             ┊            ~
        ~~~~~│~             ┊            ~
        ~~~0~┴~             ┊            ~
        ~~~~~~~1 Oct~~~~~15 Nov~~~~31 Dec~

        """)
  }

  @Test("The first curve has a cell, and what is behind it is seen only beside it")
  func order() {
    let plot = Self.plot([
      Plot.Curve("used", [Self.line((0, 0), (0.5, 0.5))], .solid, .barUsed),
      Plot.Curve("forecast", [Self.line((0.5, 0.5), (1, 1))], .dashed, .barPlanned),
      Plot.Curve("even pace", [Self.line((0, 0), (1, 0.6))], .dotted, .barTick),
    ])
    #expect(
      Self.shown(plot) == """
        ~GPU-h~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        ~8 k~┬~                      ⣀⠤ ⠊~
        ~~~~~│~                 ⣀ ⠔⠊     ~
        ~4 k~┤~            ⣀⠤⠔ ⠉   ⡀ ⠄ ⠂ ~
        ~~~~~│~      ⣀⡠⠤⠒⠊⠉⠄ ⠂ ⠂ ⠁       ~
        ~~~0~┴~⣀⡠⠤⠒⠊⠉⠂ ⠁                 ~
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test("Strokes are told apart in ASCII")
  func ascii() {
    let rows = Plot.Stroke.allCases.map { stroke in
      let plot = Self.plot([Plot.Curve("", [Self.line((0, 0.3), (1, 0.3))], stroke, .text)])
      let drawn = Self.shown(plot).split(separator: "\n")[4]
      return drawn.unicodeScalars.map { String(AsciiFold.fold($0)) }.joined()
    }
    #expect(
      rows == [
        "~~~~~|~**************************~", "~~~~~|~** ** ** ** ** ** ** ** **~",
        "~~~~~|~. . . . . . . . . . . . . ~",
      ])

    let samples = Plot.Stroke.allCases.map { stroke in
      stroke.sample.shown.unicodeScalars.map { String(AsciiFold.fold($0)) }.joined()
    }
    #expect(samples == ["***", "** *", ". ."])
  }

  @Test("Nothing is drawn between stretches, and what was known once is a mark")
  func gaps() {
    let plot = Self.plot([
      Plot.Curve(
        "", [Self.line((0, 0), (0.2, 0.2)), [Plot.Point(x: 0.5, y: 0.5)], Self.line((0.8, 0.8), (1, 1))],
        .solid,
        .text)
    ])
    #expect(
      Self.shown(plot) == """
        ~GPU-h~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        ~8 k~┬~                      ⣀⠤⠔⠊~
        ~~~~~│~                    ⠉⠉    ~
        ~4 k~┤~             ⠤            ~
        ~~~~~│~     ⣀                    ~
        ~~~0~┴~⣀⡠⠔⠒⠉                     ~
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test("Curves that meet in a cell share it, and the legend stands before the names where there is room")
  func shared() {
    var plot = Self.plot([
      Plot.Curve("a", [Self.line((0, 0.3), (1, 0.3))], .solid, .barUsed),
      Plot.Curve("b", [Self.line((0, 0.38), (1, 0.38))], .dashed, .text),
    ])
    plot.hasLegend = true
    plot.moments = [.init(1, "now")]
    #expect(
      Self.shown(plot) == """
        ~GPU-h~~⠤⠤⠤ a  ⠤⠤ ⠤ b~~~~~~~~~now~
        ~8 k~┬~                         ┊~
        ~~~~~│~                         ┊~
        ~4 k~┤~                         ┊~
        ~~~~~│~⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛⠒⠛⠛~
        ~~~0~┴~                         ┊~
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }
}
