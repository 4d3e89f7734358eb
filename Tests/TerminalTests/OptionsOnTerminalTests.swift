import Testing

/// What an option, or a line of the configuration, changes of a dashboard on a terminal.
private struct OnTerminal: CustomTestStringConvertible, Sendable {
  enum Evidence: Sendable {
    /// What the terminal gets with it, and not without.
    case shows(String)
    /// What it gets without it, and not with it.
    case lacks(String)
  }

  let name: String
  /// What the command line ends with.
  var words: [String] = []
  /// A line of the configuration.
  var line: String?
  /// What is typed when the figures are there.
  var keys = ""
  let evidence: Evidence
  var testDescription: String { name }

  static let looks: [OnTerminal] = [
    OnTerminal(name: "--theme", words: ["--theme", "default-light"], evidence: .shows("48;5;254")),
    OnTerminal(name: "--color", words: ["--color", "16"], evidence: .lacks("\u{1B}[38;5;")),
    OnTerminal(name: "--ascii", words: ["--ascii"], evidence: .shows(" 1 Utilization --")),
    OnTerminal(name: "--mouse", words: ["--mouse"], evidence: .shows("\u{1B}[?1000h")),
  ]

  static let replay = [
    OnTerminal(name: "--speed", words: ["--speed", "600"], evidence: .shows("600×")),
    OnTerminal(
      name: "--to", words: ["--to", "14:07", "--speed", "3600"],
      evidence: .shows("stopped where it was to stop")),
  ]

  static let configured = [
    OnTerminal(name: "cursor", line: "cursor = \"visible\"", evidence: .shows("\u{1B}[?25h")),
    OnTerminal(name: "copy", line: "copy = \"off\"", keys: "y", evidence: .lacks("\u{1B}]52;")),
    OnTerminal(name: "mouse", line: "mouse = true", evidence: .shows("\u{1B}[?1000h")),
  ]
}

/// What the tables of `CommandTests` leave to a terminal.
@Suite("What options and the configuration change on a terminal", .serialized)
struct OptionsOnTerminalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(_ words: [String]) throws -> PseudoTerminal {
    try PseudoTerminal([try builtProgram("factorytop")] + words, columns: 160, rows: 48)
  }

  /// What is asked for and what is not, each until it stands still.
  private func compare(_ option: OnTerminal, _ command: [String], until text: String, then keys: String = "")
    throws
  {
    let both = try [option, nil].map { asked in
      let file = asked == nil ? "without.toml" : "with.toml"
      try folder.write(asked?.line ?? "", to: file)
      return try start(command + ["--config", "\(folder.path)/\(file)"] + (asked?.words ?? []))
    }
    for terminal in both { try terminal.read(until: text) }
    if case .shows(let text) = option.evidence { try both[0].read(until: text) }
    for terminal in both {
      terminal.type(option.keys + keys)
      try terminal.readUntilQuiet(for: .milliseconds(500))
    }
    switch option.evidence {
    case .shows(let text): #expect(both[0].shows(text) && !both[1].shows(text))
    case .lacks(let text): #expect(!both[0].shows(text) && both[1].shows(text))
    }
    for terminal in both {
      terminal.type("Q")
      #expect(try terminal.readUntilEnd() == .status(0))
    }
  }

  @Test("Options of run, and lines of the configuration", arguments: OnTerminal.looks + OnTerminal.configured)
  private func live(option: OnTerminal) throws {
    try compare(
      option, ["--data", sampleData, "--now", "2026-11-23T10:00:00Z"], until: "2026PG01-9104")
  }

  @Test("Options of replay", arguments: OnTerminal.looks + OnTerminal.replay)
  private func replayed(option: OnTerminal) throws {
    // Stopped, so that it comes to stand still.
    try compare(
      option, ["replay", "\(sampleData)/incident.ftrec", "--from", "14:06"], until: "REPLAY of", then: "f")
  }

  @Test(
    "A change of a file is seen by the interval, of the command line and of the configuration",
    arguments: [(["--interval", "1h"], ""), ([], "interval = \"1h\""), ([], "")])
  func interval(words: [String], line: String) throws {
    func write(_ node: String) throws {
      try folder.write(
        #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "vega", "nodes": [{"name": "\#(node)", "state": "DOWN", "partitions": ["gpu"], "gpus": 4}]}"#,
        to: "nodes.json")
    }
    try folder.write(line, to: "config.toml")
    try write("before1")
    let terminal = try start(
      [
        "--data", "\(folder.path)/nodes.json", "--config", "\(folder.path)/config.toml", "--now",
        "2026-11-23T10:00:00Z",
      ] + words)
    try terminal.read(until: "before1")
    try write("after1")
    let isSlow = !words.isEmpty || !line.isEmpty
    if isSlow {
      try terminal.readUntilQuiet(for: .seconds(4))
      #expect(!terminal.shows("after1"))
    } else {
      try terminal.read(until: "after1")
    }
    terminal.type("Q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("escape_delay says how long an Esc waits for what may follow")
  func escapeDelay() throws {
    for (line, isSlow) in [("escape_delay = \"10s\"", true), ("", false)] {
      try folder.write(line, to: "config.toml")
      let terminal = try start(
        ["--data", sampleData, "--now", "2026-11-23T10:00:00Z", "--config", "\(folder.path)/config.toml"])
      try terminal.read(until: "2026PG01-9104")
      terminal.type("?")
      try terminal.readUntilQuiet()
      terminal.type("\u{1B}")
      #expect(try (terminal.readUntilQuiet(for: .seconds(1)) == 0) == isSlow)
      terminal.send(15)
      _ = try terminal.readUntilEnd()
    }
  }
}
