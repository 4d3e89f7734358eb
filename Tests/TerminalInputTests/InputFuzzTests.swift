import Glibc
import Screen
import SeedSupport
import TerminalInput
import Testing

/// `FACTORYTOP_FUZZ_ROUNDS` asks for more of it, `FACTORYTOP_FUZZ_SEED` for other.
@Suite("Random bytes of a terminal")
struct InputFuzzTests {
  private static let rounds = number("FACTORYTOP_FUZZ_ROUNDS") ?? 2000
  private static let seeds = Array(0..<8).map { $0 + (number("FACTORYTOP_FUZZ_SEED") ?? 0) * 8 }

  private static func number(_ variable: String) -> Int? {
    getenv(variable).flatMap { Int(String(cString: $0)) }
  }

  /// Bytes that are likely to mean something: pieces of sequences, of answers and of characters, and any byte.
  private static func bytes(_ generator: inout SplitMix) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: bytes += Array((Spellings.all.randomElement(using: &generator)?.bytes ?? "").utf8)
      case 1: bytes += Array((Answers.all.randomElement(using: &generator) ?? "").utf8)
      case 2:
        let piece = Array((Answers.all.randomElement(using: &generator) ?? "").utf8)
        bytes += piece.prefix(Int.random(in: 0...piece.count, using: &generator))
      case 3: bytes += [0x1B]
      case 4:
        bytes += Array(
          ["\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M", "\u{1B}\\"].randomElement(using: &generator)?.utf8
            ?? "".utf8)
      case 5: bytes.append(UInt8.random(in: 0x80...0xFF, using: &generator))
      default:
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          bytes.append(UInt8.random(in: .min ... .max, using: &generator))
        }
      }
    }
    return bytes
  }

  @Test("What bytes mean does not depend on where they are cut", arguments: Self.seeds)
  func cuts(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    for round in 0..<Self.rounds {
      let bytes = Self.bytes(&generator)
      let whole = read([bytes])
      #expect(read(bytes.map { [$0] }) == whole, "seed \(seed), round \(round): \(bytes)")
      let cut = Int.random(in: 0...bytes.count, using: &generator)
      #expect(read([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "\(bytes) at \(cut)")
    }
  }

  @Test("Whatever came before and however it was cut, silence is the end of it", arguments: Self.seeds)
  func silence(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) << 32)
    var parser = InputParser(escapeDelay: .milliseconds(25))
    var time = Duration.zero
    for round in 0..<Self.rounds {
      let bytes = Self.bytes(&generator)
      time += .milliseconds(Int.random(in: 0...3000, using: &generator))
      _ = parser.expire(at: time)
      _ = parser.read(bytes, at: time)
      if let deadline = parser.deadline { #expect(deadline <= time + .seconds(5)) }
      guard Bool.random(using: &generator) else { continue }
      time += .seconds(5)
      _ = parser.expire(at: time)
      #expect(!parser.isOpen && parser.deadline == nil, "seed \(seed), round \(round)")
      #expect(
        parser.read(Array("j".utf8), at: time).last == .key(.character("j")), "seed \(seed), round \(round)")
    }
  }

  @Test("Answers in any order and number give no key", arguments: Self.seeds)
  func answers(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) << 16)
    for _ in 0..<Self.rounds / 4 {
      let answers = (0..<20).compactMap { _ in Answers.all.randomElement(using: &generator) }
      #expect(read(answers.joined()) == [], "\(answers)")
    }
  }

  @Test("Answers with random numbers and texts give no key", arguments: Self.seeds)
  func randomAnswers(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) << 24)
    let numbers = Array("0123456789;:".utf8)
    let texts = (0x20...0x7E).map(UInt8.init)
    for _ in 0..<Self.rounds {
      let inner = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
        numbers.randomElement(using: &generator)
      }
      let marker = Array("<=>?".utf8).randomElement(using: &generator) ?? 0x3F
      let final = UInt8.random(in: 0x40...0x7E, using: &generator)
      #expect(read([[0x1B, 0x5B, marker] + inner + [final]]) == [], "\(marker) \(inner) \(final)")
      let text = (0..<Int.random(in: 1...200, using: &generator)).compactMap { _ in
        texts.randomElement(using: &generator)
      }
      for opener in Array("PX]^_".utf8) {
        #expect(read([[0x1B, opener] + text + [0x1B, 0x5C]]) == [], "\(opener) \(text)")
        #expect(read([[0x1B, opener] + text + [0x07]]) == [], "\(opener) \(text)")
      }
    }
  }
}
