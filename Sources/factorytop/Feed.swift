import Configuration
import Dashboard
import Model
import Telemetry
import Terminal

/// Makes contents out of readings, away from the thread that draws, and leaves the newest in the mailbox.
///
/// Waits and ages grow while files stand still, so that the last reading is worked out anew once a minute; and so it is
/// when the configuration changes. An actor, so that an older reading, worked out again, never comes after a newer one.
actor Feed {
  nonisolated let mailbox = Mailbox()
  private let poller: Poller
  private let waker: Waker
  private let fixedNow: Timestamp?
  private var configuration: Configuration
  private var live: LiveConfiguration
  /// The configuration's files while they cannot be used.
  private var brokenConfiguration: Source?
  private var lastReading: Reading?

  init(
    poller: Poller, configuration: Configuration, live: LiveConfiguration, waker: Waker, fixedNow: Timestamp?
  ) {
    self.poller = poller
    self.configuration = configuration
    self.live = live
    self.waker = waker
    self.fixedNow = fixedNow
  }

  /// Starts to read. Never blocks.
  nonisolated func start() {
    Task.detached { [self] in
      for await reading in await poller.start() { await deliver(reading) }
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
    Task.detached { [poller] in await poller.refresh() }
  }

  /// Works the last reading out again, for the time that it is then. Never blocks.
  nonisolated func recompute() {
    Task.detached { [self] in await deliverAgain() }
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
    switch change {
    case nil: return
    case .broken(let source): brokenConfiguration = source
    case .adopted(let newer, let themes):
      brokenConfiguration = nil
      configuration = newer
      if let themes { mailbox.put(themes) }
      await poller.adopt(roots: newer.roots, interval: newer.interval, rules: newer.rules)
    }
    deliverAgain()
    waker.wake()
  }

  private func deliverAgain() {
    if let lastReading { deliver(lastReading) }
  }

  private func deliver(_ reading: Reading) {
    lastReading = reading
    var factory = reading.factory.redacted(configuration.redactions)
    if let brokenConfiguration { factory.sources.append(brokenConfiguration) }
    mailbox.put(Content(factory: factory, policy: configuration.policy, now: fixedNow ?? SystemClock.now))
    waker.wake()
  }
}
