import ArgumentParser
import Configuration
import Entities
import Text

/// What is listed.
struct FilterOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which applications are listed, such as 'mode:PG country:FI,NL !decided'; of --view queue or budget, which jobs or allocations.",
      discussion: "The words are those of list's --where; factorytop list KIND --fields tells their keys.",
      valueName: "words"))
  var filter: String?

  /// - Throws: `ExitCode.usage` after having said what cannot be understood.
  func read(for view: ViewChoice? = nil) throws -> Query? {
    guard let filter else { return nil }
    let kind = view?.filteredKind ?? .applications
    let reading = QueryReading(SafeText(untrusted: filter), kind.schema)
    if let problem = reading.problem {
      complain("--filter: \(problem.sentence)")
      throw ExitCode.usage
    }
    return reading.query
  }
}

extension ViewChoice {
  /// What a filter that a command line or a file names for the view leaves some of.
  var filteredKind: ListKind {
    switch self {
    case .queue: .jobs
    case .budget: .allocations
    case .overview, .utilization, .applications: .applications
    }
  }
}
