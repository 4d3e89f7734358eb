import Model
import Text

/// A `SymbolTable` that is filled from raw bytes.
///
/// Of 100,000 jobs' million strings a few hundred thousand at most are distinct. A string that was met before costs one
/// hash and one comparison of its bytes: it is neither sanitised again nor made into a `String`.
struct SymbolInterner {
  private(set) var table = SymbolTable()
  /// Open addressing with linear probing: 0 is free, else the upper half is the hash, the lower one the symbol.
  /// The empty string has symbol 0 and is never put here.
  private var slots: [UInt64] = Array(repeating: 0, count: 256)
  private var used = 0

  /// The symbol of UTF-8 text from outside, sanitised when it is new; of at most `limit` scalars of it.
  mutating func intern(
    _ bytes: UnsafeRawBufferPointer, keeping limit: Int = SafeText.maximumScalars
  ) -> Symbol {
    let place = place(of: bytes)
    if let symbol = place.symbol { return symbol }
    let text = SafeText(untrusted: bytes, keeping: limit)
    // A text that was too long and cut is remembered by what is left of it: other long ones may end up as the same.
    return !text.isAltered || text.isMade(from: bytes) ? add(text, at: place) : intern(text)
  }

  /// The symbol of a text that is sanitised already.
  mutating func intern(_ text: SafeText) -> Symbol {
    var source = text.original ?? text.shown
    let place = source.withUTF8 { self.place(of: UnsafeRawBufferPointer($0)) }
    return place.symbol ?? add(text, at: place)
  }

  /// Where a text is, or where it would go.
  private struct Place {
    var symbol: Symbol?
    var slot = 0
    var hash: UInt32 = 0
  }

  private func place(of bytes: UnsafeRawBufferPointer) -> Place {
    if bytes.isEmpty { return Place(symbol: .empty) }
    let hash = Self.hash(bytes)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == UInt64(hash) {
        let symbol = Symbol(index: UInt32(truncatingIfNeeded: slots[slot]))
        if table[symbol].isMade(from: bytes) { return Place(symbol: symbol) }
      }
      slot = (slot + 1) & mask
    }
    return Place(slot: slot, hash: hash)
  }

  private mutating func add(_ text: SafeText, at place: Place) -> Symbol {
    let symbol = table.append(text)
    remember(place.hash, symbol, in: place.slot)
    return symbol
  }

  private mutating func remember(_ hash: UInt32, _ symbol: Symbol, in slot: Int) {
    slots[slot] = UInt64(hash) << 32 | UInt64(symbol.index)
    used += 1
    if used * 3 > slots.count * 2 { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// Seeded by the process, so that no choice of job names makes the table slow.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }
}

extension SafeText {
  /// Whether this is what sanitising `bytes` gave.
  fileprivate func isMade(from bytes: UnsafeRawBufferPointer) -> Bool {
    let source = (original ?? shown).utf8
    return source.count == bytes.count && source.elementsEqual(bytes)
  }
}
