package import Text

/// A line of a command's text output that could not be used.
package struct LineProblem: Error, Equatable, Sendable {
  /// From 1.
  package let line: Int
  /// The field's name as the command prints it; `nil` where the whole line is odd.
  package let field: SafeText?
  /// Such as `is “x”, not a number of hours`.
  package let what: SafeText
  /// What to do, such as `correct it with sacctmgr`.
  package let remedy: SafeText

  /// `line 7, end: is “2026”, not a day such as 20261231; the line is skipped, check the command`.
  package var sentence: SafeText {
    let place: SafeText = field.map { "line \(line), \($0)" } ?? "line \(line)"
    return "\(place): \(what); the line is skipped, \(remedy)"
  }

  static func tooLong(_ line: TextLines.Line) -> LineProblem {
    LineProblem(
      line: line.number, field: nil, what: "it has more than \(TextLines.longestLine) bytes",
      remedy: "check the command before the pipe")
  }
}
