import Model
import Testing
import Text

@testable import Recording

@Suite("What is recorded is what comes back")
struct RoundTripTests {
  private let everything = RecordedPrivacy.everything

  @Test("Every reading of the sample data, minute after minute, field by field")
  func sample() async throws {
    let folder = try TestFolder()
    let writer = RecordingWriter(
      folder: folder.path, head: RecordingHead(), privacy: everything, leastFree: (0, 0))
    var readings = [await Readings.sample().withoutPersons]
    for minute in 1...20 { readings.append(Readings.later(readings[minute - 1], minute: minute)) }
    for (minute, reading) in readings.enumerated() {
      try writer.record(reading, uptime: UInt64(minute) * 60_000_000_000)
    }
    writer.close()
    var recording = RecordingReader(folder.path)
    #expect(try RecordingFolder(folder.path).names?.count == 1)
    for reading in readings {
      let read = try recording.reading(at: reading.at + Seconds(59)).reading
      #expect(read.at == reading.at)
      #expect(firstDifference(read.described, reading.described) == nil)
    }
    #expect(throws: RecordingError.nothingThen(path: SafeText(untrusted: folder.path))) {
      try recording.reading(at: readings[0].at + Seconds(-1))
    }
  }

  @Test("Values that fit no column, texts that were made safe, and what the journal holds")
  func small() throws {
    var reading = Readings.small().withoutPersons
    reading.factory.site = SafeText(untrusted: "Si\u{1B}te")
    reading.factory.clusters[0].slurmName = [0x61, 0xFF].withUnsafeBytes { SafeText(untrusted: $0) }
    reading.factory.sources[0].problem = SafeText(untrusted: "a\u{FFFD}")
    #expect(reading.factory.clusters[0].slurmName?.isAltered == true)
    var encoder = ReadingEncoder()
    var decoder = ReadingDecoder()
    let record = RecordBody(
      kind: 2, at: reading.at.secondsSince1970 * 1000, uptime: 0, number: 1,
      sections: encoder.sections(of: reading, isKey: true))
    try decoder.take(try record.view)
    #expect(firstDifference(try decoder.reading().described, reading.described) == nil)
  }

  @Test("A reading that says the same takes next to nothing")
  func same() throws {
    var encoder = ReadingEncoder()
    let reading = Readings.small()
    #expect(!encoder.sections(of: reading, isKey: true).isEmpty)
    #expect(encoder.sections(of: reading, isKey: false).isEmpty)
    #expect(encoder.sections(of: reading, isKey: true).allSatisfy { $0.name.kind < 32 })
  }
}

extension RecordedPrivacy {
  /// Nothing is taken out but who made applications.
  static var everything: RecordedPrivacy { RecordedPrivacy(asking: [.users, .jobNames]) }
}

extension RecordedReading {
  /// As `RecordedPrivacy` leaves it.
  var withoutPersons: RecordedReading {
    var privacy = RecordedPrivacy.everything
    return privacy.applied(to: self)
  }
}

extension RecordBody {
  var view: RecordView {
    get throws {
      var writer = ByteWriter()
      write(to: &writer)
      return try RecordView(writer.bytes[...])
    }
  }
}
