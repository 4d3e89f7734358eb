import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

/// A line of the key table where it counts, and what its keys do there.
struct KeyInUse: CustomTestStringConvertible, Sendable {
  /// What the line is called.
  let line: SafeText
  let start: Start
  /// What is typed before.
  let before: String
  /// What holds when the key was pressed, and does not before.
  let shows: @Sendable (Pressed) -> Bool

  var testDescription: String { "\(line) after “\(before)”" }

  init(
    _ line: SafeText, _ start: Start, _ before: String = "", shows: @escaping @Sendable (Pressed) -> Bool
  ) {
    self.line = line
    self.start = start
    self.before = before
    self.shows = shows
  }

  static let all = places + lists + moves + times + dialogs + forms + pages
}

/// What is on the screen, and what the last key asked of the loop.
struct Pressed {
  var state: DashboardState
  var effects: [Effect] = []
  /// Which rows of the list were on the screen before the last key.
  private(set) var rowsBefore = 0..<0

  mutating func type(_ keys: [Key]) {
    for key in keys {
      rowsBefore = ScreenDrawing(state: state, clock: Fixture.clock).shownRows(size: Self.size) ?? 0..<0
      effects = state.handle(.key(key, isAlone: true), size: Self.size, now: Fixture.now)
    }
  }

  /// So small that lists, pages and reasons have to be scrolled.
  static let size = Size(columns: 80, rows: 24)

  /// Which row of the list that has the keys the cursor is on.
  var row: Int { state.selectedIndex(at: state.placeAtHand, in: rows) }
  var rows: RowList { state.rows(at: state.placeAtHand) }
  var look: ListLook { state.looks[state.kindAtHand] ?? ListLook() }
  /// The fields of the columns that can be sorted by.
  var sortFields: [Int] { drawing.shownSortFields(size: Self.size) }
  var sort: [SortTerm] { state.sortAtHand }
  /// The columns that somebody has chosen.
  var columns: [Int] { look.columns ?? [] }
  /// What is typed in the prompt.
  var typed: SafeText? { state.prompt?.field.text }
  /// The filter of the list that has the keys, and its order.
  var query: SafeText? { state.queries[state.kindAtHand]?.written }
  /// What is looked up in the recording.
  var target: ReplayRequest.Target? {
    guard case .replay(let request)? = effects.first, effects.count == 1 else { return nil }
    return request.target
  }

  private var drawing: ScreenDrawing { ScreenDrawing(state: state, clock: Fixture.clock) }
}

extension KeyInUse {
  /// What the dashboard shows before anything is typed.
  enum Start: Sendable {
    /// Figures that are read now, with a desk at which anna decides, and a recording behind them.
    case live(View)
    /// The figures of half an hour after the beginning of that recording.
    case recorded

    var state: DashboardState {
      switch self {
      case .live(let view): Self.reading(view)
      case .recorded: Self.replaying
      }
    }

    private static func reading(_ view: View) -> DashboardState {
      var state = DashboardState(view: view, user: "anna")
      state.receive(.open(DecisionFixture.anna))
      state.receive(ReplaySource.besideLive)
      state.receive(themes: ["dusk", "dawn"])
      state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
      return state
    }

    private static var replaying: DashboardState {
      var state = reading(.overview)
      let ticket = state.go(to: moment).compactMap { effect in
        if case .replay(let request) = effect { request.ticket } else { nil }
      }
      let model = DashboardModel(
        factory: factory, policy: .standard, now: moment,
        recorded: RecordedMoment(
          interval: .minutes(1), extent: (moment + .minutes(-30))...(moment + .minutes(90))))
      state.receive(ReplayAnswer(ticket: ticket.first ?? 0, .found(model, nil)))
      return state
    }

    static let moment = Fixture.now + .hours(-3)

    /// Jobs that wait for many reasons; applications of which each names somebody, and about one of which anna has
    /// written a note.
    private static let factory: Factory = {
      var factory = FilterFixture.factory
      for place in factory.clusters.indices {
        guard var table = factory.clusters[place].jobs else { continue }
        for job in table.jobs.indices {
          table.jobs[job].reason = table.symbols.intern("A whim of Slurm's, its number \(job)")
        }
        factory.clusters[place].jobs = table
      }
      for place in (factory.applications ?? []).indices {
        factory.applications?[place].applicant = .told(name: "Nobody \(place)", email: nil)
      }
      let note = DecisionRecord(
        id: "a:1", application: first, kind: .note, note: "n", portal: .decision,
        author: DecisionFixture.anna, at: Fixture.now + .hours(-1))
      return factory.merged(with: [note].caseHistories(), calendar: Policy.standard.workingCalendar)
    }()
  }

  /// The application that is listed first.
  static let first: SafeText = "EHPC-AIF-2026PG01-9002"
}

@Suite("What keys do")
struct KeyInUseTests {
  @Test(
    "Every key of every line of the key table does what the line says",
    arguments: KeyTable.bindings.map(\.name))
  func lines(name: SafeText) throws {
    let binding = try #require(KeyTable.bindings.first { $0.name == name })
    let uses = KeyInUse.all.filter { $0.line == name }
    #expect(!uses.isEmpty, "say in KeyInUse.all what it does")
    for use in uses {
      var before = Pressed(state: use.start.state)
      before.type(try KeyNotation.keys(in: use.before))
      before.effects = []
      let isSo = use.shows(before)
      #expect(!isSo, "\(use.testDescription): it is so already")
      for key in binding.keys {
        var after = before
        after.type([key])
        let isDone = use.shows(after)
        #expect(isDone, "\(KeyNotation.name(of: key)): \(use.testDescription)")
      }
    }
  }

  @Test("What is said of keys is said of lines that there are")
  func noOthers() {
    #expect(Set(KeyInUse.all.map(\.line)) == Set(KeyTable.bindings.map(\.name)))
  }
}
