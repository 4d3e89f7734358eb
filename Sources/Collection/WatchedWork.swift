import Synchronization
import Telemetry

/// Work that blocks where a file system does not answer, on a thread of its own, and watched from outside.
struct WatchedWork<Value: Sendable>: Sendable {
  private let task: Task<Value, Never>

  init(_ work: @escaping @Sendable () async -> Value) {
    let executor = OwnThreadExecutor()
    task = Task(executorPreference: executor) {
      defer { executor.end() }
      return await work()
    }
  }

  /// What comes of it; `nil` when nothing has within `limit`, and then it may be asked for again. When the asking task is
  /// cancelled, so is the work.
  func value(within limit: Duration) async -> Value? {
    let answer = Once<Value?>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        answer.set(continuation)
        let timer = Task.detached {
          try? await Task.sleep(for: limit)
          answer.resume(nil)
        }
        Task.detached {
          answer.resume(await task.value)
          timer.cancel()
        }
      }
    } onCancel: {
      task.cancel()
    }
  }
}

/// A continuation that the first of several resumes.
private final class Once<Value: Sendable>: Sendable {
  private let continuation = Mutex<CheckedContinuation<Value, Never>?>(nil)

  func set(_ continuation: CheckedContinuation<Value, Never>) {
    self.continuation.withLock { $0 = continuation }
  }

  func resume(_ value: Value) {
    let waiting = continuation.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    waiting?.resume(returning: value)
  }
}
