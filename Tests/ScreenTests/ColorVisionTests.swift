import Screen
import Testing
import Text
import ThemeSupport

struct ColorVisionTests {
  /// What stands side by side.
  private static let pairs: [(Role, Role)] = [
    (.ok, .warning), (.warning, .critical), (.ok, .critical), (.barAllocated, .barPlanned),
  ]

  @Test(
    "Colours alone tell what is well, a warning and a breach apart, and used from planned, whatever cones an eye lacks",
    arguments: ThemeFile.names.filter { $0 != "monochrome" }, [ColorDepth.truecolor, .palette256])
  func pairs(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let terminal = TerminalKind(page: theme.page, isDark: theme.isDark)
    for (first, second) in Self.pairs {
      let left = terminal.shown(theme.appearance(of: Style(first), depth: depth))
      let right = terminal.shown(theme.appearance(of: Style(second), depth: depth))
      for vision in ColorVision.allCases {
        // A filled block and a word differ by their grounds.
        let difference = max(
          vision.difference(left.ink, right.ink), vision.difference(left.ground, right.ground))
        #expect(difference >= 10, "\(first) and \(second), \(vision)")
      }
    }
  }

  @Test("No two meanings of the colour-blind-safe theme look alike", arguments: ColorVision.allCases)
  func safe(vision: ColorVision) throws {
    let theme = try ThemeFile.named("colour-blind-safe").definition.theme()
    let meanings: [Role] = [
      .ok, .warning, .critical, .barAllocated, .barPlanned, .barIdle, .barUnavailable,
    ]
    for (index, first) in meanings.enumerated() {
      for second in meanings.dropFirst(index + 1) {
        let left = try #require(theme[first].foreground)
        let right = try #require(theme[second].foreground)
        #expect(vision.difference(left, right) >= 10, "\(first) and \(second)")
      }
    }
  }

  @Test("The parts of a bar, which may have the same colour, have signs of their own, in ASCII too")
  func bars() {
    let parts = Bar.Part.allCases.map { Bar.Segment($0, 1) }
    let drawn = canvas(parts.count, 1) { Bar(parts).draw(on: &$0, column: 0, row: 0, width: parts.count) }
    #expect(Set(drawn.cells.map(\.scalar)).count == parts.count)
    #expect(Set(drawn.foldedToASCII().cells.map(\.scalar)).count == parts.count)
  }

  @Test("The simulation makes red and green alike, and leaves white as it is")
  func simulation() {
    let (red, green) = (RGB(0xC2_5A_40), RGB(0x7A_8A_3A))
    #expect(ColorVision.normal.difference(red, green) > 30)
    #expect(ColorVision.deuteranopia.difference(red, green) < 10)
    for vision in ColorVision.allCases {
      #expect(vision.difference(RGB(0xFFFFFF), RGB(0x000000)) > 99)
    }
  }

  @Test(
    "Differences are those of CIEDE2000",
    arguments: [
      (0x123456, 0x123456, 0), (0x000000, 0xFFFFFF, 100), (0xCD0000, 0xFF0000, 10.789),
      (0x00CDCD, 0xE5E5E5, 26.382),
      (0x0000EE, 0x8B00FF, 12.166), (0x777777, 0x7A7A7A, 1.187),
    ] as [(UInt32, UInt32, Double)])
  func difference(first: UInt32, second: UInt32, expected: Double) {
    #expect(abs(ColorVision.normal.difference(RGB(first), RGB(second)) - expected) < 0.01)
  }
}
