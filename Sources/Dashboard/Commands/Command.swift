import Entities
import Text

/// What somebody asks for by its name.
enum Command: Sendable {
  /// The list of a kind; filtered, where there are words for that.
  case list(ListKind, Query?)
  /// Lists by another filter in the focused list.
  case filter(Query?)
  case sort([SortTerm])
  case save(String)
  case unsave(SavedFilter)
  case saved(SavedFilter)
  case columns, help, quit
  case view(View)
  case theme(SafeText)
  case layout(PaneLayout)
  /// The share of the upper row, in percent.
  case split(Int)
  /// Draws with ASCII alone, and back.
  case ascii
  case mouse
  case screenshot(ScreenshotOrder)
  /// Goes to a moment of the recording.
  case at(WrittenMoment)
  /// Remembers what is shown, to compare other moments with.
  case mark
  /// Tells what differs from what was remembered.
  case compare
  /// What a key does.
  case act(Action)
}

/// A command as it is offered.
struct CommandWord: Sendable {
  enum Form: Sendable {
    case list(ListKind)
    case filter, sort, save, unsave
    case saved(SavedFilter)
    case columns, help, quit
    case view(View)
    case theme, layout, split, ascii, mouse, screenshot
    case at, mark, compare
    /// A line of the key table that counts where one is.
    case key(Action)
    /// One that counts elsewhere.
    case keyElsewhere(KeyScope)
  }

  let word: SafeText
  let form: Form
  /// What it does, and how it is written.
  let explanation: SafeText
}

/// The commands that there are on a list, of which a word names one.
struct CommandTable: Sendable {
  /// The list that has the keys.
  let kind: ListKind
  let words: [CommandWord]
  /// The saved filters, those of the list at hand first: of a name, the first counts.
  let filters: [SavedFilter]
  /// The names of the themes that there are.
  let themes: [SafeText]
  let layouts: [PaneLayout]

  /// Those that can be done where that list has the keys; a saved filter of another list opens that.
  init(on kind: ListKind, _ filters: [SavedFilter], _ place: CommandPlace = CommandPlace()) {
    self.kind = kind
    themes = place.themes
    layouts = place.layouts
    let lists = ListKind.byUse.flatMap { listed in
      ListKind.words.filter { ListKind(word: $0) == listed }.map(SafeText.init(untrusted:)).map { word in
        CommandWord(
          word: word, form: .list(listed),
          explanation: "lists them; words of a filter may follow: \(word) \(listed.exampleOfWords)")
      }
    }
    let (title, key) = (kind.many, SafeText(untrusted: kind.schema.fields[0].key))
    let others: [CommandWord] = [
      CommandWord(
        word: "sort", form: .sort,
        explanation: "the order of these \(title): sort \(key), or sort \(key) desc for the greatest first"),
      CommandWord(
        word: "filter", form: .filter,
        explanation: "lists those \(title) that words ask for: filter \(kind.exampleOfWords)"),
      CommandWord(
        word: "save", form: .save,
        explanation: "keeps the filter of these \(title) under a name, by which it is a command: save NAME"),
      CommandWord(
        word: "unsave", form: .unsave, explanation: "forgets a filter that was saved so: unsave NAME"),
      CommandWord(word: "columns", form: .columns, explanation: "chooses the columns of these \(title)"),
      CommandWord(word: "help", form: .help, explanation: "the keys of this place"),
      CommandWord(word: "quit", form: .quit, explanation: "ends the dashboard"),
    ]
    let known = lists + Self.views + others + Self.looks + Self.times + Self.keys(at: place)
    // Of filters with one name that of the list at hand counts.
    var names = Set(known.map(\.word))
    self.filters = filters.filter { $0.kind == kind } + filters.filter { $0.kind != kind }
    let saved = self.filters.compactMap { filter -> CommandWord? in
      guard names.insert(filter.name).inserted else {
        return nil
      }
      return CommandWord(
        word: filter.name, form: .saved(filter),
        explanation: "\(filter.kind.many) by \(filter.query.written)")
    }
    words = saved + known
  }

  /// The command of that word, in either case; `q` is what editors have for `quit`.
  subscript(word: String) -> CommandWord? {
    let word = word.lowercased() == "q" ? "quit" : word.lowercased()
    return words.first { $0.word.shown.lowercased() == word }
  }
}

extension CommandTable {
  /// The kind whose filter may follow a command of that word; `nil` where none does.
  func kindOfFilter(behind word: String) -> ListKind? {
    switch self[word]?.form {
    case .list(let kind): kind
    case .filter: kind
    case .sort, .save, .unsave, .saved, .columns, .help, .quit, .view, .theme, .layout, .split, .ascii,
      .mouse,
      .screenshot, .at, .mark, .compare, .key, .keyElsewhere, nil:
      nil
    }
  }

  /// A filter of the list at hand.
  var exampleOfWords: SafeText { kind.exampleOfWords }
}

extension ListKind {
  /// Those that are asked for most first.
  fileprivate static let byUse: [ListKind] = [
    .jobs, .nodes, .partitions, .accounts, .users, .qos, .applications, .allocations, .reservations, .sources,
    .alerts, .clusters,
  ]

  /// A filter of such a list: a flag, where there is one.
  fileprivate var exampleOfWords: SafeText {
    SafeText(untrusted: schema.flags.first?.word ?? "\(schema.fields[0].key):NAME")
  }
}
