import Foundation
import Model
import Testing
import Text

@testable import Recording

@Suite("A damaged recording shows what is left of it, and nothing else")
struct DamageTests {
  private let readings: [RecordedReading]
  private let bytes: [UInt8]
  /// Where each record ends.
  private let ends: [Int]
  private let descriptions: Set<String>

  init() {
    var readings = [Readings.small()]
    for minute in 1...5 { readings.append(Readings.later(readings[minute - 1], minute: minute)) }
    var privacy = RecordedPrivacy()
    readings = readings.map { privacy.applied(to: $0) }
    var bytes = SealedRecord.bytes(of: RecordingHead(program: "test").record(at: 0, uptime: 0))
    var ends = [bytes.count]
    var encoder = ReadingEncoder()
    for (index, reading) in readings.enumerated() {
      let isKey = index == 0 || index == 3
      bytes += SealedRecord.bytes(
        of: RecordBody(
          kind: isKey ? 2 : 3, at: reading.at.secondsSince1970 * 1000, uptime: 0, number: UInt32(index + 1),
          sections: encoder.sections(of: reading, isKey: isKey)))
      ends.append(bytes.count)
    }
    (self.readings, self.bytes, self.ends) = (readings, bytes, ends)
    descriptions = Set(readings.map(\.described))
  }

  private func file(_ bytes: [UInt8]) -> RecordingFile { RecordingFile(bytes, path: "f") }

  @Test("Cut anywhere, it holds the records that are whole, and says that one is not")
  func cut() throws {
    for length in bytes.indices {
      let file = file(Array(bytes[..<length]))
      let whole = ends.count { $0 <= length }
      #expect(file.readings.count == max(0, whole - 1))
      #expect((file.head != nil) == (whole > 0))
      let isBetween = length == 0 || ends.contains(length)
      #expect(file.faults.contains { if case .unfinished = $0 { true } else { false } } != isBetween)
    }
  }

  @Test("Every bit that flips is noticed, and costs no more than the stretch that builds on it")
  func flipped() throws {
    for place in bytes.indices {
      for bit in 0..<8 where (place + bit) % 5 == 0 || place < 64 {
        var damaged = bytes
        damaged[place] ^= 1 << bit
        let file = file(damaged)
        #expect(!file.faults.isEmpty)
        #expect(file.readings.count == (place < ends[0] ? 6 : 5))
        guard bit == place % 8 else { continue }
        let lost = ends.firstIndex { $0 > place } ?? 0
        for (index, reading) in readings.enumerated() {
          let read = file.reading(at: reading.at)
          if let read, read.at == reading.at, index < lost - 1 || lost == 0 {
            #expect(read.described == reading.described)
          } else if lost == 0 || index < lost - 1 {
            Issue.record("the reading of minute \(index) is lost with record \(lost)")
          }
        }
        // Behind the next key record all is there again, but what is told once in a file.
        if (1...3).contains(lost) {
          let read = file.reading(at: readings[5].at)
          #expect(read?.at == readings[5].at)
          #expect(
            read?.factory.clusters.first?.jobs?.jobs.count
              == readings[5].factory.clusters.first?.jobs?.jobs.count)
          #expect(read?.factory.clusters.first?.history.isEmpty == true)
        }
      }
    }
  }

  @Test("A record that is not there leaves a gap, and what builds on it is not made up")
  func missing() throws {
    let cut = Array(bytes[..<ends[1]] + bytes[ends[2]...])
    let file = file(cut)
    #expect(file.faults.isEmpty)
    #expect(file.moments == [0, 2, 3, 4, 5].map { readings[$0].at })
    #expect(file.reading(at: readings[2].at)?.at == readings[0].at)
    #expect(file.reading(at: readings[4].at)?.at == readings[4].at)
  }

  @Test("A part that would unpack to more than it says, or than there may be, is refused")
  func sizes() throws {
    let packed = try #require(Zlib.packed([UInt8](repeating: 7, count: 10_000)))
    #expect(try Zlib.unpacked(packed[...], to: 10_000) == [UInt8](repeating: 7, count: 10_000))
    #expect(throws: Damage.self) { try Zlib.unpacked(packed[...], to: 9_999) }
    #expect(throws: Damage.self) { try Zlib.unpacked(packed[...], to: 10_001) }
    #expect(throws: Damage.self) { try Zlib.unpacked(packed[...], to: 1 << 40) }
    let part = RecordView.Part(
      name: SectionName(.jobs), codec: 0, size: RecordBody.mostOfSection + 1, bytes: [])
    #expect(throws: Damage.self) { try part.unpacked() }
  }

  @Test("What a later release wrote is no damage, and is told as that")
  func newer() throws {
    /// The same with its records from a place on as of version 2.
    func later(from first: Int) -> [UInt8] {
      var begin = 0
      var all: [UInt8] = []
      for (index, end) in ends.enumerated() {
        var body = Array(bytes[(begin + SealedRecord.headSize)..<end])
        if index >= first { body[1] = 2 }
        all += SealedRecord.sealed(body)
        begin = end
      }
      return all
    }
    #expect(later(from: 99) == bytes)
    let whole = file(later(from: 0))
    #expect(whole.faults == [.newer(version: 2, records: 7)])
    #expect(!whole.isDamaged && whole.head == nil && whole.readings.isEmpty)
    let part = file(later(from: 4))
    #expect(part.faults == [.newer(version: 2, records: 3)])
    #expect(!part.isDamaged)
    #expect(part.moments == readings[..<3].map(\.at))
    let other = file(Array("FTR2".utf8) + bytes[4..<ends[0]])
    #expect(other.faults == [.otherForm("FTR2")])
    #expect(!other.isDamaged)
    #expect(file(Array("FTRx".utf8) + bytes[4..<ends[0]]).isDamaged)
    #expect(file(Array("FTR2".utf8) + bytes.dropFirst(4)).isDamaged)
    let folder = try TestFolder()
    for (name, bytes) in [("a.ftrec", later(from: 0)), ("b.ftrec", Array("FTR7".utf8))] {
      let path = "\(folder.path)/\(name)"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(throws: RecordingError.newer(path: SafeText(untrusted: path))) {
        try RecordingFolder(path).reading(at: moment + .hours(1))
      }
    }
    let name = RecordingName(start: moment, host: "h", process: 1, random: 1).text
    try Data(later(from: 0)).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    #expect(throws: RecordingError.newer(path: SafeText(untrusted: folder.path))) {
      try RecordingFolder(folder.path).reading(at: moment + .hours(1))
    }
  }
}
