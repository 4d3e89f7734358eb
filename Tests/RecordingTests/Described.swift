import Model
import Recording
import Testing
import Text

/// Everything that a value is made of, in lines, so that a field that nobody thought of is compared too. What stands for a
/// text in a table of jobs is told as that text.
func described(_ value: Any, _ symbols: SymbolTable? = nil, indent: String = "") -> String {
  switch value {
  case let text as SafeText: return "\(text.shown.debugDescription) \(text.original?.debugDescription ?? "")"
  case let symbol as Symbol: return described(symbols?.texts[Int(symbol.index)] ?? "?")
  case let number as Double: return "\(number.bitPattern)"
  case let table as JobTable:
    return "\(String(describing: table.readAt)) \(String(describing: table.plannedAt))\n"
      + table.jobs.map { described($0, table.symbols, indent: indent + " ") }.joined(separator: "\n")
  case let history as CaseHistory:
    return described(history.entries, nil, indent: indent) + "\(history.heads)\(history.conflicts)"
  default: break
  }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .dictionary {
    return mirror.children.map { described($0.value, symbols, indent: indent + " ") }.sorted().joined(
      separator: "\n")
  }
  guard !mirror.children.isEmpty else { return "\(value)" }
  return mirror.children.map {
    "\n\(indent)\($0.label ?? "-"): \(described($0.value, symbols, indent: indent + " "))"
  }.joined()
}

/// Where two descriptions differ first, for a message that can be read.
func firstDifference(_ left: String, _ right: String) -> String? {
  guard left != right else { return nil }
  let lefts = left.split(separator: "\n", omittingEmptySubsequences: false)
  let rights = right.split(separator: "\n", omittingEmptySubsequences: false)
  for (left, right) in zip(lefts, rights) where left != right { return "\(left) | \(right)" }
  return "\(lefts.count) and \(rights.count) lines"
}

extension RecordedReading {
  var described: String { RecordingTests.described(self) }
}
