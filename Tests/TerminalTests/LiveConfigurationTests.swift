import Glibc
import Testing

@Suite("The configuration of a dashboard that runs", .serialized)
struct LiveConfigurationTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }
  private var file: String { "\(folder)/config.toml" }

  init() throws { temporary = try TemporaryFolder() }

  private func write(_ text: String) throws { try temporary.write(text, to: "config.toml") }

  private func dashboard(_ options: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      [try builtProgram("factorytop"), "--config", file, "--now", "2026-11-23T10:00:00Z"] + options,
      columns: 200, rows: 48)
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
  }

  @Test("A new name, new data and a new order are taken over without a key")
  func changes() throws {
    try write("site = \"Before\"\ninterval = \"100ms\"\ndata = [\"\(sampleData)/lumi\"]\n")
    let terminal = try dashboard()
    try terminal.read(until: "Before")
    try terminal.read(until: "small-g")
    try write("site = \"Behind\"\ninterval = \"100ms\"\ndata = [\"\(sampleData)\"]\n")
    try terminal.read(until: "marenostrum5")
    try terminal.read(until: "hind")
    try quit(terminal)
  }

  @Test("A broken edit keeps the last good configuration, and says file, line and what is wrong")
  func brokenEdit() throws {
    let good = "site = \"Nordlys\"\ninterval = \"100ms\"\ndata = [\"\(sampleData)\"]\n"
    try write(good)
    let terminal = try dashboard()
    try terminal.read(until: "Nordlys")
    try terminal.read(until: "marenostrum5")
    try write(good + "[alerts]\noldst_wait = \"1h\"\n")
    try terminal.read(until: "configuration error")
    terminal.type("a")
    try terminal.read(until: "line 5: alerts has no key “oldst_wait”: did you mean “oldest_wait”?")
    // The screen is whole while it is broken, and mended when the file is.
    terminal.type("\u{1B}")
    // With what follows at once it would be another key.
    try terminal.readUntilQuiet()
    terminal.type("\u{C}")
    try terminal.read(until: "Nordlys")
    try write(good + "[alerts]\noldest_wait = \"1h\"\n")
    try terminal.read(until: "karolina 4 m stale")
    try quit(terminal)
  }

  @Test("Keys are taken over without a restart; a broken one leaves those before")
  func keys() throws {
    func write(_ site: String, help key: String) throws {
      try self.write(
        "site = \"\(site)\"\ninterval = \"100ms\"\ndata = [\"\(sampleData)\"]\n[keys]\n\"help.toggle\" = \"\(key)\"\n"
      )
    }
    try write("aaaaaa", help: "W")
    let terminal = try dashboard()
    try terminal.read(until: "marenostrum5")
    terminal.type("W")
    try terminal.read(until: "W or q closes")
    terminal.type("W")
    try write("zzzzzz", help: "V")
    try terminal.read(until: "zzzzzz")
    terminal.type("V")
    try terminal.read(until: "V or q closes")
    terminal.type("V")
    try write("zzzzzz", help: "j")
    try terminal.read(until: "configuration error")
    terminal.type("a")
    try terminal.read(until: "line 5: keys: help.toggle cannot have j, the key of list.down")
    terminal.type("a")
    try terminal.readUntilQuiet()
    try quit(terminal)
  }

  @Test("Filters, the order of a list and what copying does are taken over without a restart")
  func lists() throws {
    func write(_ site: String, _ text: String) throws {
      try self.write(
        "site = \"\(site)\"\ninterval = \"100ms\"\ndata = [\"\(sampleData)\"]\nview = \"queue\"\n\(text)")
    }
    try write("aaaaaa", "")
    let terminal = try dashboard()
    try terminal.read(until: "aaaaaa")
    try terminal.read(until: "marenostrum5")
    terminal.type("'")
    try terminal.read(until: "no filter of jobs is saved")
    terminal.type("q")
    try write(
      "zzzzzz",
      "copy = \"off\"\n[lists.jobs]\nsort = \"-gpus\"\n[[filter]]\nname = \"big\"\nlist = \"jobs\"\nwords = \"gpus>8\"\n"
    )
    try terminal.read(until: "zzzzzz")
    try terminal.read(until: "by GPUs ▼")
    terminal.type("'")
    try terminal.read(until: "gpus>8")
    terminal.type("qy")
    try terminal.read(until: "the configuration turns copying off")
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("]52;"))
    try quit(terminal)
  }

  @Test(
    "The interval that is configured is how often files are looked at; the refresh key does not wait for it")
  func interval() throws {
    try write("interval = \"1h\"\ndata = [\"\(folder)\"]\n")
    let terminal = try dashboard()
    try terminal.read(until: "no sources")
    try temporary.write(
      #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "vega", "nodes": []}"#,
      to: "nodes.json")
    #expect(try terminal.readUntilQuiet(for: .seconds(3)) == 0)
    terminal.type("r")
    try terminal.read(until: "vega")
    try quit(terminal)
  }

  @Test("The look is configured, and the demo heeds it but not the data")
  func demo() throws {
    try write(
      "ascii = true\ncolor = \"never\"\nview = \"budget\"\ndata = [\"/nonexistent\"]\nsite = \"Elsewhere\"\n")
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--demo", "--config", file], columns: 120, rows: 40)
    try terminal.read(until: "granted")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    let text = String(decoding: terminal.output, as: UTF8.self)
    #expect(!text.contains("│"))
    #expect(!text.contains("\u{1B}[38;5;"))
    #expect(!text.contains("Elsewhere"))
    #expect(!text.contains("nonexistent"))
    try quit(terminal)
  }
}
