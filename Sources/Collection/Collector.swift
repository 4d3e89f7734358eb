import Glibc
package import Logging
package import Model
package import Telemetry
import Text

/// Keeps telemetry files new by running commands, and keeps the history of what they say.
package struct Collector: Sendable {
  private let plan: CollectionPlan
  private let policy: Policy
  private let rules: TelemetryRules
  /// Of all that is read, at one time and another.
  private let memory: MemoryMeter
  /// What is done beside all that; `nil` for nothing.
  private let beside: WorkBeside?
  private let logger: Logger
  private let now: @Sendable () -> Timestamp
  private let chance: @Sendable () -> Double

  /// `memoryLimit` is how many bytes what is read may take. `now` is the time of day; `chance` gives a number of 0..<1, another at each call, that spreads runs and retries.
  package init(
    plan: CollectionPlan, policy: Policy, rules: TelemetryRules = .standard,
    memoryLimit: Int = MemoryMeter.standardLimit, beside: WorkBeside? = nil, logger: Logger,
    now: @escaping @Sendable () -> Timestamp,
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.plan = plan
    self.policy = policy
    self.rules = rules
    memory = MemoryMeter(limit: memoryLimit)
    self.beside = beside
    self.logger = logger
    self.now = now
    self.chance = chance
  }

  /// Runs every source's command again and again, each by its own schedule and never twice at a time, until the task
  /// is cancelled; then ends the commands that run, within half a second.
  package func run(under supervision: Supervision? = nil) async {
    await removeLeftovers()
    let rounds = Rounds(of: plan, beside: beside?.name, under: supervision)
    await withDiscardingTaskGroup { group in
      for source in plan.sources { group.addTask { await keepRenewing(source, noting: rounds) } }
      if let history = plan.history { group.addTask { await keepRecording(history, noting: rounds) } }
      if let beside { group.addTask { await keepDoing(beside, noting: rounds) } }
      if let supervision { group.addTask { await keepTelling(supervision, of: rounds) } }
    }
  }

  /// Runs every source's command once, one after the other so that they do not load the scheduler together, and
  /// records the history once, and does once what is done beside it.
  ///
  /// - Returns: whether all went well.
  package func runOnce() async -> Bool {
    await removeLeftovers()
    var isWell = true
    for source in plan.sources where !Task.isCancelled {
      if let failure = await failure(of: renewal(of: source), of: source) {
        isWell = false
        if !Task.isCancelled { logger.error("\(failure.sentence(about: source).shown)") }
      }
    }
    if let history = plan.history, !Task.isCancelled {
      if let record = await recording(history).value(within: Self.longestSilence) {
        for failure in record.failures { logger.error("\(failure.sentence.shown)") }
        isWell = isWell && record.failures.isEmpty
      } else {
        logger.error("\(Self.hangingHistory(history).shown)")
        isWell = false
      }
    }
    guard let beside, !Task.isCancelled else { return isWell }
    guard let isDone = await work(of: beside).value(within: Self.longestSilence) else {
      logger.error("\(beside.sentenceOfHanging.shown)")
      return false
    }
    return isWell && isDone
  }

  /// A loop of the group as the others are: where that gets no further, neither does this.
  private func keepTelling(_ supervision: Supervision, of rounds: Rounds) async {
    while !rounds.tellReady() {
      guard await slept(.milliseconds(100)) else { return }
    }
    guard let period = supervision.period else { return }
    var isLate = false
    repeat {
      if let loop = rounds.overdue() {
        if !isLate {
          logger.error(
            "the loop of \(loop.shown) does not come round, and the watchdog is not served meanwhile")
        }
        isLate = true
      } else {
        if isLate { logger.notice("all loops come round again, and the watchdog is served") }
        isLate = false
        _ = supervision.tell(.alive)
      }
    } while await slept(period)
  }

  private func keepRenewing(_ source: CollectedSource, noting rounds: Rounds) async {
    var schedule = SourceSchedule(interval: source.limits.interval)
    var report = FailureReport()
    var wait = schedule.firstDelay(jitter: chance())
    rounds.expect(source.name, within: wait)
    while await slept(wait) {
      let began = ContinuousClock.now
      let renewal = renewal(of: source)
      var failure: CollectionFailure?
      repeat {
        rounds.expect(source.name, within: source.limits.time + Self.longestSilence)
        failure = await self.failure(of: renewal, of: source)
        if Task.isCancelled { return }
        if let failure {
          report.note(failure.sentence(about: source), word: failure.cause.word, to: logger)
        }
        rounds.note(source.name, fails: failure != nil)
        // There is never a second one while the first hangs.
      } while failure?.isOfHanging == true
      if failure == nil { report.noteSuccess(of: source.name, to: logger) }
      wait = schedule.delay(after: failure == nil, took: began.duration(to: .now), jitter: chance())
      rounds.expect(source.name, within: wait)
    }
  }

  private func keepRecording(_ history: HistoryKeeper, noting rounds: Rounds) async {
    var schedule = SourceSchedule(interval: history.interval)
    // By cluster, not by file: a new day's file is no recovery, and neither is a minute of which nothing is known.
    var reports: [SafeText: FailureReport] = [:]
    var hanging = FailureReport()
    var wait = history.interval
    rounds.expect(Rounds.history, within: wait)
    while await slept(wait) {
      let began = ContinuousClock.now
      rounds.expect(Rounds.history, within: Self.longestSilence)
      let recording = recording(history)
      var recorded = await recording.value(within: Self.longestSilence)
      while recorded == nil, !Task.isCancelled {
        hanging.note(Self.hangingHistory(history), word: "hung", to: logger)
        rounds.expect(Rounds.history, within: Self.longestSilence)
        recorded = await recording.value(within: Self.longestSilence)
      }
      guard let record = recorded else { return }
      hanging.noteSuccess(of: "the history", to: logger)
      for failure in record.failures {
        reports[failure.cluster, default: FailureReport()].note(
          failure.sentence, word: failure.word, to: logger)
      }
      for cluster in record.kept {
        reports[cluster]?.noteSuccess(of: "the history of \(cluster)", to: logger)
      }
      wait = schedule.delay(after: true, took: began.duration(to: .now), jitter: 0)
      rounds.expect(Rounds.history, within: wait)
    }
  }

  private func keepDoing(_ beside: WorkBeside, noting rounds: Rounds) async {
    var schedule = SourceSchedule(interval: beside.interval)
    var hanging = FailureReport()
    var wait = beside.interval
    rounds.expect(beside.name, within: wait)
    while await slept(wait) {
      let began = ContinuousClock.now
      rounds.expect(beside.name, within: Self.longestSilence)
      let work = work(of: beside)
      while await work.value(within: Self.longestSilence) == nil, !Task.isCancelled {
        hanging.note(beside.sentenceOfHanging, word: "hung", to: logger)
        rounds.expect(beside.name, within: Self.longestSilence)
      }
      if Task.isCancelled { return }
      hanging.noteSuccess(of: beside.name, to: logger)
      wait = schedule.delay(after: true, took: began.duration(to: .now), jitter: 0)
      rounds.expect(beside.name, within: wait)
    }
  }

  private func work(of beside: WorkBeside) -> WatchedWork<Bool> { WatchedWork { await beside.run() } }

  private func renewal(of source: CollectedSource) -> WatchedWork<CollectionFailure?> {
    WatchedWork {
      do throws(CollectionFailure) {
        try await source.renew(in: plan.output, memory: memory)
        return nil
      } catch {
        return error
      }
    }
  }

  /// Why a source was not renewed; `nil` when it was.
  private func failure(
    of renewal: WatchedWork<CollectionFailure?>, of source: CollectedSource
  ) async -> CollectionFailure? {
    let limit = source.limits.time + Self.longestSilence
    return await renewal.value(within: limit) ?? CollectionFailure(.hung(after: limit))
  }

  private func recording(_ history: HistoryKeeper) -> WatchedWork<HistoryRecord> {
    WatchedWork { history.record(await figures(without: history), in: plan.output, memory: memory) }
  }

  private static func hangingHistory(_ history: HistoryKeeper) -> SafeText {
    "history is not recorded: the file system of \(SafeText(untrusted: history.folder)) does not answer; check it"
  }

  /// Reading gives up after ten seconds what does not answer; writing has as long again.
  private static let longestSilence: Duration = .seconds(30)

  private func removeLeftovers() async {
    var folders = Set(
      plan.sources.map { $0.target.prefix(upTo: $0.target.lastIndex(of: "/") ?? $0.target.startIndex) })
    if let history = plan.history { folders.insert(history.folder[...]) }
    let work = WatchedWork { [folders, output = plan.output] in
      for folder in folders { ReplacementFile.removeLeftovers(in: String(folder), of: output) }
    }
    _ = await work.value(within: .seconds(5))
    let open = WatchedWork { [targets = plan.sources.map(\.target)] in
      targets.filter { target in
        var status = stat()
        return lstat(target, &status) == 0 && status.st_mode & S_IROTH != 0
      }
    }
    let history = WatchedWork { [history = plan.history, output = plan.output] in
      history?.filesReadableByAll(in: output) ?? 0
    }
    // A file that is there keeps its permissions, which somebody may have chosen.
    guard plan.output.mode & S_IROTH == 0 else { return }
    for target in await open.value(within: .seconds(5)) ?? [] {
      logger.notice(
        "\(SafeText(untrusted: target).shown) may be read by everybody; if it need not be, chmod o-r it")
    }
    if let folder = plan.history?.folder, let count = await history.value(within: .seconds(5)), count > 0 {
      logger.notice(
        "\(SafeText(untrusted: folder).shown) holds \(count) \(count == 1 ? "file" : "files") of the history that everybody may read; if they need not, chmod o-r them"
      )
    }
  }

  /// What `report` would say now of everything in the data folder. The history itself says nothing new, and is as large
  /// as a week: it is not read.
  private func figures(without history: HistoryKeeper) async -> Figures {
    let old = DataPath(history.folder)
    let disk = Disk(
      scan: Disk.local.scan,
      read: {
        $0.isBelow(old) ? FileReading(.unrecognised(.unknownFormat)) : Disk.local.read($0, $1, $2, $3)
      },
      silence: Disk.local.silence)
    let reading = await TelemetrySnapshot.once(roots: [plan.folder], rules: rules, memory: memory, disk: disk)
    return Figures(of: reading.factory, policy: policy, now: now())
  }

  /// False when the task was cancelled.
  private func slept(_ duration: Duration) async -> Bool {
    do {
      try await Task.sleep(for: duration)
      return true
    } catch {
      return false
    }
  }
}
