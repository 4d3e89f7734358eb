import Model
import Recording
import Simulation
import Telemetry
import Text

/// What a recording costs beside reading what it records, and how large a week of it is: minutes of a made-up cluster, one
/// after the other.
struct RecordingFigures {
  let bench: Bench
  private let start = Timestamp(secondsSince1970: SlurmFile.moment)

  func figures(jobs: Int, nodes: Int, minutes: Int) async throws -> [Figure] {
    let data = try bench.folder("recorded-data-\(jobs)")
    let folder = try bench.folder("recording-\(jobs)")
    let plan = SimulationPlan(
      clusters: 1, nodes: nodes, jobs: jobs, applications: 60, allocations: 40, seed: 7)
    var factory = SimulatedFactory(plan, at: start)
    var files = FolderWriter(folder: data)
    let writer = RecordingWriter(
      folder: folder, head: RecordingHead(program: "Benchmarks"), leastFree: (0, 0))
    var reading: [Double] = []
    var recording: [Double] = []
    for minute in 0..<minutes {
      let now = start + .minutes(Int64(minute))
      factory.advance(to: now)
      try files.write(factory.documents)
      let before = cpuSeconds()
      let snapshot = await TelemetrySnapshot.once(roots: [data], fixedNow: now)
      let read = cpuSeconds()
      try writer.record(
        RecordedReading(at: now, factory: snapshot.factory), uptime: UInt64(minute) * 60_000_000_000)
      recording.append((cpuSeconds() - read) * 1000)
      reading.append((read - before) * 1000)
    }
    writer.close()
    var recorded = RecordingReader(folder)
    var bytes = 0
    try RecordingFolder(folder).eachFile { if case .success(let file) = $0 { bytes += file.size } }
    var seeks: [Double] = []
    var sink = 0
    for place in 0..<(bench.isQuick ? 20 : 100) {
      let moment = start + .minutes(Int64(place * 37 % minutes))
      let clock = ContinuousClock.now
      sink &+= try recorded.reading(at: moment).reading.factory.clusters.count
      seeks.append(seconds(ContinuousClock.now - clock) * 1000)
    }
    bench.use(sink)
    let memory = try RecordingMemory.measured(bench, folder)
    let name = "\(jobs) jobs, \(nodes) nodes"
    let cost = (name: "reading", value: reading.percentile(50))
    return [
      Figure("recording \(name): a minute, CPU", .milliseconds, recording, against: cost, goal: .ratio(0.05)),
      Figure(
        "recording \(name): a week at \(bytes / minutes) B a minute", .megabytes,
        [Double(bytes) / Double(minutes) * 10_080 / 1e6], goal: .value(400)),
      Figure("recording \(name): seek", .milliseconds, seeks, goal: .value(jobs > 20_000 ? 200 : 50)),
      Figure(
        "recording \(name): going through it, memory", .megabytes, [memory],
        goal: .value(jobs > 20_000 ? 128 : 64)),
    ]
  }
}
