import Text

extension Application {
  /// Whether it was submitted by the cut-off that it names; the moment of the cut-off is in time.
  func checkCutoff() -> Finding {
    guard let cutoffAt else { return .unknown("it names no cut-off") }
    guard let submittedAt else { return .unknown("no time of submission told, cut-off \(cutoffAt.inWords)") }
    let clause: SafeText = "submitted \(submittedAt.inWords), cut-off \(cutoffAt.inWords)"
    return submittedAt <= cutoffAt ? .pass(clause) : .fail(clause)
  }
}

extension Timestamp {
  /// To the second in UTC, for a second may decide.
  fileprivate var inWords: SafeText { SafeText(untrusted: rfc3339) }
}
