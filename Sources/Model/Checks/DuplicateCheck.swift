import Text

extension Application {
  /// Whether the same organisation holds another application or allocation of this mode that is not over: the same by
  /// its registry code, and, where one of the two tells none, by its folded name.
  func checkDuplicates(_ ground: CheckContext) -> Finding {
    let keys = OrganisationKeys(self)
    guard keys.code != nil || keys.name != nil else {
      return .unknown("neither registry code nor name of the organisation is told")
    }
    let others = ground.organisations.others(of: self, keys)
    guard let first = others.first else {
      return .pass("no other of this mode, by \(keys.code == nil ? "name" : "registry code")")
    }
    let more: SafeText = others.count > 1 ? " and \(others.count - 1) more" : ""
    return .fail("also \(first.id.inClause(28)), \(first.state.inClause(16))\(more)")
  }
}
