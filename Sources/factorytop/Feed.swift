import Dashboard
import Model
import Telemetry
import Terminal

/// Makes contents out of readings, away from the thread that draws, and leaves the newest in the mailbox.
///
/// Waits and ages grow while files stand still, so that the last reading is worked out anew once a minute. An actor, so
/// that an older reading, worked out again, never comes after a newer one.
actor Feed {
  nonisolated let mailbox = Mailbox()
  private let poller: Poller
  private let waker: Waker
  private let fixedNow: Timestamp?
  private var lastReading: Reading?

  init(poller: Poller, waker: Waker, fixedNow: Timestamp?) {
    self.poller = poller
    self.waker = waker
    self.fixedNow = fixedNow
  }

  /// Starts to read. Never blocks.
  nonisolated func start() {
    Task.detached { [self] in
      for await reading in await poller.start() { await deliver(reading) }
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

  private func deliverAgain() {
    if let lastReading { deliver(lastReading) }
  }

  private func deliver(_ reading: Reading) {
    lastReading = reading
    mailbox.put(Content(factory: reading.factory, policy: .standard, now: fixedNow ?? SystemClock.now))
    waker.wake()
  }
}
