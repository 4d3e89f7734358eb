package import Text

extension Application {
  /// Whether the mode is for organisations of this kind; nothing to check in a mode for all.
  func checkMode(_ rules: ModeRules) -> Finding? {
    guard let kinds = rules.kinds else { return nil }
    guard let kind = organisationKind else { return .unknown("the kind of organisation is not told") }
    let folded = kind.lowercased
    let shown = kind.inClause()
    if kinds.accepted.contains(folded) { return .pass("\(shown) may apply") }
    let programmes = SafeText.list(kinds.programmes.sorted(), last: "or")
    if kinds.acceptedInside.contains(folded) {
      guard let funding = declared.otherFunding else {
        return .unknown("\(shown) only inside a project of \(programmes); other funding is not told")
      }
      let inside = funding.compactMap(\.programme).first { kinds.programmes.contains($0.lowercased) }
      if let inside { return .pass("\(shown) inside a project of \(inside.inClause())") }
      if funding.contains(where: { $0.programme == nil }) {
        return .unknown("\(shown) only inside a project of \(programmes); a programme is not told")
      }
      return .fail("\(shown) only inside a project of \(programmes)")
    }
    let inside: SafeText =
      "\(SafeText.list(kinds.acceptedInside.sorted(), last: "or")) inside a project of \(programmes)"
    let allowed = kinds.accepted.isEmpty ? inside : SafeText.list(kinds.accepted.sorted(), last: "or")
    return OrganisationKinds.known.contains(folded)
      ? .fail("\(shown), this mode is for \(allowed)") : .unknown("“\(shown)” is no kind that is known")
  }
}

/// The kinds of organisation.
package enum OrganisationKinds {
  /// The words of factorytop's own form; of any other word nobody can say what it means.
  package static let known: Set<SafeText> = ["startup", "sme", "midcap", "large", "academia", "public"]
}

extension SafeText {
  /// For words of a fixed list.
  var lowercased: SafeText { SafeText(untrusted: shown.lowercased()) }
}
