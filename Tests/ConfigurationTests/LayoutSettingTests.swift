import Testing

@testable import Configuration

@Suite("Layouts of the configuration")
struct LayoutSettingTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test("A layout has a name, panes, a split and whether it is narrow")
  func read() throws {
    let configuration = try folder.read(
      "start_layout = \"night\"\n[[layout]]\nname = \"night\"\npanes = [\"budget\", \"queue\"]\nsplit = 70\nnarrow = true\n"
    ).configuration
    #expect(configuration.startLayout == "night")
    let layout = try #require(configuration.layouts.first)
    #expect(layout.panes == [.budget, .queue] && layout.split == 70 && layout.isNarrow)
  }

  @Test(
    "What is wrong with a layout is told with its line",
    arguments: [
      ("[[layout]]\npanes = [\"queue\"]", "1: layout 1 has no name: give it one"),
      ("[[layout]]\nname = \"a\"", "1: layout 1 has no panes: give it one or more"),
      ("[[layout]]\nname = \"a\"\npanes = []", "3: layout 1.panes has to be a list of utilization"),
      ("[[layout]]\nname = \"a\"\npanes = [\"queue\", \"queue\"]", "3: layout 1.panes has to be a list of"),
      ("[[layout]]\nname = \"a\"\npanes = [\"quue\"]", "did you mean “queue”?"),
      (
        "[[layout]]\nname = \"a\"\npanes = [\"queue\"]\nsplit = 5",
        "4: layout 1.split has to be a whole number from 10 to 90"
      ),
      (
        "[[layout]]\nname = \"a\"\npanes = [\"queue\"]\n[[layout]]\nname = \"a\"\npanes = [\"budget\"]",
        "4: layout 2 has the name of another, “a”"
      ),
      ("start_layout = \"wal\"", "1: start_layout: there is no layout “wal”: did you mean “wall”?"),
      ("start_layout = \"zzzzzz\"", "choose of standard, wall, laptop, phone"),
    ])
  func problems(text: String, sentence: String) throws {
    let problems = try folder.problems(of: text)
    #expect(problems.count == 1 && problems.first?.contains(sentence) == true, "\(problems)")
  }
}
