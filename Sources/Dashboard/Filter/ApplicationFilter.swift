package import Model
package import Text

/// A word of a filter, as it was written and as it is understood.
struct FilterWord: Hashable, Sendable {
  let source: SafeText
  let isNegated: Bool
  let test: FilterTest
}

/// Which applications are listed: those for which every word holds.
package struct ApplicationFilter: Hashable, Sendable {
  /// At least one.
  let words: [FilterWord]

  /// `nil` when there is no word.
  init?(_ words: [FilterWord]) {
    if words.isEmpty { return nil }
    self.words = words
  }

  /// As it was written, each space one.
  package var text: SafeText { words.map(\.source).joined(separator: " ") }

  /// Whether it asks for what only somebody who is known can have.
  var asksWhoLooks: Bool { words.contains { $0.test == .flag(.mine) } }

  /// Whether the application is one of those. `user` is who looks; nothing is theirs while that is not known.
  package func matches(_ item: ApplicationItem, user: SafeText?) -> Bool {
    matches(item, folded: FoldedApplication(item.application), user: user.map(FoldedApplication.fold))
  }

  /// Linear in the words, and in the texts that they compare.
  func matches(_ item: ApplicationItem, folded: FoldedApplication, user: [UInt8]?) -> Bool {
    words.allSatisfy { $0.test.holds(for: item, folded: folded, user: user) != $0.isNegated }
  }

  /// The filter with the word, or without it where it has it; words go beside which it would list nothing.
  static func toggling(_ flag: FilterFlag, in filter: ApplicationFilter?) -> ApplicationFilter? {
    let words = filter?.words ?? []
    let others = words.filter { $0.test != .flag(flag) }
    if words.contains(where: { $0.test == .flag(flag) && !$0.isNegated }) { return ApplicationFilter(others) }
    let word = FilterWord(source: SafeText(untrusted: flag.rawValue), isNegated: false, test: .flag(flag))
    let opposite = flag.opposite.map(FilterTest.flag)
    return ApplicationFilter(others.filter { $0.test != opposite || $0.isNegated } + [word])
  }
}

extension FilterTest {
  fileprivate func holds(for item: ApplicationItem, folded: FoldedApplication, user: [UInt8]?) -> Bool {
    switch self {
    case .flag(let flag): flag.holds(for: item, folded: folded, user: user)
    case .mode(let values): Self.hold(values, for: item.application.mode, known: AccessMode.known)
    case .step(let values): Self.hold(values, for: item.application.state, known: ApplicationState.known)
    case .machine(let values): FoldedApplication.matches(folded.machine, values)
    case .assignee(let values): FoldedApplication.matches(folded.assignee, values)
    case .sector(let values): FoldedApplication.matches(folded.sector, values)
    case .country(let values): FoldedApplication.matches(folded.country, values)
    case .text(let text): folded.mentions(text)
    }
  }

  private static func hold<Known>(_ values: [FilterValue<Known>], for given: Known, known: [Known]) -> Bool {
    values.contains { value in
      switch value {
      case .known(let wanted): wanted == given
      case .unknown: !known.contains(given)
      }
    }
  }
}

extension FilterFlag {
  fileprivate func holds(for item: ApplicationItem, folded: FoldedApplication, user: [UInt8]?) -> Bool {
    switch self {
    case .mine: user != nil && folded.assignee == user
    case .waiting: item.application.state == .infoRequested
    case .decided: item.application.isDecided
    case .pending: item.isPending
    case .breached: item.serviceClass == .breached
    case .due: item.serviceClass == .dueToday
    case .conflict:
      item.application.standing.map { $0.isToSettle || $0.relation == .disagree } ?? false
    }
  }
}
