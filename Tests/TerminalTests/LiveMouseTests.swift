import Foundation
import Testing

@Suite("The mouse of a dashboard that runs", .serialized)
struct LiveMouseTests {
  private static let on = "\u{1B}[?1000h\u{1B}[?1006h"
  private static let off = "\u{1B}[?1006l\u{1B}[?1000l"

  private func dashboard(_ options: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [
        try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z", "--view",
        "applications",
      ]
        + options, columns: 160, rows: 48)
    try terminal.read(until: "2026PG01-9104")
    try terminal.readUntilQuiet()
    return terminal
  }

  private func written(_ terminal: PseudoTerminal) -> String {
    String(decoding: terminal.output, as: UTF8.self)
  }

  private func count(_ bytes: String, in terminal: PseudoTerminal) -> Int {
    written(terminal).components(separatedBy: bytes).count - 1
  }

  private func command(_ words: String, on terminal: PseudoTerminal) throws {
    terminal.type(":")
    try terminal.readUntilQuiet()
    terminal.type(words)
    try terminal.readUntilQuiet()
    terminal.type("\r")
    try terminal.readUntilQuiet()
  }

  @Test("Without it nothing is asked of the terminal, and reports do nothing")
  func off() throws {
    let terminal = try dashboard()
    terminal.type("\u{1B}[<65;20;10M")
    #expect(try terminal.readUntilQuiet() == 0)
    terminal.type("Q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(!written(terminal).contains("?1000") && !written(terminal).contains("?1006"))
  }

  @Test("With it the terminal is asked once, a click and the wheel act, and it is asked to stop at the end")
  func on() throws {
    let terminal = try dashboard("--mouse")
    #expect(count(Self.on, in: terminal) == 1 && count(Self.off, in: terminal) == 0)
    terminal.type("\u{1B}[<65;20;10M")
    #expect(try terminal.readUntilQuiet() > 0)
    terminal.type("\u{1B}[<0;20;10M\u{1B}[<0;20;10m\u{1B}[<0;20;10M\u{1B}[<0;20;10m")
    try terminal.read(until: "J K")
    try terminal.readUntilQuiet()
    terminal.type("Q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(count(Self.on, in: terminal) == 1 && count(Self.off, in: terminal) == 1)
  }

  @Test("The command and the configuration turn it on, and however the program ends it is taken back")
  func ends() throws {
    let terminal = try dashboard()
    try command("mouse", on: terminal)
    #expect(count(Self.on, in: terminal) == 1)
    try command("mouse", on: terminal)
    #expect(count(Self.off, in: terminal) == 1)
    try command("mouse", on: terminal)
    kill(terminal.process, SIGTERM)
    #expect(try terminal.readUntilEnd() == .status(128 + SIGTERM))
    #expect(count(Self.on, in: terminal) == 2 && count(Self.off, in: terminal) == 2)

    let file = NSTemporaryDirectory() + "factorytop-mouse-\(getpid()).toml"
    defer { unlink(file) }
    try "mouse = true\n".write(toFile: file, atomically: true, encoding: .utf8)
    let configured = try dashboard("--config", file)
    #expect(count(Self.on, in: configured) == 1)
    kill(configured.process, SIGSEGV)
    _ = try configured.readUntilEnd()
    #expect(count(Self.off, in: configured) == 1)
  }
}
