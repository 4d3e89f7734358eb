import Text

extension Application {
  /// Whether one system is asked for, however often and in whatever case it is named. A form that has one field for
  /// the machine asks for one by that; the fallback is no second one.
  func checkOneSystem() -> Finding {
    let systems = systemsNamed
    guard let first = systems.first else { return .unknown("no system told") }
    if systems.count == 1 { return .pass("\(first.inClause()) alone") }
    let shown = systems.prefix(3).map { $0.inClause(20) }
    let more: SafeText = systems.count > 3 ? " and \(systems.count - 3) more" : ""
    return .fail("\(systems.count) systems, one is allowed: \(shown.joined(separator: ", "))\(more)")
  }

  /// The systems that are asked for, each once.
  var systemsNamed: [SafeText] {
    var seen: Set<[UInt8]> = []
    return (technical.machines ?? machine.map { [$0] } ?? []).filter { seen.insert($0.foldedName).inserted }
  }

  /// Why it is not known which machine a check is about; a clause.
  var whyNoMachine: SafeText {
    let systems = systemsNamed.count
    return systems > 1 ? "\(systems) systems told, not one" : "no machine told"
  }
}
