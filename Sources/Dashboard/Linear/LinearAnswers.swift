import Entities
import Model
import Screen
import Text

extension LinearDialog {
  /// What answers the line that was typed last; at the beginning, the overview. Critical alerts that have come since
  /// stand at the end.
  package mutating func say(_ clock: Clock) -> LinearText {
    var text = LinearText()
    state.keys = state.keys.named(by: Self.words)
    for sentence in news + [state.notice?.text].compactMap(\.self) { text.add(sentence.inWords.sentence) }
    news = []
    state.notice = nil
    awaitsOutcome = false
    if case .sentences = next, state.form != nil {
      for sentence in question(clock) { text.add(sentence.sentence) }
    }
    switch next {
    case .sentences(let sentences): for sentence in sentences { text.add(sentence) }
    case .place: sayPassage(clock, isBeginning: true, in: &text)
    case .rest: sayPassage(clock, isBeginning: false, in: &text)
    }
    next = .rest
    sayNewAlerts(clock, in: &text)
    return text
  }

  private mutating func sayPassage(_ clock: Clock, isBeginning: Bool, in text: inout LinearText) {
    let passage = PassageBuilder(state: state, clock: clock, isReading: isReading).passage
    let isBack = isBeginning && cameBack && state.page != nil
    if isBeginning {
      choices = []
      said = 0
      for sentence in passage.heading { text.add(sentence.sentence) }
    }
    let left: (rest: Int, one: SafeText, many: SafeText)
    switch passage.body {
    case .items(let items):
      if isBeginning {
        said = placeToBegin(items)
        sayChanges(of: items, in: &text)
      }
      sayItems(items, in: &text)
      left = (items.count - said, "more", "more")
    case .parts(let parts):
      if isBeginning { sayChanges(of: parts, in: &text) }
      // Back on a page that was heard, its links have their numbers, and an empty line begins it anew.
      if isBack {
        choices = parts.flatMap { $0.links.map { .link($0.link) } }
      } else {
        sayParts(parts, in: &text)
      }
      left = (parts.count - said, "more section", "more sections")
    }
    if isBack {
      text.add("Back here; an empty line says the page.")
    } else if left.rest > 0 {
      text.add("\(.count(left.rest, left.one, left.many)); an empty line goes on.")
    } else if !isBeginning {
      text.add("That is all.")
    }
  }

  /// On the way back from a page, the row of that; otherwise the first.
  private func placeToBegin(_ items: Passage.Items) -> Int {
    guard let former = backFrom, items.count > 0 else { return 0 }
    return (0..<items.count).first { items.choice($0) == .row(former) } ?? 0
  }

  private mutating func sayItems(_ items: Passage.Items, in text: inout LinearText) {
    let end = min(items.count, said + Self.mostItems)
    guard said < end else { return }
    // Those before count too, where one comes back to the middle of a list.
    choices = (0..<end).map { $0 < said && $0 < choices.count ? choices[$0] : items.choice($0) }
    for index in said..<end {
      let item = items.item(index)
      let words = known.words(of: item, choices[index])
      text.add("\(index + 1). \(item.name)\(words.isEmpty ? "" : ", \(words)" as SafeText).")
    }
    said = end
  }

  private mutating func sayParts(_ parts: [Passage.Part], in text: inout LinearText) {
    let before = text.lines.count
    var links: [SafeText] = []
    choices = parts.prefix(said).flatMap { $0.links.map { .link($0.link) } }
    while said < parts.count, text.lines.count - before < Self.enoughLines {
      for fact in parts[said].facts { text.add(fact.words.sentence) }
      for (link, name) in parts[said].links {
        choices.append(.link(link))
        links.append("\(choices.count): \(link.words(name))")
      }
      said += 1
    }
    if !links.isEmpty { text.add("Links: \(links.joined(separator: "; ")).") }
  }

  /// What a list has more and less than when it was said last.
  private mutating func sayChanges(of items: Passage.Items, in text: inout LinearText) {
    let rows = (0..<items.count).lazy.compactMap { number -> RowID? in
      if case .row(let row) = items.choice(number) { row } else { nil }
    }
    guard !rows.isEmpty else { return }
    let kind = state.kindAtHand
    let changes = known.changes(of: kind, by: state.listed[kind]?.query, Array(rows))
    guard !changes.isEmpty else { return }
    text.add("Changed: \(changes.joined(separator: "; ")).")
  }

  /// What of a page is otherwise than when it was said last.
  private mutating func sayChanges(of parts: [Passage.Part], in text: inout LinearText) {
    guard let row = state.page?.row else { return }
    let changed = known.changes(of: .link(.page(row)), parts.flatMap(\.facts))
    guard !changed.isEmpty else { return }
    let words: SafeText = "Changed: \(changed.map(\.words).joined(separator: "; "))"
    text.add(words.sentence)
  }

  private mutating func sayNewAlerts(_ clock: Clock, in text: inout LinearText) {
    guard let figures = state.content?.figures else { return }
    let critical = figures.alerts.filter { $0.severity == .critical }
    defer { toldAlerts = Set(critical.map { AlertID(rule: $0.rule, entity: $0.entity) }) }
    // The overview has told how many there are when one begins.
    guard let toldAlerts else { return }
    for alert in critical where !toldAlerts.contains(AlertID(rule: alert.rule, entity: alert.entity)) {
      let since: SafeText = alert.since.map { ", \(clock.time(of: $0))" } ?? ""
      text.add("New critical\(since): \(alert.sentence(of: alert.text, nameWidth: 80).inWords).")
    }
  }
}

extension SafeText {
  /// With a full stop at its end where it has none.
  var sentence: SafeText {
    shown.last.map { ".!?:;".contains($0) } ?? true ? self : "\(self)."
  }
}

extension PageLink {
  /// `job 4001`; of a list, `jobs, all: 2 running`.
  fileprivate func words(_ name: SafeText) -> SafeText {
    switch self {
    case .page: "\(kind) \(name)"
    case .list: "\(kind), \(name)"
    }
  }
}
