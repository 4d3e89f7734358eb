import Glibc
import Testing

@Suite("The themes of a dashboard that runs", .serialized)
struct LiveThemesTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }
  private var home: String { "\(folder)/home" }
  private var file: String { "\(home)/.config/factorytop/themes/mine.toml" }

  init() throws {
    temporary = try TemporaryFolder()
    for name in ["home", "home/.config", "home/.config/factorytop", "home/.config/factorytop/themes"] {
      mkdir("\(folder)/\(name)", 0o700)
    }
  }

  private func write(_ text: String, to path: String) throws {
    guard let stream = fopen("\(path).new", "w") else { throw PseudoTerminal.Failure(description: "fopen") }
    fputs(text, stream)
    fclose(stream)
    rename("\(path).new", path)
  }

  private func theme(_ color: String) -> String { "[roles.title]\nforeground = \"\(color)\"\n" }

  private func dashboard(_ options: [String], _ environment: [String: String] = [:]) throws -> PseudoTerminal
  {
    try PseudoTerminal(
      [
        try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z", "--color",
        "256",
        "--interval", "100ms",
      ] + options,
      columns: 160, rows: 48,
      environment: ["HOME": home, "XDG_CONFIG_HOME": "\(home)/.config"].merging(environment) { $1 })
  }

  private func end(_ terminal: PseudoTerminal) throws {
    terminal.type("Q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  /// The foreground of colour `number` of 256.
  private func ink(_ number: Int) -> String { "38;5;\(number)m" }

  @Test(
    "A theme that changes on disk is read again; while it is broken the last good look stays, and an alert says why"
  )
  func changes() throws {
    try write(theme("#ff00ff"), to: file)
    let terminal = try dashboard(["--theme", "mine"])
    try terminal.read(until: ink(201))
    try terminal.read(until: "marenostrum5")
    try write(theme("#00ff00"), to: file)
    try terminal.read(until: ink(46))
    try write(theme("#00ff00") + "blod = true\n", to: file)
    try terminal.read(until: "configuration error")
    terminal.type("a")
    try terminal.read(until: "line 3: blod in [roles.title] is no setting of a theme: did you mean bold?")
    try write("", to: file)
    try terminal.read(until: "it is empty, and was not")
    terminal.type("q")
    try terminal.readUntilQuiet()
    terminal.type("\u{C}")
    try terminal.read(until: ink(46))
    try write(theme("#0000ff"), to: file)
    try terminal.read(until: ink(21))
    try end(terminal)
  }

  @Test("A theme to which the key went is read again too, and stays")
  func gone() throws {
    try write(theme("#ff00ff"), to: file)
    let terminal = try dashboard([])
    try terminal.read(until: "marenostrum5")
    terminal.type(String(repeating: "\u{14}", count: 5))
    try terminal.read(until: ink(201))
    try write(theme("#00ff00"), to: file)
    try terminal.read(until: ink(46))
    try end(terminal)
  }

  @Test("A configuration that asks for a theme before its file is there counts as soon as it is")
  func late() throws {
    let configuration = "\(folder)/config.toml"
    try write("interval = \"100ms\"\n", to: configuration)
    let terminal = try dashboard(["--config", configuration])
    try terminal.read(until: "marenostrum5")
    try write("interval = \"100ms\"\ntheme = \"mine\"\n", to: configuration)
    try terminal.read(until: "configuration error")
    // Of a file that was changed a moment ago a second look is taken in any case.
    usleep(3_000_000)
    try write(theme("#ff00ff"), to: file)
    try terminal.read(until: ink(201))
    try end(terminal)
  }

  @Test(
    "auto is the default for the background that COLORFGBG tells", arguments: [("15;0", 74), ("0;15", 25)])
  func automatic(colors: String, ink number: Int) throws {
    let terminal = try dashboard(["--theme", "auto"], ["COLORFGBG": colors])
    try terminal.read(until: "marenostrum5")
    try terminal.read(until: ink(number))
    try end(terminal)
  }
}
