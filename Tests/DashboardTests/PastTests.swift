import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Graphs of the past")
struct PastTests {
  private static let size = Size(columns: 160, rows: 60)

  /// Every ten minutes for two days, but for six hours yesterday; of partition `a` only the last hour.
  private static func factory() -> Factory {
    var factory = Fixture.factory()
    let every = (0...288).map { Int64($0 * 10 - 2880) }.filter { !(-1000 ..< -640).contains($0) }
    factory.clusters[0].history = every.flatMap { minute -> [HistorySample] in
      let whole = HistorySample(
        at: Fixture.now + .minutes(minute), gpusTotal: 24, gpusAllocated: 12, gpusUnavailable: 6,
        runningJobs: 30,
        pendingTasks: minute < -60 ? 10 : 41, backlog: GPUHours(900))
      guard minute >= -60 else { return [whole] }
      return [
        whole,
        HistorySample(at: whole.at, partition: "a", gpusTotal: 8, gpusAllocated: 8, pendingTasks: 3),
      ]
    }
    return factory
  }

  private static func past(_ span: PastSpan, partition: SafeText? = nil, of factory: Factory = factory())
    -> Past
  {
    let builder = PaneBuilder(
      content: DashboardModel(factory: factory, policy: .standard, now: Fixture.now), clock: Fixture.clock,
      isFull: true, selected: 0, isNarrow: false, pastSpan: span)
    return builder.past(of: factory.clusters[0].name, partition: partition)
  }

  @Test(
    "A time has what was recorded in it, of the partition alone where there is some, and of no figure none")
  func spans() {
    #expect(PastSpan.allCases.map { Self.past($0).samples.count } == [7, 109, 253, 44])
    let alone = Self.past(.day, partition: "a")
    #expect(alone.samples.count == 7 && !alone.isOfCluster && alone.figures == [.gpus, .tasks])
    let whole = Self.past(.day, partition: "b")
    #expect(whole.samples.count == 109 && whole.isOfCluster)
    #expect(Self.past(.day).figures == [.gpus, .tasks, .backlog])
    #expect(Self.past(.day).plots(of: [.busy]).isEmpty, "nobody measured it")
  }

  @Test("A graph has its axis from 0 to a round amount or all GPUs, and a gap where nothing was recorded")
  func plots() throws {
    let plots = Self.past(.day).plots(of: PastFigure.allCases)
    #expect(
      plots.map { $0.levels.map(\.text) } == [["24", "12", "0"], ["60", "30", "0"], ["1.0 k", "500", "0"]])
    #expect(plots.map(\.unit) == ["GPUs", "", "GPU-h that eligible tasks ask for"])
    for plot in plots { #expect(plot.curves.allSatisfy { $0.stretches.count == 2 }) }
    let allocated = try #require(plots[0].curves[0].stretches.last?.last)
    #expect(allocated == Plot.Point(x: 1, y: 0.5))
    #expect(plots[1].curves.map(\.stroke) == [.solid, .dashed])
    #expect(plots[0].moments.map(\.text) == ["now"])
  }

  @Test("Waits and power have graphs of their own, the axis of waits in round times")
  func waits() throws {
    var factory = Fixture.factory()
    factory.clusters[0].history = (-60...0).map {
      HistorySample(at: Fixture.now + .minutes($0), medianWait: 3 * 3600, watts: 36_100)
    }
    let past = Self.past(.hour, of: factory)
    #expect(past.figures == [.waits, .power])
    let plots = past.plots(of: PastFigure.allCases)
    #expect(plots.map { $0.levels.map(\.text) } == [["4h 00m", "2h 00m", "0"], ["40.0 k", "20.0 k", "0"]])
    #expect(plots.map(\.unit) == ["median wait of eligible tasks", "power of the nodes, in watts"])
    #expect(plots[0].curves[0].stretches.last?.last == Plot.Point(x: 1, y: 0.75))
  }

  @Test(
    "The axis of waits ends at a round time",
    arguments: [(30, 60), (61, 120), (3600, 3600), (3601, 7200), (20 * 3600, 20 * 3600), (73_000, 86_400)])
  func times(_ most: Double, _ top: Double) { #expect(PastFigure.roundTime(most) == top) }

  /// Applications every minute of the last hour: in the last ten of them one is late, and other steps are fuller.
  private static func applications() -> [ApplicationSample] {
    (-60...0).map { minute in
      ApplicationSample(
        at: Fixture.now + .minutes(minute),
        byWord: ["submitted": 4, "admin_check": minute > -10 ? 7 : 1, "decision": 2, "awarded": 1],
        breached: minute > -10 ? 1 : 0, kept: 3, broken: 1)
    }
  }

  @Test("The full view of applications has graphs of all of them, of the fullest steps and of promises kept")
  func ofApplications() throws {
    var factory = Fixture.factory()
    let size = Size(columns: 160, rows: 60)
    func text(_ factory: Factory) -> String {
      var state = Fixture.state(factory: factory)
      state.view = .applications
      return render(state, size: size, clock: Fixture.clock).text
    }
    #expect(!text(factory).contains("last day  z"))
    factory.applicationHistory = Self.applications()
    let shown = text(factory)
    #expect(shown.contains("applications  last day  z last 7 days"))
    #expect(shown.contains("pending") && shown.contains("past the promised time"))
    #expect(shown.contains("admin check") && shown.contains("promises kept"))
    let builder = PaneBuilder(
      content: DashboardModel(factory: factory, policy: .standard, now: Fixture.now), clock: Fixture.clock,
      isFull: true, selected: 0, isNarrow: false, pastSpan: .hour)
    let past = builder.pastOfApplications
    #expect(past.figures == PastFigure.ofApplications)
    let steps = PastFigure.steps.series(in: past.samples)
    #expect(steps.map(\.name) == ["submitted", "decision", "admin check"])
    #expect(Set(steps.map(\.stroke)).count == 3, "told apart without colour")
    #expect(past.words.map(\.text).contains("applications pending: 8 to 14, at last 14"))
    #expect(past.words.map(\.text).contains("promises kept: 75.0 % to 75.0 %, at last 75.0 %"))
  }

  @Test("What was recorded less often further back is no gap in a month's graph")
  func spacing() throws {
    var factory = Fixture.factory()
    let hours = (1...700).map { Fixture.now + .hours(-Int64($0)) }
    let minutes = (0..<60).map { Fixture.now + .minutes(-Int64($0)) }
    factory.clusters[0].history = (hours + minutes).sorted().map { HistorySample(at: $0, pendingTasks: 3) }
    let plot = try #require(Self.past(.month, of: factory).plots(of: [.tasks]).first)
    #expect(plot.curves.map(\.stretches.count) == [1])
  }

  @Test(
    "An axis ends at a round amount",
    arguments: [(0, 1), (0.4, 1), (1, 1), (3, 4), (41, 60), (100, 100), (801, 1000)])
  func rounded(_ most: Double, _ top: Double) { #expect(PastFigure.round(most) == top) }

  @Test("Times under a graph are round on the reader's clock, and midnight is its day")
  func times() {
    func texts(_ span: PastSpan, _ offset: Int64 = 0) -> [SafeText] {
      let clock = Clock(now: Fixture.now, utcOffset: .hours(offset), isFixed: true)
      let past = Past(
        name: "a", isOfCluster: true, span: span, now: Fixture.now, clock: clock,
        samples: Self.past(.hour).samples, newest: nil)
      return past.plots(of: [.gpus])[0].times.map(\.text)
    }
    #expect(texts(.hour) == ["09:00", "09:10", "09:20", "09:30", "09:40", "09:50", "10:00"])
    #expect(texts(.day) == ["23 Nov", "12:00", "15:00", "18:00", "21:00", "03:00", "06:00", "09:00"])
    #expect(texts(.day, 1) == ["23 Nov", "12:00", "15:00", "18:00", "21:00", "03:00", "06:00", "09:00"])
    #expect(texts(.day, 2).last == "12:00")
    #expect(texts(.week) == ["17 Nov", "18 Nov", "19 Nov", "20 Nov", "21 Nov", "22 Nov", "23 Nov"])
    #expect(texts(.month).count == 30)
  }

  @Test("The key goes from hour to month and round on every graph, and says so where there is none")
  func key() throws {
    var state = Fixture.state(factory: Self.factory())
    func type(_ action: Action) -> String {
      _ = state.reduce(action, size: Self.size, now: Fixture.now)
      return render(state, size: Self.size, clock: Fixture.clock).text
    }
    #expect(type(.longerPast).contains("graphs of the past: last 7 days"))
    state.view = .utilization
    #expect(type(.longerPast).contains("last 30 days  z last hour"))
    #expect(type(.longerPast).contains("last hour  z last day"))
    #expect(type(.shorterPast).contains("last 30 days"))
    state = try PageCase.typed(
      ":cluster \(Self.factory().clusters[0].name)<Enter>", into: state, size: Self.size)
    #expect(type(.shorterPast).contains("last 7 days  z last 30 days"))
  }

  @Test("Where nothing of the past is recorded, the key says so", arguments: View.allCases)
  func keyWithoutPast(view: View) {
    var state = Fixture.state(view)
    _ = state.reduce(.longerPast, size: Self.size, now: Fixture.now)
    #expect(state.notice?.text == "graphs of the past: last 7 days, of which nothing is recorded")
  }

  @Test("Where nothing was recorded, or not in that time, a sentence says so")
  func nothing() {
    #expect(Self.past(.day, of: Fixture.factory()).nothing.shown.hasPrefix("nothing is recorded"))
    var factory = Fixture.factory()
    factory.clusters[0].history = [
      HistorySample(at: Fixture.now + .hours(-30), gpusTotal: 4, gpusAllocated: 2)
    ]
    let past = Self.past(.day, of: factory)
    #expect(past.plots(of: PastFigure.allCases).isEmpty)
    #expect(
      past.words.count == 1 && past.nothing.shown.hasPrefix("nothing was recorded in the last day, and last ")
    )
    #expect(Self.past(.week, of: factory).words.map(\.text) == ["GPUs allocated: 2 to 2, at last 2"])
  }
}
