import Model
import Testing
import Text

@Suite struct CalendarTests {
  @Test(
    "Days count from 1970 in both directions",
    arguments: [
      ("1970-01-01", 0, 3), ("1969-12-31", -1, 2), ("2000-02-29", 11016, 1), ("2000-03-01", 11017, 2),
      ("2024-02-29", 19782, 3), ("2026-11-23", 20780, 0), ("1900-03-01", -25508, 3),
      ("0000-03-01", -719_468, 2),
      ("9999-12-31", 2_932_896, 4),
    ])
  func dayNumbers(_ text: String, _ number: Int, _ weekday: Int) throws {
    let date = try day(text)
    #expect(date.daysSince1970 == number)
    #expect(CivilDate(daysSince1970: number) == date)
    #expect(date.weekday == weekday)
    #expect(date.iso8601 == text)
  }

  @Test func `Every day of four centuries comes back from its number`() {
    var expected = CivilDate(year: 1899, month: 12, day: 31)
    for number in expected.daysSince1970...(expected.daysSince1970 + 146_097) {
      let date = CivilDate(daysSince1970: number)
      #expect(date == expected)
      let isMonthEnd = date.day == CivilDate.days(inMonth: date.month, of: date.year)
      let isYearEnd = isMonthEnd && date.month == 12
      expected = CivilDate(
        year: date.year + (isYearEnd ? 1 : 0), month: isYearEnd ? 1 : date.month + (isMonthEnd ? 1 : 0),
        day: isMonthEnd ? 1 : date.day + 1)
    }
  }

  @Test(
    "February has 29 days in leap years only",
    arguments: [(2024, 29), (2026, 28), (1900, 28), (2000, 29), (2100, 28)])
  func february(_ year: Int, _ days: Int) {
    #expect(CivilDate.days(inMonth: 2, of: year) == days)
  }

  @Test(
    "RFC 3339 times are read to the second",
    arguments: [
      ("2026-11-23T10:00:00Z", 1_795_428_000), ("2026-11-23t11:00:00+01:00", 1_795_428_000),
      ("2026-11-23 04:30:00-05:30", 1_795_428_000), ("2026-11-23T10:00:00.999999z", 1_795_428_000),
      ("1969-12-31T23:59:59Z", -1), ("2016-12-31T23:59:60Z", 1_483_228_800),
      ("2024-02-29T00:00:00Z", 1_709_164_800),
      ("2026-11-23T10:00:00-00:00", 1_795_428_000),
    ] as [(String, Int64)])
  func rfc3339(_ text: String, _ seconds: Int64) {
    #expect(Timestamp(rfc3339: text) == Timestamp(secondsSince1970: seconds))
  }

  @Test(
    "What is no RFC 3339 time is refused",
    arguments: [
      "", "2026-11-23", "2026-11-23T10:00:00", "2026-02-29T10:00:00Z", "2026-04-31T10:00:00Z",
      "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "2026-11-00T10:00:00Z", "2026-11-23T24:00:00Z",
      "2026-11-23T10:60:00Z", "2026-11-23T10:00:61Z", "2026-11-23T10:00:00.Z", "2026-11-23T10:00:00+0100",
      "2026-11-23T10:00:00+24:00", "2026-11-23T10:00:00Z ", "26-11-23T10:00:00Z", "2026-11-23T1:00:00Z",
      "2026-11-23T10:00Z", "+026-11-23T10:00:00Z", "２026-11-23T10:00:00Z",
    ])
  func noRFC3339(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func `A time without an offset is read in the zone that is assumed`() throws {
    #expect(
      Timestamp(rfc3339: "2026-11-23T10:00:00", assumedOffset: Seconds(0))
        == (try moment("2026-11-23T10:00:00Z")))
    #expect(
      Timestamp(rfc3339: "2026-11-23T10:00:00+02:00", assumedOffset: Seconds(0))
        == (try moment("2026-11-23T08:00:00Z")))
  }

  @Test(
    "A time is written as it is read",
    arguments: [
      "2026-11-23T10:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    ])
  func roundTrip(_ text: String) throws {
    #expect(try moment(text).rfc3339 == text)
  }

  @Test(
    "Luxembourg's clock follows the directive on summer time",
    arguments: [
      ("2026-03-29T00:59:59Z", "2026-03-29", 1, 59), ("2026-03-29T01:00:00Z", "2026-03-29", 3, 0),
      ("2026-10-25T00:59:59Z", "2026-10-25", 2, 59), ("2026-10-25T01:00:00Z", "2026-10-25", 2, 0),
      ("2024-03-31T01:00:00Z", "2024-03-31", 3, 0), ("2024-10-27T01:00:00Z", "2024-10-27", 2, 0),
      ("2026-12-31T23:30:00Z", "2027-01-01", 0, 30), ("2026-07-01T22:30:00Z", "2026-07-02", 0, 30),
    ])
  func summerTime(_ utc: String, _ date: String, _ hour: Int, _ minute: Int) throws {
    let local = EuropeanZone.central.localTime(at: try moment(utc))
    #expect(local.date == (try day(date)))
    #expect(local.hour == hour)
    #expect(local.minute == minute)
  }

  @Test(
    "A reading of Luxembourg's clock names one moment",
    arguments: [
      ("2026-11-30", 10, 0, "2026-11-30T09:00:00Z"), ("2026-07-15", 10, 0, "2026-07-15T08:00:00Z"),
      ("2026-03-29", 2, 30, "2026-03-29T01:30:00Z"), ("2026-10-25", 2, 30, "2026-10-25T00:30:00Z"),
      ("2026-10-25", 3, 0, "2026-10-25T02:00:00Z"), ("2026-03-29", 3, 0, "2026-03-29T01:00:00Z"),
      ("2027-01-01", 0, 0, "2026-12-31T23:00:00Z"),
    ])
  func clockReadings(_ date: String, _ hour: Int, _ minute: Int, _ utc: String) throws {
    let local = LocalTime(date: try day(date), secondOfDay: hour * 3600 + minute * 60)
    #expect(EuropeanZone.central.moment(at: local) == (try moment(utc)))
  }

  @Test(
    "Working days are added at the same time of day",
    arguments: [
      ("2026-11-19T09:12:00+01:00", 2, "2026-11-23T09:12:00+01:00"),
      ("2026-11-17T16:40:00+01:00", 4, "2026-11-23T16:40:00+01:00"),
      ("2026-11-20T09:12:00+01:00", 1, "2026-11-23T09:12:00+01:00"),
      // A start on a Saturday counts from Monday's midnight.
      ("2026-11-21T15:00:00+01:00", 2, "2026-11-25T00:00:00+01:00"),
      // 24:00 belongs to the day that ends, and slides over no weekend.
      ("2026-11-20T00:00:00+01:00", 1, "2026-11-21T00:00:00+01:00"),
      ("2026-11-14T11:00:00+01:00", 5, "2026-11-21T00:00:00+01:00"),
      ("2026-11-14T11:00:00+01:00", 10, "2026-11-28T00:00:00+01:00"),
      ("2026-11-21T00:00:00+01:00", 1, "2026-11-24T00:00:00+01:00"),
      ("2026-11-21T00:00:00+01:00", 0, "2026-11-21T00:00:00+01:00"),
      ("2026-11-21T15:00:00+01:00", 0, "2026-11-21T15:00:00+01:00"),
      ("2026-11-30T10:00:00+01:00", 10, "2026-12-14T10:00:00+01:00"),
      // Over the change from summer time the clock's reading stays.
      ("2026-10-22T10:00:00+02:00", 2, "2026-10-26T10:00:00+01:00"),
      ("2026-03-27T10:00:00+01:00", 1, "2026-03-30T10:00:00+02:00"),
      ("2026-11-19T09:12:00+01:00", 0, "2026-11-19T09:12:00+01:00"),
      ("2024-02-28T12:00:00+01:00", 2, "2024-03-01T12:00:00+01:00"),
    ])
  func workingDays(_ start: String, _ days: Int64, _ due: String) throws {
    let calendar = WorkingCalendar(zone: .central)
    let end = calendar.adding(.days(days), to: try moment(start))
    #expect(end == (try moment(due)))
  }

  @Test func `Holidays are no working days`() throws {
    let calendar = WorkingCalendar(zone: .central, holidays: [try day("2026-12-25"), try day("2026-12-26")])
    let due = calendar.adding(.days(2), to: try moment("2026-12-23T09:00:00+01:00"))
    #expect(due == (try moment("2026-12-28T09:00:00+01:00")))
  }

  @Test func `An end at 24:00 stays before the holidays, and the day arrived at is no holiday`() throws {
    let holidays = ["2026-12-24", "2026-12-25", "2026-12-28", "2027-01-01"]
    let calendar = WorkingCalendar(zone: .central, holidays: Set(try holidays.map { try day($0) }))
    let arguments: [(String, Int64, String)] = [
      ("2026-12-19T12:00:00+01:00", 3, "2026-12-24T00:00:00+01:00"),
      ("2026-12-19T12:00:00+01:00", 4, "2026-12-30T00:00:00+01:00"),
      ("2026-12-17T00:00:00+01:00", 5, "2026-12-24T00:00:00+01:00"),
      ("2026-12-17T00:00:01+01:00", 5, "2026-12-29T00:00:01+01:00"),
      ("2026-12-25T00:00:00+01:00", 3, "2027-01-01T00:00:00+01:00"),
    ]
    for (start, days, end) in arguments {
      #expect(calendar.adding(.days(days), to: try moment(start)) == (try moment(end)), "\(start)")
    }
  }

  @Test(
    "An end lies in a working day or at its 24:00, and two spans come to the same as their sum",
    arguments: Array(stride(from: 0 as Int64, to: 14 * 24 * 2, by: 3)))
  func ends(_ halfHours: Int64) throws {
    let holidays = ["2026-11-18", "2026-11-20", "2026-12-25", "2027-01-01"]
    let calendar = WorkingCalendar(zone: .central, holidays: Set(try holidays.map { try day($0) }))
    let start = try moment("2026-11-13T23:00:00Z") + .minutes(30 * halfHours)
    for first in [1, 1800, 3600, 43_200, 86_400, 259_200, 432_000] as [Int64] {
      let end = calendar.adding(Seconds(first), to: start)
      #expect(calendar.isWorkingDay(calendar.dayEnding(at: end)))
      for second in [1, 1800, 86_399, 86_400, 864_000] as [Int64] {
        #expect(
          calendar.adding(Seconds(second), to: end) == calendar.adding(Seconds(first + second), to: start))
      }
    }
  }

  @Test(
    "Working time leaves out nights of no day, only weekends",
    arguments: [
      ("2026-11-19T09:12:00+01:00", "2026-11-23T09:12:00+01:00", 2 * 86_400),
      ("2026-11-20T18:00:00+01:00", "2026-11-23T06:00:00+01:00", 12 * 3600),
      ("2026-11-21T01:00:00+01:00", "2026-11-22T23:00:00+01:00", 0),
      ("2026-11-23T09:12:00+01:00", "2026-11-19T09:12:00+01:00", -2 * 86_400),
      ("2026-11-16T00:00:00+01:00", "2026-11-30T00:00:00+01:00", 10 * 86_400),
      ("2026-10-23T12:00:00+02:00", "2026-10-26T12:00:00+01:00", 86_400),
      ("1969-12-26T12:00:00+01:00", "1970-01-02T12:00:00+01:00", 5 * 86_400),
    ] as [(String, String, Int64)])
  func workingTime(_ start: String, _ end: String, _ seconds: Int64) throws {
    let calendar = WorkingCalendar(zone: .central)
    #expect(calendar.workingTime(from: try moment(start), to: try moment(end)) == Seconds(seconds))
  }

  @Test(
    "Adding working time and measuring it agree from any hour of a fortnight, over holidays",
    arguments: Array(stride(from: 0 as Int64, to: 14 * 24, by: 5)))
  func inverse(_ hour: Int64) throws {
    // On a Wednesday, a week later, on a Saturday, and round New Year.
    let holidays = ["2026-11-18", "2026-11-25", "2026-12-05", "2026-12-25", "2027-01-01", "2027-01-04"]
    let calendar = WorkingCalendar(zone: .central, holidays: Set(try holidays.map { try day($0) }))
    let start = try moment("2026-11-16T00:00:00Z") + .hours(hour)
    for span in [1, 7, 24, 31, 100, 120, 240, 720, 744, 9000, 200_000] as [Int64] {
      let end = calendar.adding(.hours(span), to: start)
      #expect(calendar.workingTime(from: start, to: end) == .hours(span))
    }
  }

  @Test(
    "Absurd moments have some reading and no trap",
    arguments: [Int64.min, Int64.min + 1, -(1 << 62), 1 << 62, .max])
  func absurd(_ seconds: Int64) {
    let moment = Timestamp(secondsSince1970: seconds)
    let calendar = WorkingCalendar(zone: .central, holidays: [CivilDate(year: 2026, month: 12, day: 25)])
    #expect((0..<86_400).contains(EuropeanZone.central.localTime(at: moment).secondOfDay))
    #expect(calendar.adding(.days(2), to: moment) != moment)
    #expect(calendar.workingTime(from: moment, to: moment) == Seconds(0))
    let opposite = Timestamp(secondsSince1970: ~seconds)
    let period = AllocationPeriod(
      Allocation(
        account: "absurd", unit: .gpuHours, startsAt: min(moment, opposite), endsAt: max(moment, opposite)))
    // The first moment of all stands for none.
    #expect(period?.calendarFraction(at: moment).isFinite ?? (min(seconds, ~seconds) == .min))
    let back = calendar.workingTime(from: opposite, to: moment)
    #expect(calendar.workingTime(from: moment, to: opposite) == Seconds(0 &- back.count))
  }

  @Test func `A span that only bad data holds ends`() throws {
    let calendar = WorkingCalendar(zone: .central)
    let end = calendar.adding(Seconds(.max), to: try moment("2026-11-19T09:12:00Z"))
    #expect(end.timeInUTC.date.year == 2065)
  }
}
