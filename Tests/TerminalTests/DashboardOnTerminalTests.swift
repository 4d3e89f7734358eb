import Glibc
import Testing

@Suite("The dashboard on a real terminal", .serialized)
struct DashboardOnTerminalTests {
  /// The dashboard over the sample data, at the moment that they were written for.
  private func dashboard(
    _ options: [String] = [], columns: UInt16 = 160, rows: UInt16 = 48, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let program = try builtProgram("factorytop")
    return try PseudoTerminal(
      [program, "--data", sampleData, "--now", "2026-11-23T10:00:00Z"] + options, columns: columns,
      rows: rows,
      environment: environment)
  }

  @Test("q gives the terminal back as it was, and ends with 0")
  func quit() throws {
    let terminal = try dashboard()
    let before = terminal.settingsBefore
    try terminal.read(until: "marenostrum5")
    #expect(terminal.settings != before)
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.settings == before)
    #expect(terminal.complaints.isEmpty)
  }

  @Test(
    "A signal gives the terminal back as it was, and is told by the exit status",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func signals(signal: Int32) throws {
    let terminal = try dashboard()
    let before = terminal.settingsBefore
    try terminal.read(until: "marenostrum5")
    terminal.send(signal)
    #expect(try terminal.readUntilEnd() == .status(128 + signal))
    #expect(terminal.settings == before)
  }

  @Test("Nothing is written while nothing visible changes, though the sources are looked at all the time")
  func idle() throws {
    let terminal = try dashboard(["--interval", "100ms"])
    try terminal.read(until: "marenostrum5")
    try terminal.readUntilQuiet(for: .milliseconds(500))
    #expect(try terminal.readUntilQuiet(for: .seconds(2)) == 0)
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("The first frame is there before any file has been read")
  func firstFrame() throws {
    let terminal = try dashboard()
    try terminal.read(until: "reading")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test(
    "Where there is no /proc the arguments count, and that it is missing is told",
    .enabled(if: getuid() == 0, "needs root, to hide /proc from the program"))
  func withoutProc() throws {
    let hide = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
    let terminal = try PseudoTerminal(
      ["/usr/bin/unshare", "-m", "/bin/sh", "-c", hide, try builtProgram("factorytop")]
        + ["--data", sampleData, "--view", "budget"], columns: 160, rows: 48)
    try terminal.read(until: "there is no /proc here")
    #expect(terminal.shows("4 Budget") && !terminal.shows("3 Applications"))
  }

  @Test("A hundred kilobytes of paste leave a dashboard that still quits")
  func paste() throws {
    let terminal = try dashboard()
    try terminal.read(until: "marenostrum5")
    let characters = (0x20...0x7E).map(UInt8.init)
    terminal.paste((0..<1000).flatMap { _ in characters })
    try terminal.read(until: "letters that came at once")
    try terminal.readUntilQuiet()
    // None of them was a key.
    #expect(!terminal.shows("marked"))
    terminal.type("q")
    #expect(try terminal.readUntilEnd(within: .seconds(120)) == .status(0))
  }
}
