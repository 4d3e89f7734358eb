import Screen
import Testing
import Text

@testable import Configuration

@Suite("A file of screens")
struct ScreensFileTests {
  private func problems(of text: String) -> [String] {
    do {
      _ = try ScreensFile(text: text, path: "/site/screens.toml")
      return []
    } catch {
      return (error as ConfigurationProblems).problems.map {
        "\($0.line.map(String.init) ?? "-"): \($0.clause.shown)"
      }
    }
  }

  @Test("A screen is what its keys say, and the rest is left to others")
  func values() throws {
    let file = try ScreensFile(
      text: """
        [[screen]]
        name = "queue_80x24"
        size = "80X24"
        view = "queue"
        keys = "jj<Enter>"
        filter = "mode:PG"
        theme = "themes/ours.toml"
        color = "16"
        ascii = true
        format = "ansi"

        [[screen]]
        name = "plain"
        theme = "ours"
        """, path: "/site/screens.toml")
    let first = try #require(file.screens.first)
    #expect(file.screens.map(\.name) == ["queue_80x24", "plain"])
    #expect(first.size == Size(columns: 80, rows: 24))
    #expect(first.view == .queue)
    #expect(first.keys?.keys == [.character("j"), .character("j"), .enter])
    #expect(first.filter == "mode:PG")
    #expect(first.theme == "/site/themes/ours.toml")
    #expect(first.color == .palette16)
    #expect(first.isASCII == true)
    #expect(first.format == .ansi)
    let second = try #require(file.screens.last)
    #expect(second.theme == "ours")
    #expect(second.size == nil && second.view == nil && second.keys == nil && second.filter == nil)
    #expect(second.color == nil && second.isASCII == nil && second.format == nil)
    #expect(
      first.problem(with: "filter", "no").sentence == "/site/screens.toml, line 6: screen 1.filter: no.")
    #expect(second.problem(with: "filter", "no").line == 12)
  }

  @Test("Every key takes its example, and writes it so", arguments: WantedScreen.keys.map(\.name))
  func examples(name: String) throws {
    let key = try #require(WantedScreen.keys.first { $0.name == name })
    let other = name == "name" ? "" : "name = \"other\"\n"
    let file = try ScreensFile(text: "[[screen]]\n\(other)\(name) = \(key.example)", path: "/screens.toml")
    #expect(key.write(try #require(file.screens.first)) == key.example)
  }

  @Test(
    "Each mistake is told with its line, the key and what it has to be",
    arguments: [
      ("", "1: there is no [[screen]]"),
      ("[[screens]]\nname = \"a\"", "1: there is no key “screens”: did you mean “screen”?"),
      ("screen = 1", "1: screen has to be a list of tables, each under [[screen]]"),
      ("[[screen]]\nname = \"a\"\n\n[extra]", "4: there is no key “extra”: there is only “screen”"),
      ("[[screen]]\nname = \"a\"\nsise = \"80x24\"", "3: screen 1 has no key “sise”: did you mean “size”?"),
      ("[[screen]]\nsize = \"80x24\"", "1: screen 1 has no name: give it one"),
      ("[[screen]]\nname = \"a\"\nsize = \"80\"", "3: screen 1.size has to be columns x rows"),
      ("[[screen]]\nname = \"a\"\nsize = \"80x2400\"", "3: screen 1.size has to be columns x rows"),
      ("[[screen]]\nname = \"a\"\nsize = 80", "3: screen 1.size has to be columns x rows"),
      (
        "[[screen]]\nname = \"a\"\nview = \"que\"",
        "3: screen 1.view has to be one of overview, utilization, queue, applications, budget; did you mean “queue”?"
      ),
      ("[[screen]]\nname = \"a\"\nkeys = \"<Entre>\"", "3: screen 1.keys has to be keys such as"),
      ("[[screen]]\nname = \"a\"\nkeys = \"<Entre>\"", "no key is called “<Entre>”"),
      ("[[screen]]\nname = \"a\"\nkeys = 1", "3: screen 1.keys has to be keys such as"),
      ("[[screen]]\nname = \"a\"\nascii = \"yes\"", "3: screen 1.ascii has to be true or false"),
      (
        "[[screen]]\nname = \"a\"\nformat = \"png\"",
        "3: screen 1.format has to be one of text, styled, ansi, svg"
      ),
      ("[[screen]]\nname = \"a\"\ncolor = 16", "3: screen 1.color has to be one of auto, truecolor"),
      (
        "[[screen]]\nname = \"a\"\ntheme = \"\"", "3: screen 1.theme has to be a theme's name or a theme file"
      ),
      (
        "[[screen]]\nname = \"a\"\n[[screen]]\nsize = \"80x24\"\nname = \"a\"",
        "5: screen 2.name is that of another screen, “a”: give it its own"
      ),
      (
        "[[screen]]\nname = \"a\"\n[[screen]]\nname = \"A\"",
        "4: screen 2.name is that of another screen, “a” but for capitals: give it its own"
      ),
      ("[[screen]]\nname = \"a\"\nname = \"b\"", "3: "),
      ("[[screen]]\nname = a", "2: “a” is no value: texts stand in quotes"),
    ])
  func mistakes(text: String, evidence: String) {
    let problems = problems(of: text)
    #expect(
      problems.contains { evidence.first?.isNumber == true ? $0.hasPrefix(evidence) : $0.contains(evidence) },
      "\(problems)")
  }

  @Test(
    "A name that no file can have everywhere is refused",
    arguments: [
      "", "../a", "a/b", ".a", "a.b", "-a", "ä", "a b", "a\u{1B}", String(repeating: "a", count: 101),
    ])
  func names(name: String) {
    let problems = problems(of: "[[screen]]\nname = \(tomlText(name))")
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("2: screen 1.name has to be a name of 1 to 100 letters") == true)
  }

  @Test("All mistakes are told at once, in the order of their lines")
  func everything() {
    let problems = problems(
      of: "x = 1\n[[screen]]\nname = 1\n[[screen]]\nview = 2\n[[screen]]\nname = \"a\"\nkey = 1")
    #expect(problems.map { $0.prefix { $0 != ":" } } == ["1", "3", "4", "5", "8"])
  }
}
