import Foundation
import Testing

@testable import Terminal

@Suite("The clipboard of the terminal")
struct ClipboardTests {
  private static let esc = "\u{1B}"

  private static func sequence(_ text: String, _ route: ClipboardRoute) -> String {
    String(decoding: Clipboard.sequence(for: Array(text.utf8), by: route), as: UTF8.self)
  }

  @Test("A text goes as base64 in OSC 52, to every length of it")
  func plain() {
    #expect(Self.sequence("8016124", .direct) == "\(Self.esc)]52;c;ODAxNjEyNA==\u{7}")
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(Clipboard.base64(bytes) == Array(Data(bytes).base64EncodedString().utf8))
    }
  }

  @Test("In tmux it is there plainly, and wrapped in the passthrough, each ESC doubled")
  func tmux() {
    #expect(
      Self.sequence("8016124", .tmux)
        == "\(Self.esc)]52;c;ODAxNjEyNA==\u{7}\(Self.esc)Ptmux;\(Self.esc)\(Self.esc)]52;c;ODAxNjEyNA==\u{7}\(Self.esc)\\"
    )
  }

  @Test("In screen it is cut into strings of at most 768 bytes, which together are it")
  func screen() throws {
    let text = String(repeating: "factorytop ", count: 300)
    let pieces = Self.sequence(text, .screen).components(separatedBy: "\(Self.esc)\\")
    #expect(pieces.last == "")
    #expect(pieces.dropLast().allSatisfy { $0.hasPrefix("\(Self.esc)P") && $0.utf8.count + 2 <= 768 })
    #expect(pieces.count > 5)
    let joined = pieces.dropLast().map { $0.dropFirst(2) }.joined()
    #expect(joined == Self.sequence(text, .direct))
  }

  @Test(
    "The environment tells what lies between",
    arguments: [
      ([:], .direct), (["TERM": "screen-256color"], .direct),
      (["TMUX": "/tmp/x,1,0", "TERM": "screen"], .tmux),
      (["TMUX": ""], .direct), (["STY": "1.x", "TERM": "screen.xterm"], .screen),
      (["STY": "1.x", "TERM": "xterm"], .direct), (["STY": "1.x", "TERM": "screen", "TMUX": "t"], .tmux),
    ] as [([String: String], ClipboardRoute)])
  func routes(environment: [String: String], route: ClipboardRoute) {
    #expect(ClipboardRoute { environment[$0] } == route)
  }

  @Test("A session writes it once, between its frames, and says so")
  func session() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.readUntilQuiet()
    terminal.type("y")
    try terminal.read(until: "asked")
    try terminal.readUntilQuiet()
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(output.components(separatedBy: Self.sequence("copied Ä", .direct)).count == 2)
    // It never asks for what is there.
    #expect(!output.contains("]52;c;?"))
    terminal.type("Z")
    try terminal.read(until: "more than terminals take")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("eHh4eHh4"))
  }

  @Test("In tmux the session wraps it")
  func sessionInTmux() throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["TMUX": "/tmp/x,1,0"])
    try terminal.readUntilQuiet()
    terminal.type("y")
    try terminal.read(until: "asked")
    #expect(
      String(decoding: terminal.output, as: UTF8.self).contains(Self.sequence("copied Ä", .tmux)))
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test(
    "A terminal that takes nothing holds nothing up: the loop goes on, the string comes whole, then the frames"
  )
  func slow() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.readUntilQuiet()
    let before = terminal.output.count
    // 133,336 bytes, which no pseudo-terminal holds while nobody reads.
    terminal.type("Y")
    usleep(300_000)
    terminal.type("Y")
    usleep(300_000)
    terminal.type("k")
    try terminal.read(until: "key [k]")
    let output = String(decoding: terminal.output[before...], as: UTF8.self)
    let whole = Self.sequence(String(repeating: "x", count: 99_999), .direct)
    #expect(output.components(separatedBy: whole).count == 2)
    #expect(!output.replacingOccurrences(of: whole, with: "").contains("eHh4"))
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("One that is cut by the end of the program is cancelled")
  func cut() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.readUntilQuiet()
    terminal.type("Y")
    usleep(300_000)
    terminal.type("q")
    usleep(300_000)
    #expect(try terminal.readUntilEnd() == .status(0))
    let output = terminal.output
    let start = try #require(output.firstRange(of: Array("]52;c;".utf8)))
    let rest = output[start.upperBound...]
    let end = try #require(rest.firstIndex { !($0 >= 0x2B && $0 <= 0x7A) })
    #expect(output[end] == 0x18)
  }
}
