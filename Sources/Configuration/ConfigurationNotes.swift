import Model
import Telemetry
import Text

extension ReadConfiguration {
  /// Names that may be of the site's own, and look like slips for ones that are known: a person has to look, and
  /// everything counts as it stands.
  package var notes: [ConfigurationProblem] {
    draft.modeNotes + callNotes + draft.accountNotes + kindNotes
  }

  /// The modes of Waldur's calls.
  private var callNotes: [ConfigurationProblem] {
    guard let place = origins.place(of: ["waldur.modes"]) else { return [] }
    let known = draft.modesInOrder.map(\.0.word)
    return draft.settled.rules.waldur.modes.sorted { $0.key < $1.key }.compactMap { call, mode in
      slip(mode.word, among: known).map {
        place.problem("waldur.modes has “\(mode.word)” for “\(call)”, a mode of the site's own: \($0)")
      }
    }
  }

  /// The words for organisations.
  private var kindNotes: [ConfigurationProblem] {
    let known = OrganisationKinds.known.sorted()
    let tables = draft.modesInOrder.map { ($0.0.table, $0.1.rules) } + [("other_modes", draft.otherModes)]
    var lists: [(key: String, words: Set<SafeText>)] = tables.flatMap { table, rules in
      [("\(table).kinds", rules.kinds ?? []), ("\(table).kinds_inside", rules.kindsInside ?? [])]
    }
    lists.append(("checks.sme_kinds", draft.settled.policy.checks.sme.kinds))
    return lists.flatMap { key, words -> [ConfigurationProblem] in
      guard let place = origins.place(of: [key]) else { return [] }
      return words.sorted().compactMap { word in
        slip(word, among: known).map {
          place.problem("\(SafeText(untrusted: key)) has “\(word)”, a kind of the site's own: \($0)")
        }
      }
    }
  }
}

extension ConfigurationDraft {
  fileprivate var modeNotes: [ConfigurationProblem] {
    modesInOrder.compactMap { mode, draft in
      slip(mode.word, among: AccessMode.known.map(\.word)).flatMap { question in
        draft.place?.problem("\(SafeText(untrusted: mode.table)) is a mode of the site's own: \(question)")
      }
    }
  }

  /// Clusters need no table, so that only what looks like the name of one that has it is odd.
  fileprivate var accountNotes: [ConfigurationProblem] {
    let known = clusters.flatMap { [$0.rules.name] + $0.rules.aliases }
    return accounts.enumerated().compactMap { index, account in
      account.rule.cluster.flatMap { slip($0, among: known) }.map {
        account.place.problem(
          "account \(index + 1).cluster is “\(account.rule.cluster ?? "")”, which has no table: \($0)")
      }
    }
  }
}

/// The question that a name raises which is not known, but is near one that is.
private func slip(_ name: SafeText, among known: [SafeText]) -> SafeText? {
  let words = known.map(\.shown)
  guard !words.contains(where: { $0.lowercased() == name.shown.lowercased() }) else { return nil }
  return nearestName(to: name.shown, among: words).map { "did you mean “\(SafeText(untrusted: $0))”?" }
}
