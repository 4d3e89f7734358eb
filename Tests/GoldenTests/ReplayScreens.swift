import Dashboard
import Model
import Screen
import Testing
import Text

/// The sample data as a moment of a recording that plays.
@Suite("A recording on the screen")
struct ReplayScreens {
  private static let start = SampleScreens.moment + .hours(-4)
  private static let clock = SampleScreens.moment + .hours(3)

  /// After some keys, of which none asks for another moment.
  private static func canvas(_ size: Size, keys: String = "") async throws -> Canvas {
    let live = await SampleScreens.content()
    let extent = start...(SampleScreens.moment + .minutes(50))
    let model = DashboardModel(
      factory: live.factory, policy: .standard, now: SampleScreens.moment,
      recorded: RecordedMoment(interval: .minutes(1), extent: extent))
    var state = DashboardState(view: .overview)
    state.receive(.besideLive)
    state.receive(live)
    for effect in state.play(from: SampleScreens.moment, to: nil, speed: 60) {
      if case .replay(let request) = effect {
        state.receive(ReplayAnswer(ticket: request.ticket, .found(model, nil)))
      }
    }
    func sample(_ minute: Int64, _ count: Int) -> ReplayTimeline.Sample {
      ReplayTimeline.Sample(
        at: start + .minutes(minute),
        alerts: (0..<count).map { Alert(.partitionDown, .critical, .cluster("c\($0)"), text: "down") })
    }
    state.receive(
      ReplayTimeline(
        span: extent, gaps: [(start + .minutes(100))..<(start + .minutes(128))],
        samples: [sample(0, 1), sample(30, 2), sample(60, 6), sample(80, 5), sample(200, 7), sample(260, 9)]))
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: SampleScreens.moment)
    }
    let shown = try #require(state.replayedClock(readersNow: clock))
    return render(state, size: size, clock: shown)
  }

  @Test(
    "It is told from live figures by words, by its first line and by its frames", arguments: GoldenTests.sizes
  )
  func screen(size: Size) async throws {
    try GoldenScreen(name: "replay-\(size.columns)x\(size.rows).txt").expect(
      try await Self.canvas(size).styled)
  }

  @Test("The same in ASCII, and without colour")
  func plain() async throws {
    let canvas = try await Self.canvas(Size(columns: 80, rows: 24))
    try GoldenScreen(name: "replay-80x24-ascii.txt").expect(canvas.foldedToASCII().styled)
    try GoldenScreen(name: "replay-80x24-mono.ansi").expect(canvas.ansi(theme: .defaultDark, depth: .none))
  }

  @Test(
    "A page and a list of it have the line of time too",
    arguments: [("page", "2<Enter>"), ("list", ":nodes<Enter>")])
  func under(place: (name: String, keys: String)) async throws {
    try GoldenScreen(name: "replay-\(place.name)-100x30.txt").expect(
      try await Self.canvas(Size(columns: 100, rows: 30), keys: place.keys).styled)
  }
}
