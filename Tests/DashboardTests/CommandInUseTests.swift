import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

/// A command as it is typed, and what it does.
struct CommandInUse: Sendable {
  /// Its name first.
  let typed: String
  let start: KeyInUse.Start
  /// The keys before it.
  let before: String
  /// What holds when it was run, and does not before.
  let shows: @Sendable (Pressed) -> Bool

  var word: String { String(typed.prefix { $0 != " " }) }

  init(
    _ typed: String, _ start: KeyInUse.Start = .live(.queue), after before: String = "",
    shows: @escaping @Sendable (Pressed) -> Bool
  ) {
    self.typed = typed
    self.start = start
    self.before = before
    self.shows = shows
  }

  static let all = lists + views + others

  private static let lists = ListKind.words.compactMap { word in
    ListKind(word: word).map { kind in
      CommandInUse(word, .live(kind == .jobs ? .budget : .queue)) { $0.state.kindAtHand == kind }
    }
  }

  private static let views = View.allCases.filter { ListKind(word: $0.rawValue) == nil }.map { view in
    CommandInUse(view.rawValue, .live(view == .overview ? .queue : .overview)) { $0.state.view == view }
  }

  private static let others: [CommandInUse] = [
    CommandInUse("nodes state:down") {
      $0.state.openList == .nodes && $0.rows.map(\.entity.name) == ["name14"]
    },
    CommandInUse("sort wait") { $0.query == "sort:wait" },
    CommandInUse("sort wait desc") { $0.query == "sort:-wait" },
    CommandInUse("sort -wait") { $0.query == "sort:-wait" },
    CommandInUse("filter running") { $0.query == "running" && $0.rows.count == 15 },
    CommandInUse("save odd", after: ":filter running<Enter>") {
      guard case .save(let filter)? = $0.effects.first else { return false }
      return filter.name == "odd" && filter.kind == .jobs && filter.query.written == "running"
    },
    CommandInUse("unsave mine-too") {
      guard case .unsave(let filter)? = $0.effects.first else { return false }
      return filter.name == "mine-too"
    },
    CommandInUse("mine-too") { $0.state.view == .applications && $0.query == "mine" },
    CommandInUse("columns") { $0.state.overlay == .columns },
    CommandInUse("help") { $0.state.overlay == .help },
    CommandInUse("quit") { $0.effects == [.quit] },
    CommandInUse("q") { $0.effects == [.quit] },
    CommandInUse("theme dawn") { $0.state.themes.shown == "dawn" },
    CommandInUse("layout wall") { $0.state.layouts.current.name == "wall" },
    CommandInUse("split 70", after: ":layout wall<Enter>") { $0.state.layouts.current.split == 70 },
    CommandInUse("ascii") { $0.state.glyphs == .ascii },
    CommandInUse("ascii", after: ":ascii<Enter>") { $0.state.glyphs == .unicode },
    CommandInUse("mouse") { $0.state.usesMouse },
    CommandInUse("mouse", after: ":mouse<Enter>") { !$0.state.usesMouse },
    CommandInUse("screenshot a.svg") {
      guard case .screenshot(let order)? = $0.effects.first else { return false }
      return order.path == "a.svg" && order.format == .svg
    },
    CommandInUse("at -10m", .recorded) { $0.target == .at(KeyInUse.Start.moment + .minutes(-10)) },
    CommandInUse("mark") { $0.state.markedModel?.figures.now == Fixture.now },
    CommandInUse("compare", after: ":mark<Enter>") { $0.state.overlay == .comparison },
    CommandInUse("job 2") { $0.state.page?.row == .job(cluster: "name0", id: 2) },
    CommandInUse("name14") { $0.state.page?.row.entity == EntityID(.node, "name14", cluster: "name0") },
  ]
}

@Suite("What commands do")
struct CommandInUseTests {
  private static let table = CommandTable(on: .jobs, [], CommandPlace(scopes: KeyScope.allCases))
  /// Those that are no keys' too.
  private static let words = table.words.filter { !$0.isOfKey }.map(\.word.shown)

  private func start(_ use: CommandInUse) throws -> Pressed {
    var pressed = Pressed(state: use.start.state)
    var settings = ListSettings()
    var filter = try SavedFilter("mine-too", words: "mine", of: .applications)
    filter.isKept = true
    settings.keep(filter)
    pressed.state.adopt(settings)
    pressed.type(try KeyNotation.keys(in: use.before))
    pressed.effects = []
    return pressed
  }

  @Test("Every command does what its line says", arguments: words)
  func commands(word: String) throws {
    let uses = CommandInUse.all.filter { $0.word == word }
    #expect(!uses.isEmpty, "say in CommandInUse.all what it does")
  }

  @Test("What is said of commands holds", arguments: CommandInUse.all.indices)
  func effects(index: Int) throws {
    let use = CommandInUse.all[index]
    var pressed = try start(use)
    let isSo = use.shows(pressed)
    #expect(!isSo, "\(use.typed): it is so already")
    pressed.type(try KeyNotation.keys(in: ":\(use.typed)<Enter>"))
    let isDone = use.shows(pressed)
    #expect(isDone, "\(use.typed): \(pressed.state.notice?.text ?? "")")
    #expect(pressed.state.prompt == nil)
  }
}
