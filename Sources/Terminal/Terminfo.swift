import CNcurses
import Glibc
import Screen
import Text

/// What terminfo says of the terminal.
enum Terminfo {
  /// What nothing can be drawn without: the cursor's addressing, and clearing the screen.
  private static let needed: [StaticString] = ["cup", "clear"]

  /// Refuses a terminal that ncurses could not draw on; answers the name of one that it can.
  ///
  /// Looked at before a screen is opened, because ncurses opens one on TERM=dumb and prints rubbish.
  static func check() throws(TerminalError) -> SafeText {
    guard let name = getenv("TERM").map({ SafeText(untrusted: String(cString: $0)) }), !name.isEmpty else {
      throw .unnamedTerminal
    }
    var answer: Int32 = 0
    guard setupterm(nil, STDOUT_FILENO, &answer) == OK else {
      // The entries of terminals that print on paper are found, and refused here.
      throw answer == 1 ? .incapableTerminal(name, missing: "cup") : .unknownTerminal(name)
    }
    defer { del_curterm(shim_cur_term()) }
    for capability in needed where string(capability) == nil {
      throw .incapableTerminal(name, missing: SafeText(stringLiteral: capability))
    }
    return name
  }

  /// How many colours ncurses can use, after it has started them.
  static func colorDepth() -> ColorDepth {
    guard has_colors() else { return .none }
    return ColorDepth(colors: Int(shim_colors()), hasDirectColor: hasDirectColor)
  }

  /// How many colours the entry of `TERM` has, without a screen; none where there is no entry.
  static func describedColorDepth() -> ColorDepth {
    var answer: Int32 = 0
    guard setupterm(nil, STDOUT_FILENO, &answer) == OK else { return .none }
    defer { del_curterm(shim_cur_term()) }
    return ColorDepth(colors: Int(max(0, tigetnum("colors"))), hasDirectColor: hasDirectColor)
  }

  /// Dim text; nothing where colours exclude it. On the Linux console dim is a colour of its own, a grey that is too
  /// dark to be read.
  static var dim: attr_t { isExcludedByColor(.dim) ? 0 : shim_dim() }

  /// Whether reverse video cannot be had beside colours. ncurses would exchange the two colours of a pair, which it
  /// cannot when one of them is the terminal's own.
  static var hasNoReverse: Bool { isExcludedByColor(.reverse) }

  /// Bits of terminfo(5)'s no_color_video.
  private enum VideoBit: Int32 {
    case reverse = 4
    case dim = 16
  }

  private static func isExcludedByColor(_ bit: VideoBit) -> Bool {
    let excluded = tigetnum("ncv")
    return excluded > 0 && excluded & bit.rawValue != 0
  }

  /// RGB says how a number is split into red, green and blue, in one of three types.
  private static var hasDirectColor: Bool {
    tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || shim_capability("RGB") != nil
  }

  /// What ncurses is not asked to write when its screen is opened: keys as terminfo has them, and marks around what is
  /// pasted, so that it never acts as the keys that its letters are.
  static func greeting() -> [UInt8] {
    (string("smkx").map(withoutPadding) ?? []) + pasteMarks(isOn: true)
  }

  /// How a terminal is asked to tell of buttons and the wheel (1000), in numbers of any size (1006), and to stop. Those
  /// that do not know the modes pass over them.
  static func mouse(isOn: Bool) -> [UInt8] {
    Array((isOn ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l").utf8)
  }

  /// What leaves the screen as it was before, however the program ends: plain attributes and colours, the last line
  /// empty and the cursor on it where no other screen comes back, keypad off, pastes unmarked, cursor on, the other
  /// screen.
  static func farewell(rows: Int) -> [UInt8] {
    let capabilities = [string("sgr0"), string("op"), lastLine(rows: rows), string("el"), string("rmkx")]
    let last = [pasteMarks(isOn: false), string("cnorm"), string("rmcup")]
    return (capabilities + last).flatMap { withoutPadding($0 ?? []) }
  }

  /// The cursor to the beginning of the last line. The window may grow and shrink after this was made ready, and where
  /// rows are numbers too large a number is the last one.
  private static func lastLine(rows: Int) -> [UInt8]? {
    guard let cup = string("cup") else { return nil }
    let row = cup.starts(with: Array("\u{1B}[".utf8)) ? WindowSize.limit - 1 : max(0, rows - 1)
    return shim_capability("cup").flatMap { tgoto($0, 0, Int32(row)) }.map { Array(String(cString: $0).utf8) }
  }

  /// How a terminal is asked to mark what is pasted. Old entries do not say whether it can; those that have xterm's other
  /// screen know private modes, and pass over one that they do not have.
  private static func pasteMarks(isOn: Bool) -> [UInt8] {
    if let known = string(isOn ? "BE" : "BD") { return withoutPadding(known) }
    guard let other = string("smcup"), other.contains(Array("\u{1B}[?1049h".utf8)) else { return [] }
    return Array((isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l").utf8)
  }

  /// The keys of the entry, for those that are told by no standard.
  static func keys() -> [(sequence: [UInt8], key: Key)] {
    let named: [(capability: StaticString, key: Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter), ("kf1", .function(1)), ("kf2", .function(2)), ("kf3", .function(3)),
      ("kf4", .function(4)),
      ("kf5", .function(5)), ("kf6", .function(6)), ("kf7", .function(7)), ("kf8", .function(8)),
      ("kf9", .function(9)), ("kf10", .function(10)), ("kf11", .function(11)), ("kf12", .function(12)),
    ]
    return named.compactMap { name, key in string(name).map { (sequence: $0, key: key) } }
  }

  private static func string(_ capability: StaticString) -> [UInt8]? {
    shim_capability(capability.description).map { Array(String(cString: $0).utf8) }
  }

  /// The string without its delays, `$<5>`, which only tputs knows how to wait.
  static func withoutPadding(_ string: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = string[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
