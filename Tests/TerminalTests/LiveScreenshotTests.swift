import Foundation
import Testing

@Suite("Screenshots and looks of a dashboard that runs", .serialized)
struct LiveScreenshotTests {
  private let sample: SampleDashboard
  private var home: String { sample.home }

  init() throws { sample = try SampleDashboard() }

  private func dashboard(_ options: String...) throws -> PseudoTerminal {
    let terminal = try sample.start(["--color", "256"] + options)
    try terminal.readUntilQuiet()
    return terminal
  }

  private func command(_ words: String, on terminal: PseudoTerminal, until told: String) throws {
    terminal.type(":")
    try terminal.readUntilQuiet()
    terminal.type(words)
    try terminal.readUntilQuiet()
    terminal.type("\r")
    try terminal.read(until: told)
  }

  @Test("It is the screen as snapshot prints it, without the prompt, in a new file that nobody else may read")
  func written() throws {
    let terminal = try dashboard("--read-only")
    for (name, format) in [("a.txt", "text"), ("a.ans", "ansi"), ("a.svg", "svg")] {
      try command("screenshot \(name)", on: terminal, until: "the screen is in \(home)/\(name)")
      let written = try String(contentsOfFile: "\(home)/\(name)", encoding: .utf8)
      let printed = try output(
        of: [try builtProgram("factorytop"), "snapshot", "--color", "256", "--format", format]
          + SampleDashboard.input)
      #expect(written == printed, "\(name)")
      let mode =
        try FileManager.default.attributesOfItem(atPath: "\(home)/\(name)")[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
    try "mine".write(toFile: "\(home)/b.txt", atomically: true, encoding: .utf8)
    try command("screenshot ~/b.txt", on: terminal, until: "the screen is in \(home)/b-2.txt")
    #expect(try String(contentsOfFile: "\(home)/b.txt", encoding: .utf8) == "mine")
    try command(
      "screenshot none/b.txt", on: terminal, until: "no screenshot: \(home)/none/b.txt: No such file")
    try command("screenshot \(home)/c.txt", on: terminal, until: "the screen is in \(home)/c.txt")
    try sample.end(terminal)
  }

  @Test("ascii folds the screen, screenshots too, and back; a theme is shown while it is typed")
  func looks() throws {
    let terminal = try dashboard()
    try command("ascii", on: terminal, until: "+-")
    try command("screenshot a.txt", on: terminal, until: "the screen is in")
    let written = try String(contentsOfFile: "\(home)/a.txt", encoding: .utf8)
    #expect(written.utf8.allSatisfy { $0 < 128 })
    try command("ascii", on: terminal, until: "╭")
    terminal.type(":")
    try terminal.readUntilQuiet()
    terminal.type("theme default-light")
    // The blue of its keys.
    try terminal.read(until: "38;5;25m")
    terminal.type("\u{1B}")
    try terminal.read(until: "38;5;75m")
    // With what follows at once it would be another key.
    try terminal.readUntilQuiet()
    try sample.end(terminal)
  }

  @Test("A dashboard that is started with ASCII alone can draw with more, where the locale has more")
  func unfolded() throws {
    let terminal = try dashboard("--ascii")
    try command("ascii", on: terminal, until: "╭")
    try sample.end(terminal)
  }
}
