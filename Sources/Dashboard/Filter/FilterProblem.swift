import Model
package import Text

/// What of a filter cannot be used.
package enum FilterProblem: Hashable, Sendable {
  case unknownKey(SafeText)
  case unknownMode(SafeText)
  case unknownStep(SafeText)
  case noValue(FilterKey)
  /// An exclamation mark that stands alone.
  case nothingNegated

  /// One sentence for a person, with the word that is most likely meant or with those that there are.
  package var sentence: SafeText {
    switch self {
    case .unknownKey(let key):
      "no filter key is called “\(key)”; \(Self.advice(key, "keys", Self.keys))"
    case .unknownMode(let mode):
      "no mode is called “\(mode)”; \(Self.advice(mode, "modes", Self.modes, listing: AccessMode.known.count))"
    case .unknownStep(let step):
      "no step is called “\(step)”; \(Self.advice(step, "steps", Self.steps))"
    case .noValue(let key): "\(SafeText(untrusted: key.rawValue)): needs a value, such as \(key.example)"
    case .nothingNegated: "! stands before the word that must not hold, such as !mine"
    }
  }

  private static let keys = FilterKey.allCases.map(\.rawValue)
  private static let modes = AccessMode.known.map(\.code.shown) + AccessMode.known.map(\.word.shown)
  private static let steps = ApplicationState.known.map(\.word.shown)

  /// The name that somebody most likely means: one that begins so, or a near one; otherwise the first `count` of all.
  private static func advice(
    _ given: SafeText, _ kind: SafeText, _ names: [String], listing count: Int? = nil
  ) -> SafeText {
    let wanted = given.shown.lowercased()
    let begun = names.first { $0.lowercased().hasPrefix(wanted) }
    // Nearly everything is near a short word: the first letter has to be right.
    let candidates = wanted.count > 2 ? names : names.filter { $0.lowercased().first == wanted.first }
    if let meant = begun ?? nearestName(to: wanted, among: candidates) {
      return "did you mean \(SafeText(untrusted: meant))?"
    }
    let listed = names.prefix(count ?? names.count).map { SafeText(untrusted: $0) }
    return "the \(kind) are \(listed.joined(separator: ", "))"
  }
}

extension FilterKey {
  var example: SafeText {
    switch self {
    case .mode: "PG"
    case .step: "decision"
    case .machine: "lumi"
    case .assignee: "anna, or - for nobody"
    case .sector: "health"
    case .country: "FI,NL"
    }
  }
}
