import Glibc
import SeedSupport
import Testing

/// What a terminal emulator is told when a program goes to its own screen, and when it comes back.
private let enter = "\u{1B}[?1049h"
private let leave = "\u{1B}[?1049l"
private let showCursor = "\u{1B}[?25h"

@Suite("On a real terminal", .serialized)
struct SessionTests {
  @Test("A session enters its own screen, draws, and leaves it on a key")
  func enterAndLeave() throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    #expect(terminal.shows(enter))
    #expect(terminal.settings != before)
    terminal.forgetOutput()
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.shows(leave))
    #expect(terminal.shows(showCursor))
    #expect(terminal.settings == before)
  }

  @Test(
    "A signal to end gives the terminal back and is told by the exit status",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func endings(signal: Int32) throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    terminal.forgetOutput()
    terminal.send(signal)
    #expect(try terminal.readUntilEnd() == .status(128 + signal))
    #expect(terminal.shows(leave))
    #expect(terminal.shows(showCursor))
    #expect(terminal.settings == before)
  }

  @Test("The terminal's own keys for signals work", arguments: [("\u{03}", SIGINT), ("\u{1C}", SIGQUIT)])
  func signalKeys(key: String, signal: Int32) throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type(key)
    #expect(try terminal.readUntilEnd() == .status(128 + signal))
  }

  @Test(
    "A crash gives the terminal back, and is passed on",
    arguments: [("t", [SIGILL, SIGTRAP]), ("a", [SIGABRT]), ("o", [SIGSEGV])])
  func crash(key: String, signals: [Int32]) throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    terminal.forgetOutput()
    terminal.type(key)
    let ending = try terminal.readUntilEnd()
    #expect(signals.map { .signal($0) }.contains(ending))
    #expect(terminal.shows(leave))
    #expect(terminal.shows(showCursor))
    #expect(terminal.settings == before)
  }

  @Test("A crash writes no delays of terminfo's, which only tputs understands")
  func crashWithPadding() throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["TERM": "vt100"])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    terminal.forgetOutput()
    terminal.type("t")
    _ = try terminal.readUntilEnd()
    #expect(!terminal.output.isEmpty)
    #expect(!terminal.shows("$<"))
    #expect(terminal.settings == before)
  }

  @Test("Swift's account of a crash is still written, after the terminal was given back")
  func backtrace() throws {
    let terminal = try PseudoTerminal(
      [try probe()], environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,symbolicate=off"])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    terminal.type("t")
    // It starts another program, which reads this one's memory.
    _ = try terminal.readUntilEnd(within: .seconds(60))
    #expect(String(decoding: terminal.complaints, as: UTF8.self).contains("Program crashed"))
    #expect(terminal.shows(leave))
    #expect(terminal.settings == before)
  }

  @Test("A storm of sizes is survived, and ends in the last of them")
  func resizeStorm() throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    var generator = SplitMix(state: 2026)
    var sizes = (0..<300).map { _ in
      (UInt16.random(in: 1...220, using: &generator), UInt16.random(in: 1...90, using: &generator))
    }
    sizes += [(1, 1), (2, 5), (5, 2), (500, 500), (1, 500), (500, 1), (0, 0), (32767, 32767), (1, 1)]
    for (columns, rows) in sizes {
      terminal.resize(columns: columns, rows: rows)
      _ = try terminal.readUntilQuiet(for: .milliseconds(Int.random(in: 0...3, using: &generator)))
    }
    terminal.forgetOutput()
    terminal.resize(columns: 100, rows: 30)
    try terminal.read(until: "row 28")
    try terminal.read(until: "100x30")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.settings == before)
  }

  @Test("Nothing is written while nothing changes")
  func idle() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    // The probe presents its picture every 20 ms.
    #expect(try terminal.readUntilQuiet(for: .milliseconds(700)) == 0)
  }

  @Test("A change costs little more than the changed cells")
  func smallChange() throws {
    let terminal = try PseudoTerminal([try probe()], columns: 160, rows: 48)
    try terminal.read(until: "row 47")
    terminal.type("x")
    try terminal.read(until: "[x]")
    try terminal.readUntilQuiet()
    terminal.type("y")
    #expect((1...40).contains(try terminal.readUntilQuiet()))
  }

  @Test("Redrawing writes everything again")
  func redraw() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.forgetOutput()
    terminal.type("\u{0C}")
    try terminal.read(until: "row 0 ")
    try terminal.read(until: "row 23")
  }

  @Test("A terminal that goes away ends the program", arguments: [[:], ["ignored": "HUP"]])
  func hangUp(environment: [String: String]) throws {
    // Under nohup and sudo SIGHUP does not come.
    let command =
      environment.isEmpty ? [try probe()] : ["/bin/sh", "-c", "trap '' HUP; exec \"$0\"", try probe()]
    let terminal = try PseudoTerminal(command)
    try terminal.read(until: "row 23")
    terminal.hangUp()
    let ending = try terminal.readUntilEnd()
    #expect(ending == .status(129))
  }

  @Test("Another thread wakes the loop")
  func wake() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type("w")
    try terminal.read(until: "woken")
  }

  @Test(
    "A terminal that takes no output does not keep the program from ending", arguments: [SIGTERM, SIGHUP])
  func blockedOutput(signal: Int32) throws {
    let terminal = try PseudoTerminal([try probe()], columns: 400, rows: 200)
    let before = terminal.settingsBefore
    // The picture is larger than what the kernel holds for a terminal that nobody reads.
    try terminal.read(until: "row 0")
    terminal.send(signal)
    #expect(try terminal.waitUntilEnd(within: .seconds(60)) == .status(128 + signal))
    #expect(terminal.settings == before)
  }

  @Test("On a terminal that says stop when it cannot keep up, output comes when it is let go on")
  func stoppedOutput() throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["TERM": "vt100"])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.type("\u{13}xyz")
    #expect(try terminal.readUntilQuiet(for: .milliseconds(300)) == 0)
    terminal.type("\u{11}")
    try terminal.read(until: "[z]")
  }

  @Test(
    "Ctrl-Z and the session's own suspending stop the program on a sane screen", arguments: ["\u{1A}", "s"])
  func suspend(key: String) throws {
    let script = "set -m; \"$0\"; echo stopped $?; read line; fg >/dev/null; echo ended $?"
    let terminal = try PseudoTerminal(["/bin/sh", "-c", script, try probe()])
    try terminal.read(until: "row 23")
    terminal.forgetOutput()
    terminal.type(key)
    // 128 + SIGTSTP.
    try terminal.read(until: "stopped 148")
    #expect(terminal.shows(leave))
    #expect(terminal.shows(showCursor))
    terminal.resize(columns: 60, rows: 10)
    terminal.forgetOutput()
    terminal.type("\r")
    try terminal.read(until: enter)
    try terminal.read(until: "row 8")
    if key == "\u{1A}" { try terminal.read(until: "resumed 60x10") }
    #expect(!terminal.shows("row 10"))
    terminal.forgetOutput()
    terminal.type("q")
    try terminal.read(until: "ended 0")
    #expect(terminal.shows(leave))
  }

  @Test("A stopped program that is told to end does so without touching the terminal")
  func endWhileStopped() throws {
    let terminal = try PseudoTerminal(
      [
        "/bin/sh", "-c", "set -m; \"$0\"; echo stopped; kill -TERM %1; bg; wait %1; echo ended $?",
        try probe(),
      ])
    try terminal.read(until: "row 23")
    terminal.type("\u{1A}")
    try terminal.read(until: "ended 143")
    let parts = String(decoding: terminal.output, as: UTF8.self).split(separator: "stopped")
    #expect(parts.count == 2)
    #expect(parts.first?.contains(leave) == true)
    #expect(parts.last?.contains("\u{1B}") == false)
  }
}
