import Model

/// What a filter's word with a colon is about.
package enum FilterKey: String, CaseIterable, Sendable {
  case mode, step, machine, assignee, sector, country
}

/// A filter's word that is complete by itself.
package enum FilterFlag: String, CaseIterable, Sendable {
  /// Assigned to who looks.
  case mine
  /// The applicant is asked for something, and has yet to answer.
  case waiting
  case decided, pending, breached
  /// Due today.
  case due
  /// Records of the journal contradict each other, an unverified one stands beside a verified one, or the portal
  /// contradicts the journal.
  case conflict

  /// What never holds with it: who waits for the applicant has not decided.
  var opposite: FilterFlag? {
    switch self {
    case .waiting: .decided
    case .decided: .waiting
    case .mine, .pending, .breached, .due, .conflict: nil
    }
  }
}

/// One of the values that a word allows.
enum FilterValue<Known: Hashable & Sendable>: Hashable, Sendable {
  case known(Known)
  /// `other`, a mode or a step that this program does not know; `-`, a name that no source tells.
  case unknown
}

/// What a filter's word asks of an application; of several values, one has to hold.
enum FilterTest: Hashable, Sendable {
  case flag(FilterFlag)
  case mode([FilterValue<AccessMode>])
  case step([FilterValue<ApplicationState>])
  case machine([FilterValue<[UInt8]>])
  case assignee([FilterValue<[UInt8]>])
  case sector([FilterValue<[UInt8]>])
  case country([FilterValue<[UInt8]>])
  /// Occurs in the ID, the organisation or the title.
  case text([UInt8])
}
