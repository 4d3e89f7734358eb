import Dashboard
import Screen
import Testing
import Text
import ThemeSupport

/// What eyes meet: the cells of drawn screens, in the colours that terminals give them.
@Suite("Readability of drawn screens")
struct ReadabilityTests {
  /// A way to look, and whether letters or only lines and blocks are drawn in it.
  private struct Cells: Hashable {
    let style: Style
    let isText: Bool
  }

  private static let sizes = [Size(columns: 160, rows: 48), Size(columns: 80, rows: 24)]
  /// Every view, and what keys bring up: help, alerts, the map's cursor, prompts, a page, moved and frozen lists.
  private static let typed: [(view: View, keys: String)] =
    View.allCases.map { ($0, "") } + [
      (.overview, "?"), (.overview, "a"), (.overview, "f"), (.overview, "3jjG"), (.overview, "1e<Down>lll"),
      (.utilization, "jjj"), (.queue, "jjj"), (.budget, "j"), (.applications, "jj"),
      (.applications, "/waiting country:"), (.applications, "/mode:PG step:desicion"),
      (.applications, "<Enter>"),
    ]

  /// Lines, blocks and braille are no letters.
  private static func isGraphic(_ scalar: Unicode.Scalar) -> Bool {
    (0x2500...0x25FF).contains(scalar.value) || (0x2800...0x28FF).contains(scalar.value) || scalar == "·"
  }

  private static func drawn() async throws -> [Cells: String] {
    var found: [Cells: String] = [:]
    for (view, keys) in typed {
      for size in sizes {
        let canvas = try await SampleScreens.canvas(view, size, keys: keys)
        for cell in canvas.cells where cell.scalar != " " && !cell.isContinuation {
          found[Cells(style: cell.style, isText: !isGraphic(cell.scalar))] =
            "'\(cell.scalar)' in \(view.rawValue) \(keys)"
        }
      }
    }
    return found
  }

  @Test("Every drawn cell can be read, in every theme, at every depth, on dark and on light terminals")
  func contrast() async throws {
    let drawn = try await Self.drawn()
    let met = Set(drawn.keys.map(\.style))
    // The sample data shows nearly everything, plain and under the cursor: a screen of a few styles proves nothing.
    #expect(Set(met.map(\.role)).count >= 20, "\(met)")
    #expect(met.count { $0.isSelected } >= 6, "\(met)")
    for name in ThemeFile.names {
      let theme = try ThemeFile.named(name).definition.theme()
      for depth in ColorDepth.allCases {
        let isFew = depth == .palette8 || depth == .palette16
        let terminals =
          isFew
          ? TerminalKind.usual.filter { $0.isDark == theme.isDark }
          : [TerminalKind(page: theme.page, isDark: theme.isDark)]
        for (cells, place) in drawn {
          let appearance = theme.appearance(of: cells.style, depth: depth)
          let needed = !cells.isText ? 3 : name == "high-contrast" && !isFew ? 7 : 4.5
          for terminal in terminals {
            let (ink, ground) = terminal.shown(appearance)
            let contrast = Light.contrast(ink, ground)
            #expect(contrast >= needed, "\(cells.style): \(place), \(name), \(depth), \(terminal.name)")
          }
        }
      }
    }
  }

  @Test(
    "On eight and sixteen colours no sequence of a screen sets black on the terminal's ground, or dark grey")
  func sequences() async throws {
    for name in ThemeFile.names {
      let theme = try ThemeFile.named(name).definition.theme()
      for view in View.allCases {
        let canvas = try await SampleScreens.canvas(view, Size(columns: 80, rows: 24))
        for depth in [ColorDepth.palette8, .palette16] {
          for match in canvas.ansi(theme: theme, depth: depth).matches(of: /\u{1B}\[([0-9;]*)m/) {
            let codes = match.1.split(separator: ";")
            #expect(!codes.contains("90") && !codes.contains("100"), "\(match.1)")
            #expect(!codes.contains("30") || codes.contains("107") && !codes.contains("1"), "\(match.1)")
          }
        }
      }
    }
  }

}
