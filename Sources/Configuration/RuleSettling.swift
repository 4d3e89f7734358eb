import Model
import Telemetry
import Text

extension ConfigurationDraft {
  /// What applications are checked against; `origins` tell where the keys were set.
  func checkRules(
    _ origins: [String: Origin], _ problems: inout [ConfigurationProblem]
  ) -> CheckRules {
    var rules = settled.policy.checks
    rules.otherModes = otherModes.rules
    problems += otherModes.problems(of: Self.otherModes.name, origins)
    for (mode, draft) in modesInOrder {
      rules.modes[mode] = draft.rules.rules
      problems += draft.rules.problems(of: mode.table, origins)
    }
    rules.machines = machineRules(&problems)
    problems += rules.contradictions(origins)
    return rules
  }

  /// What is known of the machines, by the names and aliases that the site gives them, and over it what it says.
  private func machineRules(_ problems: inout [ConfigurationProblem]) -> [[UInt8]: MachineRules] {
    let known = settled.policy.checks.machines
    var machines = known
    for (index, cluster) in clusters.enumerated() {
      let names = ([cluster.rules.name] + cluster.rules.aliases).map(\.foldedName)
      var rules = names.lazy.compactMap { known[$0] }.first ?? MachineRules()
      rules.processor = cluster.processor ?? rules.processor
      rules.accelerator = cluster.accelerator ?? rules.accelerator
      rules.pools = cluster.pools ?? rules.pools
      machines[cluster.rules.name.foldedName] = rules
      for mode in (cluster.pools ?? [:]).keys.sorted(by: { $0.word < $1.word }) where !isKnown(mode) {
        let place = Place(path: cluster.place.path, line: cluster.poolLines[mode] ?? cluster.place.line)
        let near = nearestName(to: mode.word.shown, among: modesInOrder.map(\.0.word.shown))
        let hint: SafeText = near.map { ", or did you mean “\(SafeText(untrusted: $0))”?" } ?? ""
        problems.append(
          place.problem(
            "cluster \(index + 1).pool names “\(mode.word)”, which is none of EuroHPC's modes: give it a table, [\(SafeText(untrusted: mode.table))]\(hint)"
          ))
      }
    }
    return machines
  }

  /// Whether a mode is EuroHPC's, or one that the site speaks of.
  private func isKnown(_ mode: AccessMode) -> Bool {
    modes[mode] != nil || settled.rules.waldur.modes.values.contains(mode)
  }
}

extension RuleDraft {
  /// What of it does not go together, where a file has set one of the keys.
  fileprivate func problems(of table: String, _ origins: [String: Origin]) -> [ConfigurationProblem] {
    let name = SafeText(untrusted: table)
    var problems: [ConfigurationProblem] = []
    if kindsInside?.isEmpty == false, programmes?.isEmpty != false,
      let place = origins.place(of: ["\(table).kinds_inside", "\(table).programmes"])
    {
      problems.append(place.problem("\(name).kinds_inside needs programmes: name those that count"))
    }
    let place = origins.place(of: ["max_amount", "min_amount", "min_included"].map { "\(table).\($0)" })
    guard let place, let minAmount, minAmount > 0 else { return problems }
    guard let maxAmount else {
      problems.append(place.problem("\(name).min_amount needs a max_amount: name one"))
      return problems
    }
    if maxAmount < minAmount || maxAmount == minAmount && isMinIncluded != true {
      problems.append(
        place.problem(
          "\(name) allows no amount, min_amount being \(Self.amount(minAmount)) and max_amount \(Self.amount(maxAmount)): let max_amount be the larger"
        ))
    }
    return problems
  }

  private static func amount(_ amount: Double) -> SafeText {
    SafeText(untrusted: ValueFormat<Double>.amount.write(amount))
  }
}

extension CheckRules {
  /// What two lists that exclude each other both have.
  fileprivate func contradictions(_ origins: [String: Origin]) -> [ConfigurationProblem] {
    let pairs: [(String, String, [SafeText])] = [
      ("countries", "countries_in_doubt", countries.eligible.intersection(countries.inDoubt).sorted()),
      ("funding_harmless", "funding_excluding", funding.harmless.intersection(funding.excluding).sorted()),
      (
        "ai_act_accepted", "ai_act_refused",
        AIActClass.known.filter(aiAct.accepted.intersection(aiAct.refused).contains).map(\.word)
      ),
    ]
    return pairs.compactMap { first, second, both in
      let section = ConfigurationDraft.checks.name
      guard let word = both.first,
        let place = origins.place(of: ["\(section).\(second)", "\(section).\(first)"])
      else { return nil }
      return place.problem(
        "checks.\(SafeText(untrusted: first)) and checks.\(SafeText(untrusted: second)) both have “\(word)”: leave it out of one"
      )
    }
  }
}

extension [String: Origin] {
  /// Where the first of `keys` is set that a file sets.
  func place(of keys: [String]) -> Place? {
    for key in keys {
      if case .file(let path, let line) = self[key] { return Place(path: path, line: line) }
    }
    return nil
  }
}

extension AccessMode {
  /// The full name of its table.
  var table: String { "mode.\(tomlKey(word.shown))" }
}
