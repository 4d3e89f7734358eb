import CNcurses
import Glibc
import Screen
import TerminalInput
import Testing

@testable import Terminal

/// The keys of every terminfo entry that is installed, as its terminal sends them.
@Suite("The keys of terminfo", .serialized)
struct TerminfoKeysTests {
  /// What people sit at today. The entries of some come with Debian's ncurses-term alone.
  private static let today = [
    "xterm", "xterm-256color", "xterm-color", "xterm-kitty", "xterm-direct", "foot", "alacritty", "wezterm",
    "tmux",
    "tmux-256color", "screen", "screen-256color", "linux", "rxvt", "rxvt-256color", "rxvt-unicode",
    "rxvt-unicode-256color", "st", "st-256color", "konsole", "konsole-256color", "vte", "vte-256color",
    "gnome",
    "gnome-256color", "putty", "putty-256color", "iterm2", "iTerm2.app", "nsterm", "mintty", "ms-terminal",
    "contour",
    "mlterm", "Eterm", "terminator", "terminology", "xfce", "mrxvt", "aterm", "pcansi", "cygwin", "vt220",

  ]

  private static let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  static let installed: [String] = Set(
    folders.flatMap { folder in names(in: folder).flatMap { names(in: "\(folder)/\($0)") } }
  ).sorted()

  private func keys(of terminal: String) -> [(sequence: [UInt8], key: Key)] {
    var answer: Int32 = 0
    guard setupterm(terminal, STDOUT_FILENO, &answer) == OK else { return [] }
    defer { del_curterm(shim_cur_term()) }
    return Terminfo.keys()
  }

  private func meaning(_ sequence: [UInt8], _ parser: InputParser) -> [InputEvent] {
    var parser = parser
    var events = parser.read(sequence, at: .zero)
    while let deadline = parser.deadline { events += parser.expire(at: deadline) }
    return events
  }

  @Test("Every key of the terminals of today is known without terminfo")
  func withoutTerminfo() {
    let plain = InputParser(escapeDelay: .milliseconds(25))
    let installed = Set(Self.installed)
    var count = 0
    for terminal in Self.today where installed.contains(terminal) {
      for (sequence, key) in keys(of: terminal) where sequence != [0x08] {
        count += 1
        // PuTTY's and the Linux console's Del may be what others send for Backspace.
        if sequence == [0x7F], key == .delete { continue }
        // The console's Shift-Tab is what others send for Alt-Tab; its entry tells it.
        if terminal == "linux", key == .backTab { continue }
        #expect(meaning(sequence, plain) == [.key(key)], "\(terminal): \(sequence) for \(key)")
      }
    }
    #expect(count > 100)
  }

  @Test("Every key of every other entry that begins with Esc is learnt from it")
  func withTerminfo() {
    #expect(Self.installed.count > 20)
    for terminal in Self.installed {
      let keys = keys(of: terminal)
      var parser = InputParser(escapeDelay: .milliseconds(25))
      for (sequence, key) in keys { parser.learn(sequence, as: key) }
      for (sequence, key) in keys where sequence.count > 1 && sequence[0] == 0x1B {
        let found = meaning(sequence, parser)
        // The same sequence for two keys, and the keypad's digits.
        if keys.contains(where: { $0.sequence == sequence && $0.key != key }) { continue }
        if case .key(.character) = found.first { continue }
        // Terminals of the 1980s that end keys with a control character, or with nothing.
        if found.count > 1 || sequence.dropFirst().contains(where: { $0 < 0x20 }) { continue }
        if let last = sequence.last, (0x30...0x3F).contains(last) { continue }
        #expect(found == [.key(key)], "\(terminal): \(sequence) for \(key)")
      }
    }
  }
}
