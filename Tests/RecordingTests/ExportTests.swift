import Foundation
import Model
import Testing
import Text

@testable import Recording

@Suite("A part of a recording as a file of its own")
struct ExportTests {
  private let folder: TestFolder
  private var target: String { "\(folder.path)/incident.ftrec" }
  /// Over the end of an hour, from five minutes before it on.
  private let readings: [RecordedReading]

  init() throws {
    folder = try TestFolder()
    var readings = [Readings.small(at: moment + .minutes(55))]
    for minute in 1...10 { readings.append(Readings.later(readings[minute - 1], minute: minute)) }
    self.readings = readings
  }

  private func record(_ readings: [RecordedReading], _ privacy: RecordedPrivacy = .everything) throws {
    let writer = RecordingWriter(
      folder: folder.path, head: RecordingHead(program: "test", host: "login1"), privacy: privacy,
      leastFree: (0, 0))
    for reading in readings {
      try writer.record(reading, uptime: UInt64(reading.at.secondsSince1970) * 1_000_000_000)
    }
    writer.close()
  }

  @discardableResult
  private func export(
    from start: Timestamp? = nil, to end: Timestamp? = nil, cluster: SafeText? = nil,
    hiding: Redactions = []
  ) throws -> RecordingExport.Contents {
    try RecordingExport(
      from: start ?? moment, to: end ?? moment + .hours(2), cluster: cluster, hiding: hiding, program: "p"
    ).write(try RecordingFolder(folder.path), to: target)
  }

  /// Every text of it, unpacked.
  private var texts: String {
    get throws {
      let file = try RecordingFile(path: target)
      let parts = try file.readings.flatMap(\.parts).flatMap { try $0.unpacked() }
      return try String(decoding: Data(contentsOf: URL(fileURLWithPath: target)) + parts, as: UTF8.self)
    }
  }

  @Test("At every moment it shows what the recording shows, over the end of an hour")
  func same() throws {
    try record(readings)
    let recording = try RecordingFolder(folder.path)
    #expect(recording.names?.count == 2)
    let contents = try export(from: readings[2].at + Seconds(30), to: readings[8].at + Seconds(10))
    #expect(contents.readings == 7)
    #expect(contents.first == readings[2].at)
    #expect(contents.last == readings[8].at)
    let exported = try RecordingFolder(target)
    for second in stride(from: Int64(150), to: 490, by: 20) {
      let at = readings[0].at + Seconds(second)
      let there = try recording.reading(at: at).reading
      #expect(firstDifference(try exported.reading(at: at).reading.described, there.described) == nil)
    }
    let file = try RecordingFile(path: target)
    #expect(file.faults.isEmpty && file.isEnded)
    #expect(file.size == contents.bytes)
    #expect(file.head?.host == "")
    #expect(file.head?.exported?.shown.hasPrefix("exported by p, 2026-11-24T10:57:30Z to ") == true)
    #expect(file.head?.program == "test")
  }

  @Test("Of two recorders that wrote at once it has what the folder shows")
  func two() throws {
    try record([readings[0], readings[2], readings[4]])
    try record([readings[1], readings[2], readings[3]])
    #expect(try export().readings == 5)
    let recording = try RecordingFolder(folder.path)
    for reading in readings[0...4] {
      let exported = try RecordingFolder(target).reading(at: reading.at).reading
      #expect(
        firstDifference(exported.described, try recording.reading(at: reading.at).reading.described) == nil)
    }
  }

  @Test("What is hidden is in no byte of it, and what it holds is counted")
  func hidden() throws {
    try record(readings)
    let clear = try export()
    #expect(clear.names.count(of: .users) == 15)
    #expect(clear.names.count(of: .jobNames) == 6)
    #expect(clear.names.clusters == ["lumi"])
    #expect(try texts.contains("anna1"))
    try FileManager.default.removeItem(atPath: target)
    let all = Redactions.named.reduce(into: Redactions()) { $0.insert($1.redaction) }
    let contents = try export(hiding: all)
    #expect(contents.head.redactions == all)
    #expect(contents.names.count(of: .jobNames) == 0)
    #expect(contents.names.count(of: .accounts) == 2)
    let texts = try self.texts
    for canary in [
      "anna", "Anna", "train-", "aif-", "XID", "Models", "berta", "hwops", "newcomer", "login1",
    ] {
      #expect(!texts.contains(canary), "\(canary)")
    }
    #expect(texts.contains("user 1"))
  }

  @Test("What the recording has not cannot come back, and keeps the numbers that it had")
  func once() throws {
    try record(readings, RecordedPrivacy())
    let contents = try export(hiding: [.users, .accounts])
    #expect(contents.head.redactions == [.users, .accounts, .jobNames, .applicants])
    let recording = try RecordingFolder(folder.path)
    for reading in readings {
      func users(_ recording: RecordingFolder) throws -> [SafeText] {
        let jobs = try #require(try recording.reading(at: reading.at).reading.factory.clusters[0].jobs)
        return jobs.jobs.map { jobs.symbols[$0.user] }
      }
      #expect(try users(try RecordingFolder(target)) == users(recording))
    }
  }

  @Test("A number stands for one owner also where only a part of the recording has names")
  func mixed() throws {
    try record(Array(readings[..<5]), RecordedPrivacy())
    try record(Array(readings[5...]))
    try export(hiding: .users)
    let names = try [readings[4], readings[5]].map { reading in
      let jobs = try #require(
        try RecordingFolder(target).reading(at: reading.at).reading.factory.clusters[0].jobs)
      return Set(jobs.jobs.map { jobs.symbols[$0.user] }).subtracting(["hidden"])
    }
    #expect(names.allSatisfy { $0.allSatisfy { $0.shown.hasPrefix("user ") } })
    #expect(names[0].isDisjoint(with: names[1]))
    #expect(try !texts.contains("anna"))
  }

  @Test("One cluster comes with what belongs to it alone")
  func cluster() throws {
    var both = readings
    for index in both.indices {
      both[index].factory.clusters.append(
        Cluster(name: "vega", nodes: [Node(name: "v1", state: .init(.idle))]))
      both[index].factory.allocations?[0].cluster = "LUMI"
      both[index].factory.sources[0].cluster = "lumi"
      both[index].factory.applications?[0].machine = "lumi"
    }
    try record(both)
    let contents = try export(cluster: "Vega")
    #expect(contents.names.clusters == ["vega"])
    let factory = try RecordingFolder(target).reading(at: readings[3].at).reading
    #expect(factory.factory.clusters.map(\.name) == ["vega"])
    #expect(factory.factory.allocations?.isEmpty == true)
    #expect(factory.factory.sources.isEmpty)
    #expect(factory.decisions?.isEmpty == true)
    #expect(try !texts.contains("anna"))
    try FileManager.default.removeItem(atPath: target)
    #expect(
      throws: RecordingError.noCluster(path: SafeText(untrusted: folder.path), name: "vegas")
    ) { try export(cluster: "vegas") }
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("Nobody else may read it, and nothing that is there is written over")
  func new() throws {
    try record(readings)
    try export()
    let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let before = try Data(contentsOf: URL(fileURLWithPath: target))
    #expect(
      throws: RecordingError.failed(.create, path: SafeText(untrusted: target), errno: EEXIST)
    ) { try export() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == before)
    try FileManager.default.removeItem(atPath: target)
    try FileManager.default.createSymbolicLink(atPath: target, withDestinationPath: "\(folder.path)/else")
    #expect(throws: RecordingError.self) { try export() }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/else"))
  }

  @Test("What is damaged is left out and counted")
  func damaged() throws {
    try record(Array(readings[..<5]))
    let name = try #require(try RecordingFolder(folder.path).names?.first)
    let url = URL(fileURLWithPath: "\(folder.path)/\(name.text)")
    var bytes = try Data(contentsOf: url)
    let file = try RecordingFile(path: url.path)
    let place = file.readings[2].parts[0].bytes.startIndex
    bytes[place] ^= 1
    try bytes.write(to: url)
    let contents = try export()
    #expect(contents.readings == 2)
    // One is gone, and two build on it.
    #expect(contents.lost == 2)
    #expect(contents.last == readings[1].at)
  }
}

@Suite("Whether a recording names somebody")
struct SearchTests {
  @Test(
    "A whole word of any text counts, in either case",
    arguments: [
      ("aif-1", true), ("AIF-1", true), ("aif", false), ("if-1", false), ("anna1", true), ("anna", true),
      ("co", true), ("train", false), ("xid", true), ("vega", false), ("&", true),
    ])
  func words(name: String, isThere: Bool) throws {
    let folder = try TestFolder()
    let writer = RecordingWriter(
      folder: folder.path, head: RecordingHead(), privacy: .everything, leastFree: (0, 0))
    try writer.record(Readings.small(), uptime: 0)
    writer.close()
    let path = "\(folder.path)/\(try #require(try folder.files.first))"
    #expect(try RecordingFile(path: path).names(SafeText(untrusted: name)) == isThere)
    // What cannot be read may name anybody.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let file = try RecordingFile(path: path)
    bytes[file.readings[0].parts[0].bytes.startIndex] ^= 1
    #expect(RecordingFile(Array(bytes), path: "f").names(SafeText(untrusted: name)) == nil)
  }
}
