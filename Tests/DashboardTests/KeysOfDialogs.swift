import Entities
import Model
import Screen
import Text

@testable import Dashboard

/// Keys of what lies over the screen, of what is typed, and of pages.
extension KeyInUse {
  static let dialogs: [KeyInUse] = [
    KeyInUse("menu.choose", .live(.queue), "sjj") { $0.state.overlay == nil && !$0.sort.isEmpty },
    KeyInUse("columns.toggle", .live(.queue), "c") {
      $0.columns.first == usual[1] && !$0.columns.contains(usual[0])
    },
    KeyInUse("columns.left", .live(.queue), "cj") {
      $0.columns.prefix(2) == [usual[1], usual[0]] && $0.state.menuCursor == 1
    },
    KeyInUse("columns.right", .live(.queue), "c") {
      $0.columns.prefix(2) == [usual[1], usual[0]] && $0.state.menuCursor == 2
    },
    KeyInUse("export.next", .live(.queue), "x") { $0.state.export.format == .csv },
    KeyInUse("export.previous", .live(.queue), "xll") { $0.state.export.format == .csv },
    KeyInUse("export.next_field", .live(.queue), "x") { $0.state.export.field == .rows },
    KeyInUse("export.previous_field", .live(.queue), "xjj") { $0.state.export.field == .rows },
    KeyInUse("export.write", .live(.queue), "x") {
      guard case .export(let order)? = $0.effects.first, case .file(let name) = order.target else {
        return false
      }
      return $0.state.overlay == nil && name.hasSuffix(".md")
    },
    KeyInUse("help.search", .live(.overview), "?") { $0.state.helpSearch?.isTyping == true },
    KeyInUse("filter.keep", .live(.queue), "/running") { $0.state.prompt == nil && $0.query == "running" },
    KeyInUse("filter.keep", .live(.overview), ":nodes") {
      $0.state.prompt == nil && $0.state.openList == .nodes
    },
    KeyInUse("filter.keep", .live(.overview), "?/sort") { $0.state.helpSearch?.isTyping == false },
    KeyInUse("filter.drop", .live(.queue), "/running") { $0.state.prompt == nil && $0.query == nil },
    KeyInUse("filter.drop", .live(.overview), ":nodes") {
      $0.state.prompt == nil && $0.state.openList == nil
    },
    KeyInUse("filter.drop", .live(.overview), "?/sort") {
      $0.state.overlay == .help && $0.state.helpSearch == nil
    },
    KeyInUse("filter.complete", .live(.queue), "/runn") { $0.typed == "running" },
    KeyInUse("filter.complete_back", .live(.queue), ":theme <Tab><Tab>") { $0.typed == "theme dusk" },
    KeyInUse("filter.older", .live(.queue), "/running<Enter><Esc>/") { $0.typed == "running" },
    KeyInUse("filter.newer", .live(.queue), "/running<Enter><Esc>/<Up>") { $0.typed == "" },
  ]

  /// The fields of jobs: first those of the columns that the list has by itself.
  private static let usual: [Int] = {
    var pressed = Pressed(state: Start.live(.queue).state)
    pressed.state.openColumnMenu()
    return pressed.state.fieldsOfColumnMenu
  }()

  static let forms: [KeyInUse] = [
    KeyInUse("application.decide", .live(.applications)) { $0.state.overlay == .triageActions },
    KeyInUse("triage.undo", .live(.applications)) { $0.state.form?.scope == .undo },
    triage(.take), triage(.assign), triage(.ask), triage(.answer), triage(.outcome), triage(.accept),
    triage(.reject), triage(.waitlist), triage(.note), triage(.correct),
    KeyInUse("decide.choose", .live(.applications), "dj") { $0.state.form?.triageAction == .assign },
    KeyInUse("form.next", .live(.applications), "dn") { $0.state.form?.field == .done },
    KeyInUse("form.previous", .live(.applications), "dn<Tab>") { $0.state.form?.field == .note },
    KeyInUse("form.finish", .live(.applications), "dnabc") { $0.state.form?.stage == .confirming },
    KeyInUse("form.close", .live(.applications), "dnabc") {
      $0.state.form == nil && $0.state.drafts.map(\.note.text) == ["abc"]
    },
    KeyInUse("form.discard", .live(.applications), "dnabc") {
      $0.state.form == nil && $0.state.drafts.isEmpty
    },
    KeyInUse("confirm.record", .live(.applications), "dnabc<C-d>") {
      guard case .record(let order)? = $0.effects.first else { return false }
      return order.drafts.map(\.draft.kind) == [.note] && order.drafts.map(\.draft.note) == ["abc"]
    },
    KeyInUse("confirm.back", .live(.applications), "dnabc<C-d>") {
      $0.state.form?.stage == .editing && $0.state.form?.note.text == "abc"
    },
  ]

  private static func triage(_ action: TriageAction) -> KeyInUse {
    KeyInUse("decide.\(SafeText(untrusted: action.rawValue))", .live(.applications), "d") {
      $0.state.form?.triageAction == action && $0.state.form?.application == first
    }
  }

  static let pages: [KeyInUse] = [
    KeyInUse("page.search", .live(.queue), "<Enter>") { $0.state.isSearchingPage },
    KeyInUse("page.next_match", .live(.queue), "<Enter>/name<Enter>") { $0.match == 1 },
    KeyInUse("page.previous_match", .live(.queue), "<Enter>/name<Enter>nn") { $0.match == 1 },
    KeyInUse("page.next_link", .live(.queue), "<Enter>") { $0.state.page?.link != nil },
    KeyInUse("page.previous_link", .live(.queue), "<Enter><Tab><Tab>") {
      var once = Pressed(state: $0.state)
      once.state.page?.link = nil
      once.type([.tab])
      return $0.state.page?.link == once.state.page?.link
    },
    KeyInUse("page.next", .live(.queue), "<Enter>") { $0.state.page?.row == $0.rows[1] && $0.row == 1 },
    KeyInUse("page.previous", .live(.queue), "<Enter>J") {
      $0.state.page?.row == $0.rows[0] && $0.row == 0
    },
  ]
}

extension Pressed {
  /// Which of the matches of the page's search is gone to.
  fileprivate var match: Int? {
    guard let search = state.page?.search, let place = search.place,
      case .page(let rect) = Layout(state, size: Self.size).arrangement, let page = state.page
    else { return nil }
    return ScreenDrawing(state: state, clock: Fixture.clock).text(of: page, in: rect).places(of: search.words)
      .firstIndex(of: place)
  }
}
