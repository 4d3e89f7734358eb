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
