import Foundation
import Model
import SeedSupport
import Testing
import Text

@testable import Recording

/// Files whose checksums are right, and whose parts are not what a recorder writes: what is behind the checksums has to
/// stand that, for a recording may come from anybody.
///
/// `FACTORYTOP_FUZZ_ROUNDS` asks for more of it, `FACTORYTOP_FUZZ_SEED` for other.
@Suite("What no recorder wrote, under right checksums")
struct FuzzTests {
  private static let rounds = number("FACTORYTOP_FUZZ_ROUNDS") ?? 150
  private static let seeds = Array(0..<8).map { $0 + (number("FACTORYTOP_FUZZ_SEED") ?? 0) * 8 }

  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  /// A head, a key record and the differences of three minutes.
  private let records: [RecordBody]

  init() {
    var encoder = ReadingEncoder()
    var reading = Readings.small()
    var records = [RecordingHead(program: "test", policy: .standard).record(at: 0, uptime: 0)]
    for minute in 0..<4 {
      if minute > 0 { reading = Readings.later(reading, minute: minute) }
      records.append(
        RecordBody(
          kind: minute == 0 ? RecordKind.key.rawValue : RecordKind.difference.rawValue,
          at: reading.at.secondsSince1970 * 1000, uptime: 0, number: UInt32(minute + 1),
          sections: encoder.sections(of: reading, isKey: minute == 0)))
    }
    self.records = records
  }

  @Test("Is refused or read, and what is read can be recorded", arguments: Self.seeds)
  func sections(seed: Int) {
    var chance = SplitMix(state: UInt64(seed))
    var read = 0
    for round in 0..<Self.rounds {
      var records = records
      for _ in 0..<Int.random(in: 1...3, using: &chance) { Self.spoil(&records, &chance) }
      read += look(records.map(SealedRecord.bytes(of:)), "seed \(seed), round \(round)")
    }
    // Else nothing behind the first check was reached.
    #expect(read > Self.rounds / 2)
  }

  @Test("So it is with records that are spoilt as they lie in the file, packed", arguments: Self.seeds)
  func bodies(seed: Int) {
    var chance = SplitMix(state: UInt64(seed) << 32)
    var bodies: [[UInt8]] = []
    for record in records {
      var writer = ByteWriter()
      record.write(to: &writer)
      bodies.append(writer.bytes)
    }
    var read = 0
    for round in 0..<Self.rounds {
      var bodies = bodies
      let index = bodies.indices.randomElement(using: &chance) ?? 0
      Self.spoil(&bodies[index], &chance)
      read += look(bodies.map(SealedRecord.sealed), "seed \(seed), round \(round)")
    }
    #expect(read > Self.rounds / 2)
  }

  /// Reads all that there is of a file, and records the last of it again.
  ///
  /// - Returns: how many readings could be read.
  private func look(_ records: [[UInt8]], _ which: Comment) -> Int {
    let file = RecordingFile(records.flatMap { $0 }, path: "f")
    _ = file.names("anna1")
    var decoder = ReadingDecoder()
    var count = 0
    var last: RecordedReading?
    for record in file.readings {
      try? decoder.take(record)
      guard let reading = try? decoder.reading() else { continue }
      last = reading
      count += 1
    }
    guard let last else { return count }
    var privacy = RecordedPrivacy()
    var encoder = ReadingEncoder()
    let again = RecordBody(
      kind: RecordKind.key.rawValue, at: 0, uptime: 0, number: 1,
      sections: encoder.sections(of: privacy.applied(to: last), isKey: true))
    #expect(throws: Never.self, which) {
      var decoder = ReadingDecoder()
      try decoder.take(try again.view)
      _ = try decoder.reading()
    }
    return count
  }

  private static func spoil(_ records: inout [RecordBody], _ chance: inout SplitMix) {
    let record = Int.random(in: records.indices, using: &chance)
    guard let section = records[record].sections.indices.randomElement(using: &chance) else { return }
    switch Int.random(in: 0..<12, using: &chance) {
    case 0: records[record].sections.remove(at: section)
    case 1: records[record].sections.append(records[record].sections[section])
    case 2:
      let kind = SectionKind.allCases.randomElement(using: &chance) ?? .jobs
      records[record].sections[section].name.kind = kind.rawValue
    case 3: records[record].sections[section].name.owner ^= 1
    default: spoil(&records[record].sections[section].bytes, &chance)
    }
  }

  /// Counts that are huge, sevens of bits at a time, and one that no count can be.
  private static let counts: [[UInt8]] = [
    [0x7F], [0xFF, 0x7F], [0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    [UInt8](repeating: 0xFF, count: 9) + [0x01], [UInt8](repeating: 0xFF, count: 10),
  ]

  private static func spoil(_ bytes: inout [UInt8], _ chance: inout SplitMix) {
    guard let place = bytes.indices.randomElement(using: &chance) else { return }
    let end = Int.random(in: place...bytes.count, using: &chance)
    switch Int.random(in: 0..<8, using: &chance) {
    case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 2: bytes[place] = UInt8.random(in: .min ... .max, using: &chance)
    case 3: bytes[place] &+= 1
    case 4: bytes.replaceSubrange(place...place, with: counts.randomElement(using: &chance) ?? [])
    case 5: bytes.removeSubrange(place...)
    case 6: bytes.removeSubrange(place..<min(end, place + 8))
    default: bytes.insert(contentsOf: bytes[place..<end], at: place)
    }
  }
}
