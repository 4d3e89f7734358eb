import Model
import Text

/// A record of user 1000, or of another one, that leads where the state machine leads it.
func decided(
  _ id: SafeText, _ kind: DecisionKind, seen: [SafeText] = [], from: ApplicationState = .decision,
  portal: ApplicationState? = .decision, at seconds: Int64 = 0, uid: UInt32 = 1000, isVerified: Bool = true
) -> DecisionRecord {
  let target = kind.target(from: from, mode: .playground)
  return DecisionRecord(
    id: id, application: "A", kind: kind, seen: seen, from: target == nil ? nil : from, to: target,
    portal: portal, author: RecordAuthor(name: "u", uid: uid, host: "h", isVerified: isVerified),
    at: Timestamp(secondsSince1970: seconds))
}

func history(_ records: DecisionRecord...) -> CaseHistory { CaseHistory(of: "A", records: records) }
