import Foundation
import Testing

@Suite("factorytop config import-theme")
struct ImportThemeTests {
  private let folder: TemporaryFolder
  private static let night = """
    # a theme
    theme[main_bg]="#101010"
    theme[main_fg]="#e0e0e0"
    theme[hi_fg]="#58a6ff"
    theme[graph_text]="#303030"
    theme[temp_start]="#4897d4"

    """

  init() throws { folder = try TemporaryFolder() }

  @Test("What is printed is a theme that is taken, and its first lines say what is not as the file has it")
  func printed() throws {
    try folder.write(Self.night, to: "night.theme")
    let made = try Program().run("config", "import-theme", "\(folder.path)/night.theme")
    #expect(made.status == 0)
    #expect(made.output.hasPrefix("# Made from btop's night.theme by factorytop config import-theme."))
    #expect(made.output.contains("\n# Without a place here: temp_start.\n"))
    #expect(made.output.contains("\n# As in default-dark, for the file has no colour that tells them: "))
    #expect(made.output.contains("\n#   muted: #303030 on #101010 is 1.4 to 1, and 4.5 is needed\n"))
    #expect(
      made.complaints.contains("5 colours of it are hard to read; the first lines of the theme say which."))
    try folder.write(made.output, to: "night.toml")
    let picture = try Program().run(
      "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--format", "svg", "--theme",
      "\(folder.path)/night.toml")
    #expect(picture.status == 0 && picture.complaints.isEmpty)
    #expect(picture.output.contains("#101010") && picture.output.contains("#58a6ff"))
    try folder.write("theme = \"night.toml\"", to: "c.toml")
    #expect(try Program().run("config", "check", "--config", "\(folder.path)/c.toml").status == 0)
  }

  @Test(
    "A file that cannot be used is told with its line and what to do, prints nothing, and exits with 1",
    arguments: [
      (
        "theme[main_bg]=\"#101010\"\ntheme[hi_fg]=\"blue\"\nbold",
        ["line 2: theme[hi_fg] is “blue”", "line 3: "]
      ),
      ("[colors]\n", ["line 1: "]), ("", ["no line of it says a colour"]), (nil, ["cannot be read: "]),
    ] as [(String?, [String])])
  func refused(text: String?, evidence: [String]) throws {
    if let text { try folder.write(text, to: "bad.theme") }
    let result = try Program().run("config", "import-theme", "\(folder.path)/bad.theme")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.complaints.split(separator: "\n").count == evidence.count)
    for words in evidence { #expect(result.complaints.contains(words)) }
    #expect(result.complaints.contains("\(folder.path)/bad.theme"))
  }

  @Test("Without a file it is not understood")
  func usage() throws { #expect(try Program().run("config", "import-theme").status == 2) }
}
