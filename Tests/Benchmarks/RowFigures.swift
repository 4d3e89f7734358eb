import CMalloc
import Dashboard
import Entities
import Model
import Screen
import Telemetry
import Text

/// What is done with the rows once they are in memory, in this process.
struct RowFigures {
  let bench: Bench
  private let factory: Factory
  private let content: DashboardModel
  private let now = Timestamp(secondsSince1970: SlurmFile.moment)

  init(_ bench: Bench, count: Int) async throws {
    self.bench = bench
    let folder = try bench.folder("jobs-\(count)-compact")
    try SlurmFile(isPretty: false).writeJobs(count, to: "\(folder)/jobs.json")
    factory = await TelemetrySnapshot.once(roots: [folder], fixedNow: now).factory
    content = DashboardModel(factory: factory, policy: .standard, now: now)
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
        { time { sink &+= listed("state:pending gpus>=2") } },
        { time { sink &+= listed("u117") } },
        { time { sink &+= listed("sort:-wait") } },
        { time { sink &+= listed("sort:user") } },
        { time { sink &+= typing(in: state, size: size, clock: clock) } },
        { time { sink &+= values(of: "user") } },
        { time { sink &+= values(of: "state") } },
        { time { sink &+= movingTheCursor(in: state, size: size, clock: clock) } },
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
      Figure("\(table.jobs.count) rows: two words", .milliseconds, samples[7], against: pass),
      Figure("\(table.jobs.count) rows: free text", .milliseconds, samples[8], against: pass),
      Figure(
        "\(table.jobs.count) rows: sorting by wait", .milliseconds, samples[9],
        against: ("sorted integers", medians[4])),
      Figure(
        "\(table.jobs.count) rows: sorting by user", .milliseconds, samples[10],
        against: ("sorted integers", medians[4])),
      Figure(
        "\(table.jobs.count) rows: a key of a filter, drawn", .milliseconds, samples[11], against: pass),
      Figure("\(table.jobs.count) rows: the users counted", .milliseconds, samples[12], against: pass),
      Figure("\(table.jobs.count) rows: the states counted", .milliseconds, samples[13], against: pass),
      Figure(
        "\(table.jobs.count) rows: moving the cursor, drawn", .milliseconds, samples[14], against: pass,
        goal: .value(5)),
      Figure(
        "\(table.jobs.count) rows: what they keep a job", .bytes,
        [
          bytesKept(forEachOf: table.jobs.count) {
            DashboardModel(factory: factory, policy: .standard, now: now)
          }
        ],
        goal: .value(40)),
      Figure(
        "\(table.jobs.count) rows: what a sorted list keeps a job", .bytes,
        [bytesKept(forEachOf: table.jobs.count) { listing(of: "sort:-wait") }], goal: .value(40)),
      Figure(
        "drawing 200x60", .microseconds, samples[5].map { $0 * 1000 },
        against: ("blank grid", medians[6] * 1000)),
    ]
  }

  /// How many jobs a query leaves.
  private func listed(_ words: SafeText) -> Int { listing(of: words).listing.places.count }

  private func listing(of words: SafeText) -> (list: EntityList, listing: Listing) {
    let list = EntityList(.jobs, of: factory, figures: content.figures)
    let query = QueryReading(words, ListKind.jobs.schema).query
    return (list, Listing(list, by: query, now: now, zone: .central))
  }

  /// How many rows have no value of a field, as its values are counted for a prompt.
  private func values(of key: String) -> Int {
    let list = EntityList(.jobs, of: factory, figures: content.figures)
    return list.schema.place(of: key).flatMap { list.valueCounts(of: $0) }?.untold ?? 0
  }

  /// One more letter of a filter that is being typed, and the screen after it.
  private func typing(in state: DashboardState, size: Size, clock: Clock) -> Int {
    var state = state
    // One letter alone may become a key, and filters nothing yet.
    for key in [Key.character("/"), .character("u"), .character("1")] {
      _ = state.handle(.key(key, isAlone: true), size: size, now: now)
    }
    return render(state, size: size, clock: clock).cells.count
  }

  /// One row down, and the screen after it.
  private func movingTheCursor(in state: DashboardState, size: Size, clock: Clock) -> Int {
    var state = state
    _ = state.handle(.key(.down, isAlone: true), size: size, now: now)
    return render(state, size: size, clock: clock).cells.count
  }

  /// By how much the heap grows for what `make` leaves, over `count`. Only where no other thread is at work.
  private func bytesKept<Kept>(forEachOf count: Int, _ make: () -> Kept) -> Double {
    func inUse() -> Int {
      let heap = mallinfo2()
      return Int(heap.uordblks + heap.hblkhd)
    }
    let before = inUse()
    let kept = make()
    let after = inUse()
    return withExtendedLifetime(kept) { Double(after - before) / Double(count) }
  }

  /// Milliseconds.
  private func time(_ body: () -> Void) -> Double { seconds(ContinuousClock().measure(body)) * 1000 }
}
