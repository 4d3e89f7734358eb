import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Memory that telemetry may take", .timeLimit(.minutes(60)))
struct MemoryLimitTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A document with so many nodes of short names, which take far more than their text.
  private func nodes(_ count: Int, cluster: String = "alpha") -> String {
    let records = (0..<count).map { #"{"name":"n\#($0)","state":"IDLE"}"# }
    return OwnText.document("nodes", cluster: cluster, #""nodes": [\#(records.joined(separator: ","))]"#)
  }

  @Test func `A meter gives what there is room for, and takes back what was read`() {
    let meter = MemoryMeter(limit: 100)
    #expect(meter.reserve(60))
    #expect(!meter.reserve(41))
    #expect(meter.reserve(40))
    meter.endReading(100, kept: 30)
    #expect(!meter.reserve(71))
    #expect(meter.reserve(70))
    meter.endReading(70)
    #expect(meter.refusal(of: 71, beside: 0) == MemoryMeter.Others(kept: 30, beingRead: 0))
    #expect(meter.reserve(10))
    #expect(meter.refusal(of: 61, beside: 4) == MemoryMeter.Others(kept: 30, beingRead: 6))
    #expect(meter.reserve(60))
    meter.setLimit(50)
    #expect(meter.limit == 50)
    #expect(!meter.reserve(0))
  }

  @Test func `A file that does not fit is refused in words, and the others are read`() async throws {
    try folder.write("big.json", nodes(20_000))
    try folder.write("small.json", nodes(2, cluster: "beta"))
    let reading = await TelemetrySnapshot.once(roots: [folder.path], memory: MemoryMeter(limit: 3_000_000))
    let sources = reading.factory.sources
    #expect(sources.map(\.isReadable) == [false, true])
    #expect(
      sources.first?.problem
        == "does not fit into the 3 MB of memory that telemetry may take; ask its producer for fewer records, or raise memory in [limits]"
    )
    #expect(reading.factory.clusters.map(\.name) == ["beta"])
    #expect(
      FileReading(of: folder.path("big.json"), memory: MemoryMeter(limit: 3_000_000)).memoryOfOthers == .none)
    let meter = MemoryMeter(limit: 3_000_000)
    #expect(meter.reserve(1_000_000))
    let crowded = FileReading(of: folder.path("big.json"), memory: meter)
    #expect(crowded.memoryOfOthers == MemoryMeter.Others(kept: 0, beingRead: 1_000_000))
    let roomy = await TelemetrySnapshot.once(roots: [folder.path], memory: MemoryMeter(limit: 30_000_000))
    #expect(roomy.factory.sources.map(\.isReadable) == [true, true])
    #expect(roomy.factory.clusters.first?.nodes?.count == 20_000)
  }

  @Test func `Who reads once gives back the memory of a meter that is others' too`() async throws {
    try folder.write("nodes.json", nodes(1_000))
    let meter = MemoryMeter(limit: 3_000_000)
    #expect(
      await TelemetrySnapshot.once(roots: [folder.path], memory: meter).factory.sources.map(\.isReadable) == [
        true
      ])
    #expect(meter.reserve(3_000_000))
    let crowded = await TelemetrySnapshot.once(roots: [folder.path], memory: meter)
    #expect(crowded.factory.sources.map(\.isReadable) == [false])
  }

  @Test func `What was read before stays when its next version does not fit, and is read when there is room`()
    async throws
  {
    try folder.write("nodes.json", nodes(3))
    let poller = Poller(
      roots: [folder.path], interval: .milliseconds(1), memoryLimit: 3_000_000,
      pause: { try? await Task.sleep(for: $0) })
    var readings = await poller.start().makeAsyncIterator()
    while let reading = await readings.next(), reading.factory.clusters.first?.nodes?.count != 3 {}
    try folder.replace("nodes.json", nodes(20_000))
    while let reading = await readings.next() {
      #expect(reading.factory.clusters.first?.nodes?.count == 3)
      if reading.factory.sources.map(\.isReadable) == [false] { break }
    }
    // Room for two of it: a file that was written just now is read again, beside what was read of it before.
    await poller.adopt(
      roots: [folder.path], interval: .milliseconds(1), rules: .standard, memoryLimit: 100_000_000)
    while let reading = await readings.next() {
      guard reading.factory.sources.first?.isReadable == true else { continue }
      #expect(reading.factory.clusters.first?.nodes?.count == 20_000)
      break
    }
  }

  /// What a file that is read alone takes, once its stamp means its bytes: one that was written just now is read again,
  /// and has to find room beside what was read of it.
  private func kept(of name: String) -> Int {
    while true {
      let reading = FileReading(of: folder.path(name))
      if reading.isSettled { return reading.keptMemory }
    }
  }

  private func poller(_ roots: [String], limit: Int) -> Poller {
    Poller(
      roots: roots.map { folder.path($0).text.shown }, interval: .milliseconds(1), memoryLimit: limit,
      pause: { try? await Task.sleep(for: $0) })
  }

  @Test func `What found no room is read when another folder is watched no more`() async throws {
    try folder.write("x/nodes.json", nodes(9_000, cluster: "x"))
    try folder.write("y/nodes.json", nodes(9_000, cluster: "y"))
    let limit = max(kept(of: "x/nodes.json"), kept(of: "y/nodes.json")) * 3 / 2
    let poller = poller(["x", "y"], limit: limit)
    var readings = await poller.start().makeAsyncIterator()
    var refused: String?
    while refused == nil, let reading = await readings.next() {
      refused = reading.factory.sources.first { !$0.isReadable }?.path.shown
    }
    let root = try #require(refused).contains("/x/") ? "x" : "y"
    await poller.adopt(
      roots: [folder.path(root).text.shown], interval: .milliseconds(1), rules: .standard, memoryLimit: limit)
    while let reading = await readings.next(), reading.factory.sources.map(\.isReadable) != [true] {}
  }

  @Test func `What found no room is read when another file is gone for good`() async throws {
    func jobs(_ count: Int, cluster: String, at minute: Int) -> String {
      let records = (0..<count).map { #"{"job_id":\#($0),"job_state":"PENDING"}"# }
      return OwnText.document(
        "jobs", cluster: cluster, at: "2026-11-23T10:0\(minute):00Z",
        #""jobs": [\#(records.joined(separator: ","))]"#)
    }
    try folder.write("d/a.json", jobs(30_000, cluster: "a", at: 0))
    // Room for a small file too, which a megabyte is set aside for.
    let limit = kept(of: "d/a.json") * 3 / 2
    #expect(limit > 4_000_000)
    var readings = await poller(["d"], limit: limit).start().makeAsyncIterator()
    while let reading = await readings.next(), reading.factory.clusters.isEmpty {}
    try folder.write("d/c.json", jobs(30_000, cluster: "c", at: 0))
    while let reading = await readings.next(), reading.factory.sources.map(\.isReadable) != [true, false] {}
    try folder.write("d/b.json", jobs(1, cluster: "a", at: 1))
    try folder.remove("d/a.json")
    while let reading = await readings.next(), reading.factory.clusters.count != 2 {}
  }

  @Test func `What is kept counts once, however often a file is read anew, and no more when it is gone`()
    throws
  {
    let document = Document(format: "f", content: .notUsed, records: 0, skipped: 0)
    var ledger = FileLedger()
    try folder.write("a.json", nodes(1))
    let (root, path) = (DataPath(folder.path), folder.path("a.json"))
    func read(keeping bytes: Int, at second: Int) {
      var reading = FileReading(.document(document))
      reading.keptMemory = bytes
      ledger.beginRead(of: path, at: .seconds(second))
      ledger.endRead(of: path, reading, at: .seconds(second))
    }
    ledger.endScan(of: root, FolderScan(root: root))
    read(keeping: 500, at: 1)
    #expect(ledger.memory == 500)
    read(keeping: 300, at: 2)
    #expect(ledger.memory == 300)
    ledger.forget(root)
    #expect(ledger.memory == 0)
  }

  @Test("Of many small files each takes what it holds, and not a share of what is set aside")
  func small() async throws {
    for number in 0..<40 { try folder.write("c\(number)/nodes.json", nodes(2, cluster: "c\(number)")) }
    let reading = await TelemetrySnapshot.once(roots: [folder.path], memory: MemoryMeter(limit: 10_000_000))
    #expect(reading.factory.clusters.count == 40)
  }

  @Test(
    "Every kind of record counts, however short it is written",
    arguments: [
      (
        "own jobs",
        OwnText.document(
          "jobs", cluster: "a", #""jobs": [\#(Self.many(#"{"job_id":1,"job_state":"PENDING"}"#))]"#), 100
      ),
      (
        "own samples",
        OwnText.document(
          "history", cluster: "a", #""samples": [\#(Self.many(#"{"at":"2026-11-23T10:00:00Z"}"#))]"#), 70
      ),
      (
        "own applications",
        OwnText.document(
          "applications",
          #""applications": [\#(Self.many(#"{"id":"a","mode":"playground","state":"draft"}"#))]"#), 1_000
      ),
      (
        "own allocations",
        OwnText.document(
          "allocations", #""allocations": [\#(Self.many(#"{"account":"a","unit":"gpu_hours"}"#))]"#), 400
      ),
      (
        "Slurm's jobs",
        #"{"meta":{"slurm":{"version":{"major":"24"}}},"jobs":[\#(Self.many(#"{"job_id":1,"job_state":["PENDING"]}"#))]}"#,
        100
      ),
      (
        "Slurm's nodes",
        #"{"meta":{"slurm":{"version":{"major":"24"}}},"nodes":[\#(Self.many(#"{"name":"n","state":["IDLE"]}"#))]}"#,
        200
      ),
      (
        "accounts of the accounting database's jobs",
        #"{"meta":{"slurm":{"version":{"major":"24"}}},"jobs":[\#(Self.many { #"{"job_id":1,"account":"a\#($0)","state":{"current":["COMPLETED"]}}"# })]}"#,
        600
      ),
      (
        "days of an account's use",
        #"{"meta":{"slurm":{"version":{"major":"24"}}},"jobs":[\#(Self.many { #"{"job_id":1,"account":"a","state":{"current":["COMPLETED"]},"time":{"start":\#(1_700_000_000 + 86_400 * $0),"elapsed":9},"tres":{"allocated":[{"type":"gres","name":"gpu","count":1}]}}"# })]}"#,
        150
      ),
      (
        "components of a resource of Waldur's",
        #"[{"uuid":"00000000000000000000000000000001","slug":"a","limit_usage":{},"limits":{\#(Self.many { #""c\#($0)":1"# })}}]"#,
        100
      ),
      (
        "nodes of sinfo's rows",
        #"{"sinfo":[{"partition":{"name":"p"},"node":{"state":["IDLE"]},"nodes":{"nodes":[\#(Self.many(#""n""#))]}}]}"#,
        200
      ),
      (
        "Prometheus's series",
        #"{"status":"success","data":{"resultType":"vector","result":[\#(Self.many(#"{"metric":{"a":"b"},"value":[1,"2"]}"#))]}}"#,
        80
      ),
    ])
  func kinds(_ kind: String, _ text: String, _ least: Int) throws {
    var json = JSONReader(bytes: Array(text.utf8))
    _ = try readDocument(&json)
    #expect(json.kept >= least * 1_000, "\(kind): \(json.kept)")
    #expect(json.kept <= least * 8_000, "\(kind): \(json.kept)")
  }

  private func kept(_ text: String) throws -> Int {
    var json = JSONReader(bytes: Array(text.utf8))
    _ = try readDocument(&json)
    return json.kept
  }

  @Test func `Jobs of many partitions count with the figures of each, and an allocation with its readings`()
    throws
  {
    func jobs(_ partition: (Int) -> Int) -> String {
      let records = (1...1_000).map {
        #"{"job_id":\#($0),"job_state":"PENDING","partition":"p\#(partition($0))"}"#
      }
      return OwnText.document(
        "jobs", cluster: "a", #""jobs": [\#(records.joined(separator: ","))]"#)
    }
    #expect(try kept(jobs { $0 }) - kept(jobs { _ in 1 }) >= 500_000)
    func allocation(_ readings: Int) -> String {
      let reading = #"{"at":"2026-11-23T10:00:00Z","used":1}"#
      let list = Array(repeating: reading, count: readings).joined(separator: ",")
      return OwnText.document(
        "allocations",
        #""allocations": [{"account":"a","unit":"gpu_hours","usage_history":[\#(list)]}]"#)
    }
    // Each is a text of 20 bytes, kept apart while it is read, and 16 bytes.
    #expect(try kept(allocation(1_000)) - kept(allocation(0)) >= 108_000)
  }

  private static func many(_ record: (Int) -> String) -> String {
    (0..<1_000).map(record).joined(separator: ",")
  }

  private static func many(_ record: String) -> String {
    Array(repeating: record, count: 1_000).joined(separator: ",")
  }
}
