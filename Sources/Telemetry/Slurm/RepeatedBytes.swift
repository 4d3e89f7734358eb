/// Values by the bytes that they were made of, for texts that repeat from record to record: one that was met before costs
/// a hash and a comparison of its bytes, and is neither parsed nor sanitised again.
///
/// What is longer, and what comes when so many different ones are kept, is made anew each time, so that no file makes
/// this large or slow.
struct RepeatedBytes<Value> {
  private static var longest: Int { 256 }
  private static var mostValues: Int { 4096 }

  private(set) var values: [Value] = []
  /// The bytes of all values behind each other, with the end of each.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing with linear probing: 0 is free, else the upper half is the hash, the lower one the index and 1.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// The value of these bytes, which `make` makes of them.
  mutating func value(of text: UnsafeRawBufferPointer, make: (UnsafeRawBufferPointer) -> Value) -> Value {
    if let index = index(of: text, make: make) { return values[index] }
    return make(text)
  }

  /// Where the value stands in `values`; `nil` when it is not kept.
  mutating func index(of text: UnsafeRawBufferPointer, make: (UnsafeRawBufferPointer) -> Value) -> Int? {
    guard text.count <= Self.longest else { return nil }
    let hash = Self.hash(text)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == UInt64(hash) {
        let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if holds(text, at: index) { return index }
      }
      slot = (slot + 1) & mask
    }
    guard values.count < Self.mostValues else { return nil }
    values.append(make(text))
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = UInt64(hash) << 32 | UInt64(values.count)
    if values.count * 2 > slots.count { grow() }
    return values.count - 1
  }

  private func holds(_ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    let start = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - start == text.count else { return false }
    return bytes.withUnsafeBytes { kept in
      var offset = 0
      while offset + 8 <= text.count {
        let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if kept.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self) != word { return false }
        offset += 8
      }
      while offset < text.count {
        if kept[start + offset] != text[offset] { return false }
        offset += 1
      }
      return true
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// Eight bytes at a time. Whoever chooses texts of one hash makes at most `mostValues` of them.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(text.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    var offset = 0
    while offset + 8 <= text.count {
      mix(text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    if text.count >= 8 {
      if offset < text.count { mix(text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)) }
    } else {
      var word: UInt64 = 0
      for byte in text { word = word << 8 | UInt64(byte) }
      mix(word)
    }
    return UInt32(truncatingIfNeeded: hash)
  }
}
