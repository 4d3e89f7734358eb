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
}

extension Key {
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
}
