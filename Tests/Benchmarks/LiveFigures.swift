import Dashboard
import Glibc
import Model
import Screen
import Telemetry

/// The running dashboard, seen from its terminal.
struct LiveFigures {
  let bench: Bench
  private let moment = "2026-11-25T10:00:00Z"
  private let now = Timestamp(secondsSince1970: SlurmFile.moment)

  init(_ bench: Bench) { self.bench = bench }

  private func dashboard(_ folder: String, _ options: String...) throws -> LiveDashboard {
    try LiveDashboard([bench.programPath, "run", "--data", folder, "--now", moment] + options)
  }

  /// From the start of the process: the first byte, the first frame, and the frame that the data are in.
  func start() throws -> [Figure] {
    var first: [Double] = []
    var frame: [Double] = []
    var filled: [Double] = []
    var bare: [Double] = []
    for _ in 0..<(bench.isQuick ? 7 : 21) {
      bare.append(try ChildProcess.cost(of: [bench.programPath, "--version"]).wallSeconds * 1000)
      let live = try dashboard(bench.sampleData)
      // The last piece of the footer, which is drawn last.
      try live.read(until: "reading …")
      frame.append(milliseconds(live.lastByteAt, since: live.startedAt))
      first.append(milliseconds(live.firstByteAt, since: live.startedAt))
      try live.read(until: "marenostrum5")
      live.readUntilQuiet(.milliseconds(60))
      filled.append(milliseconds(live.lastByteAt, since: live.startedAt))
    }
    let reference = (name: "--version", value: bare.percentile(50))
    return [
      Figure("start: first byte", .milliseconds, first, against: reference),
      Figure("start: first frame", .milliseconds, frame, against: reference, goal: .value(15)),
      Figure("start: frame with the sample data", .milliseconds, filled, against: reference),
    ]
  }

  func idle() throws -> [Figure] {
    let live = try dashboard(bench.sampleData)
    try live.read(until: "marenostrum5")
    live.readUntilQuiet()
    let window = bench.isQuick ? 10.0 : 30.0
    let before = cpuSeconds(of: live.process)
    live.readOn(for: .seconds(window))
    let share = (cpuSeconds(of: live.process) - before) / window * 100
    return [Figure("idle: CPU, files unchanged", .percent, [share], goal: .value(0.05))]
  }

  /// One file of jobs, a fiftieth of which changes, replaced every two seconds.
  func changing(_ count: Int) async throws -> [Figure] {
    let folder = try bench.folder("changing-\(count)")
    let versions = try versions(of: count, stride: 50)
    try replace("\(folder)/jobs.json", by: versions[0])
    let live = try dashboard(folder)
    try live.read(until: "titan")
    live.readUntilQuiet(.seconds(1))
    let rounds = bench.isQuick ? 4 : 10
    var bytes: [Double] = []
    let share = try share(of: live, folder, versions, rounds: rounds) {
      if $0 > 0 { bytes.append(Double($0)) }
    }
    let decoding = DecodingFigures(bench)
    let reading = try (0..<3).map { _ in try ChildProcess.cost(of: ["cat", versions[0]]).cpuSeconds }
      .percentile(50)
    let parsing = try (0..<3).map { _ in try decoding.readerAlone(versions[0]) }.percentile(50)
    let what = "\(count) jobs changing every 2 s"
    let goals = count == 2000
    let need = try await bytesNeeded(versions)
    return [
      Figure(
        "\(what): CPU", .percent, [share], against: ("cat", reading / 2 * 100),
        goal: goals ? .above(0.5) : nil),
      Figure("\(what): CPU", .percent, [share], against: ("reader alone", parsing / 2 * 100)),
      Figure(
        "\(what): peak RSS", .megabytes, [live.memory.largest], goal: count == 10_000 ? .value(30) : nil),
      Figure(
        "\(what): bytes per refresh", .bytes, bytes, against: ("changed cells", need), goal: .ratio(1.1)),
      try unchanged(count, live, folder, versions[rounds % 2]),
    ]
  }

  /// The same with other shares of the jobs that change: what it costs alone.
  func changing(_ count: Int, stride: Int, goal: Double) throws -> Figure {
    let folder = try bench.folder("changing-\(count)-every-\(stride)")
    let versions = try versions(of: count, stride: stride)
    try replace("\(folder)/jobs.json", by: versions[0])
    let live = try dashboard(folder)
    try live.read(until: "titan")
    live.readUntilQuiet(.seconds(1))
    let share = try share(of: live, folder, versions, rounds: bench.isQuick ? 10 : 20) { _ in }
    return Figure(
      "\(count) jobs every 2 s, \(100 / stride) % changed: CPU", .percent, [share], goal: .value(goal))
  }

  /// Two files of so many jobs, of which each `stride`th differs.
  private func versions(of count: Int, stride: Int) throws -> [String] {
    try (0..<2).map { version in
      let path = try bench.folder("changing-\(count)-\(stride)-\(version)") + "/jobs.json"
      try SlurmFile(isPretty: true).writeJobs(count, to: path, version: version, stride: stride)
      return path
    }
  }

  /// The processor's time, in percent, of a dashboard whose file is replaced every two seconds, and each time how many
  /// bytes it writes then.
  private func share(
    of live: LiveDashboard, _ folder: String, _ versions: [String], rounds: Int, bytes: (Int) -> Void
  ) throws -> Double {
    let before = cpuSeconds(of: live.process)
    for round in 1...rounds {
      try replace("\(folder)/jobs.json", by: versions[round % 2])
      live.forgetOutput()
      live.readOn(for: .seconds(2))
      bytes(live.output.count)
    }
    return (cpuSeconds(of: live.process) - before) / Double(rounds * 2) * 100
  }

  /// The same bytes under a new time: nothing visible changes.
  private func unchanged(
    _ count: Int, _ live: LiveDashboard, _ folder: String, _ version: String
  ) throws -> Figure {
    live.readOn(for: .seconds(3))
    live.forgetOutput()
    try replace("\(folder)/jobs.json", by: version)
    live.readOn(for: .seconds(4))
    return Figure(
      "\(count) jobs, nothing visible changed: bytes", .bytes, [Double(live.output.count)], goal: .value(0))
  }

  /// The mean of there and back.
  private func bytesNeeded(_ versions: [String]) async throws -> Double {
    var canvases: [Canvas] = []
    for version in versions {
      let factory = await TelemetrySnapshot.once(roots: [version], fixedNow: now).factory
      var state = DashboardState()
      state.receive(DashboardModel(factory: factory, policy: .standard, now: now))
      canvases.append(
        render(state, size: Size(columns: 160, rows: 48), clock: Clock(now: now, isFixed: true)))
    }
    let there = ChangedCells(from: canvases[0], to: canvases[1], theme: .defaultDark).bytes
    let back = ChangedCells(from: canvases[1], to: canvases[0], theme: .defaultDark).bytes
    return Double(there + back) / 2
  }

  /// Keys while a file of so many jobs is being parsed, a few milliseconds apart.
  func keys(_ count: Int) throws -> [Figure] {
    let source = try bench.folder("jobs-\(count)-pretty") + "/jobs.json"
    try SlurmFile(isPretty: true).writeJobs(count, to: source)
    var quiet: [Double] = []
    var busy: [Double] = []
    for round in 0..<(bench.isQuick ? 1 : 3) {
      let folder = try bench.folder("keys-\(round)")
      try SlurmFile(isPretty: true).writeJobs(500, to: "\(folder)/jobs.json")
      let live = try dashboard(folder, "--interval", "100ms")
      try live.read(until: "titan")
      live.readUntilQuiet()
      quiet += paint(on: live, while: { $0 < 100 })
      try replace("\(folder)/jobs.json", by: source)
      // Until the reader is at work.
      let before = cpuSeconds(of: live.process)
      while cpuSeconds(of: live.process) - before < 0.02 { live.read(for: .milliseconds(1)) }
      let limit = Double(count) / 100_000 * 0.6
      busy += paint(on: live) { _ in cpuSeconds(of: live.process) - before < limit }
    }
    let reference = { (percent: Int) in (name: "idle", value: quiet.percentile(percent)) }
    return [
      Figure(
        "key to paint while \(count) jobs are parsed: p50", .milliseconds, [busy.percentile(50)],
        against: reference(50)),
      Figure(
        "key to paint while \(count) jobs are parsed: p99 of \(busy.count)", .milliseconds,
        [busy.percentile(99)],
        against: reference(99), goal: .value(16)),
    ]
  }

  private func paint(on live: LiveDashboard, while condition: (Int) -> Bool) -> [Double] {
    var times: [Double] = []
    while condition(times.count) {
      if let time = live.timeToPaint("\t") { times.append(seconds(time) * 1000) }
      live.read(for: .milliseconds(3))
    }
    return times
  }

  private func replace(_ path: String, by source: String) throws {
    unlink("\(path).tmp")
    // A new name for the same bytes; a touch makes it a new version.
    guard link(source, "\(path).tmp") == 0, utimensat(AT_FDCWD, "\(path).tmp", nil, 0) == 0,
      rename("\(path).tmp", path) == 0
    else { throw Failure("\(path) cannot be replaced") }
  }

  private func milliseconds(_ moment: ContinuousClock.Instant?, since start: ContinuousClock.Instant)
    -> Double
  {
    moment.map { seconds($0 - start) * 1000 } ?? .nan
  }
}
