import Glibc
import Testing

/// What a terminal has been told to be, as far as a program has to take it back: from the bytes that it was sent.
private struct TerminalModes: Equatable {
  /// Private modes that are on. The cursor, 25, and the wrapping of lines, 7, are on from the start.
  var on: Set<Int> = [7, 25]
  var hasApplicationKeypad = false
  var isPlain = true
  /// How often each was turned on.
  var entered: [Int: Int] = [:]

  init(after output: [UInt8]) {
    var rest = output[...]
    while let byte = rest.popFirst() {
      guard byte == 0x1B, let kind = rest.popFirst() else { continue }
      switch kind {
      case UInt8(ascii: "="): hasApplicationKeypad = true
      case UInt8(ascii: ">"): hasApplicationKeypad = false
      case UInt8(ascii: "["):
        let inner = Array(rest.prefix { (0x20...0x3F).contains($0) })
        rest = rest.dropFirst(inner.count)
        guard let final = rest.popFirst() else { return }
        take(String(decoding: inner, as: UTF8.self), final)
      default: break
      }
    }
  }

  private mutating func take(_ inner: String, _ final: UInt8) {
    switch final {
    case UInt8(ascii: "h") where inner.hasPrefix("?"), UInt8(ascii: "l") where inner.hasPrefix("?"):
      for mode in inner.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        // Blinking is how the cursor looks when it is shown.
        if mode == 12 { continue }
        if final == UInt8(ascii: "h") {
          on.insert(mode)
          entered[mode, default: 0] += 1
        } else {
          on.remove(mode)
        }
      }
    case UInt8(ascii: "m"): isPlain = ["", "0", "39;49"].contains(inner) && (inner != "39;49" || isPlain)
    default: break
    }
  }

  static let untouched = TerminalModes(after: [])

  /// Whether everything is as it was.
  var isGivenBack: Bool {
    on == Self.untouched.on && !hasApplicationKeypad && isPlain
  }
}

@Suite("Giving the terminal back", .serialized)
struct GivingBackTests {
  /// Every way out, and how it is told.
  enum Exit: CaseIterable {
    case key, interrupt, terminate, hangUp, quit, trap, abort, overflow, suspend

    func take(_ terminal: PseudoTerminal) {
      switch self {
      case .key: terminal.type("q")
      case .interrupt: terminal.type("\u{03}")
      case .terminate: terminal.send(SIGTERM)
      case .hangUp: terminal.send(SIGHUP)
      case .quit: terminal.type("\u{1C}")
      case .trap: terminal.type("t")
      case .abort: terminal.type("a")
      case .overflow: terminal.type("o")
      case .suspend: terminal.type("\u{1A}")
      }
    }
  }

  /// What is written on the way in, and on the way out.
  private func bytes(_ exit: Exit, term: String) throws -> (entering: [UInt8], leaving: [UInt8]) {
    // A shell that waits for the end and for the stop alike, and says so.
    let script = "set -m; \"$0\"; printf 'back:'; kill -9 %1 2>/dev/null; true"
    let terminal = try PseudoTerminal(
      exit == .suspend ? ["/bin/sh", "-c", script, try probe()] : [try probe()], environment: ["TERM": term])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    let entering = terminal.output
    terminal.forgetOutput()
    exit.take(terminal)
    if exit == .suspend { try terminal.read(until: "back:") }
    _ = try terminal.readUntilEnd()
    #expect(terminal.settings == before, "\(exit) on \(term)")
    // The terminal echoes the key for a signal before the program knows of it.
    let leaving = String(decoding: terminal.output, as: UTF8.self).split(separator: "back:").first ?? ""
    return (entering, Array(leaving.utf8))
  }

  @Test(
    "Every way out takes back everything that the way in has set",
    arguments: ["xterm-256color", "linux", "tmux-256color", "screen", "vt100", "rxvt"])
  func everyExit(term: String) throws {
    var ways: [String: [String]] = [:]
    for exit in Exit.allCases {
      let (entering, leaving) = try bytes(exit, term: term)
      let inside = TerminalModes(after: entering)
      #expect(!inside.isGivenBack, "\(term) was told nothing")
      for mode in [1, 1049, 2004] { #expect(inside.entered[mode, default: 0] <= 1, "\(mode), \(inside)") }
      let after = TerminalModes(after: entering + leaving)
      #expect(after.isGivenBack, "\(exit) on \(term) leaves \(after)")
      ways[String(decoding: leaving, as: UTF8.self).debugDescription, default: []].append("\(exit)")
    }
    // The same bytes for every exit, whoever writes them.
    #expect(ways.count == 1, "\(term): \(ways)")
  }

  /// Every signal that ends a process which does not handle it, but for those of the keyboard, of a crash and of a pipe.
  private static let deadly =
    [
      SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGSYS,
    ] + [34, 49, 64]

  @Test("A signal that ends the program on the spot does so on a sane terminal", arguments: deadly)
  func deadlySignal(signal: Int32) throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.send(signal)
    #expect(try terminal.readUntilEnd() == .signal(signal))
    #expect(terminal.settings == before)
    let after = TerminalModes(after: terminal.output)
    #expect(after.isGivenBack, "signal \(signal) leaves \(after)")
  }

  @Test(
    "A signal that whoever started the program has it ignore stays ignored", arguments: [SIGUSR1, SIGALRM])
  func ignoredSignal(signal: Int32) throws {
    let terminal = try PseudoTerminal(["/bin/sh", "-c", "trap '' \(signal); exec \"$0\"", try probe()])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.forgetOutput()
    terminal.send(signal)
    try terminal.readUntilQuiet()
    #expect(terminal.output.isEmpty)
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test(
    "A handler for alarms that was there before gets those that are not for a write, and the picture stays")
  func handledAlarm() throws {
    let terminal = try PseudoTerminal([try probe(), "--alarm"])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.forgetOutput()
    terminal.send(SIGALRM)
    try terminal.readUntilQuiet()
    #expect(terminal.output.isEmpty)
    #expect(String(decoding: terminal.complaints, as: UTF8.self) == "alarm\n")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("On xterm these are the modes: the other screen, application keys, marked pastes, no cursor")
  func modes() throws {
    let inside = TerminalModes(after: try bytes(.key, term: "xterm-256color").entering)
    #expect(inside.on == [1, 7, 1049, 2004])
    #expect(inside.hasApplicationKeypad)
  }

  @Test(
    "What is printed next stands on a line of its own, also where there is no other screen",
    arguments: ["linux", "vt100", "xterm-256color", "screen", "tmux-256color"])
  func prompt(term: String) throws {
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", "\"$0\"; printf 'user@login:~$ '", try probe()], environment: ["TERM": term])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.forgetOutput()
    terminal.type("q")
    try terminal.read(until: "user@login:~$ ")
    let text = String(decoding: terminal.output, as: UTF8.self)
    // Far down, to the beginning, and nothing left there: then the other screen may come back or not.
    let cursor = try #require(text.firstRange(of: "\u{1B}[1000;1H"))
    #expect(text[cursor.upperBound...].contains("\u{1B}[K"))
    #expect(!text[cursor.upperBound...].dropLast("user@login:~$ ".count).contains("row"))
  }

  // MARK: Others' use of the terminal

  @Test("After SIGSTOP and fg, modes and picture are as they were, whatever the shell has changed")
  func stoppedByOthers() throws {
    let script =
      "set -m; \"$0\"; printf 'stopped:'; stty sane; printf '\\033[?1049l\\033[?2004l\\033[?1l\\033>\\033[31m'; read line; fg >/dev/null; printf 'ended:'"
    let terminal = try PseudoTerminal(["/bin/sh", "-c", script, try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    let inside = terminal.settings
    let modes = TerminalModes(after: terminal.output)
    // The shell's child; the shell itself is the process that was started.
    let child = try output(of: "/usr/bin/pgrep", "-P", "\(terminal.process)").split(separator: "\n").first
    let process = try #require(child.flatMap { pid_t($0) })
    kill(process, SIGSTOP)
    try terminal.read(until: "stopped:")
    try terminal.readUntilQuiet()
    terminal.type("\r")
    try terminal.read(until: "resumed 80x24")
    try terminal.readUntilQuiet()
    #expect(terminal.settings == inside)
    let again = TerminalModes(after: terminal.output)
    #expect(again.on == modes.on && again.hasApplicationKeypad == modes.hasApplicationKeypad)
    let redrawn = String(decoding: terminal.output, as: UTF8.self).components(after: "stopped:")
    #expect((0..<22).allSatisfy { redrawn.contains("row \($0) ") })
    terminal.type("q")
    try terminal.read(until: "ended:")
    _ = try terminal.readUntilEnd()
    #expect(TerminalModes(after: terminal.output).isGivenBack)
    #expect(terminal.settings == before)
  }

  @Test(
    "Ctrl-Z stops the job with whatever has started the program, and fg brings all of it back",
    arguments: [
      "sh -c '\"$0\"; echo wrapper-went-on' \"$0\"", "bash -c '\"$0\"; echo wrapper-went-on' \"$0\"",
      "env A=B \"$0\"", "nice -n 1 \"$0\"", "timeout --foreground 60 \"$0\"", "sh -c 'exec \"$0\"' \"$0\"",
    ])
  func wrappers(command: String) throws {
    let script =
      "set -m; \(command); printf 'stopped %s:' $?; read line; fg >/dev/null; printf 'ended %s:' $?"
    let terminal = try PseudoTerminal(["/bin/sh", "-c", script, try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.type("\u{1A}")
    // 128 + SIGTSTP.
    try terminal.read(until: "stopped 148:")
    #expect(TerminalModes(after: terminal.output).isGivenBack)
    #expect(terminal.settings == before)
    #expect(!terminal.shows("wrapper-went-on"))
    terminal.type("\r")
    try terminal.read(until: "resumed 80x24")
    terminal.type("q")
    try terminal.read(until: "ended 0:")
    #expect(terminal.shows("wrapper-went-on") == command.contains("wrapper-went-on"))
    _ = try terminal.readUntilEnd()
    #expect(TerminalModes(after: terminal.output).isGivenBack)
  }

  // MARK: Blocked output

  @Test(
    "Keys are read while the terminal takes no output", arguments: [("q", Int32(0)), ("\u{03}", 130)])
  func blocked(key: String, status: Int32) throws {
    let terminal = try PseudoTerminal([try probe()], columns: 400, rows: 200)
    let before = terminal.settingsBefore
    // The picture is larger than what the kernel holds for a terminal that nobody reads.
    try terminal.read(until: "row 0")
    terminal.type(key)
    #expect(try terminal.waitUntilEnd(within: .seconds(120)) == .status(status))
    #expect(terminal.settings == before)
  }

  @Test("A frame that was held up is completed, and the newest comes after it")
  func heldUp() throws {
    let terminal = try PseudoTerminal([try probe()], columns: 400, rows: 200)
    try terminal.read(until: "row 0")
    terminal.type("xyz")
    try terminal.read(until: "row 198")
    try terminal.read(until: "[z]")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(TerminalModes(after: terminal.output).isGivenBack)
  }

  @Test("Ctrl-S holds up no key that quits", arguments: ["xterm-256color", "vt100"])
  func stopped(kind: String) throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["TERM": kind])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.type("\u{13}xq")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.settings == before)
    #expect(TerminalModes(after: terminal.output).isGivenBack)
  }
}

extension String {
  fileprivate func components(after mark: String) -> Substring {
    firstRange(of: mark).map { self[$0.upperBound...] } ?? self[...]
  }
}
