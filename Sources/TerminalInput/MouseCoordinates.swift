/// The three coordinates of an X10 report of the mouse, as they come behind `CSI M`: bytes from 0x20 on, or 0x00 for what
/// is too far away; beyond 0x7F they may be UTF-8 as well (mode 1005).
struct MouseCoordinates: Hashable, Sendable {
  private var left = 3
  /// Whether the last byte may be the first of a UTF-8 character.
  private var isHalf = false

  var isComplete: Bool { left == 0 && !isHalf }

  /// False for a byte that is no part of them.
  mutating func take(_ byte: UInt8) -> Bool {
    if isHalf {
      // Any other than the second byte of a character belongs to what comes next.
      isHalf = false
      if (0x80...0xBF).contains(byte) { return true }
    }
    guard left > 0, byte == 0 || byte >= 0x20 else { return false }
    left -= 1
    isHalf = (0xC2...0xDF).contains(byte)
    return true
  }
}
