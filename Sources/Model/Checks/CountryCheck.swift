import Text

extension Application {
  func checkCountry(_ rules: CountryRules) -> Finding {
    guard let country else { return .unknown("no country told") }
    let code = SafeText(untrusted: country.shown.uppercased())
    let shown = country.inClause()
    if rules.eligible.contains(code) { return .pass("\(shown), an eligible country") }
    if rules.inDoubt.contains(code) { return .unknown("\(shown), whose association has to be looked up") }
    let isCode = code.shown.utf8.count == 2 && code.shown.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    return isCode
      ? .fail("\(shown), not among the eligible countries") : .unknown("“\(shown)” is no two-letter code")
  }
}
