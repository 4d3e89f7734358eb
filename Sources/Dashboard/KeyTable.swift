package import Screen
package import Text

/// One line of the key table: what it does, in words, and the keys that do it.
package struct Binding: Sendable, Equatable {
  /// What a configuration calls the line.
  package let name: SafeText
  package let action: Action
  /// At least one.
  package internal(set) var keys: [Key]
  package let help: SafeText
  /// What a configuration called it before.
  package let former: SafeText?
  /// A shorter word for the footer; `nil` keeps the binding off it.
  package let footer: SafeText?
  package let scope: KeyScope

  /// What it does and where, in a sentence of its own.
  package var explanation: SafeText {
    scope == .everywhere ? help : "\(help) (\(scope.title))"
  }

  init(
    _ name: SafeText, _ action: Action, _ keys: [Key], _ help: SafeText, footer: SafeText? = nil,
    formerly former: SafeText? = nil, scope: KeyScope = .everywhere
  ) {
    self.name = name
    self.action = action
    self.keys = keys
    self.help = help
    self.footer = footer
    self.former = former
    self.scope = scope
  }
}

/// The one table of keys, as they are where nobody has given others: `KeyBindings` is what counts. A test refuses
/// collisions.
package enum KeyTable {
  package static let bindings: [Binding] = [
    Binding(
      "view.close", .close, [.character("q")], "one level back; on the first screen: quit",
      footer: "close"),
    Binding("program.quit", .quit, [.character("Q"), .control("c"), .function(10)], "quit at once"),
    Binding(
      "help.toggle", .toggleHelp, [.character("?"), .function(1)], "show or hide this help", footer: "help"),
    Binding(
      "alerts.toggle", .toggleAlerts, [.character("a")], "everything that needs a hand, and back",
      footer: "alerts"),
    Binding(
      "view.back", .back, [.escape],
      "back: close what lies over, end a search, leave a page, drop marks, clear the filter, leave a full view",
      footer: "back"),
    Binding(
      "list.filter", .openFilter, [.character("/"), .function(3), .function(4)], "filter and sort the list",
      footer: "filter", scope: .filteredList),
    Binding(
      "list.saved", .showSavedFilters, [.character("'")], "saved filters of the list", scope: .filteredList),
    Binding(
      "list.sort", .chooseSort, [.character("s"), .function(6)], "sort the list: choose by what",
      footer: "sort",
      scope: .filteredList),
    Binding(
      "list.sort_left", .sortLeft, [.character("<")], "sort by the column to the left", scope: .filteredList),
    Binding(
      "list.sort_right", .sortRight, [.character(">")], "sort by the column to the right",
      scope: .filteredList),
    Binding(
      "list.reverse", .reverseSort, [.character("S")], "sort the other way round", scope: .filteredList),
    Binding(
      "list.mark", .mark, [.character(" ")], "mark the row or unmark it, and down", footer: "mark",
      scope: .filteredList),
    Binding(
      "list.mark_all", .markAll, [.character("*")], "mark all that are listed; again: none",
      scope: .filteredList),
    Binding(
      "list.show_rest", .showRest, [.character("\\")], "list what the filter leaves out too, and no more",
      footer: "show the rest",
      scope: .filteredList),
    Binding(
      "list.next_match", .nextMatch, [.character("n")], "next match; without a filter: what needs a hand",
      footer: "match",
      scope: .filteredList),
    Binding(
      "list.previous_match", .previousMatch, [.character("N")], "previous match", footer: "match",
      scope: .filteredList),
    Binding(
      "list.columns", .chooseColumns, [.character("c")], "choose columns", footer: "columns",
      scope: .filteredList),
    Binding(
      "list.right", .scrollRight, [.character("l"), .right], "columns further to the right",
      scope: .filteredList),
    Binding(
      "list.left", .scrollLeft, [.character("h"), .left], "columns back to the left", scope: .filteredList),
    Binding(
      "list.mine", .toggleFilter(.mine), [.character("m")], "only applications of mine, and back",
      scope: .listedApplications),
    Binding(
      "list.waiting", .toggleFilter(.waiting), [.character("w")],
      "only those that wait for the applicant, and back",
      scope: .listedApplications),
    Binding(
      "list.decided", .toggleFilter(.decided), [.character("D")], "only those that are decided, and back",
      scope: .listedApplications),
    Binding("pane.next", .nextPane, [.tab], "next pane", footer: "pane"),
    Binding("pane.previous", .previousPane, [.backTab], "previous pane"),
    Binding("pane.utilization", .jump(.utilization), [.character("1")], "utilization"),
    Binding("pane.queue", .jump(.queue), [.character("2")], "queue"),
    Binding("pane.applications", .jump(.applications), [.character("3")], "applications"),
    Binding("pane.budget", .jump(.budget), [.character("4")], "budget"),
    Binding(
      "view.expand", .toggleExpand, [.character("e")], "expand the pane to the full view, and back",
      footer: "expand"
    ),
    Binding(
      "row.open", .openRow, [.enter], "open what is under the cursor; on a page, follow the link",
      footer: "open",
      formerly: "application.open"),
    Binding("row.links", .showLinks, [.character("o")], "go to what belongs to it", footer: "go to"),
    Binding("list.down", .moveDown, [.character("j"), .down], "next row"),
    Binding("list.up", .moveUp, [.character("k"), .up], "previous row"),
    Binding("map.next", .moveRight, [.character("l"), .right], "next node of the map", scope: .nodeMap),
    Binding(
      "map.previous", .moveLeft, [.character("h"), .left], "previous node of the map", scope: .nodeMap),
    Binding(
      "reasons.down", .nextReason, [.control("e")], "scroll down why tasks wait", scope: .queueView),
    Binding(
      "reasons.up", .previousReason, [.control("y")], "scroll up why tasks wait", scope: .queueView),
    Binding(
      "past.longer", .longerPast, [.character("z")],
      "graphs of the past over a longer time: an hour, a day, a week, a month, and round", footer: "span"),
    Binding("past.shorter", .shorterPast, [.character("Z")], "graphs of the past over a shorter time"),
    Binding("list.page_down", .pageDown, [.control("f"), .pageDown], "one page down"),
    Binding("list.page_up", .pageUp, [.control("b"), .pageUp], "one page up"),
    Binding("list.half_page_down", .halfPageDown, [.control("d")], "half a page down"),
    Binding("list.half_page_up", .halfPageUp, [.control("u")], "half a page up"),
    Binding("list.screen_top", .screenTop, [.character("H")], "first row that is shown"),
    Binding("list.screen_middle", .screenMiddle, [.character("M")], "row in the middle of those shown"),
    Binding("list.screen_bottom", .screenBottom, [.character("L")], "last row that is shown"),
    Binding("list.first", .top, [.character("g"), .home], "first row"),
    Binding("list.last", .bottom, [.character("G"), .end], "last row"),
    Binding(
      "list.copy", .copyID, [.character("y")], "copy the ID of what is under the cursor", footer: "copy"),
    Binding(
      "list.copy_more", .showCopies, [.character("Y")], "copy more of it: a line, Markdown, its command"),
    Binding(
      "list.export", .showExport, [.character("x"), .control("s")], "export the list: Markdown, CSV, JSON",
      footer: "export"),
    Binding(
      "sources.read", .refresh, [.character("r"), .function(5)], "read all sources now"),
    Binding(
      "time.freeze", .toggleFreeze, [.character("f")],
      "freeze the figures, and thaw them; in a replay play, and stop", footer: "freeze"),
    Binding(
      "time.newest", .goNewest, [.character("F")], "the newest figures: leave what is frozen or replayed",
      footer: "live"),
    Binding("time.go", .goToTime, [.character("b")], "go back to a time of the recording", footer: "to"),
    Binding("time.next", .nextReading, [.character("t")], "next reading of the recording", footer: "step"),
    Binding(
      "time.previous", .previousReading, [.character("T")], "previous reading of the recording",
      footer: "step"),
    Binding(
      "time.next_event", .nextEvent, [.character("]")], "next event of the recording", footer: "event"),
    Binding(
      "time.previous_event", .previousEvent, [.character("[")], "previous event of the recording",
      footer: "event"),
    Binding("time.minute_back", .minuteBack, [.character(",")], "a minute back in the recording"),
    Binding("time.minute_on", .minuteOn, [.character(".")], "a minute on in the recording"),
    Binding("time.hour_back", .hourBack, [.character("{")], "an hour back in the recording"),
    Binding("time.hour_on", .hourOn, [.character("}")], "an hour on in the recording"),
    Binding("time.faster", .faster, [.character("+")], "play the recording faster", footer: "speed"),
    Binding("time.slower", .slower, [.character("-")], "play the recording slower", footer: "speed"),
    Binding(
      "names.show", .revealNames, [.character("p")], "show or hide names, until you leave the application"),
    Binding("theme.next", .nextTheme, [.control("t")], "next theme"),
    Binding("screen.redraw", .redraw, [.control("l")], "draw the whole screen again"),
    Binding("program.suspend", .suspend, [.control("z")], "suspend to the shell; fg comes back"),
    Binding("command.open", .openCommand, [.character(":")], "run a command by its name", footer: "command"),
    Binding(
      "application.decide", .decide, [.character("d")],
      "take, assign, ask, answer, decide, note, correct",
      footer: "decide",
      scope: .applications),
    Binding(
      "triage.undo", .undo, [.character("u")],
      "take back your newest record or batch"),
    triageAction(.take, "t"), triageAction(.assign, "s"), triageAction(.ask, "i"), triageAction(.answer, "w"),
    triageAction(.outcome, "o"),
    triageAction(.accept, "a"), triageAction(.reject, "r"), triageAction(.waitlist, "l"),
    triageAction(.note, "n"), triageAction(.correct, "c"),
    Binding(
      "decide.choose", .chooseTriageAction, [.enter], "take what is under the cursor", scope: .triageActions),
    Binding(
      "export.next", .nextChoice, [.character("l"), .right], "next choice of the field", scope: .export),
    Binding(
      "export.previous", .previousChoice, [.character("h"), .left], "previous choice of the field",
      scope: .export),
    Binding("export.next_field", .nextField, [.tab], "next field", scope: .export),
    Binding("export.previous_field", .previousField, [.backTab], "previous field", scope: .export),
    Binding("export.write", .writeExport, [.enter], "write it, or copy it", scope: .export),
    Binding("menu.choose", .chooseItem, [.enter], "take what is under the cursor", scope: .menu),
    Binding(
      "columns.toggle", .toggleColumn, [.character(" "), .enter], "show the column, or hide it",
      scope: .columns),
    Binding(
      "columns.left", .moveColumnLeft, [.character("<"), .character("K")], "move the column to the left",
      scope: .columns),
    Binding(
      "columns.right", .moveColumnRight, [.character(">"), .character("J")], "move the column to the right",
      scope: .columns),
    Binding(
      "form.next", .nextField, [.tab], "next field; ← → choose in one, Space ticks", footer: "field",
      scope: .form),
    Binding("form.previous", .previousField, [.backTab], "previous field", scope: .form),
    Binding(
      "form.finish", .finish, [.control("d")], "show what will be recorded", footer: "done", scope: .form),
    Binding(
      "form.close", .leaveForm, [.escape, .control("c")], "close; a draft is kept", footer: "keep draft",
      scope: .form),
    Binding(
      "form.discard", .discard, [.control("x")], "throw the draft away", footer: "discard", scope: .form),
    Binding(
      "confirm.record", .record, [.character("y")], "record it", footer: "record", scope: .confirmation),
    Binding(
      "confirm.back", .leaveForm, [.escape, .character("n"), .control("c")], "back to the form",
      footer: "back",
      scope: .confirmation),
    Binding(
      "help.search", .searchHelp, [.character("/"), .function(3), .function(4)], "search the help",
      footer: "search", scope: .help),
    Binding("filter.keep", .keepFilter, [.enter], "keep the filter, run the command", scope: .filter),
    Binding("filter.drop", .dropFilter, [.escape, .control("c")], "drop what is typed", scope: .filter),
    Binding(
      "filter.complete", .complete, [.tab], "complete the word; again: another that it could be",
      scope: .filter),
    Binding(
      "filter.complete_back", .completeBack, [.backTab], "complete the word, the other way round",
      scope: .filter),
    Binding("filter.older", .older, [.up, .control("p")], "what was kept before", scope: .filter),
    Binding(
      "filter.newer", .newer, [.down, .control("n")], "what was kept after", scope: .filter),
    Binding(
      "page.search", .searchPage, [.character("/"), .function(3), .function(4)], "search the page",
      footer: "search", scope: .page),
    Binding(
      "page.next_match", .nextMatch, [.character("n")], "next place that the search finds", footer: "match",
      scope: .page),
    Binding(
      "page.previous_match", .previousMatch, [.character("N")], "previous place that the search finds",
      footer: "match", scope: .page),
    Binding(
      "page.next_link", .nextLink, [.tab], "next link", footer: "link", scope: .page),
    Binding("page.previous_link", .previousLink, [.backTab], "previous link", scope: .page),
    Binding(
      "page.next", .nextPage, [.character("J")], "next of the list behind", footer: "next",
      formerly: "application.next",
      scope: .page),
    Binding(
      "page.previous", .previousPage, [.character("K")], "previous of the list behind", footer: "next",
      formerly: "application.previous", scope: .page),
  ]

  private static func triageAction(_ triageAction: TriageAction, _ key: Unicode.Scalar) -> Binding {
    Binding(
      "decide.\(SafeText(untrusted: triageAction.rawValue))", .open(triageAction), [.character(key)],
      triageAction.meaning,
      scope: .triageActions)
  }
}
