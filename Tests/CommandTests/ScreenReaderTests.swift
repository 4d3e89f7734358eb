import Foundation
import Testing

@Suite("The dashboard in lines of words, from a pipe")
struct ScreenReaderTests {
  private static let options = ["--data", Program.sampleData, "--now", Program.moment]

  private func answers(_ input: String, _ more: [String] = ["--screen-reader"], term: String = "dumb") throws
    -> Program.Result
  {
    try Program(environment: ["TERM": term, "LC_ALL": "C"], input: input).run(Self.options + more)
  }

  @Test(
    "It begins with the overview, repeats what a pipe types behind its prompt, answers, and ends with status 0"
  )
  func dialogue() throws {
    let result = try answers("jobs pending wait>12h\n1\nquit\nnever read\n")
    #expect(result.status == 0 && result.complaints.isEmpty, "\(result.complaints)")
    let text = result.output
    #expect(
      text.hasPrefix(
        "Reading the sources; help says what can be typed.\nBaltic AI Factory, Monday 23 November"))
    #expect(text.contains("\nfactorytop> jobs pending wait>12h\nJobs, 9 of 50. Filter: pending wait>12h.\n"))
    #expect(text.contains("\nfactorytop> 1\njob 6010"))
    #expect(text.hasSuffix("\nfactorytop> quit\n"))
  }

  @Test("The end of what is typed ends it too, and a last line without its end counts")
  func end() throws {
    let result = try answers("nodes state:down")
    #expect(result.status == 0)
    #expect(result.output.contains("factorytop> nodes state:down\nNodes, 2 of 38."))
    #expect(result.output.hasSuffix("factorytop> \n"))
  }

  @Test("No byte of it controls a terminal, whatever is typed")
  func safe() throws {
    let result = try answers(
      "\u{1B}[31mjobs\u{7}\n\u{202E}evil\n" + String(repeating: "x", count: 40_000) + "\nhelp\n")
    #expect(result.status == 0)
    #expect(result.output.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    #expect(!result.output.unicodeScalars.contains("\u{202E}"))
    #expect(result.output.contains("A number opens what was said with it."))
  }

  @Test("The configuration asks for it too, and a terminal is not needed")
  func configured() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/factorytop.toml"
    try "screen_reader = true\n".write(toFile: file, atomically: true, encoding: .utf8)
    let result = try answers("q\n", ["--config", file], term: "")
    #expect(result.status == 0 && result.output.contains("\nfactorytop> q\n"), "\(result.complaints)")
  }

  @Test("Snapshot says the same of the same place")
  func snapshot() throws {
    let said = try answers("jobs pending wait>12h\nq\n").output
    let whole = try Program().run(
      ["snapshot"] + Self.options + [
        "--format", "linear", "--keys", ":jobs pending wait<gt>12h<Enter>".replacing("<gt>", with: ">"),
      ])
    #expect(whole.status == 0, "\(whole.complaints)")
    #expect(
      said.contains("factorytop> jobs pending wait>12h\n\(whole.output)factorytop> q\n"), "\(whole.output)")
  }

  @Test("A recorded linear text is told by its name, and compared line by line")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/jobs.linear.txt"
    let words = ["snapshot"] + Self.options + ["--expect", file, "--view", "queue"]
    #expect(try Program().run(words + ["--record", "--format", "linear"]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("Jobs, 50.\n"))
    #expect(try Program().run(words).status == 0)
    let changed = try String(contentsOfFile: file, encoding: .utf8).replacing("Jobs, 50.", with: "Jobs, 51.")
    try changed.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try Program().run(words)
    #expect(
      result.status == 1 && result.output.contains("-Jobs, 51.") || result.output.contains("Jobs, 51."),
      "\(result.output)")
  }

  @Test("The demo is heard too, and leaves nothing behind")
  func demo() throws {
    let folder = try TemporaryFolder()
    let result = try Program(environment: ["TMPDIR": folder.path, "TERM": "dumb"], input: "nodes\nq\n").run(
      ["--screen-reader", "--demo"])
    #expect(result.status == 0 && result.output.contains("factorytop> nodes\nNodes, "), "\(result.output)")
    // From the beginning, and not only once its files are there.
    #expect(!result.output.contains("no data") && !result.output.contains("0 clusters"), "\(result.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("Lines may end with CR LF")
  func carriageReturns() throws {
    let result = try answers("jobs pending wait>12h\r\n1\r\nquit\r\n")
    #expect(
      result.output.contains("factorytop> 1\njob 6010") && result.output.hasSuffix("factorytop> quit\n"))
  }

  @Test(
    "Closed standard input is an end, and closed standard output an error, never another file of the program")
  func closed() throws {
    let words = "--data \(Program.sampleData) --now \(Program.moment)"
    func run(_ command: String) throws -> Program.Result {
      var shell = Program(environment: ["TERM": "dumb"])
      shell.executable = "/bin/sh"
      return try shell.run(["-c", command])
    }
    let deaf = try run("timeout 30 \(Program.path) --screen-reader \(words) <&-")
    #expect(deaf.status == 0 && deaf.output.hasSuffix("factorytop> \n"), "\(deaf.complaints)")
    let mute = try run("\(Program.path) report \(words) >&-")
    #expect(mute.status == 1 && mute.complaints.contains("Bad file descriptor"), "\(mute.complaints)")
  }
}
