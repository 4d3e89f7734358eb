/// The clocks by which file systems stamp files.
package enum FileClock {
  /// Whether the clock of a file's system has ticked since the file's last change, so that a change to come will show.
  /// All are nanoseconds since 1970: when it was modified, when anything of it was changed, and the present time by this
  /// machine's clock.
  ///
  /// Linux stamps files with a clock that ticks every few milliseconds: two writes within one tick look like one. Some
  /// network and other file systems keep whole seconds, or every second one, and go by a clock of their own, which may
  /// be ahead of this machine's.
  package static func hasTicked(sinceModified modified: Int64, changed: Int64, at now: Int64) -> Bool {
    guard modified % second == 0, changed % second == 0 else {
      return now - modified > 50_000_000 || now < modified
    }
    let age = now - max(modified, changed)
    return age > 2 * second || age < -farthestAhead
  }

  private static let second: Int64 = 1_000_000_000
  /// Ten minutes: of a clock that is wrong by more nothing can be told.
  private static let farthestAhead = 600 * second
}
