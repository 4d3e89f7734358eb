import Testing
import Text

@testable import Screen

struct FormatTests {
  @Test(
    "Whole numbers have their thousands grouped",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (21_948, "21,948"), (1_002_003, "1,002,003"),
      (-4321, "-4,321"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(number: Int, shown: SafeText) {
    #expect(SafeText.grouped(number) == shown)
  }

  @Test(
    "Large amounts have two or three significant digits",
    arguments: [
      (0.0, "0"), (3.42, "3.4"), (9.96, "10"), (412, "412"), (999.4, "999"), (999.6, "1.0 k"),
      (5000, "5.0 k"),
      (64_200, "64.2 k"), (99_949, "99.9 k"), (99_951, "100 k"), (310_000, "310 k"), (999_600, "1.0 M"),
      (2_100_000, "2.1 M"), (3.2e9, "3.2 G"), (7.5e12, "7.5 T"), (4e15, "4.0 P"), (9.9e17, "990 P"),
      (1e18, "1.0 E"), (9.99e20, "999 E"), (2e30, ">999 E"), (-2e30, "<-999 E"),
      (-64_200, "-64.2 k"), (-0.01, "0.0"),
    ])
  func compact(amount: Double, shown: SafeText) {
    #expect(SafeText.compact(amount) == shown)
  }

  @Test(
    "Shares are percentages",
    arguments: [
      (0.869, "86.9 %", "87"), (0, "0.0 %", "0"), (1.04, "104.0 %", "104"), (-0.2, "-20.0 %", "-20"),
      (-0.0001, "0.0 %", "0"), (99.994, "9999.4 %", "9999"), (99.996, ">9999 %", ">9999"),
      (-200, "<-9999 %", "<-9999"),
    ])
  func percent(share: Double, shown: SafeText, figure: SafeText) {
    #expect(SafeText.percent(share) == shown)
    #expect(SafeText.percentFigure(share) == figure)
  }

  @Test(
    "Times have two units at most",
    arguments: [
      (0, "<1 m", "0 s"), (59, "<1 m", "59 s"), (60, "1 m", "1 m"), (2280, "38 m", "38 m"),
      (3600, "1h 00m", "1 h"), (33_000, "9h 10m", "9 h"), (86_399, "23h 59m", "23 h"),
      (187_200, "2d 04h", "2 d"), (8_640_000, "100 d", "100 d"), (-7200, "-2h 00m", "-2 h"),
    ])
  func durations(seconds: Int, two: SafeText, one: SafeText) {
    #expect(SafeText.duration(seconds: seconds) == two)
    #expect(SafeText.span(seconds: seconds) == one)
  }

  @Test("The longest span there is has a text")
  func extremes() {
    #expect(SafeText.duration(seconds: .max) == "106,751,991,167,300 d")
    #expect(SafeText.span(seconds: .min) == "-106,751,991,167,300 d")
  }

  @Test(
    "Hours that were worked out have a text, whatever they came to",
    arguments: [
      (nil, "—"), (Double.nan, "—"), (0, "<1 m"), (9.17, "9h 10m"), (52, "2d 04h"), (-2, "-2h 00m"),
      (1e300, "365,000,000,000 d"), (.infinity, "365,000,000,000 d"),
    ] as [(Double?, SafeText)])
  func hours(hours: Double?, shown: SafeText) {
    #expect(SafeText.duration(hours: hours) == shown)
  }

  @Test("What is not known is a dash, without a unit")
  func unknown() {
    #expect(SafeText.grouped(nil) == "—")
    #expect(SafeText.compact(.nan) == "—")
    #expect(SafeText.percent(nil) == "—")
    #expect(SafeText.percentFigure(.infinity) == "—")
    #expect(SafeText.decimal(nil) == "—")
    #expect(SafeText.duration(seconds: nil) == "—")
    #expect(SafeText.span(seconds: nil) == "—")
  }

  @Test(
    "A pace has one decimal",
    arguments: [
      (1.25, "1.3"), (0, "0.0"), (-0.3, "-0.3"), (-0.01, "0.0"), (12, "12.0"), (99.94, "99.9"),
      (99.96, ">99"), (-1e300, "<-99"),
    ])
  func decimal(number: Double, shown: SafeText) {
    #expect(SafeText.decimal(number) == shown)
  }
}
