import Dispatch
import Foundation
import InMemoryLogging
import Logging
import Model
import Synchronization
import Telemetry
import Testing
import Text

@testable import Collection

@Suite("Rounds of a collector's loops")
struct RoundsTests {
  private let plan = CollectionPlan(
    output: OutputFolder(path: "/data"),
    sources: ["a", "b", "c"].map { CollectedSource(command: ["true"], target: "/data/\($0).json") },
    history: HistoryKeeper(folder: "/data/history"))

  private func rounds(
    at start: SuspendingClock.Instant, tell: @escaping @Sendable (Supervision.Notice) -> Bool = { _ in true }
  ) -> Rounds {
    Rounds(of: plan, under: Supervision(tell: tell), now: start)
  }

  @Test("A loop is overdue when it comes round later than it meant to, and than the grace beside")
  func overdue() {
    let start = SuspendingClock.now
    let rounds = rounds(at: start)
    for loop in plan.sources.map(\.name) { rounds.expect(loop, within: .seconds(60), now: start) }
    rounds.expect(Rounds.history, within: .seconds(90), now: start)
    #expect(rounds.overdue(at: start + .seconds(90)) == nil)
    rounds.expect("/data/a.json", within: .seconds(60), now: start + .seconds(60))
    rounds.expect("/data/c.json", within: .seconds(60), now: start + .seconds(60))
    #expect(rounds.overdue(at: start + .seconds(91)) == "/data/b.json")
    rounds.expect("/data/b.json", within: .seconds(60), now: start + .seconds(91))
    #expect(rounds.overdue(at: start + .seconds(119)) == nil)
    #expect(rounds.overdue(at: start + .seconds(121)) == "the history")
  }

  @Test("A loop that never begins is overdue after the grace")
  func neverBegun() {
    let start = SuspendingClock.now
    let rounds = rounds(at: start)
    #expect(rounds.overdue(at: start + .seconds(30)) == nil)
    #expect(rounds.overdue(at: start + .seconds(31)) == "/data/a.json")
  }

  @Test("Which sources fail is told when it changes, and only then")
  func failing() {
    let told = Mutex<[Supervision.Notice]>([])
    let rounds = rounds(at: .now) { notice in
      told.withLock { $0.append(notice) }
      return true
    }
    rounds.note("/data/a.json", fails: false)
    for _ in 0..<2 { rounds.note("/data/b.json", fails: true) }
    rounds.note("/data/a.json", fails: true)
    rounds.note("/data/b.json", fails: false)
    rounds.note("/data/a.json", fails: false)
    #expect(
      told.withLock { $0 } == [
        .status("collects 3 sources into /data; 1 fails: /data/b.json"),
        .status("collects 3 sources into /data; 2 fail, the first is /data/a.json"),
        .status("collects 3 sources into /data; 1 fails: /data/a.json"),
        .status("collects 3 sources into /data"),
      ])
  }
}

@Suite("A collector under supervision")
struct SupervisionTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// What a collector tells until it has told `count` times, of a source whose loop hangs before it begins, if it is to.
  private func told(_ count: Int, hangs: Bool, grace: Duration, log: InMemoryLogHandler) async
    -> [Supervision.Notice]
  {
    let (notices, notice) = AsyncStream.makeStream(of: Supervision.Notice.self)
    let tries = Mutex(0)
    var supervision = Supervision(period: .milliseconds(1)) { new in
      // What is not taken at first is told again.
      let isTaken = tries.withLock { tries in
        tries += 1
        return tries > 2
      }
      if isTaken { notice.yield(new) }
      return isTaken
    }
    supervision.grace = grace
    // Other tests may keep the threads on which tasks run for the whole time that all of them take.
    let limit = ContinuousClock.now + .seconds(3000)
    let isOver = Mutex(false)
    let source = CollectedSource(command: ["sleep", "1000"], target: folder.path("a.json"))
    let collector = Collector(
      plan: CollectionPlan(output: OutputFolder(path: folder.path), sources: [source], history: nil),
      policy: .standard, logger: Logger(label: "test") { _ in log }, now: { moment },
      chance: {
        // The loop itself is held here.
        while hangs, !isOver.withLock({ $0 }), ContinuousClock.now < limit { usleep(1000) }
        return 0
      })
    let task = Task(executorPreference: OwnThreads()) { await collector.run(under: supervision) }
    var all: [Supervision.Notice] = []
    for await new in notices {
      all.append(new)
      if all.count >= count { break }
    }
    while hangs, log.entries.allSatisfy({ !"\($0.message)".contains("does not come round") }),
      ContinuousClock.now < limit
    { try? await Task.sleep(for: .milliseconds(5)) }
    isOver.withLock { $0 = true }
    while hangs, log.entries.allSatisfy({ !"\($0.message)".contains("come round again") }),
      ContinuousClock.now < limit
    { try? await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await task.value
    return all
  }

  @Test("It tells that it is ready until that is taken, and then again and again that it lives")
  func lives() async {
    let log = InMemoryLogHandler()
    let all = await told(20, hangs: false, grace: .seconds(60), log: log)
    #expect(all.first == .ready("collects 1 source into \(SafeText(untrusted: folder.path))"))
    #expect(all.dropFirst().filter { $0 == .alive }.count >= 17)
    #expect(log.entries.allSatisfy { !"\($0.message)".contains("does not come round") })
  }

  @Test("When one of its loops hangs it does not tell that it lives, and logs which, and that it is over")
  func hangs() async {
    let log = InMemoryLogHandler()
    _ = await told(1, hangs: true, grace: .milliseconds(50), log: log)
    #expect(
      log.entries.map { "\($0.message)" }.filter { $0.contains("come") }.prefix(2) == [
        "the loop of \(folder.path("a.json")) does not come round, and the watchdog is not served meanwhile",
        "all loops come round again, and the watchdog is served",
      ])
  }
}

/// Threads of a test's own, of which it may hold one and keep none from other tests.
private final class OwnThreads: TaskExecutor {
  private let queue = DispatchQueue(label: "own threads", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
