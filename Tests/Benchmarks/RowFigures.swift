import Dashboard
import Model
import Screen
import Telemetry
import Text

/// What is done with the rows once they are in memory, in this process.
struct RowFigures {
  let bench: Bench
  private let factory: Factory
  private let content: Content
  private let now = Timestamp(secondsSince1970: SlurmFile.moment)

  init(_ bench: Bench, count: Int) async throws {
    self.bench = bench
    let folder = try bench.folder("jobs-\(count)-compact")
    try SlurmFile(isPretty: false).writeJobs(count, to: "\(folder)/jobs.json")
    factory = await Reading.once(roots: [folder], fixedNow: now).factory
    content = Content(factory: factory, policy: .standard, now: now)
  }

  func figures() throws -> [Figure] {
    guard let table = factory.clusters.first?.jobs else { throw Failure("the jobs were not read") }
    let user = table.symbols.texts.firstIndex(of: "u117").map { Symbol(index: UInt32($0)) } ?? .empty
    var state = DashboardState(view: .queue)
    state.receive(content)
    let size = Size(columns: 200, rows: 60)
    let clock = Clock(now: now, isFixed: true)
    var sink = 0
    let rounds = bench.isQuick ? 15 : 51
    let keys = table.jobs.map { $0.priority ?? 0 }
    let samples = try interleaved(
      rounds,
      [
        { time { sink &+= Figures(of: factory, policy: .standard, now: now).clusters.count } },
        { time { sink &+= JobRow.folded(table, cluster: 0).count } },
        { time { sink &+= table.jobs.filter { $0.user == user }.count } },
        { time { sink &+= table.jobs.reduce(0) { $0 &+ Int($1.taskCount) } } },
        { time { sink &+= Int(truncatingIfNeeded: keys.sorted().first ?? 0) } },
        { time { sink &+= render(state, size: size, clock: clock).cells.count } },
        { time { sink &+= Canvas(size: size).cells.count } },
      ])
    let medians = samples.map { $0.percentile(50) }
    let pass = (name: "one pass", value: medians[3])
    bench.use(sink)
    return [
      Figure("\(table.jobs.count) rows: all figures", .milliseconds, samples[0], against: pass),
      Figure(
        "\(table.jobs.count) rows: folding and sorting", .milliseconds, samples[1],
        against: ("sorted integers", medians[4])),
      Figure("\(table.jobs.count) rows: filtering", .milliseconds, samples[2], against: pass),
      Figure(
        "drawing 200x60", .microseconds, samples[5].map { $0 * 1000 },
        against: ("blank grid", medians[6] * 1000)),
    ]
  }

  /// Milliseconds.
  private func time(_ body: () -> Void) -> Double { seconds(ContinuousClock().measure(body)) * 1000 }
}
