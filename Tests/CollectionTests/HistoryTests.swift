import Collection
import Foundation
import Model
import Telemetry
import Testing
import Text

@Suite("The history")
struct HistoryTests {
  private let folder: TemporaryFolder
  private let keeper: HistoryKeeper

  init() throws {
    folder = try TemporaryFolder()
    keeper = HistoryKeeper(folder: folder.path("history"), days: 2)
    try folder.write(OwnText.nodes(), to: "nodes.json")
    try folder.write(OwnText.jobs(), to: "jobs.json")
  }

  private func figures(at now: Timestamp) async -> Figures {
    let reading = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: now)
    return Figures(of: reading.factory, policy: .standard, now: now)
  }

  private func samples(_ name: String) throws -> [HistorySample] {
    guard case .document(let document) = FileReading(of: DataPath(folder.path("history/\(name)"))).outcome,
      case .history(let samples) = document.content
    else {
      Issue.record("\(name) is no history")
      return []
    }
    #expect(document.skipped == 0)
    #expect(document.problem == nil)
    return samples
  }

  @Test("What is written is what the readers read, oldest first, a minute counted once")
  func readBack() async throws {
    for seconds in [60, 0, 65, 30] as [Int64] {
      #expect(keeper.record(await figures(at: moment + Seconds(seconds))).failures == [])
    }
    let samples = try samples("alpha.2026-11-23.history.json")
    #expect(samples.map(\.at) == [moment, moment, moment + Seconds(60), moment + Seconds(60)])
    #expect(samples.map(\.partition) == [nil, "gpu", nil, "gpu"])
    let whole = try #require(samples.first)
    #expect(whole.gpusTotal == 8)
    #expect(whole.gpusAllocated == 3)
    #expect(whole.gpusUnavailable == 4)
    #expect(whole.runningJobs == 1)
    #expect(whole.pendingTasks == 10)
    #expect(whole.backlog == GPUHours(20))
  }

  @Test("Lower bounds are left out, for nothing would mark them in the history")
  func bounds() async throws {
    try folder.write(
      #"{"jobs": [{"job_id": 1, "job_state": ["PENDING"], "partition": "gpu", "priority": 9, "array_task_string": "1,3..."}], "meta": {"slurm": {"cluster": "alpha"}}}"#,
      to: "jobs.json")
    _ = keeper.record(await figures(at: moment))
    let whole = try #require(try samples("alpha.2026-11-23.history.json").first)
    #expect(whole.runningJobs == 0)
    #expect(whole.pendingTasks == nil)
    #expect(whole.backlog == nil)
  }

  @Test("The dashboard finds it again as the cluster's history")
  func found() async throws {
    _ = keeper.record(await figures(at: moment))
    let factory = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: moment).factory
    #expect(factory.clusters.map(\.name) == ["alpha"])
    #expect(factory.clusters.first?.history.count == 2)
  }

  @Test("What stale files tell is unknown, and is left out")
  func stale() async throws {
    let later = moment + .hours(2)
    try folder.write(OwnText.nodes(at: later), to: "nodes.json")
    #expect(keeper.record(await figures(at: later)).kept == ["alpha"])
    let sample = try #require(try samples("alpha.2026-11-23.history.json").first)
    #expect(sample.gpusAllocated == 3)
    #expect(sample.pendingTasks == nil)
    #expect(keeper.record(await figures(at: later + .hours(24))) == HistoryRecord())
    #expect(folder.text("history/alpha.2026-11-24.history.json") == nil)
  }

  @Test("A day has its file, and files that are too old go; nothing else does")
  func retention() async throws {
    let keep = ["alpha.2026-11-22.history.json", "notes.2026-01-01.json", "alpha.2026-13-01.history.json"]
    let drop = ["alpha.2026-11-21.history.json", "gone.2025-12-31.history.json"]
    for name in keep + drop { try folder.write("{}", to: "history/\(name)") }
    #expect(keeper.record(await figures(at: moment)).failures == [])
    for name in keep { #expect(folder.text("history/\(name)") != nil, "\(name)") }
    for name in drop { #expect(folder.text("history/\(name)") == nil, "\(name)") }
    #expect(folder.text("history/alpha.2026-11-23.history.json") != nil)
  }

  @Test("A clock that jumps ahead makes everything stale, and costs no file")
  func jumpAhead() async throws {
    #expect(keeper.record(await figures(at: moment)).kept == ["alpha"])
    let before = folder.text("history/alpha.2026-11-23.history.json")
    #expect(keeper.record(await figures(at: moment + .hours(24 * 365))) == HistoryRecord())
    #expect(folder.text("history/alpha.2026-11-23.history.json") == before)
  }

  @Test("Over midnight, and back when the clock is set back: every minute in its day, in order, once")
  func midnight() async throws {
    let midnight = try #require(Timestamp(rfc3339: "2026-11-24T00:00:00Z"))
    for seconds in [-60, 0, 60, -61, -120, 60] as [Int64] {
      let now = midnight + Seconds(seconds)
      try folder.write(OwnText.nodes(at: now), to: "nodes.json")
      try folder.write(OwnText.jobs(at: now), to: "jobs.json")
      #expect(keeper.record(await figures(at: now)).kept == ["alpha"])
    }
    let minutes = { (samples: [HistorySample]) in samples.filter { $0.partition == nil }.map(\.at) }
    #expect(
      minutes(try samples("alpha.2026-11-23.history.json"))
        == [midnight + Seconds(-120), midnight + Seconds(-60)])
    #expect(
      minutes(try samples("alpha.2026-11-24.history.json")) == [midnight, midnight + Seconds(60)])
  }

  @Test("A day's file that cannot be read is left as it is, and said")
  func unreadable() async throws {
    try folder.write("{\"schema\": \"fac", to: "history/alpha.2026-11-23.history.json")
    try folder.write(OwnText.nodes(cluster: "beta"), to: "beta/nodes.json")
    let record = keeper.record(await figures(at: moment))
    #expect(record.kept == ["beta"])
    #expect(record.failures.map(\.cluster) == ["alpha"])
    #expect(record.failures.first?.sentence.shown.contains("alpha.2026-11-23.history.json") == true)
    #expect(folder.text("history/alpha.2026-11-23.history.json") == "{\"schema\": \"fac")
    #expect(try samples("beta.2026-11-23.history.json").count == 2)
  }

  @Test(
    "No cluster's name leaves the folder, hides a file, or stands for another's",
    arguments: ["../../evil", "/etc/passwd", ".hidden", "a.b", "ü", "50%", ""])
  func names(cluster: String) {
    let name = HistoryFileName(
      cluster: SafeText(untrusted: cluster), day: CivilDate(year: 2026, month: 1, day: 2))
    #expect(!name.text.contains("/"))
    #expect(!name.stem.contains("."))
    #expect(!name.text.hasPrefix("."))
    #expect(name.text.utf8.allSatisfy { $0 < 0x80 })
    #expect(HistoryFileName(text: name.text) == name)
  }

  @Test("A week of minutes and ten partitions stays a small document")
  func size() {
    var day = HistoryDay(cluster: "alpha")
    let sample = HistorySample(
      at: moment, partition: "boost_usr_prod", gpusTotal: 13_824, gpusAllocated: 12_000, gpusUnavailable: 200,
      runningJobs: 1000, pendingTasks: 5000, backlog: GPUHours(1_234_567.25))
    day.add([sample], at: moment)
    let one = day.encoded.count
    day.add([sample, sample], at: moment + Seconds(60))
    #expect((day.encoded.count - one) / 2 <= 200)
  }
}
