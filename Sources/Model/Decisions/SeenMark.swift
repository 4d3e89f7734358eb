package import Text

/// What somebody has looked at before deciding: the newest records, and the portal's state.
package struct SeenMark: Sendable, Equatable {
  package var records: [SafeText]
  package var portal: ApplicationState?

  package init(records: [SafeText] = [], portal: ApplicationState? = nil) {
    self.records = records
    self.portal = portal
  }

  /// Reads what `tokens` writes.
  package init(tokens: [SafeText]) {
    self.init()
    for token in tokens {
      if token.shown.hasPrefix(Self.portalPrefix) {
        let word = SafeText(untrusted: String(token.shown.dropFirst(Self.portalPrefix.count)))
        portal = ApplicationState(word: word)
      } else {
        records.append(token)
      }
    }
  }

  /// One text each: `portal:` and the word of the state, then the IDs.
  package var tokens: [SafeText] {
    (portal.map { ["portal:\($0.word)"] } ?? []) + records
  }

  private static let portalPrefix = "portal:"
}

extension CaseStanding {
  /// What shows it as it is now.
  package var mark: SeenMark { SeenMark(records: history.heads, portal: portalState) }

  /// What is new since `mark` was looked at, each in one clause; empty when nothing is.
  package func news(since mark: SeenMark) -> [SafeText] {
    var news = history.news(since: mark.records)
    let unknown = mark.records.filter { history.entry($0) == nil }
    news += unknown.map { "there is no record \($0) of this application" }
    if mark.portal != portalState {
      let before: SafeText = mark.portal.map { "not \($0.word)" } ?? "which was not looked at"
      news.append("the portal’s state is \(portalState.word), \(before)")
    }
    return news
  }

  /// The states that a new record can start from: the effective one, and while states are in dispute those too.
  package func startingStates(effective: ApplicationState) -> [ApplicationState] {
    let disputed = history.conflicts.filter { $0.aspect == .state }.flatMap(\.records)
    return [effective] + disputed.compactMap { history.entry($0)?.record.to }
  }

  /// The state that the open question was asked in, as far as the journal knows.
  package var questionAskedIn: ApplicationState? {
    guard let record = history.stateRecord, record.kind == .ask else { return nil }
    return record.from == .techAssessment ? .techAssessment : .adminCheck
  }
}

extension CaseHistory {
  /// What was recorded that neither `seen` nor what those had seen hold, each in one clause.
  package func news(since seen: [SafeText]) -> [SafeText] {
    records(unseenBy: seen).map { "\($0.author.name) recorded \($0.kind.name) as \($0.id)" }
  }
}
