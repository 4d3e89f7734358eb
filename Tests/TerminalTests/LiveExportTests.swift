import Foundation
import Testing

@Suite("Copies, exports and saved filters of a dashboard that runs", .serialized)
struct LiveExportTests {
  private let sample: SampleDashboard
  private var home: String { sample.home }

  init() throws { sample = try SampleDashboard() }

  private func dashboard(_ options: String..., home: String? = nil) throws -> PseudoTerminal {
    try sample.start(["--view", "applications"] + options, home: home)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home).sorted()
  }

  private func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("y asks the terminal to copy the ID, once")
  func copies() throws {
    let terminal = try dashboard("--read-only")
    terminal.type("gy")
    try terminal.read(until: "copied EHPC-AIF-2026PG01-9104 by OSC 52")
    let wanted = "\u{1B}]52;c;\(Data("EHPC-AIF-2026PG01-9104".utf8).base64EncodedString())\u{7}"
    #expect(
      String(decoding: terminal.output, as: UTF8.self).components(separatedBy: wanted).count == 2)
    try sample.end(terminal)
  }

  @Test("An export is a new file that nobody else may read, as list prints it, and never over another")
  func exports() throws {
    let terminal = try dashboard("--read-only")
    terminal.type("xl\r")
    try terminal.read(until: ".csv")
    let day = "factorytop-applications-1123-1100"
    try terminal.read(until: "applications are in \(home)/\(day).csv")
    try terminal.readUntilQuiet()
    // The name is known before anything is written.
    terminal.type("x")
    try terminal.read(until: "▶~/\(day)-2.csv")
    terminal.type("\r")
    try terminal.read(until: "applications are in \(home)/\(day)-2.csv")
    #expect(try files() == ["\(day)-2.csv", "\(day).csv"])
    #expect(try mode(of: "\(home)/\(day).csv") == 0o600)
    let written = try String(contentsOfFile: "\(home)/\(day).csv", encoding: .utf8)
    #expect(try String(contentsOfFile: "\(home)/\(day)-2.csv", encoding: .utf8) == written)
    let printed = try output(
      of: [try builtProgram("factorytop"), "list", "applications", "--format", "csv"] + SampleDashboard.input)
    // The screen has an order of its own.
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
    #expect(lines(written) == lines(printed))
    #expect(written.split(separator: "\n").first == printed.split(separator: "\n").first)
    try sample.end(terminal)
  }

  @Test("What is exported as JSON is what list prints as JSON, whatever columns are configured")
  func json() throws {
    let configuration = "\(home)/columns.toml"
    try "[lists.applications]\ncolumns = [\"id\"]\n".write(
      toFile: configuration, atomically: true, encoding: .utf8)
    let terminal = try dashboard("--filter", "mode:PG sort:id", "--config", configuration)
    terminal.type("xll\r")
    let path = "\(home)/factorytop-applications-1123-1100.json"
    try terminal.read(until: "applications are in \(path)")
    let printed = try output(
      of: [
        try builtProgram("factorytop"), "list", "applications", "--where", "mode:PG", "--sort", "id",
        "--format", "json",
      ] + SampleDashboard.input)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == printed)
    try sample.end(terminal)
  }

  @Test("Where the file cannot be made, that is said, and the dashboard goes on")
  func refused() throws {
    let terminal = try dashboard(home: "\(home)/nowhere")
    terminal.type("x\r")
    try terminal.read(
      until: "not exported: \(home)/nowhere/factorytop-applications-1123-1100.md: No such file")
    try sample.end(terminal)
  }

  @Test("A list that is exported to the clipboard is copied")
  func clipboard() throws {
    let terminal = try dashboard("--filter", "2026PG01-9104")
    terminal.type("xjjl\r")
    try terminal.read(until: "copied 1 application by OSC 52")
    #expect(
      String(decoding: terminal.output, as: UTF8.self).contains(
        "]52;c;\(Data("| application".utf8).base64EncodedString().prefix(16))"))
    #expect(try files().isEmpty)
    try sample.end(terminal)
  }

  @Test(
    "A filter that is saved is in its file, for nobody else to read, and is offered by the next dashboard")
  func saves() throws {
    let terminal = try dashboard("--filter", "mode:PG sort:id")
    terminal.type(":save pg\r")
    let path = "\(home)/.local/state/factorytop/filters.toml"
    try terminal.read(until: "saved “pg” in \(path)")
    try sample.end(terminal)
    #expect(try mode(of: path) == 0o600)
    #expect(try mode(of: "\(home)/.local/state/factorytop") == 0o700)
    let next = try dashboard()
    next.type("'")
    try next.read(until: "mode:PG sort:id")
    // Closes the menu.
    next.type("q")
    try next.readUntilQuiet()
    next.type(":unsave pg\r")
    try next.read(until: "“pg” of the applications is not saved any more (it was mode:PG sort:id)")
    #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("[[filter]]"))
    try sample.end(next)
  }

  @Test("A filter that cannot be saved is told with why, and so is a file that is not to be written over")
  func unsaved() throws {
    let folder = "\(home)/.local/state/factorytop"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "[[filter]\n".write(toFile: "\(folder)/filters.toml", atomically: true, encoding: .utf8)
    let terminal = try dashboard("--filter", "mode:PG")
    terminal.type(":save pg\r")
    try terminal.read(until: "the filter is not saved: \(folder)/filters.toml, line 1")
    #expect(try String(contentsOfFile: "\(folder)/filters.toml", encoding: .utf8) == "[[filter]\n")
    try sample.end(terminal)
  }

  @Test("Saved filters are offered; one that cannot be read any more is an alert, until it is mended")
  func savedFilters() throws {
    let folder = "\(home)/.local/state/factorytop"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func write(_ words: String) throws {
      try """
      [[filter]]
      name = "late"
      list = "applications"
      words = "\(words)"
      key = "l"
      [[filter]]
      name = "other"
      list = "applications"
      words = "mode:PG"

      """.write(toFile: "\(folder)/filters.toml", atomically: true, encoding: .utf8)
    }
    try write("braeched>3")
    let terminal = try dashboard()
    terminal.type("a")
    try terminal.read(until: "line 4: filter 1.words: ")
    try terminal.readUntilQuiet()
    // All of it stands under the list.
    terminal.type("/filters.toml\r")
    try terminal.read(until: "the other saved filters count")
    terminal.type("a'")
    try terminal.read(until: "other")
    terminal.type("q")
    try terminal.readUntilQuiet()
    try write("mode:FL")
    try terminal.readUntilQuiet()
    terminal.type("'")
    try terminal.read(until: "mode:FL")
    terminal.type("l")
    try terminal.readUntilQuiet()
    terminal.type("\u{C}")
    try terminal.read(until: " · mode:FL")
    try sample.end(terminal)
  }
}
