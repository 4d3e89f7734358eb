import Glibc
package import Model
import SystemPackage
package import Text

/// The figures of a recording's log, up to any moment: of the last day each minute, of the eight days before about every
/// ten minutes, and each hour of what is older, for a month.
///
/// It keeps what it has made of each file, so that a file that has grown costs what is new of it. Two dozen kilobytes a
/// month for each partition.
package struct RecordedLog: Sendable {
  private let path: FilePath
  private var files: [String: LogFile] = [:]

  /// How far back it reads.
  package static let reach = Seconds.days(31)

  /// Reads nothing yet.
  package init(_ path: String) { self.path = FilePath(path) }

  /// What was recorded up to a moment. What cannot be read is a gap.
  ///
  /// - Throws: what the system says of the folder.
  package mutating func past(until end: Timestamp) throws(RecordingError) -> RecordedPast {
    let names = try RecordingFolder(path.string, tier: .log).names ?? []
    let near = names.filter { $0.start <= end && $0.end > end + Seconds(-Self.reach.count) }
    files = files.filter { known in near.contains { $0.text == known.key } }
    var past = RecordedPast()
    for name in near {
      let step = RecordedPast.Step(ofAge: end - name.end)
      var file = files[name.text] ?? LogFile()
      file.read(path.appending(name.text).string, step)
      past.add(file.past, until: end)
      files[name.text] = file
    }
    return past
  }
}

/// What was made of one file of the log.
private struct LogFile: Sendable {
  private var size: Int64 = -1
  private var decoder = FiguresDecoder()
  /// How many of its records were taken.
  private var taken = 0
  private var step = RecordedPast.Step.hour
  private var last: Timestamp?
  private(set) var past = RecordedPast()

  /// Takes what is new. A file that is finer needed than it was read is read again; one that cannot be read stays as it
  /// was.
  mutating func read(_ path: String, _ step: RecordedPast.Step) {
    var status = stat()
    guard stat(path, &status) == 0, Int64(status.st_size) != size || step < self.step else { return }
    guard let file = try? RecordingFile(path: path) else { return }
    if step != self.step || file.readings.count < taken {
      self = LogFile()
      self.step = step
    }
    size = Int64(file.size)
    for record in file.readings[min(taken, file.readings.count)...] {
      let at = Timestamp(secondsSince1970: record.at.flooredDivision(by: 1000))
      // Others need none before them.
      if step != .minute, record.kind != RecordKind.key.rawValue || !step.isBegun(at, after: last) {
        continue
      }
      guard let made = try? decoder.figures(record) else { continue }
      past.add(made)
      last = at
    }
    taken = file.readings.count
  }
}

/// The figures of a time, as graphs of it need them.
package struct RecordedPast: Sendable {
  /// By the names of clusters, oldest first.
  package private(set) var clusters: [SafeText: [HistorySample]] = [:]
  /// Oldest first.
  package private(set) var applications: [ApplicationSample] = []

  package init() {}

  package var isEmpty: Bool { clusters.isEmpty && applications.isEmpty }

  /// How far samples are apart.
  enum Step: Int, Comparable {
    case minute = 60
    case tenMinutes = 600
    case hour = 3600

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }

    /// Of a file that ended so long ago.
    init(ofAge age: Seconds) {
      self = age < .days(1) ? .minute : age < .days(9) ? .tenMinutes : .hour
    }

    /// Whether another of these times has begun since the last.
    func isBegun(_ moment: Timestamp, after last: Timestamp?) -> Bool {
      let length = Int64(rawValue)
      return last.map {
        $0.secondsSince1970.flooredDivision(by: length) != moment.secondsSince1970.flooredDivision(by: length)
      } ?? true
    }
  }

  fileprivate mutating func add(_ figures: RecordedFigures) {
    for (name, samples) in figures.clusters {
      clusters[name, default: []] += samples.sorted { ($0.partition ?? "") < ($1.partition ?? "") }
    }
    if let sample = figures.applications { applications.append(sample) }
  }

  /// Adds what another file holds up to a moment. Where files follow each other, nothing is sorted.
  fileprivate mutating func add(_ other: RecordedPast, until end: Timestamp) {
    for (name, samples) in other.clusters {
      let told = samples.since(end + Seconds(1)).startIndex
      let follows = clusters[name]?.last.map { last in samples.first.map { last.at < $0.at } ?? true } ?? true
      clusters[name, default: []] += samples[..<told]
      if !follows { clusters[name]?.sortEachOnce() }
    }
    let follows =
      applications.last.map { last in other.applications.first.map { last.at < $0.at } ?? true } ?? true
    applications += other.applications.prefix { $0.at <= end }
    if !follows { applications.sort { $0.at < $1.at } }
  }

  /// What of it is of a moment or later.
  package func since(_ start: Timestamp) -> RecordedPast {
    var past = self
    past.clusters = clusters.mapValues { Array($0.since(start)) }
    past.applications.removeAll { $0.at < start }
    return past
  }
}

extension Factory {
  /// Adds what was recorded of its clusters to their histories; of the same minute what was recorded counts.
  package mutating func add(_ past: RecordedPast) {
    for index in clusters.indices {
      guard let samples = past.clusters[clusters[index].name] else { continue }
      if clusters[index].history.isEmpty {
        clusters[index].history = samples
      } else {
        clusters[index].history += samples
        clusters[index].history.sortEachOnce()
      }
    }
    if !past.applications.isEmpty { applicationHistory = past.applications }
  }
}
