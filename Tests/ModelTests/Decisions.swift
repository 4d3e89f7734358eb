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

/// A generator of the same numbers for the same start: Steele, Lea and Flood's SplitMix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
