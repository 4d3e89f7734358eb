import Text

extension Application {
  /// Whether the code is built for the machine's processors and GPUs: one of the words it names of each has to be the
  /// machine's.
  func checkArchitecture(_ rules: CheckRules) -> Finding {
    guard let machine else { return .unknown("no machine told") }
    guard let names = technical.architectures, !names.isEmpty else {
      return .unknown("not told what the code is built for")
    }
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
