import Foundation
import Model
import Telemetry
import Text

@testable import Recording

let moment = Timestamp(secondsSince1970: 1_795_514_400)

/// A folder that is gone with it.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "recording-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

enum Readings {
  /// Everything that the sample data say.
  static func sample() async -> RecordedReading {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("sample-data").path
    let snapshot = await TelemetrySnapshot.once(
      roots: [root], fixedNow: Timestamp(secondsSince1970: 1_795_428_000))
    return RecordedReading(at: moment, factory: snapshot.factory)
  }

  /// A cluster of few jobs and nodes, and one application with a history.
  static func small(at moment: Timestamp = moment) -> RecordedReading {
    var table = JobTable()
    table.readAt = moment
    for number in 1...6 {
      var job = Job(id: Int64(number * 10), state: JobState(number < 4 ? .running : .pending))
      job.user = table.symbols.intern("anna\(number % 3)")
      job.account = table.symbols.intern("aif-\(number % 2)")
      job.name = table.symbols.intern("train-\(number)")
      job.partition = table.symbols.intern("gpu")
      job.priority = Int64(1000 - number)
      job.submittedAt = moment
      job.gpus = 4
      table.jobs.append(job)
    }
    var node = Node(name: "g01", state: NodeState(.mixed, [.drain]), partitions: ["gpu", "debug"])
    node.watts = 1234.5
    node.reason = "XID 79"
    node.reasonSetBy = "hwops"
    node.gpuBusy = GPUBusy(byIndex: [0: 0.37, 1: 1.0 / 3, 70: 0.5], unnumbered: [0.25], mean: 0.1)
    var cluster = Cluster(
      name: "lumi", nodes: [node, Node(name: "g02", state: NodeState(.idle))], jobs: table)
    cluster.history = [HistorySample(at: moment, partition: "gpu", gpusTotal: 8, gpuBusy: 0.123456789)]
    let application = Application(
      id: "AIF-1", title: "Models", mode: .fastLane, state: .submitted, organisation: "Anna & Co",
      applicant: .told(name: "Anna Applicant", email: "anna@example.org"))
    let record = DecisionRecord(
      id: "r1", application: "AIF-1", kind: .assign(to: "berta"), note: "call Anna",
      author: RecordAuthor(name: "berta", uid: 1000, host: "login1"), at: moment)
    return RecordedReading(
      at: moment,
      factory: Factory(
        site: "Site", clusters: [cluster], applications: [application],
        allocations: [
          Allocation(
            account: "aif-1", unit: .gpuHours, granted: 100, used: 12.5,
            history: [UsageReading(at: moment, used: 12.5)])
        ],
        sources: [Source(path: "lumi/jobs.json", kind: .jobs, dataAt: moment, records: 6)]),
      decisions: ["AIF-1": CaseHistory(of: "AIF-1", records: [record])])
  }

  /// The reading a minute later: priorities move, a job ends, one starts, one comes, and one changes its place.
  static func later(_ reading: RecordedReading, minute: Int) -> RecordedReading {
    var later = reading
    later.at = reading.at + .minutes(1)
    for cluster in later.factory.clusters.indices {
      guard var table = later.factory.clusters[cluster].jobs, table.jobs.count > 3 else { continue }
      for index in table.jobs.indices {
        table.jobs[index].priority = table.jobs[index].priority.map { $0 + 7 }
      }
      table.jobs.remove(at: minute % table.jobs.count)
      table.jobs.swapAt(0, table.jobs.count - 1)
      var job = Job(id: Int64(90_000 + minute), state: JobState(.pending))
      job.user = table.symbols.intern("newcomer\(minute)")
      table.jobs.insert(job, at: min(2, table.jobs.count))
      table.readAt = later.at
      later.factory.clusters[cluster].jobs = table
      if minute % 3 == 0 { later.factory.clusters[cluster].nodes?[0].state.flags.insert(.notResponding) }
      if minute % 5 == 0 {
        later.factory.clusters[cluster].nodes?.append(Node(name: "n\(minute)", state: NodeState(.down)))
      }
      later.factory.clusters[cluster].history.append(HistorySample(at: later.at, runningJobs: minute))
    }
    if minute == 4 { later.factory.clusters.swapAt(0, later.factory.clusters.count - 1) }
    if minute == 6 { later.factory.applications = nil }
    return later
  }
}

extension RecordingFolder {
  /// By a reader that has not been anywhere yet.
  func reading(at moment: Timestamp) throws(RecordingError) -> Found {
    var reader = RecordingReader(self)
    return try reader.reading(at: moment)
  }
}
