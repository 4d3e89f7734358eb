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

  /// What comes of work that may block, on a thread of its own.
  static func from(_ work: @escaping @Sendable () -> Value) -> Pending {
    let pending = Pending()
    runOnOwnThread { pending.fulfil(work()) }
    return pending
  }
}
