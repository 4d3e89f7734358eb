import Foundation
import Glibc
import Model
import Testing
import Text

@testable import Recording

@Suite("Files of a recording")
struct WritingTests {
  private let folder: TestFolder
  private let writer: RecordingWriter

  init() throws {
    folder = try TestFolder()
    writer = RecordingWriter(folder: folder.path, head: RecordingHead(program: "test"), leastFree: (0, 0))
  }

  private func record(minute: Int, uptime: Int? = nil) throws {
    try writer.record(
      Readings.small(at: moment + .minutes(Int64(minute))),
      uptime: UInt64((uptime ?? minute) + 100) * 60_000_000_000)
  }

  @Test("A new one begins at each full hour and where the clock was set, ahead or back")
  func files() throws {
    for minute in 0..<3 { try record(minute: minute) }
    #expect(try folder.files.count == 1)
    try record(minute: 10, uptime: 3)
    #expect(try folder.files.count == 2)
    try record(minute: 9, uptime: 4)
    #expect(try folder.files.count == 3)
    try record(minute: 59, uptime: 54)
    #expect(try folder.files.count == 3)
    try record(minute: 60, uptime: 55)
    #expect(try folder.files.count == 4)
    #expect(try folder.files.allSatisfy { RecordingName(text: $0) != nil })
  }

  @Test(
    "Where the file or its folder was taken away, a new one begins, and no reading goes where nobody finds it"
  )
  func takenAway() throws {
    try record(minute: 0)
    try record(minute: 1)
    let name = try #require(try folder.files.first)
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    try record(minute: 2)
    #expect(try folder.files.count == 1 && folder.files[0] != name)
    let moved = folder.path + ".moved"
    try FileManager.default.moveItem(atPath: folder.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    #expect(throws: RecordingError.self) { try record(minute: 3) }
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
    try record(minute: 4)
    #expect(try folder.files.count == 1)
    #expect(
      try RecordingFolder(folder.path).reading(at: moment + .minutes(5)).reading.at == moment + .minutes(4))
  }

  @Test("A key record comes every quarter of an hour, and where differences outgrow it")
  func keys() throws {
    // Of a reading that stays as it is, nothing is told but that it was so.
    for minute in 0..<40 {
      var reading = Readings.small()
      reading.at = reading.at + .minutes(Int64(minute))
      try writer.record(reading, uptime: UInt64(minute) * 60_000_000_000)
    }
    let name = try #require(try folder.files.first)
    let file = try RecordingFile(path: "\(folder.path)/\(name)")
    let keys = file.readings.indices.filter { file.readings[$0].kind == 2 }
    #expect(keys == [0, 15, 30])
    #expect(file.head?.program == "test")
    #expect(!file.isEnded)
    writer.close()
    #expect(try RecordingFile(path: "\(folder.path)/\(name)").isEnded)
    // All of it is new each time.
    for minute in 60..<66 {
      var reading = Readings.small(at: moment + .minutes(Int64(minute)))
      let nodes = (0..<20).map { Node(name: "n\(minute)-\($0)", state: NodeState(.idle)) }
      reading.factory.clusters[0].nodes = nodes
      try writer.record(reading, uptime: UInt64(minute) * 60_000_000_000)
    }
    let second = try RecordingFile(path: "\(folder.path)/\(try #require(try folder.files.last))")
    #expect(second.readings.dropFirst().map(\.kind).contains(2))
  }

  @Test("Nothing is written where too little room is left, and reading goes on when there is some")
  func room() throws {
    let poor = RecordingWriter(folder: folder.path, head: RecordingHead(), leastFree: (.max, 0))
    #expect {
      try poor.record(Readings.small(), uptime: 0)
    } throws: {
      if case RecordingError.noRoom = $0 { true } else { false }
    }
    #expect(try folder.files.isEmpty)
    #expect(throws: RecordingError.self) {
      try RecordingWriter(folder: folder.path + "/none", head: RecordingHead()).record(
        Readings.small(), uptime: 0)
    }
  }

  @Test(
    "Only whole files of recorders go, the oldest first, by days and by bytes, and none that may be written still"
  )
  func bounds() throws {
    func make(_ day: Int64, size: Int, named: String? = nil) throws -> String {
      let name = RecordingName(start: moment + .days(day), host: "h-1", process: 7, random: UInt64(day + 100))
      let text = named ?? name.text
      try Data(count: size).write(to: URL(fileURLWithPath: "\(folder.path)/\(text)"))
      return text
    }
    let old = try make(-9, size: 10)
    let kept = try make(-7, size: 10)
    let other = try make(0, size: 10, named: "mine.ftrec")
    let newest = try make(0, size: 10)
    var bounds = RecordingBounds(days: 8, bytes: 1000)
    #expect(try bounds.trim(folder.path, open: nil, now: moment).map(\.text) == [old])
    bounds.bytes = 15
    #expect(try bounds.trim(folder.path, open: nil, now: moment + .hours(1)).map(\.text) == [kept])
    #expect(try folder.files == [newest, other].sorted())
    bounds.bytes = 5
    // A clock set ahead by a year is believed for a day.
    let ahead = try make(365, size: 10)
    bounds.bytes = 1000
    #expect(try bounds.trim(folder.path, open: RecordingName(text: ahead), now: moment + .days(365)).isEmpty)
  }

  @Test("Names of files tell when they begin, and others' are not taken for them")
  func names() throws {
    let name = RecordingName(start: moment, host: "login-1.example", process: 4711, random: 7)
    #expect(name.text == "20261124T100000Z-login_1_example-4711-0000000000000007.ftrec")
    #expect(RecordingName(text: name.text) == name)
    for text in [
      "a.ftrec", "20261124T100000Z-x-1-7.ftrec", "20261324T100000Z-x-1-0000000000000007.ftrec",
      "20261124T100000Z-x-1-0000000000000007.json", "20261124T100000Z-x/y-1-0000000000000007.ftrec",
    ] { #expect(RecordingName(text: text) == nil) }
  }

  @Test("Of two recorders that wrote at once the nearer reading counts")
  func two() throws {
    try record(minute: 0)
    try record(minute: 5)
    let second = RecordingWriter(
      folder: folder.path, head: RecordingHead(program: "second"), leastFree: (0, 0))
    try second.record(Readings.small(at: moment + .minutes(3)), uptime: 0)
    var recording = RecordingReader(folder.path)
    #expect(try recording.reading(at: moment + .minutes(4)).head.program == "second")
    #expect(try recording.reading(at: moment + .minutes(6)).head.program == "test")
    #expect(try recording.reading(at: moment + .minutes(6)).reading.at == moment + .minutes(5))
  }
}
