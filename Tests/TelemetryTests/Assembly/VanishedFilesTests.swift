import Model
import Testing
import Text

@testable import Telemetry

@Suite("Files that have vanished: lost, or removed on purpose")
struct VanishedFilesTests {
  private static let now = Timestamp.at("2026-11-23T10:00:00Z")

  private static func jobs(_ ids: [Int], in partition: String = "gpu", at time: String) -> String {
    let records = ids.map {
      #"{"job_id": \#($0), "job_state": "RUNNING", "partition": "\#(partition)", "submit_time": "2026-11-23T08:00:00Z"}"#
    }
    return OwnText.document("jobs", cluster: "c", at: time, #""jobs": [\#(records.joined(separator: ", "))]"#)
  }

  private static func nodes(_ names: [String], in partition: String) -> String {
    let records = names.map { #"{"name": "\#($0)", "state": "IDLE", "partitions": ["\#(partition)"]}"# }
    return OwnText.document("nodes", cluster: "c", #""nodes": [\#(records.joined(separator: ", "))]"#)
  }

  private static func history(_ hour: Int) -> String {
    OwnText.document(
      "history", cluster: "c",
      #""samples": [{"at": "2026-11-23T0\#(hour):00:00Z", "partition": "p", "gpus_total": 8, "gpus_allocated": \#(hour)}]"#
    )
  }

  /// What is told when the first of the files is gone.
  private static func reading(_ texts: String...) throws -> TelemetrySnapshot {
    let files = try texts.enumerated().map { index, text in
      TelemetryFile(
        path: DataPath("d/\(index).json"), folderName: "c", isInRoot: false, document: try read(text),
        documentWrittenAt: now, fault: index == 0 ? .missing : nil)
    }
    return TelemetrySnapshot(of: files, untoldTime: .unknown, now: now)
  }

  private static func jobsTold(_ reading: TelemetrySnapshot) -> [Int64] {
    (reading.factory.clusters.first?.jobs?.jobs ?? []).map(\.id).sorted()
  }

  private func expectRetired(_ reading: TelemetrySnapshot) {
    #expect(reading.retired == [DataPath("d/0.json")])
    #expect(!reading.factory.sources.contains { $0.path == "d/0.json" })
  }

  private func expectLost(_ reading: TelemetrySnapshot) {
    #expect(reading.retired.isEmpty)
    #expect(reading.factory.sources.contains { $0.path == "d/0.json" && $0.isMissing })
  }

  @Test("A day of the history beside another one is over, and the only one is lost")
  func history() throws {
    let beside = try Self.reading(Self.history(8), Self.history(9))
    expectRetired(beside)
    #expect(beside.factory.clusters.first?.history.count == 1)
    let alone = try Self.reading(Self.history(8))
    expectLost(alone)
    #expect(alone.factory.clusters.first?.history.count == 1)
  }

  @Test("The file of one job is over beside the file of another, however old they are")
  func oneJob() throws {
    let reading = try Self.reading(
      Self.jobs([1], in: "cpu", at: "2026-11-23T07:00:00Z"), Self.jobs([2], at: "2026-11-23T09:59:00Z"))
    expectRetired(reading)
    #expect(Self.jobsTold(reading) == [2])
  }

  @Test("A list that goes on under another name is over")
  func rotated() throws {
    let reading = try Self.reading(
      Self.jobs([1, 2], at: "2026-11-23T09:00:00Z"), Self.jobs([2, 3], at: "2026-11-23T10:00:00Z"))
    expectRetired(reading)
    #expect(Self.jobsTold(reading) == [2, 3])
  }

  @Test("A list that nothing takes the place of is lost, and its jobs stay")
  func lost() throws {
    let alone = try Self.reading(Self.jobs([1, 2], at: "2026-11-23T09:59:00Z"))
    expectLost(alone)
    #expect(Self.jobsTold(alone) == [1, 2])
    let besideOthers = try Self.reading(
      Self.jobs([1, 2], in: "cpu", at: "2026-11-23T09:59:00Z"), Self.jobs([3, 4], at: "2026-11-23T10:00:00Z"))
    expectLost(besideOthers)
    #expect(Self.jobsTold(besideOthers) == [1, 2, 3, 4])
  }

  @Test(
    "Nodes of a partition of their own are lost beside those of another, and all of them told elsewhere are not"
  )
  func nodes() throws {
    let lost = try Self.reading(Self.nodes(["a", "b"], in: "cpu"), Self.nodes(["c"], in: "gpu"))
    expectLost(lost)
    #expect(lost.factory.clusters.first?.nodes?.map(\.name).sorted() == ["a", "b", "c"])
    expectRetired(
      try Self.reading(Self.nodes(["a", "b"], in: "gpu"), Self.nodes(["a", "b", "c"], in: "gpu")))
  }

  @Test("A list of jobs that is older than the one that was lost does not go on in its place")
  func olderBeside() throws {
    let reading = try Self.reading(
      Self.jobs([1, 2], at: "2026-11-23T09:59:00Z"), Self.jobs([3, 4], at: "2026-11-23T09:00:00Z"))
    expectLost(reading)
    #expect(Self.jobsTold(reading).contains(1))
  }

  @Test("What was lost is given up a day after it was true")
  func givenUp() throws {
    expectLost(try Self.reading(Self.jobs([1, 2], at: "2026-11-22T10:00:00Z")))
    let reading = try Self.reading(Self.jobs([1, 2], at: "2026-11-22T09:59:59Z"))
    expectRetired(reading)
    #expect(Self.jobsTold(reading).isEmpty)
  }

  @Test("Nothing is remembered of a file that is over, and one that comes back is read again")
  func forgotten() throws {
    let folder = try TemporaryFolder()
    let watch = Watch(folder: folder)
    try folder.write("1.json", Self.jobs([1], at: "2026-11-23T10:00:00Z"))
    try folder.write("2.json", Self.jobs([2], at: "2026-11-23T10:00:00Z"))
    watch.tick()
    try folder.remove("1.json")
    watch.tick()
    #expect(watch.ledger.tell(at: watch.now).count == 2)
    watch.ledger.forget(watch.reading().retired)
    #expect(watch.ledger.tell(at: watch.now).map(\.path) == [folder.path("2.json")])
    try folder.write("1.json", Self.jobs([1], at: "2026-11-23T10:00:00Z"))
    watch.tick()
    #expect(watch.reads["1.json"] == 2)
  }
}
