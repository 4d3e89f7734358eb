import Synchronization

/// The calls to the file system that have not come back, by path, of the whole process.
///
/// What lies on a dead network file system never answers. Whoever asks again loses a thread each time, so everybody who
/// looks at a path asks here first whether somebody still waits there.
final class CallsUnderWay: Sendable {
  static let ofThisProcess = CallsUnderWay()

  /// Somebody who waits for the file system.
  struct Caller: Sendable {
    fileprivate let number: UInt64
    fileprivate let calls: CallsUnderWay

    /// Notes that the file system is asked for the next part.
    func noteQuestion() { calls.state.withLock { $0.waiting[number]?.since = CallsUnderWay.now() } }
    /// Notes that it has answered: what is done with the answer is no silence, however long it takes.
    func noteAnswer() { calls.state.withLock { $0.waiting[number]?.since = nil } }
    func end() { calls.state.withLock { $0.waiting[number] = nil } }
  }

  private struct Waiting {
    var path: DataPath
    /// Since when there has been no answer; `nil` while none is waited for.
    var since: Duration?
  }

  private struct State {
    var waiting: [UInt64: Waiting] = [:]
    var begun: UInt64 = 0
  }

  private let state = Mutex(State())

  func begin(on path: DataPath) -> Caller {
    state.withLock { state in
      state.begun += 1
      state.waiting[state.begun] = Waiting(path: path, since: Self.now())
      return Caller(number: state.begun, calls: self)
    }
  }

  /// For how long somebody has waited at that path without an answer, zero for who works on one; `nil` where nobody is.
  func silence(at path: DataPath) -> Duration? {
    let now = Self.now()
    return state.withLock { state in
      state.waiting.values.filter { $0.path == path }.map { now - ($0.since ?? now) }.max()
    }
  }

  /// The time since the program began to ask for it, in which a suspended machine counts.
  static func now() -> Duration { beginning.duration(to: .now) }
  private static let beginning = ContinuousClock.now
}
