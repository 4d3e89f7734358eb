import Foundation
import Testing

@Suite("The dashboard in lines of words, on a terminal", .serialized)
struct LiveScreenReaderTests {
  private func dialogue(_ options: [String] = ["--data", sampleData, "--now", "2026-11-23T10:00:00Z"]) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--screen-reader"] + options, columns: 80, rows: 24,
      environment: ["TERM": "dumb"])
    try terminal.read(until: "factorytop> ")
    return terminal
  }

  @Test(
    "A terminal that can do nothing hears all, what is typed is echoed by the terminal alone, and nothing is addressed"
  )
  func dumb() throws {
    let terminal = try dialogue()
    terminal.type("jobs pending wait>12h\n")
    try terminal.read(until: "9. 7011")
    try terminal.readUntilQuiet()
    terminal.type("quit\n")
    #expect(try terminal.readUntilEnd() == .status(0))
    let written = String(decoding: terminal.output, as: UTF8.self)
    #expect(written.components(separatedBy: "jobs pending wait>12h").count == 2, "\(written)")
    #expect(!terminal.output.contains(0x1B))
  }

  @Test("Ctrl-C ends it as any program, and the demo's folder goes")
  func interrupted() throws {
    let folder = NSTemporaryDirectory() + "factorytop-reader-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--screen-reader", "--demo"], columns: 80, rows: 24,
      environment: ["TERM": "dumb", "TMPDIR": folder])
    try terminal.read(until: "factorytop> ")
    kill(terminal.process, SIGINT)
    #expect(try terminal.readUntilEnd() == .status(128 + SIGINT))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("A decision is in the journal when that is said, after a y of its own and not before")
  func decides() throws {
    let place = try DecisionPlace([("EHPC-AIF-2026PG01-9102", "decision")])
    let terminal = try dialogue(["--interval", "100ms"] + place.options())
    func say(_ line: String, until answer: String) throws {
      terminal.type("\(line)\n")
      try terminal.read(until: answer)
      try terminal.readUntilQuiet(for: .milliseconds(400))
    }
    try say("EHPC-AIF-2026PG01-9102", until: "an empty line goes on")
    // All at once, as a paste has it.
    terminal.type("accept\nfits\ny\n")
    try terminal.read(until: "as in a paste")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    #expect(try place.written.isEmpty)
    try say("y", until: "recorded accept of EHPC-AIF-2026PG01-9102")
    #expect(try place.written.count == 1)
    #expect(try place.written[0].contains("\"note\":\"fits\""))
    try say("undo", until: "y or n?")
    try say("y", until: "recorded")
    #expect(try place.written.count == 2)
    terminal.type("quit\n")
    #expect(try terminal.readUntilEnd() == .status(0))
  }
}
