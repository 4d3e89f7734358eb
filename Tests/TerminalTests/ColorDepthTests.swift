import Screen
import Terminal
import Testing

@Suite("How many colours are used")
struct ColorDepthTests {
  @Test(
    "Terminfo's numbers say what there is",
    arguments: [
      (-1, false, .none), (2, false, .none), (8, false, .palette8), (15, false, .palette8),
      (16, false, .palette16),
      (88, false, .palette16), (256, false, .palette256), (256, true, .palette256),
      (1 << 24, true, .truecolor),
      (1 << 24, false, .palette256),
    ] as [(Int, Bool, ColorDepth)])
  func available(colors: Int, hasDirectColor: Bool, depth: ColorDepth) {
    #expect(ColorDepth(colors: colors, hasDirectColor: hasDirectColor) == depth)
  }

  @Test("A wish is never exceeded, nor is the terminal", arguments: ColorDepth.allCases, ColorDepth.allCases)
  func wishes(asked: ColorDepth, available: ColorDepth) {
    let used = ColorDepth(asked: asked, noColor: nil, available: available)
    #expect(used == asked || used == available)
    #expect(ColorDepth(asked: asked, noColor: "1", available: available) == used)
    #expect(ColorDepth(asked: ColorDepth.none, noColor: nil, available: available) == .none)
    #expect(ColorDepth(asked: asked, noColor: nil, available: .truecolor) == asked)
  }

  @Test("Without a wish NO_COLOR decides, unless it is empty")
  func noColor() {
    #expect(ColorDepth(asked: nil, noColor: "0", available: .palette256) == .none)
    #expect(ColorDepth(asked: nil, noColor: "", available: .palette256) == .palette256)
    #expect(ColorDepth(asked: nil, noColor: nil, available: .palette256) == .palette256)
  }
}
