/// What tells the bytes of one value from those of another, 122 bits of them under a key that each process draws anew.
///
/// Blocks of 512 bytes are hashed twice by NH and these hashes by two polynomials modulo 2^61 - 1 (Black, Halevi, Krawczyk,
/// Krovetz and Rogaway, UMAC, 1999), for which the odds are proven: two texts of one length, however somebody who does not
/// know the key chose them, are taken for the same with a chance of less than 2^-100 where they fit into the reader's window.
/// A hundred years of 100,000 records every two seconds are 2^47 comparisons. Costs two multiplications for 16 bytes.
package struct JSONFingerprint: Equatable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  /// Takes in one more run of bytes of a window, which is hashed by itself: what is compared was taken in in runs of the
  /// same lengths.
  mutating func add(_ window: borrowing JSONWindow, at start: Int, count: Int) {
    Key.ofProcess.words.withUnsafeBufferPointer { words in
      var place = start
      var rest = count
      while rest > 0 {
        let length = min(rest, Key.bytesOfBlock)
        let (one, other) = Self.hashes(window, at: place, count: length, words)
        Self.fold(one, into: &first, Key.ofProcess.first)
        Self.fold(other, into: &second, Key.ofProcess.second)
        place &+= length
        rest &-= length
      }
    }
  }

  /// NH of a block, the second time with the key moved on by one pair.
  @inline(__always)
  private static func hashes(
    _ window: borrowing JSONWindow, at start: Int, count: Int, _ key: UnsafeBufferPointer<UInt64>
  ) -> (UInt128, UInt128) {
    var one: UInt128 = 0
    var other: UInt128 = 0
    var place = start
    var pair = 0
    var rest = count
    while rest > 0 {
      var low = window.word(at: place)
      var high: UInt64 = 0
      if rest >= 16 {
        high = window.word(at: place &+ 8)
      } else {
        // No word is read that begins behind the window's end.
        low = EightBytes.lowest(rest, of: low)
        if rest > 8 { high = EightBytes.lowest(rest &- 8, of: window.word(at: place &+ 8)) }
      }
      one &+= UInt128(low &+ key[pair]) &* UInt128(high &+ key[pair &+ 1])
      other &+= UInt128(low &+ key[pair &+ 2]) &* UInt128(high &+ key[pair &+ 3])
      place &+= 16
      pair &+= 2
      rest &-= 16
    }
    return (one, other)
  }

  /// In parts that are less than the modulus.
  @inline(__always)
  private static func fold(_ hash: UInt128, into sum: inout UInt64, _ key: UInt64) {
    let part: UInt64 = (1 << 48) - 1
    for shift: UInt128 in [0, 48, 96] {
      let product = UInt128(sum) &* UInt128(key) &+ UInt128(UInt64(truncatingIfNeeded: hash &>> shift) & part)
      let folded = (product & UInt128(Key.modulus)) &+ (product &>> 61)
      sum = UInt64(truncatingIfNeeded: folded)
      if sum >= Key.modulus { sum &-= Key.modulus }
    }
  }

  private struct Key: Sendable {
    static let ofProcess = Key()
    static let bytesOfBlock = 512
    static let modulus: UInt64 = (1 << 61) - 1

    let words: [UInt64]
    let first: UInt64
    let second: UInt64

    private init() {
      words = (0..<(Self.bytesOfBlock / 8 + 2)).map { _ in .random(in: .min ... .max) }
      first = .random(in: 0..<Self.modulus)
      second = .random(in: 0..<Self.modulus)
    }
  }
}
