import Collection
import Foundation
import InMemoryLogging
import Logging
import Model
import Synchronization
import Telemetry
import Testing
import Text

@Suite("The collector")
struct CollectorTests {
  private let folder: TemporaryFolder
  private let log: InMemoryLogHandler

  init() throws {
    folder = try TemporaryFolder()
    var log = InMemoryLogHandler()
    log.logLevel = .debug
    self.log = log
  }

  private var logger: Logger { Logger(label: "test") { [log] _ in log } }

  private func source(_ script: String, _ name: String, interval: Duration = .milliseconds(5))
    -> CollectedSource
  {
    var source = CollectedSource(command: ["sh", "-c", script], target: folder.path(name))
    source.limits.interval = interval
    // Where thousands of tests share two processors, the end of a command may be heard of late.
    source.limits.time = .seconds(300)
    return source
  }

  private func collector(
    _ sources: [CollectedSource], history: HistoryKeeper? = nil,
    memoryLimit: Int = MemoryMeter.standardLimit, beside: WorkBeside? = nil,
    chance: @escaping @Sendable () -> Double = { 0 }
  ) -> Collector {
    Collector(
      plan: CollectionPlan(output: OutputFolder(path: folder.path), sources: sources, history: history),
      policy: .standard,
      memoryLimit: memoryLimit, beside: beside, logger: logger, now: { moment }, chance: chance)
  }

  /// Runs until something is so after a run of some source has ended: that is when the next one is left to chance.
  private func run(_ sources: [CollectedSource], until isSo: () -> Bool) async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let collector = collector(sources) {
      end.yield()
      return 0
    }
    let task = Task { await collector.run() }
    for await _ in ends where isSo() { break }
    task.cancel()
    await task.value
  }

  private func lines(_ name: String) -> Int { (folder.text(name) ?? "").split(separator: "\n").count }

  @Test("A source that fails again and again is complained of once, and its recovery said once")
  func loggedOnce() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let script = """
      echo x >> \(folder.path("runs")); [ $(wc -l < \(folder.path("runs"))) -gt 3 ] || exit 1
      cat \(folder.path("answer"))
      """
    await run([source(script, "nodes.json")]) {
      folder.text("nodes.json") != nil && lines("runs") > 5
    }
    let entries = log.entries.filter { $0.level > .debug }
    #expect(entries.map(\.level) == [.error, .notice])
    #expect(entries.first?.message.description.contains(folder.path("nodes.json")) == true)
    #expect(entries.last?.message.description.contains("3") == true)
    #expect(log.entries.count { $0.level == .debug } == 2)
  }

  @Test("Another kind of failure is news")
  func anotherKind() async throws {
    let script = """
      echo x >> \(folder.path("runs")); [ $(wc -l < \(folder.path("runs"))) -gt 2 ] || exit 1
      echo nonsense
      """
    await run([source(script, "nodes.json")]) { lines("runs") > 4 }
    #expect(log.entries.filter { $0.level == .error }.count == 2)
  }

  @Test("A source never runs twice at a time, and one that hangs does not keep the others waiting")
  func oneAtATime() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let slow = "mkdir \(folder.path("lock")) || touch \(folder.path("twice")); sleep 1000"
    let quick = "echo x >> \(folder.path("runs")); cat \(folder.path("answer"))"
    await run([source(slow, "slow.json"), source(quick, "quick.json")]) { lines("runs") > 5 }
    #expect(folder.text("twice") == nil)
    #expect(folder.text("slow.json") == nil)
  }

  @Test(
    "History that cannot be written is complained of once; its recovery is said when it is written, not before"
  )
  func historyRecovers() async throws {
    let (turns, turn) = AsyncStream.makeStream(of: Int.self)
    var history = HistoryKeeper(folder: folder.path("history"))
    history.interval = .milliseconds(1)
    try folder.write("in the way", to: "history")
    try folder.write(OwnText.nodes(), to: "nodes.json")
    let count = Mutex(0)
    // It is asked for the time once in a turn, after it has read and before it writes.
    let collector = Collector(
      plan: CollectionPlan(output: OutputFolder(path: folder.path), sources: [], history: history),
      policy: .standard,
      logger: logger,
      now: {
        let number = count.withLock { number in
          number += 1
          return number
        }
        turn.yield(number)
        // Long after the nodes were counted, nothing is known and nothing is written: that is no recovery.
        return 4...6 ~= number ? moment + .hours(9) : moment
      })
    let task = Task { await collector.run() }
    for await number in turns {
      if number == 9 { try FileManager.default.removeItem(atPath: folder.path("history")) }
      if number > 9, folder.text("history/alpha.2026-11-23.history.json") != nil,
        log.entries.contains(where: { $0.level == .notice })
      {
        break
      }
    }
    task.cancel()
    await task.value
    let entries = log.entries.filter { $0.level > .debug }
    #expect(entries.map(\.level) == [.error, .notice])
    #expect(entries.first?.message.description.contains("history is not recorded") == true)
    #expect(
      entries.last?.message.description.hasPrefix("the history of alpha is renewed again, after ") == true)
    #expect(log.entries.count { $0.level == .debug } >= 4)
  }

  @Test("Once: every command runs, what fails is said, and the history gains a sample of each partition")
  func once() async throws {
    try folder.write(OwnText.nodes(), to: ".nodes")
    try folder.write(OwnText.jobs(), to: ".jobs")
    let history = HistoryKeeper(folder: folder.path("history"))
    let good = [
      source("cat \(folder.path(".nodes"))", "alpha/nodes.json"),
      source("cat \(folder.path(".jobs"))", "alpha/jobs.json"),
    ]
    #expect(await collector(good, history: history).runOnce())
    #expect(log.entries.isEmpty)
    let text = try #require(folder.text("history/alpha.2026-11-23.history.json"))
    #expect(text.contains(#""partition":"gpu","gpus_total":8,"gpus_allocated":3,"gpus_unavailable":4"#))
    #expect(text.contains(#""running_jobs":1,"pending_tasks":10,"backlog_gpu_hours":20"#))

    #expect(await collector(good + [source("exit 7", "bad.json")]).runOnce() == false)
    #expect(log.entries.map(\.level) == [.error])
  }

  @Test("The memory that telemetry may take is for what is collected too, and for the history of it")
  func memory() async throws {
    try folder.write(OwnText.nodes(), to: ".nodes")
    let source = source("cat \(folder.path(".nodes"))", "nodes.json")
    let history = HistoryKeeper(folder: folder.path("history"))
    #expect(await collector([source], memoryLimit: 10).runOnce() == false)
    #expect(log.entries.map { $0.message.description.contains("does not fit into the 0 MB") } == [true])
    #expect(folder.text("nodes.json") == nil)
    #expect(await collector([source]).runOnce())
    #expect(await collector([], history: history, memoryLimit: 10).runOnce())
    #expect(folder.text("history/alpha.2026-11-23.history.json") == nil)
    // Enough for each of them, and not for all.
    #expect(await collector([source, source, source], history: history, memoryLimit: 1_500_000).runOnce())
    #expect(await collector([source], history: history, memoryLimit: 1_500_000).runOnce())
    #expect(folder.text("history/alpha.2026-11-23.history.json") != nil)
  }

  @Test("What is done beside the sources is done again and again, and with --once when all of them were run")
  func beside() async throws {
    let (calls, call) = AsyncStream.makeStream(of: Bool.self)
    try folder.write(OwnText.nodes(), to: "answer")
    let sources = [source("cat \(folder.path("answer"))", "nodes.json")]
    func collector(doing isWell: Bool) -> Collector {
      self.collector(
        sources,
        beside: WorkBeside(name: "the recording", place: "r", interval: .milliseconds(5)) {
          [nodes = folder.path("nodes.json")] in
          call.yield(FileManager.default.fileExists(atPath: nodes))
          return isWell
        })
    }
    var all = calls.makeAsyncIterator()
    #expect(await collector(doing: true).runOnce())
    #expect(await all.next() == true)
    #expect(await !collector(doing: false).runOnce())
    #expect(await all.next() == true)
    let again = collector(doing: false)
    let task = Task { await again.run() }
    for _ in 0..<3 { #expect(await all.next() != nil) }
    task.cancel()
    await task.value
  }
}
