/// The member names that a reader wants of an object, prepared for look-up. Make it once and keep it: making it costs a
/// few microseconds, a look-up a few nanoseconds.
@usableFromInline
package struct JSONFields<Field: RawRepresentable & CaseIterable & Sendable>: Sendable
where Field.RawValue == String {
  @usableFromInline let fields: [Field]
  @usableFromInline let keys: JSONKeys

  package init() {
    fields = Array(Field.allCases)
    keys = JSONKeys(fields.map { Array($0.rawValue.utf8) })
  }
}

/// A member of an object: one that its reader knows, or another one.
package enum JSONMember<Field> {
  case field(Field)
  case other
}

extension JSONMember: Equatable where Field: Equatable {}

/// A hash table of keys, compared eight bytes at a time.
@usableFromInline
struct JSONKeys: Sendable {
  private struct Slot {
    /// Negative where the slot is free.
    var index = -1
    var length = 0
    /// With the length they tell keys of up to 16 bytes apart.
    var head: UInt64 = 0
    var tail: UInt64 = 0
  }

  /// A power of two, at least four times as many as keys.
  private var slots: [Slot]
  private let keys: [[UInt8]]

  init(_ keys: [[UInt8]]) {
    self.keys = keys
    var size = 8
    while size < keys.count * 4 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    for (index, key) in keys.enumerated() {
      let (head, tail) = key.withUnsafeBytes(Self.ends)
      var place = slot(head, tail, key.count)
      while slots[place].index >= 0 { place = (place + 1) & (size - 1) }
      slots[place] = Slot(index: index, length: key.count, head: head, tail: tail)
    }
  }

  /// The index of the key with these bytes, or -1.
  func index(of bytes: UnsafeRawBufferPointer) -> Int {
    let (head, tail) = Self.ends(bytes)
    var place = slot(head, tail, bytes.count)
    while true {
      let candidate = slots[place]
      if candidate.index < 0 { return -1 }
      if candidate.head == head, candidate.tail == tail, candidate.length == bytes.count,
        bytes.count <= 16 || bytes.elementsEqual(keys[candidate.index])
      {
        return candidate.index
      }
      place = (place + 1) & (slots.count - 1)
    }
  }

  private func slot(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let mixed = (head ^ (tail &<< 1) ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 32) & (slots.count - 1)
  }

  /// The first and the last eight bytes; of shorter keys all bytes, some of them twice, in `head`.
  private static func ends(_ bytes: UnsafeRawBufferPointer) -> (head: UInt64, tail: UInt64) {
    let count = bytes.count
    if count >= 8 {
      return (
        bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      )
    }
    if count >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return (UInt64(first) << 32 | UInt64(last), 0)
    }
    if count == 0 { return (0, 0) }
    return (UInt64(bytes[0]) << 16 | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1]), 0)
  }
}
