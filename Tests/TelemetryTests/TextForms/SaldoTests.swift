import Foundation
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("saldo -b")
struct SaldoTests {
  private static let header = """
    ----------------------------------------------------------------
    account   start   end   total   localCluster   totConsumed   totConsumed   monthTotal   monthConsumed
                          (local h)   Consumed(local h)   (local h)   %   (local h)   (local h)
    ----------------------------------------------------------------

    """
  private static let row = "IscrB_ONE  20260107  20270107  2000000  1205697  1205699  60.3  164383  99394"

  private func budgets(_ text: String) throws(TextFormError) -> ImportedBudgets {
    try SaldoText.budgets(in: Array(text.utf8))
  }

  @Test(
    "With and without a header, and with the ends of lines of either kind", arguments: [header, ""],
    ["\n", "\r\n"])
  func columns(header: String, end: String) throws {
    let text = (header + Self.row).replacing("\n", with: end) + end
    let imported = try budgets(text)
    #expect(imported.problems.isEmpty && imported.notes.isEmpty)
    #expect(imported.unit == .coreHours)
    #expect(
      imported.budgets == [
        ImportedBudget(
          account: "IscrB_ONE", granted: 2_000_000, used: 1_205_699,
          firstDay: CivilDate(year: 2026, month: 1, day: 7), lastDay: CivilDate(year: 2027, month: 1, day: 6))
      ])
  }

  @Test(arguments: [
    ("A 20260107 20270107 x 0 0 0 0 0", "total", "“x”"),
    ("A 20260107 20270107 -5 0 0 0 0 0", "total", "“-5”"),
    ("A 20260107 20270107 1e400 0 0 0 0 0", "total", "“1e400”"),
    ("A 20260107 20270107 5 0 nan 0 0 0", "totConsumed", "“nan”"),
    ("A 20260231 20270107 5 0 5 0 0 0", "start", "“20260231”"),
    ("A 20260107 2027 5 0 5 0 0 0", "end", "“2027”"),
    ("A 20260107 20250107 5 0 5 0 0 0", "end", "before start"),
    ("A 20260107 20270107 5 0 5", nil, "6 columns in place of 9"),
    ("IscrB_ONE 20260107 20270107 5 0 5 0 0 0", "account", "already on line 1"),
  ])
  func `A line that cannot be used is named with its field, and the others are kept`(
    line: String, field: SafeText?, evidence: String
  ) throws {
    let imported = try budgets("\(Self.row)\n\(line)\nB 20260107 20270107 5 0 5 0 0 0\n")
    #expect(imported.budgets.map(\.account) == ["IscrB_ONE", "B"])
    let problem = try #require(imported.problems.first)
    #expect(imported.problems.count == 1)
    #expect(problem.line == 2)
    #expect(problem.field == field)
    #expect(problem.sentence.shown.contains(evidence))
  }

  @Test(arguments: [
    ("", TextFormError.empty), ("<html>", .html), ("[]", .json),
    ("-bash: saldo: command not found", .otherText(firstLine: "x", expected: "x")),
    ("account start end total used\nA 20260107 20270107 5 5", .otherLayout(line: 1, expected: "x")),
    (header, .noRecords(expected: "x")), ("-----\n", .noRecords(expected: "x")),
    ("A 20260107 20270107 x 0 0 0 0 0", .nothingUsable(lines: 1)),
  ])
  func `Anything else is refused in words`(text: String, expected: TextFormError) throws {
    let error = try #require(throws: TextFormError.self) { try budgets(text) }
    #expect(error.kind == expected.kind)
    #expect(error.explanation.shown.contains(";"))
  }

  @Test("The capture is read as it is printed, and back as it was written", .enabled(if: Captures.areThere))
  func capture() throws {
    let file = Captures.slurm.appending(path: "../domain/cineca-saldo-b.txt")
    let bytes = [UInt8](try Data(contentsOf: file))
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst(4)
      .map { $0.split(separator: " ").map(String.init) }
    let moment = Timestamp(secondsSince1970: 1_795_428_000)
    let imported = try SaldoText.budgets(in: bytes)
    #expect(imported.problems.isEmpty)
    let text = String(
      decoding: imported.document(cluster: "leonardo", at: moment).encoded(pretty: true), as: UTF8.self)
    let document = try #require(try read(text))
    guard case .allocations(let allocations) = document.content else {
      Issue.record("not allocations")
      return
    }
    #expect(document.problem == nil && document.cluster == "leonardo")
    #expect(allocations.count == 3 && rows.count == 3)
    let zone = EuropeanZone.central
    for (allocation, row) in zip(allocations, rows) {
      #expect(allocation.account.shown == row[0])
      #expect(allocation.unit == .coreHours)
      #expect(allocation.granted == Double(row[3]))
      #expect(allocation.used == Double(row[5]))
      #expect(allocation.committed == nil)
      let start = try #require(allocation.startsAt)
      let end = try #require(allocation.endsAt)
      #expect(zone.localTime(at: start).date.iso8601.replacing("-", with: "") == row[1])
      #expect(zone.localTime(at: end).date.iso8601.replacing("-", with: "") == row[2])
    }
    // What saldo prints as monthTotal is the grant over the days up to the second date.
    let days = Double(
      try #require(imported.budgets[2].lastDay).daysSince1970
        - (try #require(imported.budgets[2].firstDay)).daysSince1970 + 1)
    #expect((2_000_000 * 30 / days).rounded(.down) == Double(rows[2][7]))
  }
}
