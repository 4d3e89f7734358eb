import Foundation
import Testing

/// tmux, which has an idea of its own of how wide characters are: what it shows is what a person sees.
@Suite("Inside tmux", .serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct MultiplexerTests {
  @Test("What the terminal shows is what was drawn", arguments: [(160, 48), (80, 24), (40, 12)])
  func sameAsCanvas(columns: Int, rows: Int) throws {
    let tmux = try Tmux(columns: columns, rows: rows, command: try probe())
    let picture = try output(of: try probe(), "--print", "\(columns)", "\(rows)")
    // tmux leaves out the spaces at the end of a row.
    #expect(picture.split(separator: "\n").count == rows)
    let wanted = trimmed(picture)
    let shown = try tmux.screen { $0 == wanted }
    #expect(shown == wanted)
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
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  private let socket = "factorytop-test-\(UUID().uuidString)"

  init(columns: Int, rows: Int, command: String) throws {
    _ = try output(
      of: Self.path, "-u", "-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y",
      "\(rows)",
      "env LC_ALL=C.UTF-8 '\(command)'", ";", "set-option", "status", "off", ";", "resize-window", "-x",
      "\(columns)",
      "-y", "\(rows)")
  }

  deinit { _ = try? output(of: Self.path, "-L", socket, "kill-server") }

  /// The rows of the screen, once they are as wanted; otherwise as they are after ten seconds.
  func screen(until isWanted: ([String]) -> Bool) throws -> [String] {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      let text = try output(of: Self.path, "-u", "-L", socket, "capture-pane", "-p")
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if isWanted(rows) || ContinuousClock.now > end { return rows }
    }
  }
}

/// What a program prints.
private func output(of program: String, _ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}
