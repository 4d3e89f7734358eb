import Foundation

/// Runs what waits for a program on a thread of its own: on one of the few that all tests share, it would hold them up.
func onOwnThread<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}
