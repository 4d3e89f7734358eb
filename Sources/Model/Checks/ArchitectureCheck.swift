import Text

extension Application {
  /// Whether the code is built for the machine's processors and GPUs: one of the words it names of each has to be the
  /// machine's. Of several machines it has to be built for each.
  func checkArchitecture(_ rules: CheckRules) -> Finding {
    guard !systemsNamed.isEmpty else { return .unknown("no machine told") }
    guard let names = technical.architectures, !names.isEmpty else {
      return .unknown("not told what the code is built for")
    }
    let findings = (machine.map { [$0] } ?? systemsNamed).map { architecture(names, of: $0, rules) }
    let worst = findings.first { $0.verdict == .fail } ?? findings.first { $0.verdict == .unknown }
    if let worst { return worst }
    return findings.count == 1
      ? findings[0] : .pass(findings.map(\.restsOn).joined(separator: "; "))
  }

  private func architecture(_ names: [SafeText], of machine: SafeText, _ rules: CheckRules) -> Finding {
    let shown = SafeText.list(names.prefix(6).map { $0.inClause(20) }, last: "and")
    let name = machine.inClause(20)
    guard let rules = rules.rules(ofMachine: machine), rules.processor != nil || rules.accelerator != nil
    else {
      return .unknown("built for \(shown), what \(name) has is not known")
    }
    let processors = names.compactMap(Processor.init(word:))
    let accelerators = names.compactMap(Accelerator.init(word:))
    let parts = [rules.processor?.rawValue, rules.accelerator?.rawValue].compactMap {
      $0.map(SafeText.init(untrusted:))
    }
    let clause: SafeText = "built for \(shown), \(name) has \(SafeText.list(parts, last: "and"))"
    let fits = [
      fit(of: rules.processor, among: processors), fit(of: rules.accelerator, among: accelerators),
    ]
    if fits.contains(false) { return .fail(clause) }
    return fits.contains(nil) ? .unknown("\(clause); not all of it is told") : .pass(clause)
  }

  /// `nil` when one side is not told.
  private func fit<Part: Equatable>(of part: Part?, among named: [Part]) -> Bool? {
    guard let part, !named.isEmpty else { return nil }
    return named.contains(part)
  }
}
