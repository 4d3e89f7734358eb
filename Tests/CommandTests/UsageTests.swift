import Testing

@Suite("The command line")
struct UsageTests {
  @Test(
    "Without data there is one sentence that says what to do, and exit code 2",
    arguments: ["run", "report", "snapshot", "check"])
  func nothingToRead(command: String) throws {
    let result = try Program().run(command)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.contains("--data"))
    #expect(result.complaints.split(separator: "\n").count == 1)
  }

  @Test(
    "Without a terminal the dashboard points to the commands that need none",
    arguments: [["--demo"], ["run", "--data", "."]])
  func noTerminal(arguments: [String]) throws {
    let result = try Program().run(arguments)
    #expect(result.status == 2)
    #expect(result.complaints.contains("snapshot"))
    #expect(result.complaints.contains("report"))
  }

  @Test(
    "What cannot be is refused with exit code 2 and the reason",
    arguments: [
      (["--size", "80"], "size"), (["--size", "0x10"], "size"), (["--size", "2000x10"], "size"),
      (["--view", "kitchen"], "view"), (["--format", "pdf"], "format"), (["--now", "yesterday"], "now"),
      (["--keys", "<Banana>"], "Banana"), (["--theme", "no-such-theme"], "no-such-theme"),
      (["--theme", "/no/such/theme.toml"], "/no/such/theme.toml"), (["--colour", "never"], "--colour"),
    ])
  func refused(options: [String], evidence: String) throws {
    let result = try Program().run(["snapshot", "--data", Program.sampleData] + options)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.contains(evidence))
  }

  @Test("A misspelt theme names those that there are")
  func themeNames() throws {
    let result = try Program().run("snapshot", "--data", Program.sampleData, "--theme", "default-drak")
    #expect(result.complaints.contains("default-dark"))
    #expect(result.complaints.contains("high-contrast"))
  }

  @Test("--version and --help answer on standard output")
  func help() throws {
    #expect(try Program().run("--version").output.hasPrefix("0."))
    let help = try Program().run("--help")
    #expect(help.status == 0)
    for command in ["run", "snapshot", "report", "check", "collect", "simulate"] {
      #expect(help.output.contains(command))
    }
  }
}
