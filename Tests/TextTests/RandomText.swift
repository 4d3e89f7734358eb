import SeedSupport

/// Texts that are mostly trouble, the same ones at every run.
struct RandomText: RandomNumberGenerator {
  private var numbers: SplitMix

  init(seed: UInt64) { numbers = SplitMix(state: seed) }

  mutating func next() -> UInt64 { numbers.next() }

  private static let troublesome: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x7F...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x300...0x36F,
    0x600...0x6FF,
    0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF, 0x200B...0x206F, 0x20D0...0x20F0, 0x2400...0x2421,
    0x2600...0x27BF, 0x3000...0x30FF, 0x4E00...0x4FFF, 0xAC00...0xAD00, 0xD7B0...0xD7FB, 0xE000...0xE010,
    0xFE00...0xFE0F, 0xFF00...0xFFFF, 0x11A80...0x11A99, 0x1F1E6...0x1F1FF, 0x1F3F0...0x1F4FF,
    0x1F600...0x1F64F, 0xE0000...0xE01EF, 0x00...0xD7FF, 0xE000...0x10FFFF,
  ]

  mutating func text(upTo count: Int) -> String {
    let length = Int.random(in: 0...count, using: &self)
    return string((0..<length).map { _ in scalar() })
  }

  private mutating func scalar() -> Unicode.Scalar {
    let range = RandomText.troublesome.randomElement(using: &self) ?? 0x20...0x7E
    return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? " "
  }
}
