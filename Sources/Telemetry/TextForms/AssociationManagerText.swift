package import Model
import Text

/// `scontrol -o show assoc_mgr flags=assoc`: every association that slurmctld enforces, one a line, with its limits
/// and what it has used of them. The one exact source of a budget in Slurm, and it has no JSON.
///
/// An account's own row has an empty `UserName`, and its use includes that of the accounts below it.
package enum AssociationManagerText {
  private static let command: SafeText = "“scontrol -o show assoc_mgr flags=assoc”"

  /// The accounts with a limit or with use of the resource that `unit` counts: for GPU-hours `gres/gpu`, of which
  /// `gresPerGPU` make a GPU, for node-hours `node`, for core-hours `cpu`.
  ///
  /// - Throws: why it is no text of that command, or has no record that can be used; also where Slurm counts nothing in
  ///   `unit`. A single odd line is no error, but among `problems`.
  package static func budgets(
    in bytes: [UInt8], unit: AccountingUnit = .gpuHours, gresPerGPU: Double = 1
  ) throws(TextFormError) -> ImportedBudgets {
    try TextFormError.refuseOtherContent(bytes)
    guard let resource = unit.slurmResource(gresPerGPU: gresPerGPU) else {
      throw .noRecords(expected: command)
    }
    var imported = ImportedBudgets(source: "scontrol show assoc_mgr", unit: unit)
    var rows: [String: (row: AssociationRow, index: Int)] = [:]
    let lines = TextLines(bytes).told
    try refuseOther(lines)
    for line in lines where line.bytes.starts(with: AssociationRow.opening) {
      do throws(LineProblem) {
        guard !line.isTooLong else { throw .tooLong(line) }
        guard let row = try AssociationRow(line, resource: resource.name) else { continue }
        imported.notes += row.limitedTypes.map { note(row, limitOf: $0) }
        guard row.isTold else { continue }
        let key = "\(row.cluster.shown)\n\(row.account.shown)"
        if let earlier = rows[key] {
          imported.notes.append(note(row, earlier.row))
          if row.id < earlier.row.id { continue }
          imported.budgets[earlier.index] = row.budget(perUnit: resource.minutes)
          rows[key] = (row, earlier.index)
        } else {
          rows[key] = (row, imported.budgets.count)
          imported.budgets.append(row.budget(perUnit: resource.minutes))
        }
      } catch {
        imported.problems.append(error)
      }
    }
    if imported.budgets.isEmpty, imported.problems.isEmpty {
      imported.notes.append(
        "no account has a limit or use of \(SafeText(untrusted: resource.name)); check AccountingStorageTRES in slurm.conf"
      )
    }
    return try imported.usable()
  }

  /// slurmctld remembers associations that were removed; the one that was made last counts.
  private static func note(_ row: AssociationRow, _ other: AssociationRow) -> SafeText {
    "line \(row.line), Account: \(row.account) is also on line \(other.line); the one with the greater ID counts"
  }

  private static func note(_ row: AssociationRow, limitOf type: SafeText) -> SafeText {
    "line \(row.line), GrpTRESMins: the limit of \(type) of account \(row.account) is of one type and is not counted; budgets are limits of all types"
  }

  private static func refuseOther(_ lines: [TextLines.Line]) throws(TextFormError) {
    guard let first = lines.first else { throw .empty }
    let isOurs = first.text.hasPrefix("Current Association Manager state")
    guard isOurs || first.bytes.starts(with: AssociationRow.opening) else {
      let start = SafeText(untrusted: first.text).truncated(toWidth: 60)
      throw .otherText(firstLine: start, expected: command)
    }
    guard let record = lines.first(where: { $0.bytes.starts(with: AssociationRow.opening) }) else {
      throw .noRecords(expected: command)
    }
    // Without -o the rest of a record follows on indented lines.
    let index = lines.firstIndex { $0.number == record.number }.map { $0 + 1 } ?? lines.endIndex
    if index < lines.endIndex, lines[index].bytes.first == 0x20 {
      throw .otherLayout(line: lines[index].number, expected: command)
    }
  }
}
