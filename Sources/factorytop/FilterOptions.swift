import ArgumentParser
import Dashboard
import Text

/// Which applications are listed.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which applications are listed, such as 'mode:PG country:FI,NL !decided'.",
      discussion: """
        Words that all have to hold: mode: step: machine: assignee: sector: country: with values between commas, mine, \
        waiting, decided, pending, breached, due, conflict, and text of the ID, the organisation or the title; ! before \
        a word negates it.
        """,
      valueName: "words"))
  var filter: String?

  /// - Throws: `ExitCode.usage` after having said what cannot be understood.
  func read() throws -> ApplicationFilter? {
    guard let filter else { return nil }
    let reading = FilterReading(SafeText(untrusted: filter))
    if let problem = reading.problem {
      complain("--filter: \(problem.sentence)")
      throw ExitCode.usage
    }
    return reading.filter
  }
}
