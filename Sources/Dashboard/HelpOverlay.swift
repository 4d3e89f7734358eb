import Model
import Screen
import Text

/// A search of the help: only the lines that it finds are shown, of every place.
struct HelpSearch: Sendable {
  var field = TextField(hasLines: false)
  /// Whether keys go into it.
  var isTyping = true

  /// Whether a line has each of the words, whatever their case: in its keys, its name, what it does or where.
  func finds(_ binding: Binding) -> Bool {
    let keys = binding.keys.map(KeyNotation.name(of:))
    let text = (keys + [binding.name, binding.help, binding.scope.title]).joined(separator: " ").shown
      .lowercased()
    return words.allSatisfy(text.contains)
  }

  var isEmpty: Bool { words.isEmpty }

  private var words: [String] { field.text.shown.lowercased().split(separator: " ").map(String.init) }
}

extension DashboardState {
  var isSearchingHelp: Bool { overlay == .help && !isInForm && helpSearch?.isTyping == true }

  mutating func openHelpSearch() {
    helpSearch = helpSearch ?? HelpSearch()
    helpSearch?.isTyping = true
  }

  /// Of no word there is nothing to keep.
  mutating func keepHelpSearch() {
    if helpSearch?.isEmpty == true { helpSearch = nil }
    helpSearch?.isTyping = false
  }

  mutating func dropHelpSearch() {
    helpSearch = nil
    overlayTop = 0
  }

  mutating func changeHelpSearch(
    _ change: (inout TextField) throws(TextField.Refusal) -> Void
  ) throws(TextField.Refusal) {
    guard var search = helpSearch else { return }
    let before = search.field.text
    try change(&search.field)
    if search.field.text != before { overlayTop = 0 }
    helpSearch = search
  }
}

extension ScreenDrawing {
  /// The keys that count where one is, those of the innermost scope first; or what a search finds of all there are.
  func helpText(size: Size) -> OverlayText {
    let search = state.helpSearch.flatMap { $0.isEmpty ? nil : $0 }
    let groups = search.map(found) ?? keysOfThisPlace
    let names = groups.flatMap(\.lines).map { Self.names(of: $0.keys) }
    let keyWidth = names.map(\.width).max() ?? 0
    let lines = groups.flatMap { scope, bindings in
      let heading = groups.count > 1 || search != nil ? [Line(scope.title, .muted)] : []
      return heading
        + bindings.map { Self.line(Self.names(of: $0.keys), $0.binding.help, keyWidth: keyWidth) }
    }
    let count = names.count
    let title: SafeText =
      search.map { "Keys with “\($0.field.text.truncated(toWidth: 20))”: \(count)" } ?? "Keys"
    let searching = state.keys.name(of: .searchHelp, in: .help)
    return OverlayText(
      title: title, closing: "\(state.keys.closing(.toggleHelp)), \(searching) searches",
      scrolling: state.keys.scrolling,
      lines: lines.isEmpty ? [Line("no key has to do with that", .muted)] : lines, mayHalve: true, on: size)
  }

  private typealias Group = (scope: KeyScope, lines: [(binding: Binding, keys: [Key])])

  private var keysOfThisPlace: [Group] {
    let scopes = state.scopesUnderOverlay
    return scopes.map { scope in
      (scope, lines: state.keys.bindings(in: scopes).filter { $0.binding.scope == scope })
    }.filter { !$0.lines.isEmpty }
  }

  /// What counts here first.
  private func found(by search: HelpSearch) -> [Group] {
    let here = state.scopesUnderOverlay
    let scopes = here + KeyScope.allCases.filter { !here.contains($0) }
    return scopes.map { scope in
      (
        scope,
        lines: state.keys.bindings.filter { $0.scope == scope && search.finds($0) }.map { ($0, $0.keys) }
      )
    }.filter { !$0.lines.isEmpty }
  }

  /// The footer's line while the help is searched.
  func drawHelpSearch(_ search: HelpSearch, on canvas: inout Canvas, in rect: Rect) {
    let keys = keysOfSearch
    drawSearch(
      search.field, remarks: ["keys and words of all places · \(keys)", keys], on: &canvas, in: rect)
  }

  private static func names(of keys: [Key]) -> SafeText {
    keys.map(KeyNotation.name(of:)).joined(separator: " ")
  }

  private static func line(_ keys: SafeText, _ help: SafeText, keyWidth: Int) -> Line {
    var line = Line(keys, .key)
    line.indent = keyWidth + 2
    line.add(SafeText.spaces(line.indent - keys.width))
    line.add(wrapping: help)
    return line
  }
}

extension KeyScope {
  /// Where one has to be for its keys.
  var title: SafeText {
    switch self {
    case .everywhere: "everywhere"
    case .applications: "on an application"
    case .listedApplications: "in the list of applications"
    case .filteredList: "in a list"
    case .triageActions: "on what to do"
    case .menu: "in a menu"
    case .export: "in the export"
    case .columns: "while columns are chosen"
    case .form: "in a form"
    case .confirmation: "before it is recorded"
    case .help: "in the help"
    case .filter: "while a filter or a command is typed"
    case .page: "on a page"
    case .nodeMap: "on the map of nodes"
    case .queueView: "in the full view of the queue"
    }
  }
}
