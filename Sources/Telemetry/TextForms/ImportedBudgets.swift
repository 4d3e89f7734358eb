package import JSONStream
package import Model
package import Text

/// Budgets that a command printed as text, on their way to `factorytop/allocations/1`.
package struct ImportedBudgets: Equatable, Sendable {
  /// More than any site's list of accounts has.
  package static let sizeLimit = 256 << 20

  /// What produced the text, such as `saldo -b`.
  package let source: SafeText
  /// Of all their amounts.
  package let unit: AccountingUnit
  /// Each account of a cluster once, in the order in which the lines first name them.
  package var budgets: [ImportedBudget] = []
  /// Lines that could not be used, in their order.
  package var problems: [LineProblem] = []
  /// What else somebody should know; no line was lost by it.
  package var notes: [SafeText] = []

  init(source: SafeText, unit: AccountingUnit) {
    self.source = source
    self.unit = unit
  }

  /// Refuses text all of whose records were odd, so that an old file with good ones is not replaced.
  func usable() throws(TextFormError) -> ImportedBudgets {
    if budgets.isEmpty, !problems.isEmpty { throw .nothingUsable(lines: problems.count) }
    return self
  }

  /// The document; `cluster` counts before what the text itself names.
  package func document(cluster: SafeText?, at moment: Timestamp) -> JSONValue {
    let named = Set(budgets.compactMap(\.cluster))
    let common = cluster ?? (named.count == 1 ? named.first : nil)
    var members: [(key: String, value: JSONValue)] = [
      (key: "schema", value: "factorytop/allocations/1"),
      (key: "generated_at", value: .string(moment.rfc3339)),
      (key: "source", value: .string(source.shown)),
    ]
    if let common { members.append((key: "cluster", value: .string(common.shown))) }
    let records = budgets.map { $0.record(unit: unit, namesCluster: common == nil) }
    members.append((key: "allocations", value: .array(records)))
    return .object(members)
  }
}

/// One account's budget, in the unit of the list that it belongs to.
package struct ImportedBudget: Equatable, Sendable {
  package var account: SafeText
  /// `nil` where the text does not name it.
  package var cluster: SafeText?
  /// `nil` without a limit.
  package var granted: Double?
  /// `nil` where the text does not say.
  package var used: Double?
  /// What running jobs may still use, by their time limits; `nil` where one has none, or the text does not say.
  package var committed: Double?
  /// `nil` where the text names no days.
  package var firstDay: CivilDate?
  /// Inclusive.
  package var lastDay: CivilDate?

  fileprivate func record(unit: AccountingUnit, namesCluster: Bool) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      (key: "account", value: .string(account.shown))
    ]
    if namesCluster, let cluster { members.append((key: "cluster", value: .string(cluster.shown))) }
    members += [
      (key: "unit", value: .string(unit.rawValue)),
      (key: "granted", value: granted.map(JSONValue.real) ?? nil),
      (key: "used", value: used.map(JSONValue.real) ?? nil),
      (key: "committed", value: committed.map(JSONValue.real) ?? nil),
      (key: "starts_on", value: firstDay.map { .string($0.iso8601) } ?? nil),
      (key: "ends_on", value: lastDay.map { .string($0.iso8601) } ?? nil),
    ]
    return .object(members)
  }
}
