/// When a source's command runs next.
///
/// What a command costs, the scheduler pays: so a source never takes more than a tenth of the time, and one that fails
/// is asked less and less often.
package struct SourceSchedule: Sendable {
  /// From start to start, when all is well.
  package let interval: Duration
  /// Failures since the last success.
  package private(set) var failures = 0

  /// A command may take this part of the time at most: one that takes 30 s runs every 300 s.
  static let shareOfTime = 10
  /// However often a command has failed, it is tried again after this long, or after its interval where that is longer.
  static let longestWait: Duration = .seconds(300)
  /// The first runs are spread over this part of the interval, so that the sources of one plan do not start as one.
  static let spread = 10

  package init(interval: Duration) { self.interval = interval }

  /// How long to wait before the first run. `jitter` is left to chance, 0..<1.
  package func firstDelay(jitter: Double) -> Duration { interval / Self.spread * jitter }

  /// How long to wait after a run that took `duration`.
  ///
  /// After a success, until the interval is over. After the n-th failure in a row, between half of and all of
  /// interval × 2ⁿ, where chance decides (`jitter`, 0..<1), so that many hosts do not come back as one.
  package mutating func delay(after isSuccess: Bool, took duration: Duration, jitter: Double) -> Duration {
    failures = isSuccess ? 0 : failures + 1
    let rest = duration * (Self.shareOfTime - 1)
    guard failures > 0 else { return max(interval - duration, rest, .zero) }
    let grown = interval * (1 << min(failures, 16))
    let longest = min(grown, max(Self.longestWait, interval))
    return max(longest * (0.5 + 0.5 * jitter), rest)
  }
}
