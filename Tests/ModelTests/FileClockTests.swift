import Model
import Testing

@Suite("The clocks of file systems")
struct FileClockTests {
  private static let second: Int64 = 1_000_000_000

  @Test(
    "A stamp tells of a change to come when the clock that made it has ticked",
    arguments: [
      // Ticks of a few milliseconds.
      (10 * second + 5, 10 * second + 5, 40_000_000, false),
      (10 * second + 5, 10 * second + 5, 60_000_000, true), (10 * second + 5, 10 * second, 60_000_000, true),
      (10 * second + 5, 10 * second + 5, -1, true),
      // Whole seconds, by a clock that may be ahead.
      (10 * second, 10 * second, 60_000_000, false), (10 * second, 10 * second, 2 * second, false),
      (10 * second, 10 * second, 2 * second + 1, true), (10 * second, 10 * second, -600 * second, false),
      (10 * second, 10 * second, -600 * second - 1, true), (2 * second, 10 * second, -3 * second, false),
      // Years that nanoseconds do not reach.
      (.max, 10 * second, 0, true), (.min, 10 * second, 0, true),
    ] as [(Int64, Int64, Int64, Bool)])
  func ticks(modified: Int64, changed: Int64, after: Int64, hasTicked: Bool) {
    let written = [Int64.min, .max].contains(modified) ? changed : modified
    #expect(
      FileClock.hasTicked(sinceModified: modified, changed: changed, at: written + after) == hasTicked)
  }

  @Test(
    "Of years that nanoseconds do not reach a moment is the nearest that there is",
    arguments: [
      (0, 0, 0), (-1, 999_999_999, -1), (1_795_428_000, 5, 1_795_428_000_000_000_005),
      (10_413_792_000, 0, .max), (9_223_372_036, 854_775_807, .max), (9_223_372_036, 854_775_808, .max),
      (-11_676_096_000, 0, .min), (.max, 999_999_999, .max), (.min, 0, .min),
    ] as [(Int, Int, Int64)])
  func saturates(seconds: Int, nanoseconds: Int, moment: Int64) {
    #expect(FileClock.nanoseconds(seconds: seconds, nanoseconds) == moment)
  }

  @Test(
    "An age is the longest that there is where it is longer",
    arguments: [
      (3, 5, 2), (5, 3, -2), (.min, 1, .max), (.max, -2, .min), (.min, .max, .max), (.max, .min, .min),
      (.max, .max, 0),
    ] as [(Int64, Int64, Int64)])
  func ages(moment: Int64, now: Int64, age: Int64) {
    #expect(FileClock.age(of: moment, at: now) == age)
  }
}
