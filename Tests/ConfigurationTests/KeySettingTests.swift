import Testing
import Text

@testable import Configuration

@Suite("The keys of a configuration")
struct KeySettingTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test("An action has a key or a list of keys, its name in quotes or as tables within each other")
  func forms() throws {
    let read = try folder.read(
      """
      [keys]
      "list.down" = "n"
      list.up = ["<C-p>", "<Up>"]
      [keys.pane]
      next = "<F2>"
      """)
    let path = "\(folder.path)/config.toml"
    #expect(
      read.configuration.written.keys == [
        KeySetting(action: "list.down", keys: ["n"], path: path, line: 2),
        KeySetting(action: "list.up", keys: ["<C-p>", "<Up>"], path: path, line: 3),
        KeySetting(action: "pane.next", keys: ["<F2>"], path: path, line: 5),
      ])
    let shown = read.settings.filter { $0.key.shown.hasPrefix("keys.") }
    #expect(shown.map(\.key) == ["keys.list.down", "keys.list.up", "keys.pane.next"])
    #expect(shown.map(\.value) == [#""n""#, #"["<C-p>", "<Up>"]"#, #""<F2>""#])
    #expect(shown.map(\.origin) == [2, 3, 5].map { .file(path, line: $0) })
  }

  @Test(
    "What is neither a key nor a list of some is a mistake that names the action and the line",
    arguments: ["3", "true", "[]", "[\"a\", 2]", "\"\"", "[\"\"]", "07:32:00", "{ a = 1 }"])
  func wrongType(value: String) throws {
    let name = value == "{ a = 1 }" ? "keys.list.down.a" : "keys.list.down"
    #expect(
      try folder.problems(of: "[keys]\n\n\"list.down\" = \(value)") == [
        #"3: \#(name) has to be a key such as "s" or "<C-s>", or a list of keys"#
      ])
  }

  @Test("An action that is there twice, and keys that are no table, are mistakes")
  func twice() throws {
    #expect(
      try folder.problems(of: "[keys]\n\"list.down\" = \"n\"\nlist.down = \"m\"") == [
        "3: keys.list.down is there twice"
      ])
    #expect(try folder.problems(of: "keys = 3") == ["1: keys has to be a table, under [keys]"])
  }

  @Test(
    "The user's keys count over the system's, action by action, and are checked together with everything else"
  )
  func precedence() throws {
    try folder.write("[keys]\n\"list.down\" = \"n\"\n\"list.up\" = \"p\"", to: "etc.toml")
    try folder.write("[keys]\n\"list.down\" = \"d\"", to: "user/factorytop/config.toml")
    let files = ConfigurationFiles(
      environment: { $0 == "XDG_CONFIG_HOME" ? "\(folder.path)/user" : nil },
      system: "\(folder.path)/etc.toml")
    #expect(try files.read().configuration.written.keys.map(\.keys) == [["p"], ["d"]])
    try folder.write("[keys]\n\"list.down\" = \"d\"\n[alerts]\nx = 1", to: "user/factorytop/config.toml")
    let error = try #require(throws: ConfigurationProblems.self) {
      try files.read(checking: { written in written.keys.map { $0.problem("no") } })
    }
    #expect(error.problems.map(\.line) == [3, 2, 4])
  }

  @Test("A change is checked like the beginning")
  func watched() throws {
    try folder.write("[keys]\n\"list.down\" = \"n\"")
    var watch = ConfigurationWatch(
      ConfigurationFiles(named: "\(folder.path)/config.toml"),
      checking: { $0.keys.filter { $0.action == "bad" }.map { $0.problem("no such action") } },
      wallNanoseconds: { .max })
    try folder.write("[keys]\n\n\"bad\" = \"n\"")
    guard case .failure(let problems) = watch.look() else {
      Issue.record("the bad action was not noticed")
      return
    }
    #expect(problems.problems.map(\.line) == [3])
    try folder.write("[keys]\n\n\n\"list.up\" = \"n\"")
    #expect(try watch.look()?.get().configuration.written.keys.map(\.action) == ["list.up"])
  }

  @Test("The printed default has every action that it is given, and is read as it is printed")
  func printed() throws {
    let text = DefaultText.text(keys: [
      PrintedKeys(action: "list.down", keys: ["j", "<Down>"], meaning: "next row"),
      PrintedKeys(action: "odd", keys: ["\""], meaning: "a quote"),
    ])
    #expect(text.contains("# next row\n\"list.down\" = [\"j\", \"<Down>\"]\n# a quote\nodd = \"\\\"\"\n"))
    #expect(try folder.read(text).configuration.written.keys.map(\.keys) == [["j", "<Down>"], ["\""]])
  }
}
