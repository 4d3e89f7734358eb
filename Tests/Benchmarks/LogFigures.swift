import Model
import Recording
import Text

/// What a recording's log takes on the disk, and what a graph of a month costs to be made of it: of a cluster with ten
/// partitions whose figures change every minute.
struct LogFigures {
  let bench: Bench
  private let start = Timestamp(secondsSince1970: SlurmFile.moment)

  func figures(days: Int) throws -> [Figure] {
    let folder = try bench.folder("log")
    let writer = LogWriter(
      folder: folder, head: RecordingHead(program: "Benchmarks"), leastFree: (0, 0))
    var writing: [Double] = []
    let minutes = days * 1440
    for minute in 0..<minutes {
      let figures = figures(at: start + .minutes(Int64(minute)), number: minute)
      let before = cpuSeconds()
      try writer.record(figures, uptime: UInt64(minute) * 60_000_000_000)
      writing.append((cpuSeconds() - before) * 1000)
    }
    writer.close()
    var bytes = 0
    try RecordingFolder(folder, tier: .log).eachFile {
      if case .success(let file) = $0 { bytes += file.size }
    }
    let end = start + .minutes(Int64(minutes))
    var reading: [Double] = []
    var again: [Double] = []
    var samples = 0
    for _ in 0..<(bench.isQuick ? 2 : 10) {
      var log = RecordedLog(folder)
      let before = cpuSeconds()
      samples = try log.past(until: end).clusters["alpha"]?.count ?? 0
      let read = cpuSeconds()
      samples += try log.past(until: end).applications.count
      reading.append((read - before) * 1000)
      again.append((cpuSeconds() - read) * 1000)
    }
    bench.use(samples)
    return [
      Figure("log: a minute, CPU", .milliseconds, writing),
      Figure("log: 400 days", .megabytes, [Double(bytes) / Double(days) * 400 / 1e6], goal: .value(500)),
      Figure("log: read for a graph of \(days) days, CPU", .milliseconds, reading),
      Figure("log: the same again", .milliseconds, again),
    ]
  }

  private func figures(at moment: Timestamp, number: Int) -> RecordedFigures {
    let samples = (0...10).map { place in
      let wave = number * (place + 3) % 997
      return HistorySample(
        at: moment.startOfMinute, partition: place == 0 ? nil : "partition\(place)", gpusTotal: 4000,
        gpusAllocated: 3000 + wave, gpusUnavailable: wave / 50, gpuBusy: Double(wave) / 1000,
        runningJobs: 500 + wave / 7, pendingTasks: 9000 - wave, backlog: GPUHours(Double(wave) * 12.5),
        medianWait: 3600 + wave * 11, watts: place == 0 ? 900_000 + wave * 100 : nil)
    }
    return RecordedFigures(
      at: moment, clusters: [("alpha", samples)],
      applications: ApplicationSample(
        at: moment.startOfMinute, byWord: ["submitted": 4 + number / 700 % 5, "decision": 3], breached: 1,
        kept: 40, broken: 3))
  }
}
