import Glibc
import Screen
import Terminal
import Text

/// A terminal program with nothing behind it, for the tests to treat as users and systems treat one.
///
/// `TerminalProbe [--color DEPTH] [--ascii] [--alarm]` draws, says in its last row what it was told last, and obeys
/// keys; with `--alarm` it has a handler of its own for SIGALRM, which complains of it;
/// `TerminalProbe --print COLUMNS ROWS` prints the picture that it draws at that size.
@main
struct TerminalProbe {
  static func main() {
    let arguments = CommandLine.arguments
    if let first = arguments.firstIndex(of: "--print"), arguments.count > first + 2 {
      let size = Size(columns: Int(arguments[first + 1]) ?? 0, rows: Int(arguments[first + 2]) ?? 0)
      print(TestPicture.canvas(size, note: "").text, terminator: "")
      return
    }
    var options = TerminalOptions(isASCII: arguments.contains("--ascii"))
    if let color = arguments.firstIndex(of: "--color"), arguments.count > color + 1 {
      options.colorDepth = ColorDepth(rawValue: arguments[color + 1])
    }
    if arguments.contains("--alarm") {
      signal(SIGALRM) { _ in _ = write(STDERR_FILENO, "alarm\n", 6) }
    }
    do throws(TerminalError) {
      exit(run(try TerminalSession(options: options)))
    } catch {
      let line = Array("\(error.message.shown)\n".utf8)
      _ = write(STDERR_FILENO, line, line.count)
      exit(2)
    }
  }

  /// Runs until it is told to end; answers the exit status.
  private static func run(_ session: consuming TerminalSession) -> Int32 {
    var session = session
    let theme = Theme.defaultDark
    var note: SafeText = ""
    while true {
      session.present(TestPicture.canvas(session.size, note: note), theme: theme)
      switch session.nextEvent(until: .now + .milliseconds(20)) {
      case .key(.character("q")): return 0
      case .key(.control("c")): return 130
      case .key(.character("t")): trap(Int(session.size.columns))
      case .key(.character("a")): abort()
      case .key(.character("o")): note = "overflow \(overflow(session.size.columns))"
      case .key(.character("s")): session.suspend()
      case .key(.control("z")):
        session.suspend()
        note = "resumed \(session.size.columns)x\(session.size.rows)"
      case .key(.character("w")):
        let waker = session.waker
        Task.detached { waker.wake() }
      case .key(.control("l")): session.redraw()
      case .key(.character("y")): note = session.copy("copied Ä") ?? "asked"
      case .key(.character("Y")): note = session.copy(String(repeating: "x", count: 99_999)) ?? "asked"
      case .key(.character("Z")): note = session.copy(String(repeating: "x", count: 100_001)) ?? "asked"
      case .key(let key): note = "key [\(KeyNotation.name(of: key))]"
      case .paste(let text): note = "pasted \(text.unicodeScalars.count) [\(SafeText(untrusted: text))]"
      case .remark(let text): note = "remark [\(text)]"
      case .mouse(let event): note = "mouse \(event.column),\(event.row)"
      case .resize(let size): note = "size \(size.columns)x\(size.rows)"
      case .wake: note = "woken"
      case .timeout: break
      case .quit(let signal): return 128 + signal
      case .hangUp: return 129
      case .resumed: note = "resumed \(session.size.columns)x\(session.size.rows)"
      }
    }
  }

  private static func trap(_ index: Int) {
    let none: [Int] = []
    _ = none[index]
  }

  /// Needs a frame of stack for every call.
  private static func overflow(_ depth: Int) -> Int {
    depth < 0 ? 0 : 1 + overflow(depth + 1)
  }
}
