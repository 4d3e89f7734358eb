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
    ] as [(Int64, Int64, Int64, Bool)])
  func ticks(modified: Int64, changed: Int64, after: Int64, hasTicked: Bool) {
    #expect(
      FileClock.hasTicked(sinceModified: modified, changed: changed, at: modified + after) == hasTicked)
  }
}
