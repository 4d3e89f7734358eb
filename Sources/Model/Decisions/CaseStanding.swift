package import Text

/// Where an application stands by the portal and the journal together, and which of them says so.
package struct CaseStanding: Sendable, Equatable {
  /// Which of the two says something.
  package enum Origin: String, Sendable {
    case portal, journal
  }

  package var history: CaseHistory
  /// What the portal's file says.
  package var portalState: ApplicationState
  package var relation: PortalRelation
  /// `nil` when neither names an assignee.
  package var assigneeOrigin: Origin?
  /// What the portal's file says of a decision.
  package var portalDecision: SafeText?
  /// When the portal's file says that it was decided, and that the applicant was asked.
  package var portalDecidedAt: Timestamp?
  /// When the portal's file says that the applicant was asked; `nil` where it does not say.
  package var portalAskedAt: Timestamp?
  /// Of portal and journal together.
  package var waits: ApplicantWaits
  /// Of what the portal's file says beside the state, before anything in it is hidden.
  package var form: FormDigest
  /// Of the authors of the history's records.
  package var names = UserNames()

  /// Whether records contradict each other that did not know of each other.
  package var isInConflict: Bool { !history.conflicts.isEmpty }
  /// Whether somebody has to settle what records say: those that contradict each other, or an unverified one beside a
  /// verified one.
  package var isToSettle: Bool { isInConflict || !history.outranked.isEmpty }
  /// The journal only while the portal has yet to be told.
  package var stateOrigin: Origin { relation == .journalAhead ? .journal : .portal }
}

/// What the portal makes of the journal's state. Where in doubt the portal is right: the journal never replaces it.
package enum PortalRelation: String, Sendable {
  /// The journal changed no state.
  case noRecord = "no_record"
  /// The portal has yet to be told.
  case journalAhead = "journal_ahead"
  case caughtUp = "caught_up"
  /// The portal has gone on from there.
  case portalAhead = "portal_ahead"
  case disagree

  init(portal: ApplicationState, record: DecisionRecord?) {
    guard let record, let state = record.to else {
      self = .noRecord
      return
    }
    if portal == state {
      self = .caughtUp
    } else if portal == record.portal {
      self = .journalAhead
    } else if state.leads(to: portal) {
      self = .portalAhead
    } else if record.mayFollow(portal) {
      self = .journalAhead
    } else {
      self = .disagree
    }
  }
}

extension ApplicationState {
  /// Whether steps of the state machine lead from here to `goal`, other than by way of a question to the applicant,
  /// from which everything leads everywhere.
  func leads(to goal: ApplicationState) -> Bool {
    var reached: Set<ApplicationState> = [self]
    var toVisit = [self]
    while let state = toVisit.popLast() {
      if state.allows(goal) { return true }
      for next in ApplicationState.known
      where next != .infoRequested && state.allows(next) && reached.insert(next).inserted {
        toVisit.append(next)
      }
    }
    return false
  }
}

extension Application {
  /// The application with what the journal adds to it, in `standing`, and in the fields that the portal has yet to
  /// learn.
  package func merged(
    with history: CaseHistory, calendar: WorkingCalendar, names: UserNames = UserNames()
  ) -> Application {
    var merged = self
    let record = history.stateRecord
    let relation = PortalRelation(portal: state, record: record)
    switch relation {
    case .journalAhead: merged.state = record?.to ?? state
    case .noRecord, .caughtUp, .portalAhead, .disagree: break
    }
    let waits = ApplicantWaits(of: self, history, in: merged.state)
    var standing = CaseStanding(
      history: history, portalState: state, relation: relation,
      assigneeOrigin: assignee == nil ? nil : .portal, portalDecision: decision,
      portalDecidedAt: decidedAt, portalAskedAt: infoRequestedAt, waits: waits, form: FormDigest(of: self),
      names: names)
    if let assignee = history.assignee {
      merged.assignee = assignee
      standing.assigneeOrigin = .journal
    }
    if relation == .journalAhead || relation == .caughtUp, merged.state.isDecided == true,
      let answer = history.entries.last(where: { $0.standing == .counts && $0.record.isAnswer })?.record
    {
      merged.decision = relation == .caughtUp ? decision ?? answer.kind.name : answer.kind.name
      merged.decidedAt = relation == .caughtUp ? decidedAt ?? answer.at : answer.at
    }
    merged.pausedFor = waits.ended(by: calendar)
    if merged.state == .infoRequested || waits.hasPortalsEnded { merged.infoRequestedAt = waits.openSince }
    merged.standing = standing
    return merged
  }
}

extension DecisionRecord {
  /// Whether the state that it was made in is still to come, or there, where the portal is.
  fileprivate func mayFollow(_ portal: ApplicationState) -> Bool {
    guard let from = from ?? to else { return false }
    return portal == from || portal == from.stepByItself(reviewHasBegun: true) || portal.leads(to: from)
  }

  /// Whether it answers the application, for now at least.
  fileprivate var isAnswer: Bool {
    to.map { [.awarded, .rejected, .waitlisted].contains($0) } ?? false
  }
}

extension Factory {
  /// The factory with every application merged with its history, where it has one.
  package func merged(
    with histories: [SafeText: CaseHistory], calendar: WorkingCalendar, names: UserNames = UserNames()
  ) -> Factory {
    var merged = self
    merged.applications = applications?.map { application in
      application.merged(
        with: histories[application.id] ?? CaseHistory(of: application.id), calendar: calendar, names: names)
    }
    return merged
  }
}
