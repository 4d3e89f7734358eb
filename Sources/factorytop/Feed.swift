import Configuration
import Dashboard
import Entities
import Journal
import Model
import Recording
import Telemetry
import Terminal
import Text

/// Makes contents out of readings, away from the thread that draws, and leaves the newest in the mailbox.
///
/// Waits and ages grow while files stand still, so that the last reading is worked out anew once a minute; and so it is
/// when the configuration changes. An actor, so that an older reading, worked out again, never comes after a newer one.
actor Feed {
  nonisolated let mailbox = Mailbox()
  /// `nil` where a recording is all there is.
  private let poller: Poller?
  /// The recording that is all there is: from when, until when, and how fast it plays.
  nonisolated let replaysAlone: (from: Timestamp, to: Timestamp?, speed: Int)?
  private var replayDesk: ReplayDesk?
  private let waker: Waker
  private let fixedNow: Timestamp?
  private var configuration: Configuration
  private var live: LiveConfiguration
  /// The configuration's files while they cannot be used.
  private var brokenConfiguration: Source?
  /// The themes' files that cannot be used any more.
  private var brokenThemes: [Source] = []
  private var kept: KeptFilters
  private let keeper: FilterKeeper
  /// The saved filters that cannot be used.
  private var brokenFilters: Source?
  private var journal: JournalLedger?
  private var names = NamesLedger()
  private var past = PastLedger()
  private let recorder: Recorder
  private nonisolated let listings: Listings
  /// Who records; asked of the system once, for that may take a while.
  private var author: RecordAuthor?
  private var recordingAccess: RecordingAccess?
  private var lastReading: TelemetrySnapshot?
  private let began = Poller.uptime()
  private var lastGivenBack = Poller.uptime()

  init(
    poller: Poller?, recording: RecordingToShow?, configuration: Configuration, live: LiveConfiguration,
    savedFilters: SavedFiltersFile?,
    waker: Waker, fixedNow: Timestamp?
  ) {
    replaysAlone = recording?.alone
    replayDesk = recording.map { [mailbox] recording in
      ReplayDesk(recording, mailbox: mailbox, waker: waker)
    }
    kept = KeptFilters(savedFilters)
    keeper = FilterKeeper(savedFilters)
    self.poller = poller
    self.configuration = configuration
    journal = configuration.journal.map(JournalLedger.init)
    self.live = live
    self.waker = waker
    self.fixedNow = fixedNow
    listings = Listings { [mailbox, waker] answer in
      mailbox.put(answer)
      waker.wake()
    }
    recorder = Recorder(now: { fixedNow ?? SystemClock.now }) { [mailbox, waker] report in
      mailbox.put(report)
      waker.wake()
    }
  }

  /// Starts to read. Never blocks.
  nonisolated func start() {
    // The system may have to ask a directory for the name.
    runOnOwnThread { [mailbox, waker] in
      let author = RecordAuthor.current
      mailbox.put(user: author.name)
      waker.wake()
      Task { await self.learn(author) }
    }
    Task.detached { [self] in
      while !Task.isCancelled {
        await lookAtJournal()
        await lookAtPast()
        try? await Task.sleep(for: await configuration.interval)
      }
    }
    Task.detached { [self] in
      while !Task.isCancelled {
        await lookAtKeptFilters()
        try? await Task.sleep(for: await configuration.interval)
      }
    }
    if let poller {
      Task.detached { [self] in
        for await reading in await poller.start() { await deliver(reading) }
      }
    }
    Task.detached { [self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: await configuration.interval)
        await lookAtConfiguration()
      }
    }
  }

  /// Reads all sources now. Never blocks.
  nonisolated func refresh() {
    Task.detached { [self] in
      await poller?.refresh()
      await lookAtJournal()
    }
  }

  /// Records a decision, and tells what became of it. Never blocks.
  nonisolated func record(_ order: RecordOrder) {
    Task.detached { [self] in
      await recorder.record(
        order, in: configuration.isReadOnly ? nil : configuration.journal, hiding: configuration.redactions)
    }
  }

  /// Changes the filters that are kept, and tells what became of it. Never blocks.
  nonisolated func keep(_ change: @escaping @Sendable (FilterKeeper) -> Outcome) {
    runOnOwnThread { [keeper, mailbox, waker, self] in
      mailbox.put(change(keeper))
      waker.wake()
      Task { await self.lookAtKeptFilters() }
    }
  }

  /// Works out what is to be listed, as far as it is awaited still. Never blocks.
  nonisolated func list(_ requests: [ListingRequest], awaited: Set<Int>) {
    listings.put(requests, awaited: awaited)
  }

  /// Writes a list, and tells what came of it. Never blocks.
  nonisolated func export(_ order: ExportOrder) {
    runOnOwnThread { [mailbox, waker] in
      switch ListExport.carryOut(order, home: Environment.value("HOME")) {
      case .told(let outcome): mailbox.put(outcome)
      case .clipping(let text, let title): mailbox.put(clipping: text, called: title)
      }
      waker.wake()
    }
  }

  /// Writes a picture of the screen, and tells what came of it. Never blocks.
  nonisolated func write(_ picture: String, as order: ScreenshotOrder, hidesNames: Bool) {
    runOnOwnThread { [mailbox, waker] in
      mailbox.put(
        ListExport.write(picture, as: order, home: Environment.value("HOME"), hidesNames: hidesNames))
      waker.wake()
    }
  }

  /// Looks which files there are in the home folder whose names begin so, and tells. Never blocks.
  nonisolated func lookForExports(beginning: String) {
    runOnOwnThread { [mailbox, waker] in
      let names = Environment.value("HOME").map(FolderListing.names) ?? []
      mailbox.put(exportsThere: Set(names.filter { $0.hasPrefix(beginning) }))
      waker.wake()
    }
  }

  /// Looks at the journal now, so that what was recorded is not news for long. Never blocks.
  nonisolated func lookAtRecords() {
    Task.detached { [self] in await lookAtJournal() }
  }

  /// Gives back what the content before has left, as soon as it is on the screen no more. Never blocks.
  nonisolated func giveMemoryBack() {
    Task.detached { [self] in await giveBack() }
  }

  /// Not more often than every five seconds, for what comes so often is small.
  private func giveBack() {
    let now = Poller.uptime()
    guard now - lastGivenBack >= .seconds(5) else { return }
    lastGivenBack = now
    Allocator.giveBack()
  }

  /// Works the last reading out again, for the time that it is then. Never blocks.
  nonisolated func recompute() {
    Task.detached { [self] in await deliverAgain() }
  }

  /// Looks up a moment of the recording, and tells what came of it. Never blocks.
  nonisolated func look(up request: ReplayRequest) {
    Task.detached { [self] in await replayDesk?.look(up: request, by: configuration) }
  }

  /// Looks at the configuration's files on a thread of its own, for a home that hangs must not stop the rest.
  private func lookAtConfiguration() async {
    let (after, change) = await withCheckedContinuation { continuation in
      runOnOwnThread { [live] in
        var live = live
        let change = live.look()
        continuation.resume(returning: (live, change))
      }
    }
    live = after
    if let themes = change.themes {
      mailbox.put(themes)
      brokenThemes = themes.broken
    }
    switch change.configuration {
    case nil where change.themes == nil: return
    case nil: break
    case .broken(let source): brokenConfiguration = source
    case .adopted(let newer):
      brokenConfiguration = nil
      if newer.journal != configuration.journal {
        journal = newer.journal.map(JournalLedger.init)
        lookAtJournal()
      }
      if replaysAlone == nil, newer.record.folder != configuration.record.folder {
        replayDesk = newer.record.folder.map {
          ReplayDesk(
            RecordingToShow(path: $0, isConfigurationNamed: false, alone: nil), mailbox: mailbox, waker: waker
          )
        }
        mailbox.put(replayDesk == nil ? ReplaySource.none : .besideLive)
      }
      configuration = newer
      deliverAccess()
      adoptSettings()
      await poller?.adopt(
        roots: newer.roots, interval: newer.interval, rules: newer.rules, memoryLimit: newer.memoryLimit)
    }
    deliverAgain()
    waker.wake()
  }

  /// Looks at the saved filters on a thread of its own, as at the configuration.
  private func lookAtKeptFilters() async {
    let before = (kept.filters, kept.problems)
    kept = await withCheckedContinuation { continuation in
      runOnOwnThread { [kept] in
        var kept = kept
        kept.look()
        continuation.resume(returning: kept)
      }
    }
    guard before != (kept.filters, kept.problems) else { return }
    adoptSettings()
    deliverAgain()
    waker.wake()
  }

  /// Hands on what the configuration and the saved filters say of the dashboard.
  private func adoptSettings() {
    let settings = DashboardSettings(configuration, kept: kept.filters)
    brokenFilters = Source(brokenFilters: kept.problems + settings.filterProblems)
    mailbox.put(settings)
  }

  /// Looks at the journal on a thread of its own, and waits for nothing.
  private func lookAtJournal() {
    let now = Poller.uptime()
    if let watch = journal?.beginLook(at: now) {
      runOnOwnThread {
        var watch = watch
        let result = watch.look()
        Task { [watch] in await self.lookedAtJournal(watch, result) }
      }
    } else if journal?.beginsToHang(at: now) == true {
      deliverAgain()
    }
    if names.beginsToHang(at: now) { deliverAgain() }
    deliverAccess()
  }

  private func lookedAtJournal(_ watch: JournalWatch, _ result: Result<JournalContents, JournalError>) {
    let isNew = journal?.endLook(watch, result) == true
    askForNames()
    if isNew { deliverAgain() }
    deliverAccess()
  }

  /// Looks at the recording's log on a thread of its own, and waits for nothing.
  private func lookAtPast() {
    guard poller != nil, let folder = configuration.record.folder else { return past = PastLedger() }
    guard let log = past.beginLook(at: folder, now: Poller.uptime()) else { return }
    runOnOwnThread { [fixedNow] in
      var log = log
      let found = Result { () throws(RecordingError) in
        try log.past(until: fixedNow ?? SystemClock.now)
      }
      Task { [log] in await self.lookedAtPast(log, folder, found) }
    }
  }

  private func lookedAtPast(
    _ log: RecordedLog, _ folder: String, _ found: Result<RecordedPast, RecordingError>
  ) {
    if past.endLook(log, at: folder, found) { deliverAgain() }
  }

  /// Asks for the names of the records' authors on a thread of its own, and waits for nothing.
  private func askForNames() {
    guard let users = names.beginAsking(about: journal?.users ?? [], at: Poller.uptime()) else { return }
    runOnOwnThread {
      let answers = Dictionary(
        users.map { ($0, UserNames.Answer(asking: $0)) }, uniquingKeysWith: { first, _ in first })
      Task { await self.learn(answers) }
    }
  }

  private func learn(_ answers: [UInt32: UserNames.Answer]) {
    if names.endAsking(answers, at: Poller.uptime()) { deliverAgain() }
  }

  private func learn(_ author: RecordAuthor) {
    self.author = author
    deliverAccess()
  }

  /// Tells whether decisions can be recorded, where that has changed.
  private func deliverAccess() {
    let newer: RecordingAccess
    switch (configuration.journal, configuration.isReadOnly, journal?.access) {
    case (nil, _, _): newer = .none
    case (_, true, _): newer = .readOnly(because: "it was started so, or is configured so")
    case (_, false, .readOnly(let reason)): newer = .readOnly(because: reason)
    case (_, false, .writable):
      if let author {
        newer = .open(author)
      } else if Poller.uptime() - began >= .seconds(10) {
        newer = .readOnly(
          because: "the system does not say who you are: its directory of users does not answer")
      } else {
        return
      }
    case (_, false, nil): newer = .unread
    }
    guard newer != recordingAccess else { return }
    recordingAccess = newer
    mailbox.put(newer)
    waker.wake()
  }

  private func deliverAgain() {
    if let lastReading { deliver(lastReading) }
  }

  private func deliver(_ reading: TelemetrySnapshot) {
    lastReading = reading
    var addition = journal?.addition
    addition?.names = names.names
    var factory = reading.factory(with: addition, by: configuration)
    factory.add(past.past)
    if let broken = past.broken { factory.sources.append(broken) }
    if let brokenFilters { factory.sources.append(brokenFilters) }
    factory.sources += brokenThemes
    if let brokenConfiguration { factory.sources.append(brokenConfiguration) }
    mailbox.put(
      DashboardModel(factory: factory, policy: configuration.policy, now: fixedNow ?? SystemClock.now),
      isWhole: reading.isWhole)
    waker.wake()
  }
}
