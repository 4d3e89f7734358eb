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

  /// What leaves the screen as it was before: plain attributes and colours, keypad off, pastes unmarked, cursor on, the
  /// other screen, and a new line where there is no other.
  static func farewell() -> [UInt8] {
    let capabilities: [StaticString] = ["sgr0", "op", "rmkx", "BD", "cnorm", "rmcup"]
    return capabilities.flatMap { withoutPadding(string($0) ?? []) } + Array("\r\n".utf8)
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
