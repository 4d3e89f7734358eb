import Screen
import Text

extension ScreenDrawing {
  /// The keys that count where one is, read from the key table: those of the innermost scope first.
  func helpText(size: Size) -> OverlayText {
    let scopes = state.scopesUnderOverlay
    let groups = scopes.map { scope in
      (scope, lines: state.keys.bindings(in: scopes).filter { $0.binding.scope == scope })
    }.filter { !$0.lines.isEmpty }
    let names = groups.flatMap(\.lines).map { Self.names(of: $0.keys) }
    let keyWidth = names.map(\.width).max() ?? 0
    let lines = groups.flatMap { scope, bindings in
      let heading = groups.count > 1 ? [Line(scope.title, .muted)] : []
      return heading
        + bindings.map { Self.line(Self.names(of: $0.keys), $0.binding.help, keyWidth: keyWidth) }
    }
    return OverlayText(
      title: "Keys", closing: state.keys.closing(.toggleHelp), scrolling: state.keys.scrolling, lines: lines,
      mayHalve: true, on: size)
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
    case .deeds: "on what to do"
    case .form: "in a form"
    case .confirmation: "before it is recorded"
    case .filter: "while a filter is typed"
    case .applicationList: "in the list"
    case .applicationPage: "on the page of an application"
    case .nodeMap: "on the map of nodes"
    case .queueView: "in the full view of the queue"
    }
  }
}
