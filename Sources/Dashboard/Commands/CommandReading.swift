import Entities
import Text

/// A command as somebody types it: its word, and what follows that.
struct CommandText {
  let characters: [Character]
  /// In characters; empty where nothing is typed.
  let word: Range<Int>
  /// What stands behind the space after the word.
  let rest: Range<Int>

  init(_ text: SafeText) {
    characters = Array(text.shown)
    let start = characters.firstIndex { !$0.isWhitespace } ?? characters.count
    let end = characters[start...].firstIndex(where: \.isWhitespace) ?? characters.count
    word = start..<end
    rest = min(end + 1, characters.count)..<characters.count
  }

  var name: String { String(characters[word]) }

  /// The words behind the first one.
  var arguments: [Range<Int>] {
    characters[rest].split(whereSeparator: \.isWhitespace).map(\.indices)
  }

  /// What follows the first one, with single spaces.
  var words: String { text(of: rest).shown.split(separator: " ").joined(separator: " ") }

  func text(of place: Range<Int>) -> SafeText { SafeText(untrusted: String(characters[place])) }
}

/// What a command that is typed asks for, or what is wrong with it.
struct CommandReading {
  /// `nil` where nothing is typed, and where something is wrong.
  private(set) var command: Command?
  private(set) var problems: [QueryProblem] = []

  init(_ text: SafeText, _ table: CommandTable) {
    let written = CommandText(text)
    guard !written.word.isEmpty else { return }
    guard let known = table[written.name] else {
      noteUnknown(written, table)
      return
    }
    switch known.form {
    case .list(let kind):
      let query = query(written, kind)
      command = .list(kind, query)
    case .filter:
      if written.arguments.isEmpty {
        note(written.word, "filter needs words, such as filter \(table.exampleOfWords)", isUnfinished: true)
      }
      command = .filter(query(written, table.kind))
    case .sort: readSort(written, table.kind)
    case .save:
      let name = written.words
      if name.isEmpty { note(written.word, "save needs a name, such as save late", isUnfinished: true) }
      if !name.isEmpty, !SavedFilter.isName(name) {
        note(written.rest, "the name of a filter has to be \(SavedFilter.nameForm)")
      }
      command = .save(name)
    case .unsave: readUnsave(written, table)
    case .saved(let filter): command = alone(.saved(filter), written)
    case .columns: command = alone(.columns, written)
    case .help: command = alone(.help, written)
    case .quit: command = alone(.quit, written)
    case .view(let view): command = alone(.view(view), written)
    case .theme: command = choice(of: "theme", among: table.themes.map { ($0, .theme($0)) }, in: written)
    case .layout:
      command = choice(of: "layout", among: table.layouts.map { ($0.name, .layout($0)) }, in: written)
    case .split: command = split(in: written)
    case .ascii: command = alone(.ascii, written)
    case .mouse: command = alone(.mouse, written)
    case .screenshot: command = screenshot(in: written)
    case .at: command = moment(in: written)
    case .mark: command = alone(.mark, written)
    case .compare: command = alone(.compare, written)
    case .key(let action): command = alone(.act(action), written)
    case .keyElsewhere(let scope): note(written.word, "\(known.word) acts \(scope.title)")
    }
    if !problems.isEmpty { command = nil }
  }

  mutating func note(
    _ place: Range<Int>, _ sentence: SafeText, advice: SafeText? = nil, isUnfinished: Bool = false
  ) {
    problems.append(
      QueryProblem(place: place, sentence: sentence, advice: advice, isUnfinished: isUnfinished))
  }

  private mutating func readUnsave(_ text: CommandText, _ table: CommandTable) {
    let name = text.words
    guard !name.isEmpty else {
      return note(text.word, "unsave needs the name of a saved filter", isUnfinished: true)
    }
    let named = table.filters.filter { $0.name.shown.lowercased() == name.lowercased() }
    // One of the focused list comes before others, also where it is not to be forgotten here.
    let own = named.filter { $0.kind == table.kind }
    if let filter = own.first(where: \.isKept) ?? (own.isEmpty ? named.first(where: \.isKept) : nil) {
      command = .unsave(filter)
    } else if let filter = own.first ?? named.first {
      note(text.rest, "“\(filter.name)” is of the configuration, and goes by being taken out there")
    } else {
      let kept = table.filters.filter(\.isKept).map(\.name.shown)
      let meant: SafeText? = nearestName(to: name, among: kept).map {
        .didYouMean(SafeText(untrusted: $0))
      }
      let advice: SafeText = meant.map { "; \($0)" } ?? ""
      note(text.rest, "no filter is saved as “\(SafeText(untrusted: name))”\(advice)", advice: meant)
    }
  }

  private mutating func noteUnknown(_ text: CommandText, _ table: CommandTable) {
    if let kind = ListKind(calledOne: text.name) { return noteUnknown(text, kind) }
    let words = table.words.filter { !$0.isOfKey }.map(\.word)
    let name = text.text(of: text.word)
    let meant: SafeText? = nearestName(to: name.shown, among: table.words.map(\.word.shown)).map {
      .didYouMean(SafeText(untrusted: $0))
    }
    note(
      text.word,
      meant.map { "no command is called “\(name)”; \($0)" }
        ?? "no command is called “\(name)”, and nothing else; the commands are \(words.joined(separator: ", "))",
      advice: meant)
  }

  /// Of `node`, and of `node nid0001` where no node is called so.
  private mutating func noteUnknown(_ text: CommandText, _ kind: ListKind) {
    guard let first = text.arguments.first, let last = text.arguments.last else {
      return note(
        text.word, "\(kind.one) needs the name of one; \(kind.many) lists them", isUnfinished: true)
    }
    let place = first.lowerBound..<last.upperBound
    note(place, "no \(kind.one) is called “\(text.text(of: place))”; \(kind.many) lists them")
  }

  /// A command that nothing may follow.
  private mutating func alone(_ command: Command, _ text: CommandText) -> Command {
    if let first = text.arguments.first { note(first, "nothing follows \(text.text(of: text.word))") }
    return command
  }

  private mutating func query(_ text: CommandText, _ kind: ListKind) -> Query? {
    let reading = QueryReading(text.text(of: text.rest), kind.schema)
    problems += reading.problems.map { $0.moved(by: text.rest.lowerBound) }
    return reading.query
  }

  private mutating func readSort(_ text: CommandText, _ kind: ListKind) {
    guard let keys = text.arguments.first else {
      let example = SafeText(untrusted: kind.schema.fields[0].key)
      return note(
        text.word, "sort needs the key of a field, such as sort \(example) desc", isUnfinished: true)
    }
    let order = QueryReading("\(Self.sort)\(text.text(of: keys))", kind.schema)
    problems += order.problems.map { $0.moved(by: keys.lowerBound - Self.sort.shown.count) }
    var terms = order.query?.sort ?? []
    if let direction = text.arguments.dropFirst().first {
      switch text.text(of: direction).shown.lowercased() {
      case "desc": terms = terms.map { SortTerm(field: $0.field, isDescending: true) }
      case "asc": terms = terms.map { SortTerm(field: $0.field, isDescending: false) }
      default: note(direction, "desc is the greatest first, asc the least")
      }
    }
    if let third = text.arguments.dropFirst(2).first { note(third, "nothing follows the order") }
    command = .sort(terms)
  }

  /// What the grammar of filters has before the keys of an order.
  static let sort: SafeText = "sort:"
}
