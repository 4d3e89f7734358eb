package import Model

/// Watches data roots and tells what their files say, whenever that changes.
///
/// Every interval it looks at the files' stamps and reads those that changed: one read per file at a time, two files at
/// once, each on a thread of its own, and none so often that reading it would take more than a tenth of a processor.
/// When a newer version cannot be used, the last good one stays, with its age and the reason. What hangs is said to
/// hang and keeps nothing else from being read.
package actor Poller {
  private var roots: [DataPath]
  private var interval: Duration
  private var rules: TelemetryRules
  private let fixedNow: Timestamp?
  private let disk: Disk
  private let clock: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async -> Void

  private var ledger = FileLedger()
  private var listener: AsyncStream<Reading>.Continuation?
  private var lastTold: Duration = .zero

  private static let readsAtOnce = 2
  /// While much is being read, news is told this often rather than at the end only.
  private static let longestSilence: Duration = .milliseconds(500)

  /// `fixedNow` is the clock that the user fixed, if so: then times come from documents only, never from files.
  /// `clock` gives the time since any fixed moment; `pause` waits between ticks, and ends early when cancelled.
  package init(
    roots: [String], interval: Duration = .seconds(2), fixedNow: Timestamp? = nil,
    rules: TelemetryRules = .standard, disk: Disk = .local,
    clock: @escaping @Sendable () -> Duration = Poller.uptime,
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.roots = Self.distinct(roots)
    self.interval = interval
    self.rules = rules
    self.fixedNow = fixedNow
    self.disk = disk
    self.clock = clock
    self.pause = pause
  }

  /// The time since the program began to ask for it, in which a suspended machine counts.
  @Sendable package static func uptime() -> Duration { beginning.duration(to: .now) }
  private static let beginning = ContinuousClock.now

  /// Begins to watch. Of several readings that nobody fetched, the newest is kept. Watching ends when the stream's
  /// consumer does. A second call takes over from the first.
  package func start() -> AsyncStream<Reading> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Reading.self, bufferingPolicy: .bufferingNewest(1))
    listener?.finish()
    listener = continuation
    lastTold = clock()
    let watch = Task {
      while !Task.isCancelled {
        tick()
        await pause(interval)
      }
    }
    continuation.onTermination = { _ in watch.cancel() }
    return stream
  }

  /// Looks at the files now instead of at the next tick.
  package func refresh() { tick() }

  /// Goes on with other roots, another interval or other rules. What was read of roots that stay is not read again.
  package func adopt(roots: [String], interval: Duration, rules: TelemetryRules) {
    let newRoots = Self.distinct(roots)
    for root in self.roots where !newRoots.contains(root) { ledger.forget(root) }
    let hasNews = newRoots != self.roots || rules != self.rules
    (self.roots, self.interval, self.rules) = (newRoots, interval, rules)
    guard hasNews else { return }
    ledger.noteChange()
    // New roots are scanned before anything is told, so that the screen is not empty in between.
    lastTold = clock()
    tick()
  }

  private func tick() {
    let now = clock()
    for root in roots where ledger.beginScan(of: root, at: now) {
      runOnOwnThread { [disk] in
        let scan = disk.scan(root)
        Task { await self.scanned(root, scan) }
      }
    }
    proceed()
  }

  private func scanned(_ root: DataPath, _ scan: FolderScan) {
    guard roots.contains(root) else { return ledger.forget(root) }
    ledger.endScan(of: root, scan)
    proceed()
  }

  private func finished(_ path: DataPath, _ reading: FileReading) {
    ledger.endRead(of: path, reading, at: clock())
    proceed()
  }

  /// Starts what may be read, and tells what there is to tell.
  private func proceed() {
    let now = clock()
    let free = max(0, Self.readsAtOnce - ledger.readsUnderWay(at: now))
    for path in ledger.due(at: now).prefix(free) {
      ledger.beginRead(of: path, at: now)
      runOnOwnThread { [disk] in
        let reading = disk.read(path)
        Task { await self.finished(path, reading) }
      }
    }
    guard ledger.isChanged || ledger.isHanging(at: now) else { return }
    let isSilent = now - lastTold >= Self.longestSilence
    if isSilent || !ledger.isBusy(at: now) { tell(at: now) }
  }

  private func tell(at now: Duration) {
    lastTold = now
    listener?.yield(
      Reading(
        of: ledger.tell(at: now), untoldTime: fixedNow == nil ? .whenWritten : .unknown, rules: rules,
        now: fixedNow ?? .timeOfDay))
  }

  /// The roots as paths, each once, in the order given.
  static func distinct(_ roots: [String]) -> [DataPath] {
    var seen: Set<DataPath> = []
    return roots.map(DataPath.init).filter { seen.insert($0).inserted }
  }
}
