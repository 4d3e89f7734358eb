package import Text

/// What the portal that granted an allocation says of it; a word that is not known is kept.
package enum AllocationStanding: Hashable, Sendable {
  /// Being set up.
  case creating
  case active
  /// Its jobs run at lower priority, as a rule because all was used.
  case downscaled
  /// It takes no jobs.
  case paused
  case terminated
  case other(SafeText)

  /// The word of reports and of the screen; an unknown standing's own.
  package var word: SafeText {
    switch self {
    case .creating: "creating"
    case .active: "active"
    case .downscaled: "downscaled"
    case .paused: "paused"
    case .terminated: "terminated"
    case .other(let word): word
    }
  }
}
