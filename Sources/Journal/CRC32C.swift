/// The Castagnoli checksum of iSCSI, ext4 and LevelDB (RFC 3720, appendix B.4): it notices every flipped bit.
struct CRC32C: Equatable {
  /// `00000000`, which stands before the first record of a file.
  static let none = CRC32C(value: 0)

  let value: UInt32

  init(value: UInt32) { self.value = value }

  /// One pass, a byte at a time.
  init(of bytes: some Sequence<UInt8>) {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = Self.table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    value = crc ^ 0xFFFF_FFFF
  }

  /// Reads eight lower-case hexadecimal digits, the one way in which a checksum is written.
  init?(digits: some Collection<UInt8>) {
    guard digits.count == 8 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    self.value = value
  }

  var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0x82F6_3B78 ^ (crc >> 1) : crc >> 1 }
  }
}
