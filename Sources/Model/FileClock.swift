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
      return age(of: modified, at: now) > 50_000_000 || now < modified
    }
    let age = age(of: max(modified, changed), at: now)
    return age > 2 * second || age < -farthestAhead
  }

  /// Nanoseconds since 1970, of seconds since then and nanoseconds of the next. File systems hold years that these do not
  /// reach, and anybody may give his file any: before 1678 and after 2262 it is the nearest that there is.
  package static func nanoseconds(seconds: Int, _ nanoseconds: Int) -> Int64 {
    let (whole, isBeyond) = Int64(seconds).multipliedReportingOverflow(by: second)
    guard !isBeyond else { return seconds < 0 ? .min : .max }
    let (sum, isOver) = whole.addingReportingOverflow(Int64(nanoseconds))
    return isOver ? .max : sum
  }

  /// How long before `now` a moment was, both in nanoseconds since 1970; the longest that there is where it was longer.
  package static func age(of moment: Int64, at now: Int64) -> Int64 {
    let (age, isBeyond) = now.subtractingReportingOverflow(moment)
    guard isBeyond else { return age }
    return now < moment ? .min : .max
  }

  private static let second: Int64 = 1_000_000_000
  /// Ten minutes: of a clock that is wrong by more nothing can be told.
  private static let farthestAhead = 600 * second
}
