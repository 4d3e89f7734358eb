import SeedSupport
import Testing
import Text
import ThemeSupport

@testable import Screen

@Suite("Eight and sixteen colours")
struct FewColorsTests {
  static let depths = [ColorDepth.palette8, .palette16]

  /// Every role, plain and under the cursor.
  private static let styles = Role.allCases.flatMap { [Style($0), Style($0, isSelected: true)] }

  /// What is drawn in the terminal's black, or in its dark grey, on whatever ground the terminal has.
  private func isBlack(_ appearance: Appearance) -> Bool {
    if [appearance.foreground, appearance.background].contains(.indexed(8)) { return true }
    guard appearance.foreground == .indexed(0) else { return false }
    return appearance.background == .terminalDefault || appearance.attributes.contains(.bold)
  }

  @Test("Nothing is written in black on the terminal's own ground", arguments: ThemeFile.names, depths)
  func noBlack(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    for style in Self.styles {
      #expect(!isBlack(theme.appearance(of: style, depth: depth)), "\(style)")
    }
  }

  @Test("No index is beyond those that the terminal has", arguments: ThemeFile.names, depths)
  func bounds(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let count = depth == .palette8 ? 8 : 16
    for style in Self.styles {
      let appearance = theme.appearance(of: style, depth: depth)
      for case .indexed(let index) in [appearance.foreground, appearance.background] {
        #expect(index < count, "\(style)")
      }
    }
  }

  private static let states: [Role] = [.ok, .warning, .critical, .stale]

  @Test(
    "What is well, a warning, a breach and stale data stay apart, under the cursor too, for every eye",
    arguments: ThemeFile.names, depths)
  func states(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    expectApart(Self.states, in: theme, depth: depth)
    let looks = [Role.text, .accent, .warning, .critical, .stale].map {
      theme.appearance(of: Style($0), depth: depth)
    }
    #expect(Set(looks).count == looks.count)
  }

  private func expectApart(_ roles: [Role], in theme: Theme, depth: ColorDepth) {
    for (index, first) in roles.enumerated() {
      for second in roles.dropFirst(index + 1) {
        for isSelected in [false, true] {
          let left = theme.appearance(of: Style(first, isSelected: isSelected), depth: depth)
          let right = theme.appearance(of: Style(second, isSelected: isSelected), depth: depth)
          // Bold is no difference: many terminals show it as a colour, or not at all.
          if left.attributes.subtracting(.bold) != right.attributes.subtracting(.bold) { continue }
          guard theme.name != "monochrome" else {
            #expect(left != right)
            continue
          }
          for terminal in TerminalKind.usual where terminal.isDark == theme.isDark {
            let (a, b) = (terminal.shown(left), terminal.shown(right))
            for vision in ColorVision.allCases {
              #expect(
                max(vision.difference(a.ink, b.ink), vision.difference(a.ground, b.ground)) >= 10,
                "\(first) and \(second)\(isSelected ? " under the cursor" : ""), \(terminal.name), \(vision)")
            }
          }
        }
      }
    }
  }

  @Test(
    "Where colours exclude reverse video, the colours are exchanged, and can still be read",
    arguments: ThemeFile.names, ColorDepth.allCases)
  func withoutReverse(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    for style in Self.styles {
      let reversed = theme.appearance(of: style, depth: depth)
      let appearance = reversed.withoutReverse(isDark: theme.isDark, depth: depth)
      guard appearance != reversed else {
        #expect(
          !reversed.attributes.contains(.reverse)
            || reversed.foreground == .terminalDefault && reversed.background == .terminalDefault, "\(style)")
        continue
      }
      #expect(!appearance.attributes.contains(.reverse))
      for terminal in TerminalKind.usual {
        let (ink, ground) = terminal.shown(appearance)
        #expect(
          Light.contrast(ink, ground) >= (style.role.isGraphic ? 3 : 4.5), "\(style) on \(terminal.name)")
      }
    }
  }

  @Test("A breach on eight colours is white on red, and under the cursor it keeps a sign of its own")
  func breach() {
    let plain = Theme.defaultDark.appearance(of: Style(.critical), depth: .palette8)
    #expect(plain.foreground == .indexed(7) && plain.background == .indexed(1) && plain.attributes == .bold)
    let selected = Theme.defaultDark.appearance(of: Style(.critical, isSelected: true), depth: .palette8)
    #expect(selected.foreground == .terminalDefault && selected.background == .terminalDefault)
    #expect(selected.attributes == [.reverse, .underline])
  }

  @Test("A theme's page of its own is black or white, where the terminal has that")
  func page() {
    func text(_ ground: UInt32, _ depth: ColorDepth) -> [TerminalColor] {
      var theme = Theme.defaultDark
      theme[.text] = Look(RGB(0x808080), on: RGB(ground))
      let appearance = theme.appearance(of: .text, depth: depth)
      return [appearance.foreground, appearance.background]
    }
    #expect(text(0x101010, .palette16) == [.indexed(15), .indexed(0)])
    #expect(text(0x101010, .palette8) == [.indexed(7), .indexed(0)])
    #expect(text(0xF0F0F0, .palette16) == [.indexed(0), .indexed(15)])
    #expect(text(0xF0F0F0, .palette8) == [.terminalDefault, .terminalDefault])
  }

  @Test("A role that the theme leaves in the text's colour, it has with few colours too", arguments: depths)
  func colourless(depth: ColorDepth) {
    var theme = Theme.defaultDark
    theme[.warning] = Look(attributes: .underline)
    let appearance = theme.appearance(of: Style(.warning), depth: depth)
    #expect(appearance.foreground == .terminalDefault && appearance.attributes == .underline)
    theme[.header] = Look(on: RGB(0x203040))
    #expect(theme.appearance(of: Style(.header), depth: depth).attributes == .reverse)
  }

  /// A theme that nobody has made with care.
  private func anyTheme(_ random: inout SplitMix) -> Theme {
    func color() -> RGB? {
      Bool.random(using: &random) ? RGB(UInt32.random(in: 0...0xFFFFFF, using: &random)) : nil
    }
    func look(_ ground: RGB?) -> Look {
      Look(
        color(), on: Int.random(in: 0..<4, using: &random) == 0 ? color() : ground,
        attributes: Attributes(rawValue: UInt8.random(in: 0..<16, using: &random)))
    }
    let ground = Bool.random(using: &random) ? color() : nil
    let isDark = Bool.random(using: &random)
    return Theme(
      name: "any", isDark: isDark, page: (isDark ? Theme.defaultDark : .defaultLight).page,
      selection: look(nil),
      looks: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, look(ground)) }))
  }

  @Test("Every theme that a person may write can be read, and has its alarms apart", arguments: depths)
  func anyTheme(depth: ColorDepth) {
    var random = SplitMix(state: 12)
    for _ in 0..<400 {
      let theme = anyTheme(&random)
      let text = theme.appearance(of: .text, depth: depth)
      for style in Self.styles {
        let appearance = theme.appearance(of: style, depth: depth)
        #expect(!isBlack(appearance), "\(style) of \(theme)")
        for terminal in TerminalKind.usual
        where text.background != .terminalDefault || terminal.isDark == theme.isDark(depth: depth) {
          let (ink, ground) = terminal.shown(appearance)
          #expect(
            Light.contrast(ink, ground) >= (style.role.isGraphic ? 3 : 4.5),
            "\(style) on \(terminal) of \(theme)")
        }
      }
      let alarms = [Role.warning, .critical, .stale].filter { role in
        theme[role].foreground != theme[.text].foreground
      }
      let looks = alarms.map { theme.appearance(of: Style($0), depth: depth) }
      #expect(Set(looks).count == looks.count, "\(theme)")
    }
  }

  @Test(
    "Nothing vanishes on palettes whose colours are faint", arguments: ThemeFile.names, depths)
  func difficult(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    for terminal in TerminalKind.difficult where terminal.isDark == theme.isDark {
      for style in Self.styles {
        var appearance = theme.appearance(of: style, depth: depth)
        // What a terminal makes of dim type is its own affair; on the Linux console it is not asked for.
        appearance = Appearance(
          foreground: appearance.foreground, background: appearance.background,
          attributes: appearance.attributes.subtracting(.dim))
        let (ink, ground) = terminal.shown(appearance)
        #expect(Light.contrast(ink, ground) >= 2.7, "\(style) on \(terminal.name)")
      }
    }
  }
}

extension Theme {
  /// The ground that it is drawn on where its own is not to be had.
  fileprivate func isDark(depth: ColorDepth) -> Bool {
    guard let ground = self[.text].background else { return isDark }
    return Light.contrast(ground, RGB(0xFFFFFF)) > Light.contrast(ground, RGB(0x000000))
  }
}
