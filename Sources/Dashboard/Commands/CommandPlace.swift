import Entities
import Screen
import Text

/// Where a command is typed, as far as commands depend on it.
struct CommandPlace: Sendable {
  var keys = KeyBindings.standard
  /// Where keys are looked up.
  var scopes: [KeyScope] = [.everywhere]
  var themes: [SafeText] = []
  var layouts = PaneLayout.presets
}

extension CommandTable {
  /// The views whose names are no list's.
  static let views: [CommandWord] = View.allCases.filter { ListKind(word: $0.rawValue) == nil }.map { view in
    CommandWord(
      word: SafeText(untrusted: view.rawValue), form: .view(view),
      explanation: view == .overview ? "the panes beside each other" : "the full view of it")
  }

  /// What the screen looks like.
  static let looks: [CommandWord] = [
    CommandWord(
      word: "theme", form: .theme, explanation: "other colours, shown while one chooses: theme NAME"),
    CommandWord(
      word: "layout", form: .layout, explanation: "which panes the overview has: layout NAME"),
    CommandWord(
      word: "split", form: .split, explanation: "the share of the upper row in percent: split 60"),
    CommandWord(word: "ascii", form: .ascii, explanation: "draws with ASCII characters alone, and back"),
    CommandWord(
      word: "mouse", form: .mouse, explanation: "clicks and the wheel count, or are the terminal's again"),
    CommandWord(
      word: "screenshot", form: .screenshot,
      explanation: "writes the screen to a new file: screenshot NAME.svg, a picture, .ans, ANSI, or .txt"),
  ]

  /// What moments are shown.
  static let times: [CommandWord] = [
    CommandWord(
      word: "at", form: .at,
      explanation: "goes to a time of the recording, by the clock of the site: at 14:02, at -2h, at 24 06:00"),
    CommandWord(
      word: "mark", form: .mark, explanation: "remembers what is shown, to compare other moments with"),
    CommandWord(
      word: "compare", form: .compare, explanation: "what differs now from what was marked"),
  ]

  /// Everything that keys do, by its name in the key table.
  static func keys(at place: CommandPlace) -> [CommandWord] {
    place.keys.bindings.map { binding in
      let names = binding.keys.map(KeyNotation.name(of:)).joined(separator: " ")
      return CommandWord(
        word: binding.name,
        form: place.scopes.contains(binding.scope) ? .key(binding.action) : .keyElsewhere(binding.scope),
        explanation: "\(binding.help) · \(binding.keys.count == 1 ? "key" : "keys") \(names)")
    }
  }
}

extension CommandWord {
  /// Whether it can be done where one is.
  var isOffered: Bool {
    if case .keyElsewhere = form { false } else { true }
  }

  /// Whether it is the name of a line of the key table.
  var isOfKey: Bool {
    switch form {
    case .key, .keyElsewhere: true
    case .list, .filter, .sort, .save, .unsave, .saved, .columns, .help, .quit, .view, .theme, .layout,
      .split, .ascii, .mouse,
      .screenshot, .at, .mark, .compare:
      false
    }
  }
}
