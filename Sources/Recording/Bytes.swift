/// Why a part of a recording cannot be used: its bytes say what no writer would have written.
struct Damage: Error, Equatable {
  let what: StaticString

  init(_ what: StaticString) { self.what = what }

  static func == (left: Damage, right: Damage) -> Bool { "\(left.what)" == "\(right.what)" }
}

/// Numbers and bytes one after the other: little-endian where they have a width, else in sevens of bits, low ones first,
/// with the high bit set on all but the last byte (LEB128).
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func fixed<Value: FixedWidthInteger>(_ value: Value) {
    for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func count(_ value: Int) { unsigned(UInt64(value)) }

  mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number of either sign: those near zero are short.
  mutating func signed(_ value: Int64) {
    unsigned(UInt64(bitPattern: value &<< 1 ^ value &>> 63))
  }

  mutating func append(_ other: some Collection<UInt8>) { bytes += other }

  /// The bytes with their number before them.
  mutating func block(_ other: some Collection<UInt8>) {
    count(other.count)
    bytes += other
  }
}

/// Reads what a `ByteWriter` wrote, and believes nothing of it: what goes beyond the end is damage.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  var isAtEnd: Bool { place == bytes.endIndex }
  var remaining: Int { bytes.endIndex - place }

  mutating func byte() throws(Damage) -> UInt8 {
    guard place < bytes.endIndex else { throw Damage("it ends too early") }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func fixed<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(Damage) -> Value {
    var value: Value = 0
    for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
      value |= Value(truncatingIfNeeded: try byte()) << shift
    }
    return value
  }

  mutating func unsigned() throws(Damage) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { throw Damage("a number is too large") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  mutating func signed() throws(Damage) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number of things that follow, each of them in at least `size` bytes, so that no made-up number makes room.
  mutating func count(ofAtLeast size: Int = 1) throws(Damage) -> Int {
    guard let count = Int(exactly: try unsigned()), count <= remaining / max(1, size) else {
      throw Damage("it counts more than it holds")
    }
    return count
  }

  /// A number of things that take no room of their own, such as the rows of a run, up to `limit`.
  mutating func count(upTo limit: Int) throws(Damage) -> Int {
    guard let count = Int(exactly: try unsigned()), count <= limit else {
      throw Damage("it counts more than there can be")
    }
    return count
  }

  mutating func take(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw Damage("it ends too early") }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  mutating func block() throws(Damage) -> ArraySlice<UInt8> { try take(try count()) }
}
