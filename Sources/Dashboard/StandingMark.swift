import Model
import Screen
import Text

/// What the list says of a state that is not simply the portal's.
enum StandingMark {
  /// Records of the journal contradict each other.
  case conflict
  /// An unverified record says something else than a verified one.
  case doubt
  /// The portal's state is none that the journal's leads to.
  case disagreement
  /// The state is the journal's, and the portal has yet to be told.
  case journal

  /// The most urgent one; `nil` where the portal's file alone counts.
  init?(_ standing: CaseStanding?) {
    guard let standing else { return nil }
    if standing.isInConflict {
      self = .conflict
      return
    }
    if standing.isToSettle {
      self = .doubt
      return
    }
    switch standing.relation {
    case .disagree: self = .disagreement
    case .journalAhead: self = .journal
    case .noRecord, .caughtUp, .portalAhead: return nil
    }
  }

  /// At most eight cells.
  var word: SafeText {
    switch self {
    case .conflict: "conflict"
    case .doubt: "doubtful"
    case .disagreement: "disagree"
    case .journal: "journal"
    }
  }

  /// Where there is no room for a word.
  var sign: SafeText {
    switch self {
    case .conflict: "!"
    case .doubt: "?"
    case .disagreement: "×"
    case .journal: "↑"
    }
  }

  var role: Role {
    switch self {
    case .conflict: .critical
    case .doubt, .disagreement: .warning
    case .journal: .accent
    }
  }
}
