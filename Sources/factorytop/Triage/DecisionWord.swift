import Model
import Text

/// What `triage decide` can be told to record.
struct DecisionWord: RawRepresentable, Equatable {
  let rawValue: String

  init?(rawValue: String) {
    guard Self.all.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  private init(_ word: String) { rawValue = word }

  static let assign = DecisionWord("assign")
  static let correct = DecisionWord("correct")
  private static let ask = DecisionWord("ask")
  private static let answer = DecisionWord("answer")
  private static let note = DecisionWord("note")

  static let all =
    Ruling.allCases.map(\.rawValue) + StepOutcome.allCases.map(\.rawValue)
    + [ask, answer, assign, note, correct].map(\.rawValue)

  /// Whether it says nothing without one.
  var needsNote: Bool { [Self.ask, Self.note, Self.correct].contains(self) }

  func kind(to assignee: String?, record: String?) -> DecisionKind {
    if let ruling = Ruling(rawValue: rawValue) { return .decision(ruling) }
    if let outcome = StepOutcome(rawValue: rawValue) { return .outcome(outcome) }
    if let assignee { return .assign(to: SafeText(untrusted: assignee)) }
    if let record { return .correction(of: SafeText(untrusted: record)) }
    return self == .ask ? .ask : self == .answer ? .answer : .note
  }
}
