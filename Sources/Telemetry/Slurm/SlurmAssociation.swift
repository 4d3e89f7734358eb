import JSONStream
import Model
import Text

/// A record of `sacctmgr show assoc --json` and slurmrestd's `associations`: an account's limits, or a user's in it.
struct SlurmAssociation: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case account, cluster, partition, user, max
    case parent = "parent_account"
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "associations"

  private(set) var isRecognised = false
  private(set) var cluster: SafeText?
  private var account: SafeText?
  private var parent: SafeText?
  private var partition: SafeText?
  private var user: SafeText?
  private var limit: GresHours?
  private var isLimitOdd = false
  private var limitedTypes: [SafeText] = []

  var name: SafeText { "association of \(account ?? "")" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .account: account = try json.slurmText(field, &problems)
    case .cluster: cluster = try json.slurmText(field, &problems)
    case .parent: parent = try json.slurmText(field, &problems)
    case .partition: partition = try json.slurmText(field, &problems)
    case .user: user = try json.slurmText(field, &problems)
    case .max: try readLimits(along: [.tres, .group, .minutes], &json, &problems)
    }
  }

  /// Users' associations hold the limits of one user: only the account's own is a budget.
  func add(to records: inout [AccountRecord], _ problems: inout RecordProblems) -> SafeText? {
    guard let account else { return "it has no account" }
    if user == nil, partition == nil {
      for type in limitedTypes { problems.noteTypedLimit("\(type) of account \(account)") }
      records.append(
        AccountRecord(
          cluster: cluster, parent: parent,
          account: SlurmAccount(
            name: account, limit: limit, isLimitedByUnknown: !limitedTypes.isEmpty || isLimitOdd)))
    }
    return nil
  }

  /// `max.tres.group.minutes`, which is `GrpTRESMins`, by what of its path is still to go.
  private mutating func readLimits(
    along path: ArraySlice<LimitField>, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard let wanted = path.first else {
      let list = try SlurmTRESList(&json, of: .limits)
      problems.noteOdd(list, of: "max.tres.group.minutes", expected: "a number of minutes")
      limit = list.total.map { GresHours(Double($0) / 60) }
      isLimitOdd = list.isOdd
      limitedTypes = list.types.map { "gres/\($0.name)" }
      return
    }
    guard try json.kind() == .object else { return }
    isRecognised = true
    try json.enterObject()
    while let field = try json.nextField(LimitField.all) {
      if field == wanted { try readLimits(along: path.dropFirst(), &json, &problems) }
    }
  }
}

private enum LimitField: String, CaseIterable, Sendable {
  case tres, group, minutes
  static let all = JSONFields<LimitField>()
}
