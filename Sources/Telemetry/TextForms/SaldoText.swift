package import Model
import Text

/// CINECA's `saldo -b`: one line for each account, in hours of the machine's own, with a header or (`-n`) without.
///
/// `totConsumed` is what counts against `total`. `monthTotal` is `total`'s part of this month, which factorytop
/// computes from the dates.
package enum SaldoText {
  static let columns: [SafeText] = [
    "account", "start", "end", "total", "localCluster", "totConsumed", "totConsumed", "monthTotal",
    "monthConsumed",
  ]
  private static let command: SafeText = "“saldo -b”, “saldo -b --dcgp” or one of them with -n"

  /// Every account of the list; `unit` is that of the amounts, core-hours at CINECA.
  ///
  /// - Throws: why it is no text of that command, or has no account that can be used. A single odd line is no error,
  ///   but among `problems`.
  package static func budgets(
    in bytes: [UInt8], unit: AccountingUnit = .coreHours
  ) throws(TextFormError) -> ImportedBudgets {
    try TextFormError.refuseOtherContent(bytes)
    let lines = TextLines(bytes).told.filter { !$0.bytes.allSatisfy { $0 == UInt8(ascii: "-") } }
    try refuseOther(lines)
    var imported = ImportedBudgets(source: "saldo -b", unit: unit)
    var seen: [SafeText: Int] = [:]
    var hasRecords = false
    for line in lines where !isHeader(line) {
      hasRecords = true
      do throws(LineProblem) {
        guard !line.isTooLong else { throw .tooLong(line) }
        let budget = try SaldoRow(line).budget
        if let other = seen[budget.account] {
          throw LineProblem(
            line: line.number, field: "account", what: "\(budget.account) is already on line \(other)",
            remedy: "import the lists of two partitions one by one")
        }
        seen[budget.account] = line.number
        imported.budgets.append(budget)
      } catch {
        imported.problems.append(error)
      }
    }
    guard hasRecords else { throw .noRecords(expected: command) }
    return try imported.usable()
  }

  /// The two lines of the header: the names of the columns, and under them the units.
  private static func isHeader(_ line: TextLines.Line) -> Bool {
    let words = line.words
    return words.first == "account" && words.dropFirst().first == "start" || words.first == "(local"
  }

  private static func refuseOther(_ lines: [TextLines.Line]) throws(TextFormError) {
    guard let first = lines.first else { throw .noRecords(expected: command) }
    if isHeader(first) {
      guard first.words.map({ SafeText(untrusted: String($0)) }) == columns else {
        throw .otherLayout(line: first.number, expected: command)
      }
    } else if !SaldoRow.opens(first) {
      let start = SafeText(untrusted: first.text).truncated(toWidth: 60)
      throw .otherText(firstLine: start, expected: command)
    }
  }
}

extension TextLines.Line {
  /// What stands between white space.
  var words: [Substring] { text.split { $0 == " " || $0 == "\t" } }
}
