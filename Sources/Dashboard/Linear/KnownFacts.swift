import Text

/// What was said last of things, so that what has changed comes first when they are said again.
struct KnownFacts: Sendable {
  private var facts: [Passage.Choice: [Passage.Fact]] = [:]
  /// Those of more things are forgotten.
  private static let most = 2_000

  /// What is said of a thing to choose: what has changed before the rest.
  mutating func words(of item: Passage.Item, _ choice: Passage.Choice) -> SafeText {
    func joined(_ facts: [Passage.Fact]) -> SafeText {
      facts.map(\.words).joined(separator: item.separator)
    }
    // The items of a menu have no name of their own.
    guard case .row = choice else { return joined(item.facts) }
    let changed = changes(of: choice, item.facts)
    guard !changed.isEmpty else { return joined(item.facts) }
    let same = item.facts.filter { !changed.contains($0) }
    return "changed: \(joined(changed))\(same.isEmpty ? "" : "; as before: \(joined(same))" as SafeText)"
  }

  /// What is otherwise than when the thing was said last; nothing the first time.
  mutating func changes(of choice: Passage.Choice, _ newer: [Passage.Fact]) -> [Passage.Fact] {
    let former = facts[choice]
    if facts.count >= Self.most { facts = [:] }
    facts[choice] = newer
    return former.map { former in newer.filter { !former.contains($0) } } ?? []
  }
}
