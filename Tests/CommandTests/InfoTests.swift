import Foundation
import Testing

@Suite("factorytop info and config")
struct InfoTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func info(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Result {
    let ours = ["XDG_CONFIG_HOME": folder.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
    return try Program(environment: ours.merging(environment) { $1 }).run(["info"] + arguments)
  }

  @Test("Every setting is told with its value and where that comes from")
  func origins() throws {
    try folder.write(
      "interval = \"3s\"\ncolor = \"256\"\n[alerts]\ndrain = \"1h\"", to: "factorytop/config.toml")
    let text = try info(
      "--theme", "default-light", environment: ["NO_COLOR": "1", "XDG_STATE_HOME": "\(folder.path)/state"]
    ).output
    func line(_ key: String) -> String {
      text.split(separator: "\n").first { $0.hasPrefix("  \(key) ") }.map(String.init) ?? ""
    }
    let file = "\(folder.path)/factorytop/config.toml"
    #expect(line("interval").contains("\(file):1"))
    #expect(line("interval").hasSuffix("\"3s\""))
    #expect(line("alerts.drain").contains("\(file):4"))
    #expect(line("theme").contains("--theme"))
    #expect(line("theme").hasSuffix("\"default-light\""))
    #expect(line("color").contains("NO_COLOR"))
    #expect(line("color").hasSuffix("\"never\""))
    #expect(line("view").contains("default"))
    #expect(line(file).hasSuffix("read"))
    #expect(line("TERM").hasSuffix("xterm-256color"))
    #expect(line("colours").hasSuffix("never"))
    #expect(line("of the terminal's").hasSuffix("256"))
    #expect(line("drawn with").hasSuffix("Unicode"))
    #expect(line("\(folder.path)/state/factorytop/filters.toml").hasSuffix("not there"))
    #expect(text.hasPrefix("factorytop 0."))
    #expect(text.contains("\(folder.path)/factorytop/themes"))
  }

  @Test("As JSON it is the same, for scripts")
  func json() throws {
    try folder.write("data = [\"x\"]\n[[cluster]]\nname = \"c\"", to: "factorytop/config.toml")
    let result = try info("--format", "json", environment: ["TERM": "dumb", "LC_ALL": "C"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["schema"] as? String == "factorytop/info/1")
    let settings = try #require(root["settings"] as? [[String: Any]])
    let cluster = try #require(settings.first { $0["key"] as? String == "cluster 1.name" })
    #expect(cluster["value"] as? String == "\"c\"")
    #expect(cluster["origin"] as? String == "\(folder.path)/factorytop/config.toml:3")
    let data = try #require((root["data"] as? [[String: Any]])?.first)
    #expect(data["path"] as? String == "\(folder.path)/factorytop/x")
    #expect(data["exists"] as? Bool == false)
    let terminal = try #require(root["terminal"] as? [String: Any])
    #expect(terminal["ascii"] as? Bool == true)
    #expect((terminal["problem"] as? String)?.contains("TERM=dumb") == true)
  }

  @Test("A locale that is not installed is told with what is drawn instead")
  func locale() throws {
    let text = try info(environment: ["LC_ALL": "", "LC_CTYPE": "UTF-8"]).output
    for words in ["LC_CTYPE=UTF-8", "UTF-8", "Unicode", "is not installed here: drawn in UTF-8 by C.UTF-8"] {
      #expect(text.split(separator: "\n").contains { $0.hasSuffix(words) }, "\(words)")
    }
    let other = try info("--format", "json", environment: ["LC_ALL": "xx_XX"])
    let object = try JSONSerialization.jsonObject(with: Data(other.output.utf8))
    let terminal = try #require((object as? [String: Any])?["terminal"] as? [String: Any])
    #expect(terminal["locale"] as? String == "LC_ALL=xx_XX")
    #expect(
      (terminal["locale_problem"] as? String)?.hasSuffix("is not installed here: drawn in ASCII") == true)
    #expect(terminal["ascii"] as? Bool == true)
    #expect(!(try info().output.contains("not installed")))
  }

  @Test("A home that is not there, and one that is out of reach, cost the user's file, with a remark")
  func homes() throws {
    let loop = "\(folder.path)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop")
    let data = ["--data", Program.sampleData, "--now", Program.moment]
    let plain = try Program().run(["report"] + data).output
    for (home, remark, isTold) in [
      ("", "HOME is not set: no configuration", false),
      ("/nonexistent/home", "HOME=/nonexistent/home is not there: no configuration", false),
      (loop, "\(loop)/.config/factorytop/config.toml is left out, for it cannot be reached: ", true),
    ] {
      let program = Program(environment: ["HOME": home, "XDG_CONFIG_HOME": ""])
      let report = try program.run(["report"] + data)
      #expect(report.status == 0)
      #expect(report.output == plain)
      #expect(report.complaints.contains(remark) == isTold)
      #expect(try program.run("info").output.contains(remark))
      let check = try program.run("config", "check").output
      #expect(check.contains(remark))
      #expect(!check.contains("\(loop)/.config/factorytop/config.toml is not there"))
    }
  }

  @Test("config --print-default prints what config check takes, and what changes nothing")
  func printDefault() throws {
    let printed = try Program().run("config", "--print-default")
    #expect(printed.status == 0)
    try folder.write(printed.output, to: "default.toml")
    let check = try Program().run("config", "check", "--config", "\(folder.path)/default.toml")
    #expect(check.status == 0)
    #expect(check.output == "\(folder.path)/default.toml is valid\n")
    let data = ["--data", Program.sampleData, "--now", Program.moment]
    let plain = try Program().run(["report"] + data)
    #expect(
      try Program().run(["report", "--config", "\(folder.path)/default.toml"] + data).output == plain.output)
  }

  @Test(
    "config check exits with 1 and every problem, a theme's too",
    arguments: [
      ("x = 1\ny = 2", ["line 1", "line 2"]), ("[", ["line 1"]),
      ("theme = \"no-such\"", ["no-such", "default-dark"]),
      (
        "x = 1\n[keys]\n\"list.dwn\" = \"z\"\n\"list.up\" = \"y\"\n\"pane.next\" = \"y\"",
        [
          "line 1", "line 3: keys: there is no action “list.dwn”: did you mean “list.down”?", "line 5",
          "(line 4)",
        ]
      ),
      ("theme = \"own.toml\"", ["own.toml", "cannot be read"]),
    ])
  func check(text: String, evidence: [String]) throws {
    try folder.write(text, to: "c.toml")
    let result = try Program().run("config", "check", "--config", "\(folder.path)/c.toml")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    for word in evidence { #expect(result.complaints.contains(word)) }
  }

  @Test("config check tells names that look like slips, and takes them for the site's own")
  func slips() throws {
    try folder.write("[waldur.modes]\nCall = \"playgruond\"", to: "c.toml")
    let path = "\(folder.path)/c.toml"
    let result = try Program().run("config", "check", "--config", path)
    #expect(result.status == 0)
    #expect(
      result.output
        == "\(path) is valid\n\(path), line 1: waldur.modes has “playgruond” for “Call”, a mode of the site's own: did you mean “playground”?\n"
    )
  }

  @Test("config alone says what it can do")
  func alone() throws {
    let result = try Program().run("config")
    #expect(result.status == 2)
    #expect(result.complaints.contains("--print-default"))
  }

  @Test("Every line of the README's configuration is one that is read")
  func readme() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## Configuration\n").dropFirst().first)
    let block = try #require(section.components(separatedBy: "```toml\n").dropFirst().first)
    try folder.write(try #require(block.components(separatedBy: "```").first), to: "c.toml")
    let result = try Program().run("config", "check", "--config", "\(folder.path)/c.toml")
    #expect(result.status == 0, "\(result.complaints)")
  }
}
