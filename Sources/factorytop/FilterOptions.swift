import ArgumentParser
import Configuration
import Entities
import Text

/// What is listed.
struct FilterOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which applications are listed, such as 'mode:PG country:FI,NL !decided'; of --view utilization, queue or budget, which partitions, jobs or allocations.",
      discussion: "The words are those of list's --where; factorytop list KIND --fields tells their keys.",
      valueName: "words"))
  var filter: String?

  /// - Throws: `ExitCode.usage` after having said what cannot be understood.
  func read(for view: ViewChoice? = nil) throws -> Query? {
    guard let filter else { return nil }
    let kind = view?.filteredKind ?? .applications
    return try Self.query(filter, kind.schema, option: "--filter")
  }

  /// - Throws: `ExitCode.usage` after having said what of an option cannot be understood.
  static func query(_ words: String, _ schema: ListSchema, option: SafeText) throws -> Query? {
    // What comes from outside is cut where it is long, and half a filter is another one.
    guard words.count <= longest else {
      complain("\(option): too long: a filter has at most \(SafeText.grouped(longest)) characters")
      throw ExitCode.usage
    }
    let reading = QueryReading(SafeText(untrusted: words), schema)
    if let problem = reading.problem {
      complain("\(option): \(problem.sentence)")
      throw ExitCode.usage
    }
    return reading.query
  }

  /// As many characters as the prompt of the dashboard takes.
  private static let longest = 1000
}

extension ViewChoice {
  /// What a filter that a command line or a file names for the view leaves some of.
  var filteredKind: ListKind {
    switch self {
    case .queue: .jobs
    case .budget: .allocations
    case .utilization: .partitions
    case .overview, .applications: .applications
    }
  }
}
