import Text

extension Application {
  /// What an organisation that declares itself an SME or a start-up says of its staff and money; nothing to check for
  /// one that declares another kind.
  ///
  /// Fewer than 250, and at most 50 million euros of turnover or 43 of balance. Too many fail even without those of
  /// linked enterprises; few pass only when these are counted too.
  func checkSME(_ rules: SMERules) -> Finding? {
    guard let kind = organisationKind else { return .unknown("the kind of organisation is not told") }
    guard rules.kinds.contains(kind.lowercased) else { return nil }
    if let staff = facts.staff, staff >= rules.staffBelow {
      return .fail("\(SafeText(grouping: staff)) staff, an SME has fewer than \(rules.staffBelow)")
    }
    let turnover = facts.turnover.map { Figure(name: "turnover", amount: $0, bound: rules.turnover) }
    let balance = facts.balance.map { Figure(name: "balance", amount: $0, bound: rules.balance) }
    let figures = [turnover, balance].compactMap(\.self)
    if figures.count == 2, !figures.contains(where: \.isWithin) {
      return .fail("\(figures.map(\.inWords).joined(separator: ", ")), an SME has one within")
    }
    guard let staff = facts.staff else { return .unknown("staff is not told") }
    guard let within = figures.first(where: \.isWithin) else {
      let missing: SafeText =
        facts.turnover == nil ? facts.balance == nil ? "turnover and balance" : "turnover" : "balance"
      return .unknown("\(SafeText(grouping: staff)) staff, \(missing) not told")
    }
    let clause: SafeText = "\(SafeText(grouping: staff)) staff, \(within.inWords)"
    switch facts.countsLinked {
    case true?: return .pass(clause)
    case false?: return .unknown("\(clause), without linked enterprises")
    case nil: return .unknown("\(clause); whether linked enterprises count is not told")
    }
  }
}

private struct Figure {
  var name: SafeText
  var amount: Euros
  var bound: Euros
  var isWithin: Bool { amount <= bound }
  var inWords: SafeText {
    "\(name) \(SafeText.euros(amount)) of at most \(SafeText.amount(bound.count))"
  }
}
