import Entities
import Model
import Text

/// What was said last of things, so that what has changed comes first when they are said again.
struct KnownFacts: Sendable {
  private var facts: [Passage.Choice: [Passage.Fact]] = [:]
  /// The rows of the list that was said last.
  private var rows: (of: ListKind, by: Query?, Set<RowID>)?
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

  /// What has come into a list and what has gone since it was said last; nothing where another one was said meanwhile, or
  /// one of very many rows. Linear in those that it has.
  mutating func changes(of kind: ListKind, by query: Query?, _ newer: some Collection<RowID>) -> [SafeText] {
    let former = rows
    guard newer.count <= Self.most else {
      rows = nil
      return []
    }
    let newest = Set(newer)
    rows = (kind, query, newest)
    guard let former, former.of == kind, former.by == query else { return [] }
    func told(_ rows: some Collection<RowID>, _ word: SafeText) -> SafeText? {
      guard !rows.isEmpty else { return nil }
      let names = rows.compactMap(\.entity.name).prefix(3).joined(separator: ", ")
      let more: SafeText = rows.count > 3 ? " and \(rows.count - 3) more" : ""
      return "\(word) \(names)\(more)"
    }
    let gone = former.2.subtracting(newest).sorted { ($0.entity.name ?? "") < ($1.entity.name ?? "") }
    return [told(newer.filter { !former.2.contains($0) }, "new are"), told(gone, "no longer there are")]
      .compactMap(\.self)
  }

  /// What is otherwise than when the thing was said last; nothing the first time. That time has passed is no change.
  mutating func changes(of choice: Passage.Choice, _ newer: [Passage.Fact]) -> [Passage.Fact] {
    let former = facts[choice]
    if facts.count >= Self.most { facts = [:] }
    facts[choice] = newer.map(\.withoutSpans)
    return former.map { former in newer.filter { !former.contains($0.withoutSpans) } } ?? []
  }
}

extension Passage.Fact {
  /// The same for every time that has passed: `as of 2 seconds ago` without the figure.
  fileprivate var withoutSpans: Passage.Fact {
    var words: [Substring] = []
    for word in value.shown.split(separator: " ") {
      guard let span = Self.spans.first(where: word.hasPrefix), words.last?.first?.isNumber == true else {
        words.append(word)
        continue
      }
      words[words.count - 1] = span
    }
    return Passage.Fact(SafeText(untrusted: words.joined(separator: " ")), of: label)
  }

  private static let spans: [Substring] = ["second", "minute", "hour", "day"]
}
