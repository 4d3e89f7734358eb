import Dispatch
import Synchronization

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
  func wait(for limit: DispatchTimeInterval) -> Value? {
    if isThere.wait(timeout: .now() + limit) == .success { isThere.signal() }
    return value.withLock { $0 }
  }
}
