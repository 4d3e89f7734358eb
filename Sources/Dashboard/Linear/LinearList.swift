import Entities
import Model
import Screen
import Text

extension PassageBuilder {
  /// What is listed, in which order and by which filter, and each row as its name and the fields of its columns.
  func list(of kind: ListKind, _ content: DashboardModel) -> Passage {
    let listed = state.listed[kind]
    let list = listed?.list ?? content.list(of: kind, user: state.user)
    let rows = listed?.rows ?? content.rows(of: list)
    var heading = [heading(kind, list, listed)]
    guard !rows.isEmpty else {
      let empty =
        listed.flatMap { $0.query == nil ? nil : [Line($0.nothingFound("a slash alone"))] }
        ?? content.emptyState(of: kind).lines(isFull: true, keys: state.keys)
      return Passage(heading: heading + empty.map(\.inWords).filter { !$0.isEmpty })
    }
    if let summary = summary(of: kind) { heading.append(summary) }
    let columns = columns(of: list.schema)
    // What begins with its cluster is told by that and its name together.
    let nameColumns = columns.first == list.schema.place(of: "cluster") ? 2 : 1
    let marks = state.look(of: state.placeAtHand).marks
    let unknown = SafeText.unknown.inWords
    var items = Passage.Items(count: rows.count)
    items.item = { [clock] index in
      let place = listed.map { Int($0.listing.places[index]) } ?? index
      let all = columns.dropFirst(nameColumns).map { list.fact($0, of: place, clock: clock) }
      var facts = all.filter { $0.value != unknown }
      let missing = all.filter { $0.value == unknown }.map(\.label).joined(separator: ", ")
      if !missing.isEmpty { facts.append(Passage.Fact(missing, of: unknown)) }
      if kind == .applications, let id = rows[index].application,
        let mark = StandingMark(content.application(id)?.application.standing)
      {
        facts.append(Passage.Fact(mark.sentence))
      }
      if marks.contains(rows[index]) { facts.insert(Passage.Fact("marked"), at: 0) }
      let name = columns.prefix(nameColumns).map { list.fact($0, of: place, clock: clock).value }
      return Passage.Item(name: name.joined(separator: " "), facts: facts)
    }
    items.choice = { .row(rows[$0]) }
    return Passage(heading: heading, body: .items(items))
  }

  /// Of alerts what their list on the screen has, unless somebody chose others.
  private func columns(of schema: ListSchema) -> [Int] {
    guard schema.kind == .alerts, state.chosenColumns(of: .alerts) == nil else {
      // All amounts are in the one unit that the heading says.
      let own = schema.kind == .allocations ? schema.place(of: "unit") : nil
      return state.columns(of: schema).filter { $0 != own }
    }
    return ["severity", "name", "cluster", "text", "since"].compactMap { schema.place(of: $0) }
  }

  /// `Jobs, by wait descending, 2 of 6,000. Filter: state:pending partition:dev-g.`
  private func heading(_ kind: ListKind, _ list: EntityList, _ listed: ListedRows?) -> SafeText {
    var heading = kind.title
    if let order = listed?.query?.orderInWords { heading.append(", \(order.inWords)") }
    guard let listed, listed.query?.withoutOrder != nil else {
      heading.append(", \(SafeText.grouped(list.count)).")
      return heading
    }
    heading.append(", \(SafeText.grouped(listed.matchCount)) of \(SafeText.grouped(listed.all)).")
    if let text = listed.query?.text, !text.isEmpty { heading.append(" Filter: \(text).") }
    return heading
  }

  /// What the listed jobs wait for.
  private func summary(of kind: ListKind) -> SafeText? {
    guard kind == .jobs || kind == .allocations, state.openList == nil else { return nil }
    let pane: Pane = kind == .jobs ? .queue : .budget
    let body = ScreenDrawing(state: state, clock: clock).body(of: pane, width: PageSection.anyWidth)
    guard body.headline.width > 0 else { return nil }
    return "\(body.headline.inWords)."
  }
}

extension EntityList {
  /// What a field says of a row, with its title.
  fileprivate func fact(_ field: Int, of place: Int, clock: Clock) -> Passage.Fact {
    let label = schema.fields[field].title.titleInWords
    guard case .text(let text, _) = clock.cell(field, of: place, in: self) else {
      return Passage.Fact(SafeText.unknown.inWords, of: label)
    }
    switch value(field, of: place) {
    // As it came from outside.
    case .text, .list: return Passage.Fact(text, of: label)
    case .share where text != .unknown && !label.shown.contains("percent"):
      return Passage.Fact("\(text) percent", of: label)
    case .word:
      let word = text.shown.replacing("_", with: " ")
      if schema.kind == .nodes, let mark = word.last, let meaning = NodeState.words(ofSuffix: mark) {
        return Passage.Fact("\(SafeText(untrusted: String(word.dropLast()))), \(meaning)", of: label)
      }
      return Passage.Fact(SafeText(untrusted: word), of: label)
    case .unknown, .flag, .count, .amount, .ratio, .share, .span, .unlimited, .moment:
      return Passage.Fact(text.inWords, of: label)
    }
  }
}

extension StandingMark {
  /// What it says of a step, in words.
  fileprivate var sentence: SafeText {
    switch self {
    case .conflict: "records of the journal contradict each other"
    case .doubt: "an unverified record says something else"
    case .disagreement: "the portal disagrees with the journal"
    case .journal: "that step is the journal's, and the portal has yet to be told"
    }
  }
}
