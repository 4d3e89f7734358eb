import Model
import Text

/// An account's line of `saldo -b`.
struct SaldoRow {
  let budget: ImportedBudget

  init(_ line: TextLines.Line) throws(LineProblem) {
    let words = line.words
    guard words.count == SaldoText.columns.count else {
      throw LineProblem(
        line: line.number, field: nil,
        what:
          "it has \(SafeText.count(words.count, "column", "columns")) in place of \(SaldoText.columns.count)",
        remedy: "check the output of saldo")
    }
    let first = try Self.day(words[1], "start", line)
    let last = try Self.day(words[2], "end", line)
    guard first <= last else {
      throw LineProblem(
        line: line.number, field: "end", what: "lies before start", remedy: "check the account's dates")
    }
    // The quotas that CINECA prints are shares of the days up to `end`, without it.
    let lastDay = max(first, last.adding(days: -1))
    budget = ImportedBudget(
      account: SafeText(untrusted: String(words[0])), granted: try Self.hours(words[3], "total", line),
      used: try Self.hours(words[5], "totConsumed", line), firstDay: first, lastDay: lastDay)
  }

  /// Whether a line begins as one of this list does: an account, and two days.
  static func opens(_ line: TextLines.Line) -> Bool {
    let words = line.words
    return words.count >= 3 && words[1...2].allSatisfy { $0.utf8.count == 8 && UInt32($0) != nil }
  }

  /// `20261231`.
  private static func day(
    _ word: Substring, _ field: SafeText, _ line: TextLines.Line
  ) throws(LineProblem) -> CivilDate {
    if word.utf8.count == 8, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let day = CivilDate(iso8601: "\(word.prefix(4))-\(word.dropFirst(4).prefix(2))-\(word.suffix(2))")
    {
      return day
    }
    throw LineProblem(
      line: line.number, field: field, what: "is \(quoted(word)), not a day such as 20261231",
      remedy: "check the output of saldo")
  }

  private static func hours(
    _ word: Substring, _ field: SafeText, _ line: TextLines.Line
  ) throws(LineProblem) -> Double {
    let isPlain = word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    if isPlain, let hours = Double(word), hours < 0x1p62 { return hours }
    throw LineProblem(
      line: line.number, field: field, what: "is \(quoted(word)), not a number of hours",
      remedy: "check the output of saldo")
  }

  private static func quoted(_ word: Substring) -> SafeText {
    "“\(SafeText(untrusted: String(word)).truncated(toWidth: 40))”"
  }
}
