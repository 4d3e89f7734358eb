package import Text

extension ApplicationItem {
  /// What of an application's records deserves a look, in a few words each; none without a journal.
  package var remarks: [SafeText] {
    guard let standing = application.standing else { return [] }
    var remarks: [SafeText] = standing.history.conflicts.map { conflict in
      let subject: SafeText =
        switch conflict.aspect {
        case .state: "state"
        case .assignment: "assignee"
        }
      return "CONFLICT about the \(subject): \(conflict.records.joined(separator: ", "))"
    }
    if !standing.history.outranked.isEmpty {
      let records = standing.history.outranked.compactMap { standing.history.entry($0)?.record }
        .map { "\($0.id), \($0.kind.name) by \(standing.names.shown($0.author))" as SafeText }
      remarks.append("UNVERIFIED beside what counts: \(records.joined(separator: ", "))")
    }
    let state = standing.history.state?.word ?? "none"
    switch standing.relation {
    case .noRecord: break
    case .journalAhead: remarks.append("tell the portal, which says \(standing.portalState.word)")
    case .caughtUp: remarks.append("the portal has caught up")
    case .portalAhead: remarks.append("the portal has gone on from \(state)")
    case .disagree: remarks.append("the portal DISAGREES: the journal says \(state)")
    }
    if standing.history.hasNewerRecords { remarks.append("newer record: use a later factorytop") }
    if !standing.history.missing.isEmpty { remarks.append("records are missing: see triage verify") }
    if standing.history.entries.contains(where: { !$0.record.author.isVerified }) {
      remarks.append("unverified author")
    }
    remarks += standing.doubtfulNames.map { "author \($0)" }
    return remarks
  }
}

extension CaseStanding {
  /// The authors whose names are not theirs here, each as is shown.
  fileprivate var doubtfulNames: [SafeText] {
    var doubtful: Set<SafeText> = []
    for entry in history.entries {
      let author = entry.record.author
      let shown = names.shown(author)
      if shown != author.name { doubtful.insert(shown) }
    }
    return doubtful.sorted()
  }
}
