import CNcurses
import Glibc
import Screen

/// What is typed, as keys, and what is pasted, as text.
struct Keyboard {
  enum Typed: Hashable {
    case key(Key)
    case paste(String)
  }

  /// A pad, because reading from a window would draw it.
  private let pad: UnsafeMutablePointer<WINDOW>?
  /// Between the marks of a paste.
  private var paste: Paste?

  /// Needs an open ncurses screen.
  init() {
    pad = newpad(1, 1)
    keypad(pad, true)
    nodelay(pad, true)
    // The mouse is off. A report that comes all the same is a sequence to swallow, of which this is only the start.
    keyok(KEY_MOUSE, false)
    PasteBrackets.define()
  }

  /// The next key, or the next whole paste, that is there already; nil when none is.
  ///
  /// Blocks for the escape delay at most, and only after an Esc. Sequences that no key sends are swallowed whole, so
  /// that a terminal's unasked-for answer never acts as the keys that its letters are.
  mutating func next() -> Typed? {
    if paste?.isOverdue == true { return endPaste() }
    while let input = read() {
      switch input {
      case .code(PasteBrackets.startCode): paste = Paste()
      case .code(PasteBrackets.endCode):
        if let whole = endPaste() { return whole }
      case .scalar(let scalar) where paste != nil: paste?.append(scalar)
      case .code where paste != nil: break
      case .code(let code):
        if let key = Key(ncurses: code) { return .key(key) }
      case .scalar("\u{1B}"):
        if let key = afterEscape() { return .key(key) }
      case .scalar(let scalar):
        return .key(Key(typed: scalar))
      }
    }
    return nil
  }

  private mutating func endPaste() -> Typed? {
    defer { paste = nil }
    return paste.map { .paste($0.text) }
  }

  private enum Input {
    case scalar(Unicode.Scalar)
    /// One of the `KEY_` constants.
    case code(Int32)
  }

  private func read() -> Input? {
    var value: wint_t = 0
    while true {
      switch wget_wch(pad, &value) {
      case KEY_CODE_YES: return .code(Int32(bitPattern: value))
      case OK:
        if let scalar = Unicode.Scalar(value) { return .scalar(scalar) }
      default: return nil
      }
    }
  }

  /// What an Esc was that began no key which terminfo knows: the key itself, or a sequence to swallow.
  private func afterEscape() -> Key? {
    guard let following = read() else { return .escape }
    switch following {
    case .scalar("["):
      // ECMA-48: parameters and intermediates, then one final byte.
      while case .scalar(let scalar) = read(), !(0x40...0x7E).contains(scalar.value) {}
      return nil
    case .scalar("O"):
      _ = read()
      return nil
    case .scalar(let scalar):
      // Alt with a key, or Esc and a key in one packet.
      unget_wch(wchar_t(scalar.value))
      return .escape
    case .code(let code):
      ungetch(code)
      return .escape
    }
  }
}

extension Key {
  /// The key of a `KEY_` constant; nil for one that means nothing here.
  fileprivate init?(ncurses code: Int32) {
    switch code {
    case KEY_UP: self = .up
    case KEY_DOWN: self = .down
    case KEY_LEFT: self = .left
    case KEY_RIGHT: self = .right
    case KEY_HOME, KEY_A1: self = .home
    case KEY_END, KEY_C1: self = .end
    case KEY_PPAGE, KEY_A3: self = .pageUp
    case KEY_NPAGE, KEY_C3: self = .pageDown
    case KEY_ENTER: self = .enter
    case KEY_BTAB: self = .backTab
    case KEY_BACKSPACE: self = .backspace
    case KEY_DC: self = .delete
    case KEY_IC: self = .insert
    case (KEY_F0 + 1)...(KEY_F0 + 63): self = .function(Int(code - KEY_F0))
    default: return nil
    }
  }
}
