import Model
import Text

/// An account's own row of `scontrol -o show assoc_mgr`, as far as it tells of one resource.
struct AssociationRow {
  static let opening = Array("ClusterName=".utf8)

  let line: Int
  let cluster: SafeText
  let account: SafeText
  /// slurmdbd numbers associations in the order in which they are made.
  let id: Int64
  private let minutes: TRESMinutes
  private let committed: Double?

  /// `nil` for a user's row, and for one of a single partition: they are parts of their account's.
  init?(_ line: TextLines.Line, resource: String) throws(LineProblem) {
    var fields = KeyedText(line.text)
    guard let cluster = fields.value(of: "ClusterName", before: " Account="),
      let account = fields.value(of: "Account", before: " UserName="),
      let user = fields.value(of: "UserName", before: " Partition="),
      let partition = fields.value(of: "Partition", before: " ")
    else {
      throw LineProblem(
        line: line.number, field: "UserName",
        what: "ClusterName, Account, UserName and Partition do not follow each other",
        remedy: "check that the line is whole")
    }
    guard user.isEmpty, partition.isEmpty else { return nil }
    guard !account.isEmpty else {
      throw LineProblem(
        line: line.number, field: "Account", what: "is empty", remedy: "check the account with sacctmgr")
    }
    self.line = line.number
    self.cluster = SafeText(untrusted: String(cluster))
    self.account = SafeText(untrusted: String(account))
    id = fields.value(of: " ID", before: " ").flatMap { Int64($0) } ?? 0
    guard let used = fields.value(of: " GrpTRESMins", before: " ") else {
      throw Self.missing("GrpTRESMins", line)
    }
    minutes = try Self.minutes(used, of: resource, line, "GrpTRESMins")
    guard let running = fields.value(of: " GrpTRESRunMins", before: " ") else {
      throw Self.missing("GrpTRESRunMins", line)
    }
    committed = try Self.minutes(running, of: resource, line, "GrpTRESRunMins").committed
  }

  /// Types of the resource that have a limit of their own, which is none of the account.
  var limitedTypes: [SafeText] { minutes.limitedTypes }

  /// Whether it has a limit, be it of one type, or has used or may still use something.
  var isTold: Bool {
    minutes.limit != nil || !limitedTypes.isEmpty || (minutes.used ?? 0) > 0 || (committed ?? 0) > 0
  }

  func budget(perUnit: Double) -> ImportedBudget {
    ImportedBudget(
      account: account, cluster: cluster.isEmpty ? nil : cluster, granted: minutes.limit.map { $0 / perUnit },
      used: minutes.used.map { $0 / perUnit }, committed: committed.map { $0 / perUnit })
  }

  private static func missing(_ field: SafeText, _ line: TextLines.Line) -> LineProblem {
    LineProblem(
      line: line.number, field: field, what: "is missing or cut", remedy: "check that the line is whole")
  }

  private static func minutes(
    _ list: Substring, of resource: String, _ line: TextLines.Line, _ field: SafeText
  ) throws(LineProblem) -> TRESMinutes {
    do {
      return try TRESMinutes(list, of: resource)
    } catch {
      throw LineProblem(
        line: line.number, field: field,
        what: "“\(error.entry.truncated(toWidth: 60))” is not limit(used) in minutes",
        remedy: "check the account with “sacctmgr show assoc”")
    }
  }
}

/// `Key=value Key=value`, read from left to right: values may hold spaces, so each ends where a key begins that is
/// known to follow.
private struct KeyedText {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The value of the next `key`, and moves behind it; `nil`, and stays, when there is none. Every field that is asked
  /// for has another behind it: a value that ends its line was cut.
  mutating func value(of key: String, before next: String) -> Substring? {
    guard let start = end(of: "\(key)=", in: rest) else { return nil }
    let value = rest[start...]
    guard let stop = begin(of: next, in: value) else { return nil }
    rest = next == " " ? rest[stop...] : rest[stop...].dropFirst()
    return value[..<stop]
  }

  private func begin(of text: String, in rest: Substring) -> Substring.Index? {
    let bytes = Array(text.utf8)
    let all = rest.utf8
    var index = all.startIndex
    while index < all.endIndex {
      if all[index...].starts(with: bytes) { return index }
      all.formIndex(after: &index)
    }
    return nil
  }

  private func end(of text: String, in rest: Substring) -> Substring.Index? {
    begin(of: text, in: rest).map { rest.utf8.index($0, offsetBy: text.utf8.count) }
  }
}
