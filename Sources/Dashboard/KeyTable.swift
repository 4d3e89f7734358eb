package import Screen
package import Text

/// One line of the key table: what it does, in words, and the keys that do it.
package struct Binding: Sendable {
  package let action: Action
  package let keys: [Key]
  package let help: SafeText
  /// A shorter word for the footer; `nil` keeps the binding off it.
  package let footer: SafeText?
  package let scope: KeyScope

  init(
    _ action: Action, _ keys: [Key], _ help: SafeText, footer: SafeText? = nil, scope: KeyScope = .everywhere
  ) {
    self.action = action
    self.keys = keys
    self.help = help
    self.footer = footer
    self.scope = scope
  }
}

/// The one table of keys: input, the help overlay and the footer all read it, and a test refuses collisions.
package enum KeyTable {
  package static let bindings: [Binding] = [
    Binding(.close, [.character("q")], "one level back; on the first screen: quit", footer: "quit"),
    Binding(.quit, [.character("Q"), .control("c"), .function(10)], "quit at once"),
    Binding(.toggleHelp, [.character("?"), .function(1)], "show or hide this help", footer: "help"),
    Binding(.toggleAlerts, [.character("a")], "show or hide everything that needs a hand", footer: "alerts"),
    Binding(
      .back, [.escape], "back: close what lies over, leave a page, clear the filter, leave a full view"),
    Binding(
      .openFilter, [.character("/")], "filter the applications", footer: "filter", scope: .listedApplications),
    Binding(
      .toggleFilter(.mine), [.character("m")], "only applications of mine, and back",
      scope: .listedApplications),
    Binding(
      .toggleFilter(.waiting), [.character("w")], "only those that wait for the applicant, and back",
      scope: .listedApplications),
    Binding(
      .toggleFilter(.decided), [.character("D")], "only those that are decided, and back",
      scope: .listedApplications),
    Binding(.nextPane, [.tab], "next pane", footer: "pane"),
    Binding(.previousPane, [.backTab], "previous pane"),
    Binding(.jump(.utilization), [.character("1")], "utilization"),
    Binding(.jump(.queue), [.character("2")], "queue"),
    Binding(.jump(.applications), [.character("3")], "applications"),
    Binding(.jump(.budget), [.character("4")], "budget"),
    Binding(
      .toggleExpand, [.character("e"), .enter], "expand the pane to the full view, and back", footer: "expand"
    ),
    Binding(.moveDown, [.character("j"), .down], "next row"),
    Binding(.moveUp, [.character("k"), .up], "previous row"),
    Binding(.moveRight, [.character("l"), .right], "next node of the map", scope: .nodeMap),
    Binding(.moveLeft, [.character("h"), .left], "previous node of the map", scope: .nodeMap),
    Binding(.nextReason, [.character("l"), .right], "scroll down why tasks wait", scope: .queueView),
    Binding(.previousReason, [.character("h"), .left], "scroll up why tasks wait", scope: .queueView),
    Binding(.pageDown, [.control("d"), .pageDown], "one page down"),
    Binding(.pageUp, [.control("u"), .pageUp], "one page up"),
    Binding(.top, [.character("g"), .home], "first row"),
    Binding(.bottom, [.character("G"), .end], "last row"),
    Binding(.refresh, [.character("r"), .function(5)], "read all sources now", footer: "refresh"),
    Binding(.toggleFreeze, [.character("f")], "freeze the figures, and thaw them", footer: "freeze"),
    Binding(
      .revealNames, [.character("p")], "show or hide names, until you leave the application",
      scope: .applications),
    Binding(.nextTheme, [.character("t")], "next theme", footer: "theme"),
    Binding(.redraw, [.control("l")], "draw the whole screen again"),
    Binding(.suspend, [.control("z")], "suspend to the shell; fg comes back"),
    Binding(
      .decide, [.character("d")], "take, assign, ask, answer, decide, note, correct", footer: "decide",
      scope: .applications),
    deed(.take, "t"), deed(.assign, "s"), deed(.ask, "k"), deed(.answer, "w"), deed(.outcome, "o"),
    deed(.accept, "a"), deed(.reject, "r"), deed(.waitlist, "l"), deed(.note, "n"), deed(.correct, "c"),
    Binding(.nextField, [.tab], "next field", footer: "field", scope: .form),
    Binding(.previousField, [.backTab], "previous field", scope: .form),
    Binding(.finish, [.control("d")], "show what will be recorded", footer: "done", scope: .form),
    Binding(
      .leaveForm, [.escape, .control("c")], "close; a draft is kept", footer: "keep draft", scope: .form),
    Binding(.discard, [.control("x")], "throw the draft away", footer: "discard", scope: .form),
    Binding(.record, [.character("y")], "record it", footer: "record", scope: .confirmation),
    Binding(
      .leaveForm, [.escape, .character("n"), .control("c")], "back to the form", footer: "back",
      scope: .confirmation),
    Binding(.keepFilter, [.enter], "keep the filter that is typed", scope: .filter),
    Binding(.dropFilter, [.escape], "drop the filter that is typed", scope: .filter),
    Binding(.openPage, [.enter], "show all of the application", footer: "open", scope: .applicationList),
    Binding(.closePage, [.enter], "back to the list", footer: "list", scope: .applicationPage),
    Binding(
      .nextApplication, [.character("J")], "next application", footer: "next", scope: .applicationPage),
    Binding(
      .previousApplication, [.character("K")], "previous application", footer: "previous",
      scope: .applicationPage),
  ]

  private static func deed(_ deed: Deed, _ key: Unicode.Scalar) -> Binding {
    Binding(.open(deed), [.character(key)], deed.meaning, scope: .deeds)
  }

  /// What `key` asks for in the first of `scopes` that knows it, if anything.
  package static func action(for key: Key, in scopes: [KeyScope]) -> Action? {
    scopes.lazy.compactMap { actions[$0]?[key] }.first
  }

  /// The bindings that count in `scopes`, those of the innermost first, each with the keys that no inner one takes.
  static func bindings(in scopes: [KeyScope]) -> [(binding: Binding, keys: [Key])] {
    var taken: Set<Key> = []
    return scopes.flatMap { scope in
      let inScope = bindings.filter { $0.scope == scope }
        .map { (binding: $0, keys: $0.keys.filter { !taken.contains($0) }) }
      taken.formUnion(inScope.flatMap(\.keys))
      return inScope.filter { !$0.keys.isEmpty }
    }
  }

  private static let actions: [KeyScope: [Key: Action]] = {
    var actions: [KeyScope: [Key: Action]] = [:]
    for binding in bindings {
      for key in binding.keys { actions[binding.scope, default: [:]][key] = binding.action }
    }
    return actions
  }()
}
