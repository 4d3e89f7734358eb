package import Text

extension PersonalData {
  package static let known: [PersonalData] = [.absent, .basic, .special]

  /// What `word` names, in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    self = Self.known.first { $0.word.shown == folded } ?? .other(word)
  }

  package var word: SafeText {
    switch self {
    case .absent: "none"
    case .basic: "basic"
    case .special: "special"
    case .other(let word): word
    }
  }
}

extension AIActClass {
  package static let known: [AIActClass] = [.prohibited, .minimal, .limited, .high, .gpai, .gpaiSystemic]

  /// What `word` names, in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    self = Self.known.first { $0.word.shown == folded } ?? .other(word)
  }

  package var word: SafeText {
    switch self {
    case .prohibited: "prohibited"
    case .minimal: "none"
    case .limited: "limited"
    case .high: "high"
    case .gpai: "gpai"
    case .gpaiSystemic: "gpai_systemic"
    case .other(let word): word
    }
  }
}
