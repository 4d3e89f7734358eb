import Foundation
import Glibc
import Model
import Testing
import Text

@testable import Recording

@Suite("The log of a recording")
struct LogTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A cluster with a partition, and applications; `value` tells moments apart.
  private static func figures(
    _ value: Int, at moment: Timestamp, cluster: SafeText = "alpha", partition: SafeText = "gpu"
  ) -> RecordedFigures {
    let minute = moment.startOfMinute
    return RecordedFigures(
      at: moment,
      clusters: [
        (
          cluster,
          [
            HistorySample(
              at: minute, gpusTotal: 100, gpusAllocated: value % 100, gpusUnavailable: 3,
              gpuBusy: 0.123456789,
              runningJobs: value, pendingTasks: 2 * value, backlog: GPUHours(Double(value) / 3),
              medianWait: 60 * value, watts: 1000 + value),
            HistorySample(at: minute, partition: partition, gpusTotal: 8),
          ]
        ), ("beta", []),
      ],
      applications: ApplicationSample(
        at: minute, byWord: ["submitted": value, "own step": 2], breached: 1, kept: value, broken: 4))
  }

  private func writer() -> LogWriter {
    LogWriter(folder: folder.path, head: RecordingHead(program: "test"), leastFree: (0, 0))
  }

  /// So many minutes one after the other, the first at `start`.
  private func record(_ minutes: Range<Int>, by writer: LogWriter) throws {
    for minute in minutes {
      let at = moment + .minutes(Int64(minute))
      try writer.record(Self.figures(minute, at: at), uptime: UInt64(minute + 100_000) * 60_000_000_000)
    }
  }

  private func past(until minute: Int) throws -> RecordedPast {
    var log = RecordedLog(folder.path)
    return try log.past(until: moment + .minutes(Int64(minute)))
  }

  @Test("Every figure of the last day comes back as it was recorded, minute by minute")
  func roundTrip() throws {
    let writer = writer()
    try record(0..<25, by: writer)
    let past = try past(until: 24)
    #expect(
      past.clusters["alpha"]
        == (0..<25).flatMap { Self.figures($0, at: moment + .minutes(Int64($0))).clusters[0].samples })
    #expect(
      past.applications
        == (0..<25).compactMap { Self.figures($0, at: moment + .minutes(Int64($0))).applications })
    #expect(past.clusters["beta"] == [] && past.clusters.count == 2)
    let files = try folder.files
    #expect(files.count == 1 && files[0].hasSuffix(".ftlog"))
    #expect(try self.past(until: 3).clusters["alpha"]?.count == 8, "what came later is not known then")
  }

  @Test("Of one minute the first figures count, and of what nobody knew nothing comes back")
  func minutes() throws {
    let writer = writer()
    var figures = Self.figures(5, at: moment + Seconds(10))
    figures.applications = nil
    try writer.record(figures, uptime: 100_000_000_000)
    #expect(!writer.isDue(at: moment + Seconds(59)) && writer.isDue(at: moment + Seconds(60)))
    try writer.record(Self.figures(6, at: moment + Seconds(40)), uptime: 130_000_000_000)
    let past = try past(until: 1)
    #expect(past.clusters["alpha"]?.map(\.runningJobs) == [5, nil])
    #expect(past.applications.isEmpty)
  }

  @Test("A file is for a day, and is read from any key record on: ten minutes apart at most")
  func files() throws {
    let writer = writer()
    // 10:00 to midnight, and two hours behind it.
    try record(0..<960, by: writer)
    #expect(try folder.files.count == 2)
    let name = try #require(try folder.files.first)
    let file = try RecordingFile(path: "\(folder.path)/\(name)")
    let keys = file.readings.indices.filter { file.readings[$0].kind == RecordKind.key.rawValue }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $1 - $0 <= 10 } && keys.count < file.readings.count / 2)
    #expect(file.size < 300 * file.readings.count)
    var decoder = FiguresDecoder()
    #expect(
      try decoder.figures(file.readings[keys[7]])
        == Self.figures(keys[7], at: moment + .minutes(Int64(keys[7]))))
    var late = FiguresDecoder()
    #expect(throws: Damage.self) { try late.figures(file.readings[keys[7] + 1]) }
  }

  @Test("What lies further back comes every ten minutes, then every hour, and after a month no more")
  func thinned() throws {
    let writer = writer()
    try record(0..<120, by: writer)
    func times(after days: Int) throws -> Int {
      try past(until: days * 1440).clusters["alpha"]?.count { $0.partition == nil } ?? 0
    }
    #expect(try [0, 2, 8, 12, 30, 33].map(times) == [1, 12, 12, 2, 2, 0])
  }

  @Test("A file that grows is gone on with, and one that is replaced by a shorter one is read anew")
  func grows() throws {
    let writer = writer()
    var log = RecordedLog(folder.path)
    for end in [3, 4, 17] {
      try record((end == 3 ? 0 : end == 4 ? 3 : 4)..<end, by: writer)
      let past = try log.past(until: moment + .hours(1))
      #expect(past.clusters["alpha"]?.compactMap(\.runningJobs) == Array(0..<end))
    }
    let name = try #require(try folder.files.first)
    let path = "\(folder.path)/\(name)"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.prefix(bytes.count - 1).write(to: URL(fileURLWithPath: path))
    let past = try log.past(until: moment + .hours(1))
    #expect(past.clusters["alpha"]?.compactMap(\.runningJobs) == Array(0..<16))
  }

  @Test("A log cut anywhere gives what was whole, and one with a flipped byte never another figure")
  func damage() throws {
    try record(0..<12, by: writer())
    let name = try #require(try folder.files.first)
    let path = "\(folder.path)/\(name)"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let whole = try past(until: 60).clusters["alpha"] ?? []
    func read(_ bytes: [UInt8]) throws -> [HistorySample] {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return try past(until: 60).clusters["alpha"] ?? []
    }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let found = try read(Array(bytes.prefix(length)))
      #expect(found == Array(whole.prefix(found.count)))
    }
    for place in stride(from: 0, to: bytes.count, by: 5) {
      var bytes = bytes
      bytes[place] ^= 1 << UInt8(place % 8)
      #expect(try read(bytes).allSatisfy(whole.contains))
    }
  }

  @Test("What the log holds joins the history that files tell, and counts before it in the same minute")
  func joins() throws {
    try record(0..<3, by: writer())
    var factory = Factory(clusters: [Cluster(name: "alpha"), Cluster(name: "gamma")])
    factory.clusters[0].history = [-1, 1].map {
      HistorySample(at: moment + .minutes($0), runningJobs: 99)
    }
    factory.add(try past(until: 60))
    #expect(factory.clusters[0].history.compactMap(\.runningJobs) == [99, 0, 1, 2])
    #expect(factory.clusters[1].history.isEmpty)
    #expect(factory.applicationHistory.count == 3)
  }

  /// Three minutes, which are never made anew: a log that is kept elsewhere is as old.
  @Test("A log of version 1 is read")
  func version1() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("kept/version-1.ftlog").path
    let file = try RecordingFile(path: path)
    #expect(file.faults.isEmpty && file.isEnded && file.head?.program == "factorytop 0.1.0")
    var decoder = FiguresDecoder()
    for (minute, record) in file.readings.enumerated() {
      #expect(try decoder.figures(record) == Self.figures(minute + 7, at: moment + .minutes(Int64(minute))))
    }
    #expect(file.readings.count == 3)
  }

  @Test("Of two recorders that write at once, a minute's figures are told once, in the order of time")
  func twoRecorders() throws {
    let (first, second) = (writer(), writer())
    for minute in 0..<40 where minute != 7 {
      try record(minute..<minute + 1, by: first)
      if minute >= 5 { try record(minute..<minute + 1, by: second) }
    }
    try record(40..<45, by: second)
    #expect(try folder.files.count == 2)
    let told = try past(until: 60).clusters["alpha"] ?? []
    #expect(told.compactMap(\.runningJobs) == Array(0..<45).filter { $0 != 7 })
    #expect(told.map(\.at) == told.map(\.at).sorted())
  }

  @Test("Its files are bounded by themselves, and those of readings stay")
  func bounds() throws {
    try record(0..<2, by: writer())
    let tables = RecordingWriter(folder: folder.path, head: RecordingHead(), leastFree: (0, 0))
    try tables.record(Readings.small(), uptime: 1)
    let later = moment + .days(30)
    #expect(try RecordingBounds(of: .log).trim(folder.path, of: .log, open: nil, now: later).isEmpty)
    // A clock is believed no more than a day.
    let strict = RecordingBounds(days: 1, bytes: 1)
    #expect(try strict.trim(folder.path, of: .log, open: nil, now: moment + .hours(23)).isEmpty)
    #expect(try strict.trim(folder.path, of: .log, open: nil, now: later).count == 1)
    #expect(try folder.files.map { $0.hasSuffix(".ftrec") } == [true])
  }
}
