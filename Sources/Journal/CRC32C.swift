/// The Castagnoli checksum of iSCSI, ext4 and LevelDB (RFC 3720, appendix B.4): it notices every flipped bit.
struct CRC32C: Equatable {
  /// `00000000`, which stands before the first record of a file.
  static let none = CRC32C(value: 0)

  let value: UInt32

  init(value: UInt32) { self.value = value }

  /// One pass, eight bytes at a time ("slicing by 8", Kounavis and Berry 2005).
  init(of bytes: ArraySlice<UInt8>) {
    value = bytes.withUnsafeBytes { bytes in
      Self.tables.withUnsafeBufferPointer { tables in
        var crc: UInt32 = 0xFFFF_FFFF
        var place = 0
        while place + 8 <= bytes.count {
          let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
          let mixed = word ^ UInt64(crc)
          crc = 0
          for byte in 0..<8 {
            // The first byte has seven behind it, the last one none.
            let row = (7 - byte) * 256
            crc ^= tables[row + Int(truncatingIfNeeded: mixed >> UInt64(8 * byte) & 0xFF)]
          }
          place += 8
        }
        for byte in bytes[place...] { crc = tables[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
        return crc ^ 0xFFFF_FFFF
      }
    }
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

  /// What each byte comes to when 0, 1 … 7 zero bytes follow it, 256 numbers each.
  private static let tables: [UInt32] = {
    let bytes: [UInt32] = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0x82F6_3B78 ^ (crc >> 1) : crc >> 1 }
    }
    var tables = bytes
    for place in 0..<(7 * 256) {
      let shorter = tables[place]
      tables.append(bytes[Int(shorter & 0xFF)] ^ (shorter >> 8))
    }
    return tables
  }()
}
