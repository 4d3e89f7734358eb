import Entities
import Model
import Screen
import Text

/// What is typed in place of a command: the name of a thing, or its kind and its name, `job 8016124`.
struct TypedName {
  /// What the name is looked for in; `nil` where that is all there is.
  let kind: ListKind?
  let name: SafeText
  /// Where the name stands, in characters.
  let place: Range<Int>

  /// `nil` where a command of the table is typed, or nothing.
  init?(_ text: SafeText, _ table: CommandTable) {
    let written = CommandText(text)
    guard !written.word.isEmpty else { return nil }
    let kind = table[written.name] == nil ? ListKind(calledOne: written.name) : nil
    guard let first = kind == nil ? written.word : written.arguments.first,
      kind != nil || table[written.name] == nil
    else { return nil }
    let end = written.arguments.last?.upperBound ?? written.word.upperBound
    place = first.lowerBound..<max(first.upperBound, end)
    name = written.text(of: place)
    self.kind = kind
  }
}

extension ListKind {
  /// The kind of which one is called so, in any case: `node`, `qos`.
  init?(calledOne word: String) {
    let folded = word.lowercased()
    guard let kind = ListKind.allCases.first(where: { $0.one.shown.lowercased() == folded }) else {
      return nil
    }
    self = kind
  }
}

extension DashboardState {
  /// What is called as the prompt says, or begins so; nothing where that is a command. Linear in the jobs.
  func things(typed text: SafeText) -> [FoundThing] {
    guard let content, let typed = TypedName(text, commandTable) else { return [] }
    return content.things(named: typed.name, of: typed.kind)
  }

  /// Adds what is called so, or begins so, to the commands that a prompt offers.
  func completion(_ commands: QueryCompletion, of text: SafeText, with found: [FoundThing]) -> QueryCompletion
  {
    guard !found.isEmpty, let typed = TypedName(text, commandTable) else { return commands }
    var known: Set<SafeText> = []
    let names = found.compactMap { thing -> QueryCandidate? in
      guard known.insert(thing.name).inserted else { return nil }
      let others = found.count { $0.name == thing.name } - 1
      let more: SafeText = others > 0 ? ", and \(others) more of that name" : ""
      return QueryCandidate(
        text: thing.name,
        explanation: "\(thing.words)\(more) · \(keys.name(of: .keepFilter, in: .filter)) opens its page")
    }
    let isSame = commands.place == typed.place
    return QueryCompletion(place: typed.place, candidates: (isSame ? commands.candidates : []) + names)
  }

  /// Opens what is called so: of several that begin so the one that is called just so, otherwise it is asked which.
  mutating func open(_ found: [FoundThing]) {
    let exact = found.filter(\.isExact)
    let meant = exact.isEmpty ? found : exact
    if meant.count == 1 { return open(meant[0].row) }
    foundThings = meant
    overlay = .found
  }

  var foundMenu: Menu {
    Menu(
      title: "Which one",
      items: foundThings.map { Menu.Item(key: nil, title: $0.name, words: $0.words) })
  }

  mutating func takeFound(_ index: Int) {
    let things = foundThings
    overlay = nil
    guard things.indices.contains(index) else { return }
    open(things[index].row)
  }
}
