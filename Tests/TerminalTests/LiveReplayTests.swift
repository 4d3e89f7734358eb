import Glibc
import Testing

@Suite("A recording in the dashboard on a terminal", .serialized)
struct LiveReplayTests {
  /// Runs a command of the shell after the sample data were recorded at 8:00, 8:01 and 8:05: `$0` is the program, `$1` the
  /// data, `$2` an empty folder with `recording` and `config.toml` in it.
  private func terminal(
    _ command: String, in folder: TemporaryFolder, columns: UInt16 = 160, rows: UInt16 = 48
  ) throws -> PseudoTerminal {
    let script = """
      mkdir "$2/recording"
      for minute in 00 01 05; do
        "$0" record --once --data "$1" --folder "$2/recording" --now "2026-11-23T08:$minute:00Z"
      done
      printf '[record]\\nfolder = "%s"\\n' "$2/recording" >"$2/config.toml"
      \(command)
      """
    return try PseudoTerminal(
      ["/bin/sh", "-c", script, try builtProgram("factorytop"), sampleData, folder.path], columns: columns,
      rows: rows)
  }

  @Test(
    "What the factory looked like two hours ago is three keys away, and F goes back to now",
    arguments: [(160, 48), (80, 24)] as [(UInt16, UInt16)])
  func twoHoursAgo(size: (columns: UInt16, rows: UInt16)) async throws {
    let folder = try TemporaryFolder()
    let terminal = try terminal(
      #"exec "$0" --config "$2/config.toml" --data "$1" --now 2026-11-23T10:00:00Z"#, in: folder,
      columns: size.columns, rows: size.rows)
    try terminal.read(until: "marenostrum5")
    try terminal.readUntilQuiet()
    terminal.type("b")
    try terminal.show("goes to a time of the recording")
    terminal.type("-2h\r")
    try terminal.show(size.columns < 100 ? "REPLAY 2h 00m ago" : "these figures are 2h 00m old")
    // The next reading, and the one after the gap.
    for text in ["23 Nov 09:01", "23 Nov 09:05"] {
      terminal.type("t")
      try terminal.show(text)
    }
    terminal.type("F")
    try terminal.show("factorytop")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("replay plays a recording by itself to its end, and ends with q")
  func plays() async throws {
    let folder = try TemporaryFolder()
    let terminal = try terminal(#"exec "$0" replay "$2/recording" --speed 300"#, in: folder)
    try terminal.read(until: "REPLAY of karolina")
    try terminal.read(until: "the recording ends here")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
  }

  @Test("From event to event, on and back, through the sample's incident")
  func events() async throws {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "replay", "\(sampleData)/incident.ftrec", "--from", "14:06"],
      columns: 160,
      rows: 48)
    try terminal.show("REPLAY of leonardo, lumi")
    terminal.type("f")
    try terminal.show("60× ■")
    terminal.type("b")
    try terminal.show("goes to a time of the recording")
    terminal.type("14:06\r")
    try terminal.show("24 Nov 14:06")
    for (key, moment) in [("]", "14:15"), ("]", "14:18"), ("]", "14:20"), ("[", "14:18"), ("[", "14:15")] {
      terminal.type(key)
      try terminal.show("24 Nov \(moment)")
    }
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test(
    "A replay of nothing, of what is no recording, and of a time that is none says why, and draws nothing",
    arguments: [
      (#""$0" replay"#, "name a recording", 2), (#""$0" replay "$1""#, "holds no recording", 1),
      (#""$0" replay "$2/recording" --from someday"#, "is no time", 2),
      (#""$0" replay "$2/recording" --from 09:05 --to 09:01"#, "--to is not after --from", 2),
    ])
  func refused(command: String, text: String, status: Int32) async throws {
    let folder = try TemporaryFolder()
    let terminal = try terminal("exec \(command)", in: folder)
    #expect(try terminal.readUntilEnd() == .status(status))
    #expect(terminal.complaints.contains(Array(text.utf8)))
    #expect(!terminal.shows("REPLAY"))
  }

  @Test("In the dialogue a time is told of as it was, and at goes to another")
  func dialogue() async throws {
    let folder = try TemporaryFolder()
    let terminal = try terminal(#"exec "$0" replay "$2/recording" --screen-reader"#, in: folder)
    try terminal.read(until: "factorytop> ")
    try terminal.read(until: "replay")
    terminal.forgetOutput()
    terminal.type("at 09:05\n")
    try terminal.read(until: "09:05")
    terminal.type("quit\n")
    #expect(try terminal.readUntilEnd() == .status(0))
  }
}

extension PseudoTerminal {
  /// Lets the screen be drawn whole until a text stands on it: of what stays, nothing is written otherwise.
  fileprivate func show(_ text: String) throws {
    let end = ContinuousClock.now + .seconds(120)
    repeat {
      forgetOutput()
      type("\u{C}")
      try readUntilQuiet()
      if shows(text) { return }
    } while .now < end
    throw Failure(description: "no “\(text)” on the screen")
  }
}
