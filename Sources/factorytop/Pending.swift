import Dispatch
import Synchronization

/// A value that another thread makes while this one waits.
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
      if let value = value.withLock({ $0 }) { return value }
    }
  }

  /// The value, or `nil` when it is not there in time.
  func wait(for limit: DispatchTimeInterval) -> Value? {
    _ = isThere.wait(timeout: .now() + limit)
    return value.withLock { $0 }
  }
}
