import Glibc
import JSONStream
import Model
import Synchronization
import Testing
import Text

@testable import Telemetry

/// A file system that counts what is read of it, and that lets files hang.
private final class CountingDisk: Sendable {
  private struct State {
    var reads: [String: Int] = [:]
    var under: [String: Int] = [:]
    var mostAtOnce = 0
  }

  private let state = Mutex(State())
  /// Reads of files of this name wait until `release` is called.
  private let hanging: String
  private let gate = Gate()
  /// Tells when a read begins to hang.
  let hangs: AsyncStream<Void>
  private let hung: AsyncStream<Void>.Continuation

  init(hanging: String = "") {
    self.hanging = hanging
    (hangs, hung) = AsyncStream.makeStream()
  }

  var disk: Disk {
    Disk(
      scan: { FolderScan(root: $0, roots: $1, patience: $2) },
      read: { path, roots, memory, before in
        let name = path.lastComponent.shown
        self.state.withLock { state in
          state.reads[name, default: 0] += 1
          state.under[name, default: 0] += 1
          state.mostAtOnce = max(state.mostAtOnce, state.under.values.max() ?? 0)
        }
        if name == self.hanging {
          self.hung.yield()
          self.gate.wait()
        }
        defer { self.state.withLock { $0.under[name, default: 0] -= 1 } }
        return FileReading(of: path, in: roots, memory: memory, before: before)
      })
  }

  func reads(of name: String) -> Int { state.withLock { $0.reads[name] ?? 0 } }
  /// The most reads of one file that went on at the same time.
  var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }
  func release() { gate.open() }
}

/// Holds threads until it is opened.
/// Unchecked, because POSIX lets any thread use a semaphore for as long as it stays where it was made.
private final class Gate: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  init() { sem_init(semaphore, 0, 0) }
  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }
  func wait() { while sem_wait(semaphore) != 0 {} }
  func open() { sem_post(semaphore) }
}

/// A clock that tests set.
private final class TestClock: Sendable {
  private let time = Mutex(Duration.zero)
  var now: Duration { time.withLock { $0 } }
  func advance(_ span: Duration) { time.withLock { $0 += span } }
}

@Suite("Watching data folders", .timeLimit(.minutes(60)))
struct PollerTests {
  private let folder: TemporaryFolder
  private let clock = TestClock()
  init() throws { folder = try TemporaryFolder() }

  /// A poller that ticks when it starts and when it is refreshed, and never by itself.
  private func poller(_ disk: CountingDisk = CountingDisk(), fixedNow: Timestamp? = nil) -> Poller {
    let clock = clock
    return Poller(
      roots: [folder.path], fixedNow: fixedNow, disk: disk.disk, clock: { clock.now },
      pause: { _ in
        // Ends when the task is cancelled.
        for await _ in AsyncStream<Never>.makeStream().stream {}
      })
  }

  /// The first reading that shows these nodes; `nil` when watching ended without one.
  private func reading(
    of names: [SafeText], from readings: inout AsyncStream<TelemetrySnapshot>.AsyncIterator
  ) async -> TelemetrySnapshot? {
    while let reading = await readings.next() {
      if nodes(reading) == names { return reading }
    }
    return nil
  }

  private func nodes(_ reading: TelemetrySnapshot?) -> [SafeText] {
    reading?.factory.clusters.first?.nodes?.map(\.name) ?? []
  }

  @Test("a change is told after the next tick, and unchanged files are left alone")
  func follows() async throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    try folder.write("applications.json", OwnText.document("applications", #""applications": []"#))
    let disk = CountingDisk()
    let poller = poller(disk)
    var readings = await poller.start().makeAsyncIterator()
    #expect(nodes(await readings.next()) == ["a"])
    for name in ["b", "c", "d"] {
      try folder.replace("nodes.json", OwnText.nodes(name))
      clock.advance(.seconds(2))
      await poller.refresh()
      #expect(nodes(await readings.next()) == [SafeText(untrusted: name)])
    }
    #expect(disk.reads(of: "applications.json") == 1)
    #expect(disk.reads(of: "nodes.json") == 4)
  }

  @Test("a data folder without files is told too, so that the screen can say so")
  func nothing() async throws {
    var readings = await poller().start().makeAsyncIterator()
    let reading = await readings.next()
    #expect(reading?.factory.clusters.isEmpty == true)
    #expect(reading?.factory.sources.isEmpty == true)
  }

  @Test("a file that hangs is read by one thread only, and the others go on without it")
  func hangs() async throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    let disk = CountingDisk(hanging: "hung.json")
    let poller = poller(disk)
    var readings = await poller.start().makeAsyncIterator()
    #expect(await reading(of: ["a"], from: &readings) != nil)

    try folder.write("hung.json", OwnText.nodes("h"))
    clock.advance(.seconds(2))
    await poller.refresh()
    for await _ in disk.hangs { break }
    clock.advance(.seconds(22))
    try folder.write("hung.json", OwnText.nodes("h", "i"))
    try folder.write("nodes.json", OwnText.nodes("b"))
    await poller.refresh()
    let hung = try #require(await reading(of: ["b"], from: &readings)?.factory.sources.first)
    #expect(hung.path == folder.path("hung.json").text)
    #expect(hung.problem == TelemetryError.hung(seconds: 22).explanation)
    #expect(disk.reads(of: "hung.json") == 1)
    #expect(disk.mostAtOnce == 1)

    disk.release()
    disk.release()
    clock.advance(.seconds(2))
    await poller.refresh()
    let sound = try #require(await reading(of: ["h", "i", "b"], from: &readings))
    #expect(sound.factory.sources.map(\.problem) == [nil, nil])
  }

  @Test("an answer that came in time is no silence, however long the program takes to hear of it")
  func heldUp() async throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    let disk = CountingDisk(hanging: "nodes.json")
    let isHeldUp = Mutex(false)
    let late = Mutex(Duration.zero)
    let held = Mutex<Poller?>(nil)
    let poller = Poller(
      roots: [folder.path], disk: disk.disk,
      clock: {
        // Nothing else of the poller goes on meanwhile.
        if isHeldUp.withLock({
          let was = $0; $0 = false; return was
        }), let poller = held.withLock(\.self) {
          disk.release()
          while poller.arrived.withLock(\.isEmpty) { usleep(1000) }
          late.withLock { $0 = .seconds(60) }
        }
        return late.withLock(\.self)
      },
      pause: { _ in for await _ in AsyncStream<Never>.makeStream().stream {} })
    held.withLock { $0 = poller }
    var readings = await poller.start().makeAsyncIterator()
    for await _ in disk.hangs { break }
    isHeldUp.withLock { $0 = true }
    await poller.refresh()
    var first = await readings.next()
    while let reading = first, reading.factory.sources.isEmpty { first = await readings.next() }
    #expect(first?.factory.sources.map(\.problem) == [nil])
    #expect(nodes(first) == ["a"])
    held.withLock { $0 = nil }
  }

  @Test("other roots and rules are taken over, and what stays is not read again")
  func adopts() async throws {
    try folder.write("x/nodes.json", OwnText.nodes("a"))
    try folder.write("y/nodes.json", OwnText.nodes("b"))
    let disk = CountingDisk()
    let clock = clock
    let poller = Poller(
      roots: [folder.path + "/x"], disk: disk.disk, clock: { clock.now },
      pause: { _ in try? await Task.sleep(for: .milliseconds(1)) })
    var readings = await poller.start().makeAsyncIterator()
    #expect(await reading(of: ["a"], from: &readings) != nil)
    let name = try #require(
      await TelemetrySnapshot.once(roots: [folder.path + "/x"]).factory.clusters.first?.name)
    let rules = TelemetryRules(site: "Here", clusters: [ClusterRules(name: "renamed", aliases: [name])])
    await poller.adopt(
      roots: [folder.path + "/x"], interval: .seconds(1), rules: rules, memoryLimit: MemoryMeter.standardLimit
    )
    let renamed = await reading(of: ["a"], from: &readings)
    #expect(renamed?.factory.site == "Here")
    #expect(renamed?.factory.clusters.map(\.name) == ["renamed"])
    #expect(disk.reads(of: "nodes.json") == 1)
    await poller.adopt(
      roots: [folder.path + "/y"], interval: .seconds(1), rules: .standard,
      memoryLimit: MemoryMeter.standardLimit)
    let moved = await reading(of: ["b"], from: &readings)
    #expect(moved?.factory.sources.map(\.path) == [folder.path("y/nodes.json").text])
  }

  @Test("watching goes on by itself, tick after tick, until nobody listens")
  func ticks() async throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
    let clock = clock
    let poller = Poller(
      roots: [folder.path, folder.path + "/"], disk: CountingDisk().disk, clock: { clock.now },
      pause: { _ in
        for await _ in ticks { return }
      })
    var readings = await poller.start().makeAsyncIterator()
    #expect(nodes(await readings.next()) == ["a"])
    try folder.write("nodes.json", OwnText.nodes("b"))
    clock.advance(.seconds(2))
    tick.yield()
    #expect(nodes(await readings.next()) == ["b"])
  }

  @Test("read once, a folder gives the same reading every time")
  func once() async throws {
    for number in 0..<9 {
      try folder.write(
        "c\(number % 3)/\(number).json",
        OwnText.nodes("n\(number)", cluster: nil, at: "2026-11-23T0\(number):00:00Z"))
    }
    try folder.write("README.md", "# Data")
    try folder.write("c0/torn.json", "{")
    let first = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: .at("2026-11-23T10:00:00Z"))
    let second = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: .at("2026-11-23T10:00:00Z"))
    #expect(first.factory.clusters.map(\.name) == ["c0", "c1", "c2"])
    #expect(first.factory.clusters.map(\.nodes) == second.factory.clusters.map(\.nodes))
    #expect(first.factory.sources == second.factory.sources)
    #expect(first.factory.sources.count == 10)
    #expect(first.unrecognised == [folder.path("README.md").text])
    let torn = try #require(first.factory.sources.first { !$0.isReadable })
    #expect(torn.path == folder.path("c0/torn.json").text)
    #expect(torn.cluster == "c0")
  }

  @Test("read once, what does not answer in time is said, and the rest is read")
  func onceWithHangs() async throws {
    try folder.write("a/nodes.json", OwnText.nodes("a", cluster: nil))
    try folder.write("b/hung.json", OwnText.nodes("b", cluster: nil))
    let disk = CountingDisk(hanging: "hung.json")
    let reading = await TelemetrySnapshot.once(
      roots: [folder.path], fixedNow: .at("2026-11-23T10:00:00Z"), disk: disk.disk, wait: .milliseconds(200))
    #expect(reading.factory.clusters.map(\.name) == ["a"])
    let hung = try #require(reading.factory.sources.first { !$0.isReadable })
    #expect(hung.path == folder.path("b/hung.json").text)
    #expect(hung.isHanging)
    disk.release()
  }

  @Test("a root that does not exist is a missing source")
  func missingRoot() async throws {
    let reading = await TelemetrySnapshot.once(roots: [folder.path + "/nowhere"])
    #expect(reading.factory.sources.map(\.isMissing) == [true])
    #expect(reading.factory.clusters.isEmpty)
  }
}
