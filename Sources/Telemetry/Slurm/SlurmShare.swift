import JSONStream
import Model
import Text

/// A row of `sshare --json` and slurmrestd's `shares`, 23.11 and later: an account, or a user under it.
///
/// `group_minutes` is `GrpTRESMins`; `usage` and `run_seconds` are in TRES-seconds, whatever sshare(1) prints (its own
/// text divides by 60).
struct SlurmShare: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case name, cluster, partition, type, tres
  }

  private enum ResourceField: String, CaseIterable, Sendable {
    case limit = "group_minutes"
    case committed = "run_seconds"
    case used = "usage"
    static let all = JSONFields<ResourceField>()
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "shares"

  private(set) var isRecognised = false
  private(set) var cluster: SafeText?
  private var isUser = false
  private var partition: SafeText?
  private var account = SlurmAccount(name: "")
  private var limitedTypes: [SafeText] = []

  var name: SafeText { "share of \(account.name)" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: account.name = try json.slurmText(field, &problems) ?? ""
    case .cluster: cluster = try json.slurmText(field, &problems)
    case .partition: partition = try json.slurmText(field, &problems)
    case .type: isUser = try json.slurmTexts(field, &problems).contains("USER")
    case .tres: try readResources(&json, &problems)
    }
  }

  /// Users' rows are parts of their accounts'.
  func add(to records: inout [AccountRecord], _ problems: inout RecordProblems) -> SafeText? {
    if account.name.isEmpty { return "it has no name" }
    guard !isUser, partition == nil else { return nil }
    for type in limitedTypes { problems.noteTypedLimit("\(type) of account \(account.name)") }
    records.append(AccountRecord(cluster: cluster, account: account))
    return nil
  }

  private mutating func readResources(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    isRecognised = true
    try json.enterObject()
    while let field = try json.nextField(ResourceField.all) {
      let list = try SlurmTRESList(&json, of: field == .limit ? .limits : .amounts)
      problems.noteOdd(
        list, of: "tres.\(SafeText(untrusted: field.rawValue))",
        expected: field == .limit ? "a number of minutes" : "a number of seconds")
      switch field {
      case .limit:
        account.limit = list.total.map { GresHours(Double($0) / 60) }
        limitedTypes = list.types.map(\.name)
        account.isLimitedByUnknown = !limitedTypes.isEmpty || list.isOdd
      case .committed: account.committed = list.runSeconds.map { GresHours(Double($0) / 3600) }
      case .used: account.used = list.gpus.map { GresHours(Double($0) / 3600) }
      }
    }
  }
}
