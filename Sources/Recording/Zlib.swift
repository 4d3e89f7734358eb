import CZlib

/// The one place that calls zlib.
enum Zlib {
  /// The fewest bytes that are worth packing.
  private static let least = 64

  /// CRC-32 as zlib, gzip and PNG have it (ISO 3309), some gigabyte a second.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    let sum = bytes.withContiguousStorageIfAvailable { bytes in
      UInt32(truncatingIfNeeded: CZlib.crc32_z(0, bytes.baseAddress, bytes.count))
    }
    return sum ?? checksum(Array(bytes))
  }

  /// The bytes at level 1, where differences of columns lose most of what they can lose; `nil` where packing gains
  /// nothing.
  static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= least else { return nil }
    var size = compressBound(UInt(bytes.count))
    let packed = [UInt8](unsafeUninitializedCapacity: Int(size)) { room, count in
      let code = compress2(room.baseAddress, &size, bytes, UInt(bytes.count), 1)
      count = code == Z_OK ? Int(size) : 0
    }
    return packed.isEmpty || packed.count >= bytes.count ? nil : packed
  }

  /// The `size` bytes that were packed. More or fewer are damage, and no more room than that is made.
  static func unpacked(_ bytes: ArraySlice<UInt8>, to size: Int) throws(Damage) -> [UInt8] {
    // zlib makes at most 1,032 bytes out of one.
    guard size <= bytes.count * 1032 else { throw Damage("it would unpack to more than it can hold") }
    var length = UInt(size)
    var code = Z_OK
    let unpacked = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { room, count in
      code = bytes.withUnsafeBufferPointer { bytes in
        uncompress(room.baseAddress, &length, bytes.baseAddress, UInt(bytes.count))
      }
      count = code == Z_OK ? Int(length) : 0
    }
    guard code == Z_OK, unpacked.count == size else { throw Damage("it cannot be unpacked") }
    return unpacked
  }
}
