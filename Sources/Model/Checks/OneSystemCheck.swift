import Text

extension Application {
  /// Whether one system is asked for, however often and in whatever case it is named. A form that has one field for
  /// the machine asks for one by that; the fallback is no second one.
  func checkOneSystem() -> Finding {
    let named = technical.machines ?? machine.map { [$0] } ?? []
    var seen: Set<[UInt8]> = []
    let systems = named.filter { seen.insert($0.foldedName).inserted }
    guard let first = systems.first else { return .unknown("no system told") }
    if systems.count == 1 { return .pass("\(first.inClause()) alone") }
    let shown = systems.prefix(3).map { $0.inClause(20) }
    let more: SafeText = systems.count > 3 ? " …" : ""
    return .fail("\(systems.count) systems, one is allowed: \(shown.joined(separator: ", "))\(more)")
  }
}
