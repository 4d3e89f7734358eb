package import Text

extension PersonalData {
  /// All but `.other`.
  package static let known: [PersonalData] = [.absent, .basic, .special]

  /// What `word` names, in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    self = Self.known.first { $0.word.shown == folded } ?? .other(word)
  }

  /// The word of factorytop's own files; an unknown one as it is.
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
  /// All but `.other`.
  package static let known: [AIActClass] = [.prohibited, .minimal, .limited, .high, .gpai, .gpaiSystemic]

  /// What `word` names, in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    self = Self.known.first { $0.word.shown == folded } ?? .other(word)
  }

  /// The word of factorytop's own files; an unknown one as it is.
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
