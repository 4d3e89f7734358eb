import Foundation
import Model
import Testing
import Text

@testable import Recording

@Suite("Going through a recording")
struct ReaderTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func writer(_ program: SafeText = "test") -> RecordingWriter {
    RecordingWriter(folder: folder.path, head: RecordingHead(program: program), leastFree: (0, 0))
  }

  /// A reading that differs from the one before it.
  private func reading(minute: Int) -> RecordedReading {
    var reading = Readings.small(at: moment + .minutes(Int64(minute)))
    reading.factory.site = SafeText(untrusted: "minute \(minute)")
    return reading
  }

  private func record(_ minutes: [Int], into writer: RecordingWriter) throws {
    for minute in minutes {
      try writer.record(reading(minute: minute), uptime: UInt64(minute + 100) * 60_000_000_000)
    }
  }

  /// Over two full hours, with gaps.
  private static let minutes = Array(0..<40) + [55] + Array(60..<64) + [130]

  private func site(_ found: RecordingFolder.Found?) -> String? { found?.reading.factory.site?.shown }

  @Test("Every reading is the same however one comes to it: on, back, by leaps")
  func everyWay() throws {
    let writer = writer()
    try record(Self.minutes, into: writer)
    writer.close()
    #expect(try folder.files.count == 3)
    var reader = RecordingReader(folder.path)
    func look(_ minute: Int) throws {
      let found = try reader.reading(at: moment + .minutes(Int64(minute)) + Seconds(30))
      #expect(site(found) == "minute \(minute)")
      #expect(found.reading.described == (try RecordingReader.fresh(folder.path, minute)).described)
    }
    for minute in Self.minutes { try look(minute) }
    for minute in Self.minutes.reversed() { try look(minute) }
    for minute in [3, 20, 16, 14, 63, 0, 130, 55, 39, 15, 14, 31] { try look(minute) }
  }

  @Test(
    "The next and the previous reading are those beside it, over files and gaps; at the ends there is none")
  func steps() throws {
    let writer = writer()
    try record(Self.minutes, into: writer)
    writer.close()
    var reader = RecordingReader(folder.path)
    for (before, after) in zip(Self.minutes, Self.minutes.dropFirst()) {
      #expect(site(try reader.reading(after: moment + .minutes(Int64(before)))) == "minute \(after)")
      #expect(site(try reader.reading(before: moment + .minutes(Int64(after)))) == "minute \(before)")
    }
    #expect(try reader.reading(after: moment + .minutes(130)) == nil)
    #expect(try reader.reading(before: moment) == nil)
    #expect(site(try reader.reading(after: moment + .hours(-30))) == "minute 0")
    #expect(reader.extent() == moment...(moment + .minutes(130)))
    let span = (moment + .minutes(38))...(moment + .minutes(61))
    #expect(reader.moments(in: span) == [38, 39, 55, 60, 61].map { moment + .minutes($0) })
  }

  @Test("What is recorded meanwhile is there when one looks again")
  func growing() throws {
    let writer = writer()
    var reader = RecordingReader(folder.path)
    #expect(reader.extent() == nil)
    for minute in [0, 1, 2, 59, 60] {
      try record([minute], into: writer)
      #expect(reader.extent()?.upperBound == moment + .minutes(Int64(minute)))
      #expect(site(try reader.reading(at: moment + .hours(9))) == "minute \(minute)")
      #expect(site(try reader.reading(at: moment)) == "minute 0")
    }
  }

  @Test("Beside each other, two recorders make one recording")
  func two() throws {
    let (first, second) = (writer("first"), writer("second"))
    for minute in stride(from: 0, to: 20, by: 2) {
      try record([minute], into: first)
      try record([minute + 1], into: second)
    }
    var reader = RecordingReader(folder.path)
    for minute in 0..<19 {
      #expect(
        site(try reader.reading(after: moment + .minutes(Int64(minute)))) == "minute \(minute + 1)")
    }
  }

  @Test("A damaged reading is passed over by the next one, and by the one before")
  func damaged() throws {
    let writer = writer()
    try record(Array(0..<6), into: writer)
    writer.close()
    let path = "\(folder.path)/\(try #require(try folder.files.first))"
    var bytes = try Array(Data(contentsOf: URL(filePath: path)))
    let file = try RecordingFile(path: path)
    #expect(file.moments.count == 6)
    // In the midst of the records.
    let place = bytes.count / 2
    bytes[place] ^= 0x40
    try Data(bytes).write(to: URL(filePath: path))
    var reader = RecordingReader(folder.path)
    var seen: [String] = []
    var last = moment + Seconds(-1)
    while let found = try reader.reading(after: last) {
      seen += [site(found) ?? ""]
      last = found.reading.at
    }
    // Nothing comes twice or out of order, and what was not hurt is there.
    #expect(seen.first == "minute 0" && seen.count < 6 && Set(seen).count == seen.count)
  }

  @Test("What is no recording says so")
  func none() throws {
    var reader = RecordingReader(folder.path)
    #expect(throws: RecordingError.noRecording(path: SafeText(untrusted: folder.path))) {
      try reader.reading(at: moment)
    }
    var missing = RecordingReader("\(folder.path)/none")
    #expect(throws: RecordingError.self) { try missing.reading(at: moment) }
    let other = "\(folder.path)/other.ftrec"
    try Data("no recording".utf8).write(to: URL(filePath: other))
    var wrong = RecordingReader(other)
    #expect(throws: RecordingError.noRecording(path: SafeText(untrusted: other))) {
      try wrong.reading(at: moment)
    }
  }
}

extension RecordingReader {
  /// By a reader that has not been anywhere.
  fileprivate static func fresh(_ path: String, _ minute: Int) throws -> RecordedReading {
    var reader = RecordingReader(path)
    return try reader.reading(at: moment + .minutes(Int64(minute))).reading
  }
}
