import Testing
import Text

@testable import Screen

struct ThemeDefinitionTests {
  @Test("A theme that says little is the built-in one of its darkness with that changed")
  func inheritance() throws {
    let theme = try ThemeDefinition(
      name: "mine", settings: ["dark": .flag(false)],
      tables: ["roles.critical": ["foreground": .text("#ff00ff")]]
    ).theme()
    var expected = Theme.defaultLight
    expected.name = "mine"
    expected[.critical] = Look(RGB(0xFF00FF))
    #expect(theme == expected)
    #expect(try ThemeDefinition(name: "default-dark").theme() == .defaultDark)
  }

  @Test("Colours are numbers, names of the file, or the terminal's own")
  func colors() throws {
    let theme = try ThemeDefinition(
      name: "mine",
      tables: [
        "colors": ["signal": .text("#d7263d")],
        "roles.ok": [
          "foreground": .text("signal"), "background": .text("default"), "dim": .flag(true),
          "bold": .flag(false),
        ],
        "selection": ["underline": .flag(true)],
        "page": ["background": .text("signal")],
      ]
    ).theme()
    #expect(theme[.ok] == Look(RGB(0xD7263D), attributes: .dim))
    #expect(theme.selection == Look(attributes: .underline))
    #expect(theme.page == .init(foreground: Theme.defaultDark.page.foreground, background: RGB(0xD7263D)))
  }

  @Test("Everything that is wrong is named, with the nearest known name")
  func problems() throws {
    let definition = ThemeDefinition(
      name: "bad", settings: ["darc": .flag(true), "dark": .text("yes")],
      tables: [
        "colors": ["signal": .text("#d7263")],
        "page": ["background": .text("default")],
        "rolls.ok": [:],
        "roles.bar-alocated": [:],
        "roles.ok": ["foreground": .text("signl"), "bald": .flag(true), "dim": .text("true")],
        "roles.key": ["foreground": .other, "background": .text("#12")],
        "selektion": [:],
        "roles.warning": ["foreground": .text("defalt")],
      ])
    let error = #expect(throws: ThemeError.self) { try definition.theme() }
    #expect(
      try #require(error).problems.map(\.message.shown) == [
        "darc is no setting of a theme: did you mean dark?",
        "dark has to be true or false.",
        "signal in [colors] is \"#d7263\", which is no colour: write #rrggbb, default, or a name of [colors].",
        "background in [page] has to be a colour of its own: write #rrggbb.",
        "[roles.bar-alocated] is no role: did you mean bar-allocated?",
        "foreground in [roles.key] has to be a text in quotes.",
        "background in [roles.key] is \"#12\", which is no colour: write #rrggbb, default, or a name of [colors].",
        "bald in [roles.ok] is no setting of a theme: did you mean bold?",
        "foreground in [roles.ok] is \"signl\", which is no colour: write #rrggbb, default, or a name of [colors].",
        "dim in [roles.ok] has to be true or false.",
        "foreground in [roles.warning] is \"defalt\", which is no colour: did you mean default?",
        "[rolls.ok] is no table of a theme: it has page, colors, selection and roles.<role>.",
        "[selektion] is no table of a theme: did you mean selection?",
      ])
  }

  @Test("Names of a theme cannot bring control characters into a message")
  func hostile() throws {
    let definition = ThemeDefinition(
      name: "bad", tables: ["\u{1B}]0;x\u{7}": [:], "roles.\u{202E}": ["\u{9B}": .other]])
    let error = #expect(throws: ThemeError.self) { try definition.theme() }
    for problem in try #require(error).problems {
      #expect(
        !problem.message.shown.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" || $0 == "\u{9B}" }
      )
    }
  }

  @Test(
    "The nearest name is the likeliest, or none",
    arguments: [
      ("critcal", "critical"), ("OK", "ok"), ("bar-idel", "bar-idle"), ("qqqqqqqq", nil),
      ("footer", "footer"), ("txt", "text"), ("bar-al", "bar-allocated"), ("ko", nil), ("oj", "ok"),
      ("bld", nil), ("gane", nil), ("x", nil),
      ("", nil),
    ] as [(String, String?)])
  func nearest(name: String, known: String?) {
    #expect(nearestName(to: name, among: Role.allCases.map(\.rawValue)) == known)
  }
}
