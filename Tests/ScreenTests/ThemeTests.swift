import Foundation
import Testing
import Text
import ThemeSupport

@testable import Screen

struct ThemeTests {
  @Test("The themes folder holds the themes that are tested here, and no others")
  func folder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: ThemeFile.folder.path)
    #expect(files.sorted() == ThemeFile.names.map { $0 + ".toml" })
  }

  @Test("On a row in reverse video a graph stands on the ground of the text, and has its colour on any other")
  func turnedGraph() {
    var theme = Theme.defaultDark
    theme.selection = Look(attributes: .reverse)
    let graph = theme.appearance(of: Style(.sparkline, isSelected: true), depth: .truecolor)
    #expect(graph == theme.appearance(of: Style(.text, isSelected: true), depth: .truecolor))
    #expect(graph.foreground != theme.appearance(of: Style(.sparkline), depth: .truecolor).foreground)
    #expect(
      Theme.defaultDark.appearance(of: Style(.sparkline, isSelected: true), depth: .truecolor).foreground
        == Theme.defaultDark.appearance(of: Style(.sparkline), depth: .truecolor).foreground)
  }

  @Test(
    "What a theme has where it says nothing is what the folder's own says, word for word",
    arguments: [Theme.defaultDark, .defaultLight])
  func standard(theme: Theme) throws {
    #expect(try ThemeFile.named(theme.name.shown).definition.theme() == theme)
  }

  @Test("Every theme says how every role looks", arguments: ThemeFile.names)
  func complete(name: String) throws {
    let tables = try ThemeFile.named(name).definition.tables.keys
    let roles = tables.filter { $0.hasPrefix("roles.") }.map { String($0.dropFirst(6)) }
    #expect(Set(roles) == Set(Role.allCases.map(\.rawValue)))
  }

  @Test(
    "Every role can be read on the page and on the cursor's row, and has seven to one where contrast is high",
    arguments: ThemeFile.names, [ColorDepth.truecolor, .palette256])
  func contrast(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let terminal = TerminalKind(page: theme.page, isDark: theme.isDark)
    for role in Role.allCases {
      for isSelected in [false, true] {
        let cell = terminal.shown(theme.appearance(of: Style(role, isSelected: isSelected), depth: depth))
        let contrast = Light.contrast(cell.ink, cell.ground)
        let wanted = role.isGraphic ? 3 : name == "high-contrast" ? 7 : 4.5
        #expect(contrast >= wanted, "\(role)\(isSelected ? " under the cursor" : "")")
      }
    }
  }

  @Test(
    "On a ground on which a role's colour cannot be read, the row under the cursor has the text's, black or white",
    arguments: [
      (0xE5B454, 0xD5D9E0, 0x24303F, 0xE5B454), (0x8B93A1, 0xD5D9E0, 0x24303F, 0xD5D9E0),
      (0xE5B454, 0xD5D9E0, 0xC0C0C0, 0x000000), (0x700000, 0x909090, 0x202020, 0x909090),
      (0x700000, 0x606060, 0x202020, 0xFFFFFF),
    ] as [(UInt32, UInt32, UInt32, UInt32)])
  func unreadable(color: UInt32, text: UInt32, ground: UInt32, shown: UInt32) {
    var theme = Theme.defaultDark
    theme[.warning] = Look(RGB(color))
    theme[.text] = Look(RGB(text))
    theme.selection = Look(on: RGB(ground))
    #expect(theme.look(of: Style(.warning, isSelected: true)) == Look(RGB(shown), on: RGB(ground)))
    #expect(theme.look(of: Style(.warning)) == Look(RGB(color)))
  }

  @Test(
    "What is secondary is written like the text under the cursor, at every depth",
    arguments: [Role.muted, .unknown, .footer, .frame], ColorDepth.allCases)
  func secondary(role: Role, depth: ColorDepth) throws {
    for name in ThemeFile.names {
      let theme = try ThemeFile.named(name).definition.theme()
      #expect(
        theme.appearance(of: Style(role, isSelected: true), depth: depth)
          == theme.appearance(of: Style(.text, isSelected: true), depth: depth))
    }
  }

  private func painted(_ look: Look, of theme: Theme) -> (ink: RGB, ground: RGB) {
    let ink = look.foreground ?? theme.page.foreground
    let ground = look.background ?? theme.page.background
    return look.attributes.contains(.reverse) ? (ground, ink) : (ink, ground)
  }

  @Test("The monochrome theme has no colour, and still tells apart what needs a hand")
  func monochrome() throws {
    let theme = try ThemeFile.named("monochrome").definition.theme()
    for role in Role.allCases { #expect(theme[role].foreground == nil && theme[role].background == nil) }
    let telling: [Role] = [.text, .muted, .strong, .warning, .critical, .stale]
    #expect(Set(telling.map { theme[$0] }).count == telling.count)
  }

  @Test("A quiet screen has no colour of alarm", arguments: ThemeFile.names)
  func quiet(name: String) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let alarms: Set<Role> = [.warning, .critical, .stale]
    let colors = Set(alarms.map { painted(theme[$0], of: theme).ink }).subtracting([theme.page.foreground])
    guard name != "monochrome" else { return }
    for role in Role.allCases where !alarms.contains(role) && name != "high-contrast" {
      #expect(theme[role].foreground.map { !colors.contains($0) } ?? true, "\(role)")
    }
  }

  @Test("The cursor's row can be seen at every depth", arguments: ThemeFile.names, ColorDepth.allCases)
  func cursor(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let ground = theme.page.background
    let page: TerminalColor =
      depth == .truecolor ? .rgb(ground) : .indexed(Palette.nearestOf256(to: ground))
    for role in Role.allCases {
      let plain = theme.appearance(of: Style(role), depth: depth)
      let selected = theme.appearance(of: Style(role, isSelected: true), depth: depth)
      // Either the reverse video turns, or there is a ground that is neither the role's nor the page's.
      #expect(
        selected.attributes.symmetricDifference(plain.attributes).contains(.reverse)
          || ![plain.background, page].contains(selected.background),
        "\(role)")
    }
  }

  @Test("Without colours only attributes are left", arguments: ThemeFile.names)
  func noColor(name: String) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    for role in Role.allCases {
      let appearance = theme.appearance(of: Style(role), depth: .none)
      #expect(appearance.foreground == .terminalDefault && appearance.background == .terminalDefault)
      #expect(appearance.attributes == theme[role].attributes)
    }
  }

  @Test("Text of the terminal's own colour has a foreground on the cursor's own ground")
  func ownGround() {
    let selected = Theme.defaultDark.look(of: Style(.text, isSelected: true))
    #expect(selected.background != nil)
    #expect(selected.foreground == Theme.defaultDark.page.foreground)
    #expect(Theme.defaultDark.look(of: .text) == Look())
  }
}
