import Testing

/// A dashboard on the sample data, in a home of its own.
struct SampleDashboard {
  /// What is read, and when.
  static let input = ["--data", sampleData, "--now", "2026-11-23T10:00:00Z"]
  private let folder: TemporaryFolder
  var home: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  func start(_ options: [String], home: String? = nil) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--interval", "100ms"] + Self.input + options,
      columns: 160, rows: 48, environment: ["HOME": home ?? self.home])
    try terminal.read(until: "2026PG01-9104")
    return terminal
  }

  func end(_ terminal: PseudoTerminal) throws {
    terminal.type("Q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }
}
