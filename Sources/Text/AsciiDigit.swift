extension UInt8 {
  /// Whether it is one of `0` to `9` in ASCII.
  @inlinable
  package var isAsciiDigit: Bool { self &- 0x30 < 10 }
}
