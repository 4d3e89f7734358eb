import Synchronization
package import Text

/// When each loop of a collector has to have come round again, and which sources fail.
///
/// A collector whose process runs may hang all the same. So it counts as alive by what its loops do, not by a timer
/// beside them. While the machine sleeps, no time passes here: nobody is late then.
final class Rounds: Sendable {
  private struct State {
    /// By the loop's name.
    var due: [SafeText: SuspendingClock.Instant]
    var failing: Set<SafeText> = []
    /// Whether the last status was not taken.
    var isStatusUntold = false
  }

  private let state: Mutex<State>
  private let grace: Duration
  private let work: SafeText
  private let tell: @Sendable (Supervision.Notice) -> Bool

  /// What the loop that keeps the history is called.
  static let history: SafeText = "the history"

  init(
    of plan: CollectionPlan, beside: SafeText? = nil, under supervision: Supervision?,
    now: SuspendingClock.Instant = .now
  ) {
    let loops =
      plan.sources.map(\.name) + (plan.history == nil ? [] : [Self.history]) + [beside].compactMap(\.self)
    var due: [SafeText: SuspendingClock.Instant] = [:]
    for loop in loops { due[loop] = now }
    state = Mutex(State(due: due))
    grace = supervision?.grace ?? .zero
    tell = if let supervision { supervision.tell } else { { _ in true } }
    work = plan.summary
  }

  /// Notes that a loop comes round within this time.
  func expect(_ loop: SafeText, within limit: Duration, now: SuspendingClock.Instant = .now) {
    state.withLock { $0.due[loop] = now + limit }
  }

  /// The loop that should have come round longest ago, and did not within the grace either.
  func overdue(at now: SuspendingClock.Instant = .now) -> SafeText? {
    let oldest = state.withLock { $0.due.min { ($0.value, $0.key) < ($1.value, $1.key) } }
    guard let oldest, oldest.value + grace < now else { return nil }
    return oldest.key
  }

  /// Notes what came of a source's run, and tells how the sources stand where that is news, or was and was not taken.
  func note(_ source: SafeText, fails: Bool) {
    // Told in the order in which it happened.
    state.withLock { state in
      let before = state.failing
      if fails { state.failing.insert(source) } else { state.failing.remove(source) }
      guard state.failing != before || state.isStatusUntold else { return }
      state.isStatusUntold = !tell(.status(words(of: state.failing)))
    }
  }

  /// Tells that the loops run, and how the sources stand: `collects 2 sources into /data; 1 fails: /data/squeue.json`.
  /// False when that was not taken.
  func tellReady() -> Bool {
    // No newer status may come between the words and their being told.
    state.withLock { state in
      guard tell(.ready(words(of: state.failing))) else { return false }
      state.isStatusUntold = false
      return true
    }
  }

  private func words(of failing: Set<SafeText>) -> SafeText {
    guard let first = failing.min() else { return work }
    return failing.count == 1
      ? "\(work); 1 fails: \(first)" : "\(work); \(failing.count) fail, the first is \(first)"
  }
}

extension CollectionPlan {
  /// `collects 2 sources into /data`.
  package var summary: SafeText {
    let folder = SafeText(untrusted: folder)
    return sources.count == 1
      ? "collects 1 source into \(folder)" : "collects \(sources.count) sources into \(folder)"
  }
}
