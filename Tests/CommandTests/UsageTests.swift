import Foundation
import Glibc
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
    "Help and version that nobody could write are told as any other output, with exit code 1",
    arguments: [
      ["--help"], ["report", "--help"], ["help", "run"], ["--version"],
      ["--generate-completion-script", "bash"],
    ])
  func fullDisk(arguments: [String]) throws {
    var shell = Program()
    shell.executable = "/bin/sh"
    let result = try shell.run(["-c", "exec \"$0\" \"$@\" >/dev/full", Program.path] + arguments)
    #expect(result.status == 1)
    #expect(
      result.complaints == "factorytop: standard output cannot be written to: No space left on device\n")
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

  @Test("A folder that is not there is named, with exit code 1", arguments: ["report", "snapshot", "check"])
  func missingRoot(command: String) throws {
    let result = try Program().run(command, "--data", "/no/such/folder", "--data", Program.sampleData)
    #expect(result.status == 1)
    #expect((result.output + result.complaints).contains("/no/such/folder: "))
    #expect(result.output.contains("lumi"))
  }

  @Test(
    "Where nothing in a folder can be read its files are named, with exit code 1",
    arguments: ["report", "snapshot"])
  func nothingReadable(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"nodes": ["#, to: "nodes.json")
    let torn = try Program().run(command, "--data", folder.path)
    #expect(torn.status == 1)
    #expect(torn.complaints.contains("nodes.json: is not valid JSON"))
    // One that can be read is something, and an empty folder is no error.
    try folder.write(
      #"{"nodes": [{"name": "n1", "state": ["IDLE"], "cluster_name": "vega"}]}"#, to: "other.json")
    #expect(try Program().run(command, "--data", folder.path).status == 0)
  }

  @Test(
    "What was typed wrongly is shown, and does nothing to the terminal",
    arguments: [
      ["--now", "\u{1B}]0;title\u{7}"], ["--view", "\u{9B}31m"], ["--size", "\u{202E}1x1"], ["\u{1B}c"],
    ])
  func echoed(options: [String]) throws {
    let result = try Program().run(["snapshot"] + options)
    #expect(result.status == 2)
    #expect(!result.complaints.isEmpty)
    #expect(
      !result.complaints.unicodeScalars.contains { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) })
  }

  @Test("A misspelt theme names those that there are")
  func themeNames() throws {
    let result = try Program().run("snapshot", "--data", Program.sampleData, "--theme", "default-drak")
    #expect(result.complaints.contains("default-dark"))
    #expect(result.complaints.contains("high-contrast"))
  }

  @Test(
    "The command line is read also below a preloaded library that sets variables",
    .enabled(if: Libfaketime.path != nil, "needs Debian's package libfaketime, which does"))
  func preloaded() throws {
    var program = Program()
    program.environment = ["LD_PRELOAD": Libfaketime.path ?? "", "FAKETIME": "-1d"]
    let result = try program.run("snapshot", "--data", "", "--size", "1 1")
    #expect(result.status == 2)
    #expect(result.complaints.contains("'1 1'"))
    #expect(try program.run("--version").output.hasPrefix("0."))
  }

  @Test(
    "The command line is read also where there is no /proc",
    .enabled(if: getuid() == 0, "needs root, to hide /proc from the program"))
  func withoutProc() throws {
    var program = Program()
    program.executable = "/usr/bin/unshare"
    let hide = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
    let words = ["snapshot", "--data", "", "--size", "1 1"]
    let result = try program.run(["-m", "/bin/sh", "-c", hide, Program.path] + words)
    #expect(result.status == 2)
    #expect(result.complaints.contains("'1 1'"))
  }

  @Test("--version, info and info's JSON tell the same build")
  func build() throws {
    let version = try Program().run("--version").output.trimmingCharacters(in: .newlines)
    let text = try Program().run("info").output.split(separator: "\n").map(String.init)
    let json = try Program().run("info", "--format", "json").output
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let number = try #require(root["version"] as? String)
    #expect(number.wholeMatch(of: /0\.\d+\.\d+/) != nil)
    #expect(text.first == "factorytop \(version)")
    let commit = root["commit"] as? String
    let date = root["date"] as? String
    #expect(text.contains("  commit  \(commit ?? "—")"))
    #expect(text.contains("  date    \(date ?? "—")"))
    if let commit, let date {
      #expect(version == "\(number) (\(commit.prefix(12)), \(date))")
      #expect(commit.wholeMatch(of: /[0-9a-f]{40}/) != nil)
      #expect(date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil)
    } else {
      #expect(version == "\(number) (built from source)")
      #expect(root["commit"] is NSNull)
      #expect(root["date"] is NSNull)
    }
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
