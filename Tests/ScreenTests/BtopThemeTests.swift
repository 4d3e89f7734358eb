import Testing
import Text

@testable import Screen

@Suite("Themes of btop's")
struct BtopThemeTests {
  /// As btop's own themes are written.
  private static let dracula = """
    # Main background, empty for terminal default
    theme[main_bg]="#282a36"
    theme[main_fg]="#f8f8f2"
    theme[title]="#f8f8f2"
    theme[hi_fg]="#6272a4"
    theme[selected_bg]="#ff79c6"
    theme[selected_fg]="#f8f8f2"
    theme[inactive_fg]="#44475a"
    theme[proc_misc]="#bd93f9"
    theme[cpu_box]="#bd93f9"
    theme[div_line]="#44475a"
    theme[cpu_start]="#50fa7b"
    theme[cpu_mid]=""
    theme[cpu_end]="#ff5555"

    """

  private func imported(_ text: String) throws -> (theme: Theme, import: BtopImport) {
    let made = BtopImport(try BtopTheme(text), name: "mine")
    return (try made.definition.theme(), made)
  }

  @Test(
    "A colour is six digits, two of grey, three decimals, or nothing for the terminal's own",
    arguments: [
      ("theme[main_fg]=\"#282A36\"", 0x282A36), ("theme[main_fg]=\"#7f\"", 0x7F7F7F),
      ("theme[main_fg]=\"40 42 54\"", 0x282A36), ("  theme[main_fg]='0\t0 255'  # blue\r", 0x0000FF),
      ("theme[main_fg] = #282a36", 0x282A36), ("theme[main_fg]=\"\"", nil), ("theme[main_fg]=", nil),
      ("theme[main_fg]=\"#111111\"\ntheme[main_fg]=\"#222222\"", 0x222222),
    ] as [(String, UInt32?)])
  func colors(text: String, color: UInt32?) throws {
    let theme = try BtopTheme(text)
    #expect(theme.colors == ["main_fg": color.map { .rgb(RGB($0)) } ?? .terminalDefault])
  }

  @Test(
    "What is no theme of btop's is told with its line and what to do",
    arguments: [
      ("", nil, "no line of it says a colour"), ("# only\n\n", nil, "name a theme of btop's"),
      ("theme[main_bg]=\"#28\"\nmain_fg = red", 2, "“main_fg = red” is no line of a btop theme"),
      ("theme[main_bg]=\"#28a\"", 1, "theme[main_bg] is “#28a”, which is no colour; write"),
      ("\ntheme[main_bg]=\"256 0 0\"", 2, "“256 0 0”, which is no colour"),
      ("theme[main_bg]=\"+1 0 0\"", 1, "is no colour"), ("theme[main_bg]=\"1 2\"", 1, "is no colour"),
      ("theme[main_bg]=\"1 2 3 4\"", 1, "is no colour"), ("theme[main_bg]=\"#+28a36\"", 1, "is no colour"),
      ("theme[]=\"#28\"", 1, "is no name"), ("theme[a b]=\"#28\"", 1, "“a b” is no name"),
      ("theme[main_bg\"#28\"", 1, "is no line"), ("theme[main_bg] \"#28\"", 1, "has no value"),
    ] as [(String, Int?, String)])
  func mistakes(text: String, line: Int?, words: String) throws {
    let error = #expect(throws: BtopThemeError.self) { try BtopTheme(text) }
    let mistake = try #require(error?.mistakes.first)
    #expect(mistake.line == line)
    #expect(mistake.clause.shown.contains(words))
  }

  @Test("Lines may end in any way")
  func lineEnds() throws {
    for end in ["\r\n", "\r"] {
      #expect(try imported(Self.dracula.replacing("\n", with: end)).theme == imported(Self.dracula).theme)
    }
  }

  @Test("Every mistake is told, and none brings control characters along")
  func hostile() throws {
    let error = #expect(throws: BtopThemeError.self) {
      try BtopTheme("\u{1B}]0;x\u{7}\ntheme[\u{9B}]=\"#28\"\ntheme[a]=\"\u{202E}\"")
    }
    let mistakes = try #require(error).mistakes
    #expect(mistakes.map(\.line) == [1, 2, 3])
    for mistake in mistakes {
      #expect(
        !mistake.clause.shown.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" || $0 == "\u{9B}" })
    }
  }

  @Test("Roles take the colours of the table, on the file's own ground")
  func roles() throws {
    let (theme, made) = try imported(Self.dracula)
    let ground = RGB(0x282A36)
    #expect(theme.isDark)
    #expect(theme.page == .init(foreground: RGB(0xF8F8F2), background: ground))
    #expect(theme.selection == Look(RGB(0xF8F8F2), on: RGB(0xFF79C6)))
    #expect(theme[.text] == Look(RGB(0xF8F8F2), on: ground))
    #expect(theme[.accent] == Look(RGB(0x6272A4), on: ground, attributes: .bold))
    #expect(theme[.frame] == Look(RGB(0x44475A), on: ground))
    #expect(theme[.muted] == Look(RGB(0x44475A), on: ground))
    #expect(theme[.sparkline] == Look(RGB(0xBD93F9), on: ground))
    #expect(theme[.ok] == Look(RGB(0x50FA7B), on: ground))
    // Half way between the ends of the gradient.
    #expect(theme[.warning] == Look(RGB(0xA7A768), on: ground))
    #expect(theme[.critical] == Look(RGB(0xFF5555), on: ground, attributes: .bold))
    #expect(made.unused == ["cpu_box"])
    #expect(made.inherited == [.barAllocated, .barPlanned, .barUnavailable, .barUsed])
    #expect(theme[.barUsed] == Look(Theme.defaultDark[.barUsed].foreground ?? RGB(0), on: ground))
  }

  @Test("Every role of ours is in the table, and every table in what is written")
  func complete() throws {
    #expect(BtopRole.table.map(\.role) == Role.allCases)
    let (_, made) = try imported(Self.dracula)
    for role in Role.allCases { #expect(made.definition.toml.contains("\n[roles.\(role.rawValue)]\n")) }
  }

  @Test("Without a ground of its own a theme stands on the terminal's, dark or light as its text tells")
  func ground() throws {
    let (dark, _) = try imported("theme[main_bg]=\"\"\ntheme[main_fg]=\"#cc\"")
    #expect(dark.isDark)
    #expect(dark[.text] == Look(RGB(0xCCCCCC)))
    #expect(dark.page.background == Theme.defaultDark.page.background)
    #expect(dark.selection == Look(attributes: .reverse))
    let (light, _) = try imported("theme[main_fg]=\"#22\"\ntheme[selected_bg]=\"\"")
    #expect(!light.isDark)
    #expect(light[.ok] == Theme.defaultLight[.ok])
    #expect(!(try imported("theme[main_bg]=\"#ee\"").theme.isDark))
    // Text of the terminal's own colour has one of the theme's on the theme's ground.
    let (own, _) = try imported("theme[main_bg]=\"#20\"\ntheme[main_fg]=\"\"")
    #expect(own[.text] == Look(Theme.defaultDark.page.foreground, on: RGB(0x202020)))
  }

  @Test("A gradient that does not tell good from bad gives way to colours that do")
  func meanings() throws {
    for text in [
      "theme[cpu_start]=\"#80\"\ntheme[cpu_mid]=\"\"\ntheme[cpu_end]=\"\"",
      "theme[cpu_start]=\"#80\"\ntheme[cpu_mid]=\"#90\"\ntheme[cpu_end]=\"#80\"",
    ] {
      let (theme, made) = try imported(text)
      for role in [Role.ok, .warning, .critical, .stale] {
        #expect(theme[role] == Theme.defaultDark[role])
        #expect(made.inherited.contains(role))
      }
    }
  }

  @Test(
    "What cannot be read on its ground is named with its contrast; the themes of this program have nothing so"
  )
  func contrast() throws {
    let (theme, _) = try imported(Self.dracula)
    let words = theme.hardToRead.map(\.words.shown)
    #expect(words.contains("muted: #44475a on #282a36 is 1.5 to 1, and 4.5 is needed"))
    #expect(words.contains("frame: #44475a on #282a36 is 1.5 to 1, and 3.0 is needed"))
    #expect(!words.contains { $0.hasPrefix("text:") || $0.hasPrefix("ok:") })
    // White on pink gives way under the cursor.
    #expect(!words.contains { $0.contains("under the cursor") })
    #expect(Theme.defaultDark.hardToRead.isEmpty)
    #expect(Theme.defaultLight.hardToRead.isEmpty)
  }
}
