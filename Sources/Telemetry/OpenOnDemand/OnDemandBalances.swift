import JSONStream
import Text

/// The list `balances`: a record for each project and user, all users of a project with the same value.
///
/// A record without a project is one person's, and what it says is not kept.
struct OnDemandBalances {
  private enum Field: String, CaseIterable, Sendable {
    case project, value
    static let all = JSONFields<Field>()
  }

  private(set) var balances: [SafeText: Double] = [:]
  /// Projects whose users have different balances: shares of the project's, or an error, and of neither it is known.
  private var apart: Set<SafeText> = []
  private(set) var records = 0
  private(set) var problems = RecordProblems()

  init(_ json: inout JSONReader) throws(JSONError) {
    var position = 0
    try json.enterArray()
    while let place = try json.nextOnDemandRecord(of: "balances", &position, &problems) {
      try readRecord(&json, place: place)
    }
  }

  private mutating func readRecord(_ json: inout JSONReader, place: SafeText) throws(JSONError) {
    var project: SafeText?
    var value: Double?
    while let field = try json.nextField(Field.all) {
      switch field {
      case .project: project = try json.plainText()
      case .value: value = try json.onDemandNumber()
      }
    }
    guard let value else { return problems.skipRecord(place, why: "it has no value that is a number") }
    records += 1
    guard let project, !project.isEmpty else { return }
    guard !apart.contains(project) else { return }
    if let known = balances[project], known != value {
      apart.insert(project)
      balances[project] = nil
      problems.noteOdd(
        field: "value", expected: "that of the project's other users", found: "another number")
      problems.endRecord("balance of \(project), which is unknown")
      return
    }
    balances[project] = value
  }
}
