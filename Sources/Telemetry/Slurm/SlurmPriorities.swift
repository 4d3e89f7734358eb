import JSONStream
import Model
import Text

/// A job's priority in each of several partitions that it waits in: `priority_by_partition`, of 24.11 and later.
enum SlurmPriorities {
  private enum Field: String, CaseIterable, Sendable {
    case partition, priority
    static let all = JSONFields<Field>()
  }

  /// No job waits in more partitions; what a longer list says is not kept.
  private static let most = 256

  /// Reads the value as one text, `gpu=120,debug=90`; empty where it tells none. What is no such list says no more than
  /// the job's one priority does, and is passed over.
  static func read(
    _ json: inout JSONReader, _ symbols: inout SymbolInterner, _ problems: inout RecordProblems
  ) throws(JSONError) -> Symbol {
    guard try json.kind() == .array else {
      try json.skip()
      return .empty
    }
    var entries: [SafeText] = []
    try json.enterArray()
    while try json.nextElement() {
      guard try json.kind() == .object else { continue }
      if let entry = try readEntry(&json, &problems), entries.count < most { entries.append(entry) }
    }
    return entries.isEmpty ? .empty : symbols.intern(entries.joined(separator: ","))
  }

  private static func readEntry(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> SafeText? {
    var partition: SafeText?
    var priority: Int64?
    try json.enterObject()
    while let field = try json.nextField(Field.all) {
      switch field {
      case .partition: partition = try json.slurmText(field, &problems)
      case .priority: priority = try json.slurmCount(field, &problems)
      }
    }
    guard let partition, let priority else { return nil }
    return "\(partition)=\(priority)"
  }
}
