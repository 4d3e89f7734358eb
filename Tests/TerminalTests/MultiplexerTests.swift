import Glibc
import Testing

/// tmux, which has an idea of its own of how wide characters are: what it shows is what a person sees.
@Suite("Inside tmux", .serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct MultiplexerTests {
  @Test("What the terminal shows is what was drawn", arguments: [(160, 48), (80, 24), (40, 12)])
  func sameAsCanvas(columns: Int, rows: Int) throws {
    let tmux = try Tmux(columns: columns, rows: rows, command: "'\(try probe())'")
    let picture = try output(of: try probe(), "--print", "\(columns)", "\(rows)")
    // tmux leaves out the spaces at the end of a row.
    #expect(picture.split(separator: "\n").count == rows)
    let wanted = trimmed(picture)
    let shown = try tmux.screen { $0 == wanted }
    #expect(shown == wanted)
  }

  @Test(
    "The live dashboard shows what a snapshot of the same input has",
    arguments: [(160, 48, ""), (80, 24, ""), (40, 12, ""), (120, 40, "2e"), (100, 30, "?")])
  func sameAsSnapshot(columns: Int, rows: Int, keys: String) throws {
    let program = try builtProgram("factorytop")
    let input = ["--data", sampleData, "--now", "2026-11-23T10:00:00Z"]
    let picture = try output(
      of: [program, "snapshot", "--size", "\(columns)x\(rows)", "--keys", keys] + input)
    let tmux = try Tmux(
      columns: columns, rows: rows,
      command: ([program] + input).map { "'\($0)'" }.joined(separator: " "))
    if !keys.isEmpty { try tmux.type(keys) }
    let wanted = trimmed(picture)
    let shown = try tmux.screen { $0 == wanted }
    #expect(shown == wanted)
  }

  @Test("The terminal's cursor stands on the selected row, also where it is not shown")
  func cursorOnRow() throws {
    let tmux = try dashboard("--view", "applications")
    let rows = try tmux.screen { $0.contains { $0.contains("2026PG01-9104") } }
    let first = try #require(rows.firstIndex { $0.contains("2026PG01-9104") })
    // A cell that a character stands in: the frames are one cell wide each.
    #expect(try tmux.cursor { $0 == "2,\(first) hidden" } == "2,\(first) hidden")
    try tmux.type("jj")
    #expect(try tmux.cursor { $0 == "2,\(first + 2) hidden" } == "2,\(first + 2) hidden")
    try tmux.type("k")
    #expect(try tmux.cursor { $0 == "2,\(first + 1) hidden" } == "2,\(first + 1) hidden")
  }

  @Test("tmux takes what is copied where it sets the clipboard itself")
  func copies() throws {
    let tmux = try dashboard("--view", "applications")
    try tmux.set("set-clipboard", "on")
    let rows = try tmux.screen { $0.contains { $0.contains("2026PG01-9104") } }
    #expect(rows.contains { $0.contains("2026PG01-9104") })
    try tmux.type("y")
    #expect(try tmux.buffer().contains("EHPC-AIF-2026"))
  }

  @Test("Where letters go the cursor is shown, and nowhere else unless that is configured")
  func cursorInText() throws {
    let tmux = try dashboard("--view", "applications")
    _ = try tmux.screen { $0.contains { $0.contains("2026PG01-9104") } }
    try tmux.type("/ab")
    #expect(try tmux.cursor { $0 == "4,38 shown" } == "4,38 shown")
    try tmux.type("c")
    #expect(try tmux.cursor { $0 == "5,38 shown" } == "5,38 shown")
    try tmux.type("\r")
    #expect(try tmux.cursor { $0.hasSuffix("hidden") }.hasSuffix("hidden"))
    var folder = Array("/tmp/factorytop-cursor-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    let path = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = try? output(of: "/bin/rm", "-r", path) }
    let file = open("\(path)/c.toml", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    _ = write(file, "cursor = \"visible\"", 18)
    close(file)
    let shown = try dashboard("--config", "\(path)/c.toml")
    #expect(try shown.cursor { $0.hasSuffix("shown") }.hasSuffix("shown"))
  }

  private func dashboard(_ options: String...) throws -> Tmux {
    let words =
      [try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z"] + options
    return try Tmux(columns: 120, rows: 40, command: words.map { "'\($0)'" }.joined(separator: " "))
  }

  private func trimmed(_ picture: String) -> [String] {
    picture.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// A tmux server of its own with one window.
private final class Tmux {
  static let path = "/usr/bin/tmux"
  static var isInstalled: Bool { access(path, X_OK) == 0 }

  private let socket = "/tmp/factorytop-tmux-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

  init(columns: Int, rows: Int, command: String) throws {
    _ = try output(
      of: Self.path, "-u", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y",
      "\(rows)",
      "env LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/nonexistent \(command)", ";", "set-option", "status", "off", ";",
      "resize-window", "-x",
      "\(columns)",
      "-y", "\(rows)")
  }

  deinit {
    _ = try? output(of: Self.path, "-S", socket, "kill-server")
    unlink(socket)
  }

  func set(_ option: String, _ value: String) throws {
    _ = try output(of: Self.path, "-S", socket, "set-option", "-s", option, value)
  }

  /// tmux's newest buffer once there is one; otherwise what it says after two minutes.
  func buffer() throws -> String {
    let end = ContinuousClock.now + .seconds(120)
    while true {
      let buffers = try output(of: Self.path, "-S", socket, "list-buffers", "-F", "#{buffer_sample}")
      if !buffers.isEmpty || ContinuousClock.now > end { return buffers }
    }
  }

  func type(_ keys: String) throws {
    _ = try output(of: Self.path, "-S", socket, "send-keys", "-l", keys)
  }

  /// The cursor's column and row and whether it is shown, as in `2,7 hidden`, once that is as wanted; otherwise as it
  /// is after two minutes.
  func cursor(until isWanted: (String) -> Bool) throws -> String {
    let end = ContinuousClock.now + .seconds(120)
    let format = "#{cursor_x},#{cursor_y} #{?cursor_flag,shown,hidden}"
    while true {
      let text = try output(of: Self.path, "-S", socket, "display-message", "-p", format)
      let cursor = String(text.split(separator: "\n").first ?? "")
      if isWanted(cursor) || ContinuousClock.now > end { return cursor }
    }
  }

  /// The rows of the screen, once they are as wanted; otherwise as they are after two minutes.
  func screen(until isWanted: ([String]) -> Bool) throws -> [String] {
    let end = ContinuousClock.now + .seconds(120)
    while true {
      let text = try output(of: Self.path, "-u", "-S", socket, "capture-pane", "-p")
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if isWanted(rows) || ContinuousClock.now > end { return rows }
    }
  }
}
