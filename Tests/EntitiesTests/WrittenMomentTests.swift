import Model
import Testing

@testable import Entities

@Suite("Moments as somebody writes them")
struct WrittenMomentTests {
  /// A Monday, 11:30 by the clock of the site.
  private static let now = Timestamp(rfc3339: "2026-11-23T10:30:00Z") ?? Timestamp(secondsSince1970: 0)

  @Test(
    "A time without a day, and a day without a month, is the last one; a span counts from what is shown",
    arguments: [
      ("11:02", "2026-11-23T10:02:00Z"), ("11:30", "2026-11-23T10:30:00Z"), ("11:31", "2026-11-22T10:31:00Z"),
      ("24 14:02", "2026-10-24T12:02:00Z"), ("23 11:00", "2026-11-23T10:00:00Z"),
      ("23 12:00", "2026-10-23T10:00:00Z"), ("31 06:00", "2026-10-31T05:00:00Z"),
      ("2026-11-20 14:02", "2026-11-20T13:02:00Z"), ("2026-11-20T14:02:00Z", "2026-11-20T14:02:00Z"),
      ("-2h", "2026-11-23T08:30:00Z"), ("six", "2026-11-23T05:00:00Z"), (" SIX ", "2026-11-23T05:00:00Z"),
      ("11:02:40", "2026-11-23T10:02:40Z"), ("2026-11-20 14:02:09", "2026-11-20T13:02:09Z"),
      ("yesterday 18:00", "2026-11-22T17:00:00Z"), ("mon", "2026-11-22T23:00:00Z"),
    ])
  func read(text: String, expected: String) throws {
    let written = try #require(WrittenMoment(text))
    #expect(written.moment(now: Self.now, newest: Self.now, zone: .central).rfc3339 == expected)
  }

  @Test("What is later than what is shown is today's all the same where there is something newer")
  func newer() throws {
    let newest = Self.now + .hours(3)
    #expect(
      try #require(WrittenMoment("11:31")).moment(now: Self.now, newest: newest, zone: .central).rfc3339
        == "2026-11-23T10:31:00Z")
  }

  @Test(
    "What lies outside of a recording is the nearer of the last and the next such time",
    arguments: [
      ("11:00", "2026-11-23T10:00:00Z"), ("06:00", "2026-11-23T05:00:00Z"), ("16:00", "2026-11-23T15:00:00Z"),
      ("22 06:00", "2026-11-22T05:00:00Z"), ("24 06:00", "2026-11-24T05:00:00Z"),
      ("2026-11-20 06:00", "2026-11-20T05:00:00Z"),
    ])
  func outside(text: String, expected: String) throws {
    let extent = (Self.now + .hours(-1))...(Self.now + .minutes(15))
    let written = try #require(WrittenMoment(text))
    #expect(written.moment(now: Self.now, within: extent, zone: .central).rfc3339 == expected)
  }

  @Test(
    "The end of a span is the first such time from its beginning on",
    arguments: [
      ("11:30", "2026-11-23T10:30:00Z"), ("12:00", "2026-11-23T11:00:00Z"), ("01:00", "2026-11-24T00:00:00Z"),
      ("-1h", "2026-11-24T09:30:00Z"), ("2026-11-23 15:00", "2026-11-23T14:00:00Z"),
    ])
  func end(text: String, expected: String) throws {
    let written = try #require(WrittenMoment(text))
    #expect(
      written.moment(after: Self.now, now: Self.now + .days(1), zone: .central).rfc3339 == expected)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "seven", "14", "25:00", "14:02:60", "14:02:0", "1:2:3:4", "0 14:02", "32 14:02", "24 x", "14:02 24",
      "-",
    ])
  func refused(text: String) { #expect(WrittenMoment(text) == nil) }
}
