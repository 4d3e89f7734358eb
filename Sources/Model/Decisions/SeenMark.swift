package import Text

/// What somebody has looked at before deciding: the newest records, the portal's state and form.
package struct SeenMark: Sendable, Equatable {
  /// The IDs of the newest records, as `CaseHistory.heads` has them.
  package var records: [SafeText]
  /// `nil` where the portal's state was not looked at.
  package var portal: ApplicationState?
  /// `nil` where it was written by hand, and is not held to the form.
  package var form: FormDigest?

  package init(records: [SafeText] = [], portal: ApplicationState? = nil, form: FormDigest? = nil) {
    self.records = records
    self.portal = portal
    self.form = form
  }

  /// Reads what `tokens` writes.
  package init(tokens: [SafeText]) {
    self.init()
    for token in tokens {
      if let word = token.behind("portal:") {
        portal = ApplicationState(word: word)
      } else if let digest = token.behind("form:").flatMap(FormDigest.init(digits:)) {
        form = digest
      } else {
        records.append(token)
      }
    }
  }

  /// Why nobody can have looked at that, in a clause; `nil` of what may be one of `tokens`.
  package static func mistake(in token: SafeText) -> SafeText? {
    if let digits = token.behind("form:") {
      return FormDigest(digits: digits) == nil
        ? "“\(token)” is the sum of no form: behind form: stand eight digits from 0 to f, as triage show prints them"
        : nil
    }
    // The ID of a record has a colon, too.
    return token.shown.contains(":")
      ? nil
      : "“\(token)” is none of portal:STATE, form:DIGITS and the IDs of records, as triage show prints them"
  }

  /// One text each: `portal:` and the word of the state, `form:` and the digest, then the IDs.
  package var tokens: [SafeText] {
    let told: [SafeText?] = [portal.map { "portal:\($0.word)" }, form.map { "form:\($0.digits)" }]
    return told.compactMap(\.self) + records
  }
}

extension SafeText {
  /// What follows `prefix`; `nil` where the text does not begin with it.
  fileprivate func behind(_ prefix: String) -> SafeText? {
    shown.hasPrefix(prefix) ? SafeText(untrusted: String(shown.dropFirst(prefix.count))) : nil
  }
}

extension CaseStanding {
  /// What shows it as it is now.
  package var mark: SeenMark { SeenMark(records: history.heads, portal: portalState, form: form) }

  /// What is new since `mark` was looked at, each in one clause; empty when nothing is.
  package func news(since mark: SeenMark, naming steps: StepNames = .words) -> [SafeText] {
    var news = history.news(since: mark.records, names: names)
    let unknown = mark.records.filter { history.entry($0) == nil }
    news += unknown.map { "there is no record \($0) of this application" }
    if mark.portal != portalState {
      let before: SafeText = mark.portal.map { "not \($0.name(in: steps))" } ?? "which was not looked at"
      news.append("the portal’s state is \(portalState.name(in: steps)), \(before)")
    }
    if let seen = mark.form, seen != form { news.append("its form in the portal has changed") }
    return news
  }

  /// The states that a new record can start from: the effective one, and while states are in dispute those too. Where an
  /// unverified record stands beside the one that counts, that one may be decided again.
  package func startingStates(effective: ApplicationState) -> [ApplicationState] {
    let disputed = history.conflicts.filter { $0.aspect == .state }.flatMap(\.records)
    let isStateInDoubt = history.outranked.contains { history.entry($0)?.record.kind.aspect != .assignment }
    let again = isStateInDoubt ? history.stateRecord?.from : nil
    return [effective] + disputed.compactMap { history.entry($0)?.record.to } + (again.map { [$0] } ?? [])
  }

  /// The state that the open question was asked in, as far as the journal knows.
  package var questionAskedIn: ApplicationState? {
    guard let record = history.stateRecord, record.kind == .ask else { return nil }
    return record.from == .techAssessment ? .techAssessment : .adminCheck
  }
}

extension CaseHistory {
  /// What was recorded that neither `seen` nor what those had seen hold, each in one clause.
  package func news(since seen: [SafeText], names: UserNames = UserNames()) -> [SafeText] {
    records(unseenBy: seen).map { "\(names.shown($0.author)) recorded \($0.kind.name) as \($0.id)" }
  }
}
