import Dashboard
import Model
import Synchronization
import Telemetry
import Terminal

/// Makes contents out of readings, away from the thread that draws, and leaves the newest in the mailbox.
///
/// Waits and ages grow while files stand still, so that the last reading is worked out anew once a minute.
final class Feed: Sendable {
  let mailbox = Mailbox()
  private let poller: Poller
  private let waker: Waker
  private let fixedNow: Timestamp?
  private let lastReading = Mutex<Reading?>(nil)

  init(poller: Poller, waker: Waker, fixedNow: Timestamp?) {
    self.poller = poller
    self.waker = waker
    self.fixedNow = fixedNow
  }

  /// Starts to read. Never blocks.
  func start() {
    Task.detached { [self] in
      for await reading in await poller.start() {
        lastReading.withLock { $0 = reading }
        deliver(reading)
      }
    }
  }

  /// Reads all sources now.
  func refresh() {
    Task.detached { [poller] in await poller.refresh() }
  }

  /// Works the last reading out again, for the time that it is now.
  func recompute() {
    guard let reading = lastReading.withLock({ $0 }) else { return }
    Task.detached { [self] in deliver(reading) }
  }

  private func deliver(_ reading: Reading) {
    mailbox.put(Content(factory: reading.factory, policy: .standard, now: fixedNow ?? SystemClock.now))
    waker.wake()
  }
}
