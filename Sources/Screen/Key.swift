/// A key press, as far as a terminal can tell one from another.
///
/// Terminals send the same byte for Ctrl-I and Tab, for Ctrl-M and Enter, for Ctrl-[ and Escape; such a byte is
/// always the named key.
package enum Key: Hashable, Sendable {
  /// A printable scalar, as typed: Shift-g is `character("G")`.
  case character(Unicode.Scalar)
  /// Ctrl with a lower-case letter, or with one of `@ \ ] ^ _`.
  case control(Unicode.Scalar)
  case enter
  case escape
  case tab
  /// Shift-Tab.
  case backTab
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case backspace
  case delete
  case insert
  /// F1 is `function(1)`; terminals know 1 to 63.
  case function(Int)
  /// Another key, held down together with what makes a key of its own of it: `with(_:)` makes these. None is bound to
  /// anything, so that Alt-q never acts as Esc and q.
  indirect case modified(Key, KeyModifiers)
}

/// What is held down while a key is pressed, as far as it is not part of the key already: Shift-g is
/// `character("G")`, Ctrl-d `control("d")`, Shift-Tab `backTab`.
package struct KeyModifiers: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let shift = KeyModifiers(rawValue: 1)
  /// Alt, or Meta where a keyboard has that.
  package static let alt = KeyModifiers(rawValue: 2)
  package static let control = KeyModifiers(rawValue: 4)
}

extension Key {
  /// Whether it stands for a character where text is typed.
  package var isCharacter: Bool {
    if case .character = self { true } else { false }
  }

  /// The key that sends this scalar: a control character becomes its named key or its Ctrl combination.
  package init(typed scalar: Unicode.Scalar) {
    // ASCII makes the code of Ctrl-A from that of A by leaving out the two highest bits.
    switch scalar.value {
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Unicode.Scalar(UInt8(scalar.value) | 0x60))
    case 0x00, 0x1C...0x1F: self = .control(Unicode.Scalar(UInt8(scalar.value) | 0x40))
    default: self = .character(scalar)
    }
  }

  /// The key that it is together with these.
  package func with(_ modifiers: KeyModifiers) -> Key {
    switch self {
    case .tab where modifiers.contains(.shift): .backTab.with(modifiers.subtracting(.shift))
    case .modified(let key, let others): .modified(key, others.union(modifiers))
    case _ where modifiers.isEmpty: self
    case .character, .control, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end,
      .pageUp,
      .pageDown, .backspace, .delete, .insert, .function:
      .modified(self, modifiers)
    }
  }
}
