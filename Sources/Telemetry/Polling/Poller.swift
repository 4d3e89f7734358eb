package import Model
import Synchronization

/// Watches data roots and tells what their files say, whenever that changes.
///
/// Every interval it looks at the files' stamps and reads those that changed: one read per file at a time, two files at
/// once (more where the file system does not answer), each on a thread of its own, and none so often that reading it
/// would take more than a tenth of a processor.
/// When a newer version cannot be used, the last good one stays, with its age and the reason. What hangs is said to
/// hang and keeps nothing else from being read.
package actor Poller {
  private var roots: DataRoots
  private var interval: Duration
  private var rules: TelemetryRules
  private let fixedNow: Timestamp?
  private let disk: Disk
  private let memory: MemoryMeter
  private let clock: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async -> Void

  private var ledger: FileLedger
  /// How long an answer to a look at a folder is waited for.
  private let patience: Duration
  /// Where an answer has come and was not taken in yet. It says nothing of the file system how long that takes, for the
  /// whole program may have been held up.
  nonisolated let arrived = Mutex<Set<DataPath>>([])
  /// Who waits for everything to be read.
  private var done: CheckedContinuation<Void, Never>?
  private var listener: AsyncStream<TelemetrySnapshot>.Continuation?
  private var lastTold: Duration = .zero

  private static let readsAtOnce = 2
  /// Where so many reads hang, no more is begun: each holds a thread for as long as it hangs.
  private static let mostHanging = 64
  /// While much is being read, news is told this often rather than at the end only.
  private static let longestSilence: Duration = .milliseconds(500)

  /// `fixedNow` is the clock that the user fixed, if so: then times come from documents only, never from files.
  /// `clock` gives the time since any fixed moment; `pause` waits between ticks, and ends early when cancelled.
  package init(
    roots: [String], interval: Duration = .seconds(2), fixedNow: Timestamp? = nil,
    rules: TelemetryRules = .standard, memoryLimit: Int = MemoryMeter.standardLimit, disk: Disk = .local,
    clock: @escaping @Sendable () -> Duration = Poller.uptime,
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.init(
      roots: roots, interval: interval, fixedNow: fixedNow, rules: rules,
      memory: MemoryMeter(limit: memoryLimit), disk: disk, clock: clock, pause: pause,
      patience: .seconds(2), hangsAfter: FileReading.silence, scanHangsAfter: FileReading.silence)
  }

  fileprivate init(
    readingOnce roots: [String], fixedNow: Timestamp?, rules: TelemetryRules, memory: MemoryMeter, disk: Disk,
    wait: Duration
  ) {
    self.init(
      roots: roots, interval: .zero, fixedNow: fixedNow, rules: rules, memory: memory, disk: disk,
      clock: Poller.uptime,
      pause: { try? await Task.sleep(for: $0) }, patience: wait, hangsAfter: wait,
      scanHangsAfter: wait + FileReading.silence)
  }

  private init(
    roots: [String], interval: Duration, fixedNow: Timestamp?, rules: TelemetryRules, memory: MemoryMeter,
    disk: Disk, clock: @escaping @Sendable () -> Duration,
    pause: @escaping @Sendable (Duration) async -> Void,
    patience: Duration, hangsAfter: Duration, scanHangsAfter: Duration
  ) {
    self.roots = DataRoots(roots.map(DataPath.init))
    self.patience = patience
    ledger = FileLedger(hangsAfter: hangsAfter, scanHangsAfter: scanHangsAfter)
    self.interval = interval
    self.rules = rules
    self.fixedNow = fixedNow
    self.disk = disk
    self.memory = memory
    self.clock = clock
    self.pause = pause
  }

  /// The time since the program began to ask for it, in which a suspended machine counts.
  @Sendable package static func uptime() -> Duration { CallsUnderWay.now() }

  /// Begins to watch. Of several readings that nobody fetched, the newest is kept. Watching ends when the stream's
  /// consumer does. A second call takes over from the first.
  package func start() -> AsyncStream<TelemetrySnapshot> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: TelemetrySnapshot.self, bufferingPolicy: .bufferingNewest(1))
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

  /// Goes on with other roots, another interval, other rules or more or less memory. What was read of roots that stay is
  /// not read again, but for what found no room.
  package func adopt(roots: [String], interval: Duration, rules: TelemetryRules, memoryLimit: Int) {
    let newRoots = DataRoots(roots.map(DataPath.init))
    for root in self.roots.paths where !newRoots.paths.contains(root) { ledger.forget(root) }
    memory.setKept(ledger.memory)
    let hasNews = newRoots != self.roots || rules != self.rules
    (self.roots, self.interval, self.rules) = (newRoots, interval, rules)
    if memoryLimit != memory.limit {
      memory.setLimit(memoryLimit)
      ledger.retryWhatFoundNoRoom()
    }
    guard hasNews else { return }
    ledger.noteChange()
    // New roots are scanned before anything is told, so that the screen is not empty in between.
    lastTold = clock()
    tick()
  }

  private func tick() {
    let now = clock()
    for root in roots.paths where ledger.beginScan(of: root, at: now) {
      runOnOwnThread { [disk, roots, patience, self] in
        let scan = disk.scan(root, roots, patience)
        _ = arrived.withLock { $0.insert(root) }
        Task { await self.scanned(root, scan) }
      }
    }
    proceed()
  }

  private func scanned(_ root: DataPath, _ scan: FolderScan) {
    _ = arrived.withLock { $0.remove(root) }
    guard roots.paths.contains(root) else {
      ledger.forget(root)
      return memory.setKept(ledger.memory)
    }
    ledger.endScan(of: root, scan)
    proceed()
  }

  /// `limit` is what memory was allowed when the read began: what found no room in it may find some now.
  private func finished(_ path: DataPath, _ reading: FileReading, _ limit: Int) {
    _ = arrived.withLock { $0.remove(path) }
    ledger.endRead(of: path, reading, at: clock())
    if limit != memory.limit { ledger.retryWhatFoundNoRoom() }
    memory.endReading(reading.reservedMemory, kept: ledger.memory)
    proceed()
  }

  /// Starts what may be read, and tells what there is to tell.
  private func proceed() {
    let now = clock()
    for path in ledger.reads {
      if let silence = disk.silence(path) { ledger.noteAnswer(to: path, at: now - silence) }
    }
    for path in arrived.withLock(\.self) {
      ledger.noteAnswer(to: path, at: now)
      ledger.noteAnswer(toScanOf: path, at: now)
    }
    let hanging = ledger.hangingReads(at: now)
    let free = hanging < Self.mostHanging ? max(0, Self.readsAtOnce - ledger.activeReads(at: now)) : 0
    for path in ledger.next(at: now, atMost: free) {
      ledger.beginRead(of: path, at: now)
      let before = ledger.document(of: path)
      let limit = memory.limit
      runOnOwnThread { [disk, roots, memory, self] in
        let reading = disk.read(path, roots, memory, before)
        _ = arrived.withLock { $0.insert(path) }
        Task { await self.finished(path, reading, limit) }
      }
    }
    let isDone = ledger.due(at: now, atMost: 1).isEmpty || hanging >= Self.mostHanging
    if let done, !ledger.isBusy(at: now), isDone {
      self.done = nil
      return done.resume()
    }
    guard ledger.isChanged || ledger.isHanging(at: now) else { return }
    let isSilent = now - lastTold >= Self.longestSilence
    if isSilent || !ledger.isBusy(at: now) { tell(at: now) }
  }

  private func tell(at now: Duration) {
    lastTold = now
    listener?.yield(reading(at: now))
  }

  private func reading(at now: Duration) -> TelemetrySnapshot {
    var reading = TelemetrySnapshot(
      of: ledger.tell(at: now), untoldTime: fixedNow == nil ? .whenWritten : .unknown, rules: rules,
      now: fixedNow ?? .timeOfDay)
    reading.isWhole = !ledger.isBusy(at: now) && ledger.due(at: now, atMost: 1).isEmpty
    ledger.forget(reading.retired)
    memory.setKept(ledger.memory)
    return reading
  }

  /// Looks once and waits for everything to be read or to hang.
  fileprivate func readOnce() async -> TelemetrySnapshot {
    // Time alone tells that a read hangs.
    let timer = Task {
      while !Task.isCancelled {
        await pause(.milliseconds(50))
        proceed()
      }
    }
    await withCheckedContinuation {
      done = $0
      tick()
    }
    timer.cancel()
    let now = clock()
    for path in ledger.due(at: now) { ledger.beginRead(of: path, at: now) }
    // One that was given up may have been begun anew before this goes on: it is not left out without a word.
    for path in ledger.readsThatMayAnswer(at: now) {
      ledger.endRead(
        of: path, FileReading(.failed(.hung(seconds: Int(patience.components.seconds)))), at: now)
    }
    let reading = reading(at: now)
    // What becomes of the reading is its receiver's, and of this poller nothing is left.
    memory.setKept(0)
    return reading
  }
}

extension TelemetrySnapshot {
  /// Reads every file of the data roots once, two at a time, for what has no screen. The same files give the same
  /// reading. With a `fixedNow`, times come from documents only, never from files.
  ///
  /// What does not answer within `wait` is left out and said, and nothing else is. `memory` is for what is read
  /// meanwhile, of these files and by others who have the same meter.
  package static func once(
    roots: [String], fixedNow: Timestamp? = nil, rules: TelemetryRules = .standard,
    memory: MemoryMeter = MemoryMeter(), disk: Disk = .local, wait: Duration = FileReading.silence
  ) async -> TelemetrySnapshot {
    await Poller(
      readingOnce: roots, fixedNow: fixedNow, rules: rules, memory: memory, disk: disk, wait: wait
    ).readOnce()
  }
}
