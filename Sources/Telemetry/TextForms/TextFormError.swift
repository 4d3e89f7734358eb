package import Text

/// Why a command's text output gives no budgets at all. The evidence only; `explanation` words it.
package enum TextFormError: Error, Equatable, Sendable {
  case empty
  case tooLarge(limit: Int)
  case html
  case json
  case compressed(by: SafeText)
  case binary
  /// Text of another command, such as a complaint.
  case otherText(firstLine: SafeText, expected: SafeText)
  /// The right command with the wrong option.
  case otherLayout(line: Int, expected: SafeText)
  /// The command answered, and told of nothing.
  case noRecords(expected: SafeText)
  /// There were records, and each had something odd.
  case nothingUsable(lines: Int)

  /// What is wrong; and after a semicolon what to do.
  package var explanation: SafeText {
    switch self {
    case .empty: "standard input is empty; check that the command before the pipe ran"
    case .tooLarge(let limit):
      "standard input holds more than the \(limit) bytes that are read; check the command before the pipe"
    case .html:
      "standard input holds HTML, such as a page for logging in; check the command before the pipe"
    case .json:
      "standard input holds JSON, which needs no import; put it into the data folder as it is"
    case .compressed(let program):
      "standard input is compressed by \(program); uncompress it before the pipe"
    case .binary: "standard input holds no text; check the command before the pipe"
    case .otherText(let firstLine, let expected):
      "standard input begins with “\(firstLine)”; run \(expected) before the pipe"
    case .otherLayout(let line, let expected):
      "line \(line) has another layout than is read here; run \(expected) before the pipe"
    case .noRecords(let expected):
      "standard input holds no record; run \(expected) by hand, as a user who may see all accounts"
    case .nothingUsable(let lines):
      lines == 1
        ? "the only line with a record cannot be used; nothing is written"
        : "none of the \(lines) lines with records can be used; nothing is written"
    }
  }
}

extension TextFormError {
  /// Refuses what cannot be text of a command, by its first bytes.
  static func refuseOtherContent(_ bytes: [UInt8]) throws(TextFormError) {
    guard bytes.count <= ImportedBudgets.sizeLimit else { throw .tooLarge(limit: ImportedBudgets.sizeLimit) }
    switch ContentOpening(Array(bytes.prefix(ContentOpening.length))) {
    case .text(let firstLine):
      if firstLine.shown.hasPrefix("<") { throw .html }
    case .json: throw bytes.allSatisfy { $0 <= 0x20 } ? .empty : .json
    case .empty: throw .empty
    case .compressed(let program): throw .compressed(by: program)
    case .binary: throw .binary
    }
  }
}
