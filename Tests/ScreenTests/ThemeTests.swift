import Foundation
import Testing
import Text

@testable import Screen

struct ThemeTests {
  @Test("The themes folder holds the themes that are tested here, and no others")
  func folder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: ThemeFile.folder.path)
    #expect(files.sorted() == ThemeFile.names.map { $0 + ".toml" })
  }

  @Test(
    "The built-in themes are those of the folder, word for word", arguments: Theme.builtIn.map(\.name.shown))
  func builtIn(name: String) throws {
    let theme = try #require(Theme.builtIn.first { $0.name.shown == name })
    #expect(try ThemeFile.named(name).definition.theme() == theme)
  }

  @Test("Every theme says how every role looks", arguments: ThemeFile.names)
  func complete(name: String) throws {
    let tables = try ThemeFile.named(name).definition.tables.keys
    let roles = tables.filter { $0.hasPrefix("roles.") }.map { String($0.dropFirst(6)) }
    #expect(Set(roles) == Set(Role.allCases.map(\.rawValue)))
  }

  /// Signs of structure and parts of bars, which are no letters: WCAG 2.2 asks 3 to 1 of them (1.4.11).
  private static let graphics: Set<Role> = [
    .muted, .frame, .unknown, .footer, .barAllocated, .barPlanned, .barIdle, .barUnavailable, .barUsed,
    .barTick,
    .sparkline,
  ]

  @Test("Every role can be read on the page and on the cursor's row", arguments: ThemeFile.names)
  func contrast(name: String) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    for role in Role.allCases {
      for isSelected in [false, true] {
        let (ink, ground) = painted(theme.look(of: Style(role, isSelected: isSelected)), of: theme)
        let contrast = LinearRGB(ink).contrast(with: LinearRGB(ground))
        // On the cursor's ground a bar may be fainter: its signs and the figure beside it tell the same.
        let wanted = Self.graphics.contains(role) ? (isSelected ? 2.2 : 3) : 4.5
        #expect(contrast >= wanted, "\(role)\(isSelected ? " under the cursor" : "")")
      }
    }
  }

  @Test("Every text of the high-contrast theme has seven to one")
  func highContrast() throws {
    let theme = try ThemeFile.named("high-contrast").definition.theme()
    for role in Role.allCases {
      let (ink, ground) = painted(theme[role], of: theme)
      #expect(LinearRGB(ink).contrast(with: LinearRGB(ground)) >= 7, "\(role)")
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
    for role in Role.allCases {
      let plain = theme.appearance(of: Style(role), depth: depth)
      let selected = theme.appearance(of: Style(role, isSelected: true), depth: depth)
      // Either the reverse video turns, or there is a ground that is neither the role's nor the page's.
      #expect(
        selected.attributes.symmetricDifference(plain.attributes).contains(.reverse)
          || ![plain.background, TerminalColor(theme.page.background, depth: depth)].contains(
            selected.background),
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

/// What eyes without one kind of cone see: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency" (2009), severity 1, on linear RGB.
enum ColorVision: String, CaseIterable, Sendable {
  case normal, protanopia, deuteranopia, tritanopia

  var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  func seen(_ color: RGB) -> Oklab {
    let color = LinearRGB(color)
    let parts = matrix.map { row in
      min(max(0, row[0] * color.red + row[1] * color.green + row[2] * color.blue), 1)
    }
    return Oklab(linear: LinearRGB(red: parts[0], green: parts[1], blue: parts[2]))
  }
}

struct ColorVisionTests {
  private static let meanings: [Role] = [
    .ok, .warning, .critical, .barAllocated, .barPlanned, .barIdle, .barUnavailable,
  ]

  @Test("No two meanings of the colour-blind-safe theme look alike", arguments: ColorVision.allCases)
  func pairs(vision: ColorVision) throws {
    let theme = try ThemeFile.named("colour-blind-safe").definition.theme()
    for (index, first) in Self.meanings.enumerated() {
      for second in Self.meanings.dropFirst(index + 1) {
        let left = try #require(theme[first].foreground)
        let right = try #require(theme[second].foreground)
        let distance = vision.seen(left).distance(to: vision.seen(right))
        #expect(distance >= 0.08, "\(first) and \(second)")
      }
    }
  }

  @Test("The simulation makes red and green alike, and leaves white as it is")
  func simulation() {
    let (red, green) = (RGB(0xC2_5A_40), RGB(0x7A_8A_3A))
    #expect(ColorVision.normal.seen(red).distance(to: ColorVision.normal.seen(green)) > 0.15)
    #expect(ColorVision.deuteranopia.seen(red).distance(to: ColorVision.deuteranopia.seen(green)) < 0.08)
    for vision in ColorVision.allCases {
      #expect(vision.seen(RGB(0xFFFFFF)).distance(to: Oklab(RGB(0xFFFFFF))) < 0.001)
    }
  }
}
