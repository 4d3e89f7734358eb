import Text

extension Application {
  /// Whether other funding is declared that could pay for the same cost twice. What the rules do not name has to be
  /// looked at: no form tells what a grant pays for.
  func checkOtherFunding(_ rules: FundingRules) -> Finding {
    guard let funding = declared.otherFunding else { return .unknown("not told whether there is any") }
    if let excluding = funding.first(where: { $0.isOf(rules.excluding) }) {
      return .fail("\(excluding.inWords), which excludes access")
    }
    let open = funding.filter { !$0.isOf(rules.harmless) }
    guard let first = open.first else {
      let harmless = funding.first.map(\.inWords)
      return .pass(harmless ?? "none declared")
    }
    let more: SafeText = open.count > 1 ? " and \(open.count - 1) more" : ""
    return .unknown("\(first.inWords)\(more): for the same cost or not")
  }
}

extension OtherFunding {
  fileprivate func isOf(_ programmes: Set<SafeText>) -> Bool {
    programme.map { programmes.contains($0.lowercased) } ?? false
  }

  /// `horizon_europe 101070000, EUR 200,000`.
  fileprivate var inWords: SafeText {
    var words = programme?.inClause(30) ?? "a programme that is not told"
    if let grantNumber { words.append(" \(grantNumber.inClause(20))") }
    if let amount { words.append(", \(SafeText.euros(amount))") }
    return words
  }
}
