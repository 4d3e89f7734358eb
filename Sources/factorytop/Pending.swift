import Dispatch
import Synchronization
import Telemetry

/// A value that one thread makes and others wait for.
final class Pending<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func fulfil(_ value: Value) {
    self.value.withLock { $0 = value }
    isThere.signal()
  }

  /// The value, as soon as it is there.
  func wait() -> Value {
    while true {
      isThere.wait()
      // For the next who waits.
      isThere.signal()
      if let value = value.withLock({ $0 }) { return value }
    }
  }

  /// The value, or `nil` when it is not there in time.
  func wait(for limit: Duration) -> Value? {
    let (seconds, attoseconds) = limit.components
    let nanoseconds = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let interval: DispatchTimeInterval =
      nanoseconds.overflow
      ? .never : .nanoseconds(nanoseconds.partialValue + Int(attoseconds / 1_000_000_000))
    if isThere.wait(timeout: .now() + interval) == .success { isThere.signal() }
    return value.withLock { $0 }
  }

  /// The value, or `nil` when the file system leaves what it is made from without an answer for longer than `limit`: work
  /// that takes long because there is much is waited for.
  func wait(for answers: Answers, noLongerThan limit: Duration) -> Value? {
    while true {
      if let value = wait(for: .milliseconds(50)) { return value }
      if let silence = answers.silence, silence >= limit { return nil }
    }
  }

  /// What comes of work that may block, on a thread of its own.
  static func from(_ work: @escaping @Sendable () -> Value) -> Pending {
    let pending = Pending()
    runOnOwnThread { pending.fulfil(work()) }
    return pending
  }
}

/// When a file system that is asked again and again last answered.
final class Answers: Sendable {
  /// `nil` when nothing more is asked.
  private let last = Mutex<ContinuousClock.Instant?>(.now)

  func note(isLast: Bool) { last.withLock { $0 = isLast ? nil : .now } }

  /// For how long it has not answered; `nil` when nothing more is asked of it.
  var silence: Duration? { last.withLock { $0.map { $0.duration(to: .now) } } }
}
