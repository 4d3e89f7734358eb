import Model
import Text

/// The newest sample of one series of a node's GPUs.
struct GPUReading {
  var gpu: SeriesLabels.GPU
  /// The GPU's UUID, serial number or address, also where it has a number.
  var name: SafeText?
  /// Labels that tell who uses the GPU, by name.
  var users: [PrometheusSeries.Label]
  var sample: MeasuredSample
  /// The number of the answer that told it.
  var answer: Int
}

/// What all series together say of the GPUs of one node.
struct NodeMeasurement {
  private(set) var busy = GPUBusy()
  /// The time of the newest sample that counts; `nil` when none does.
  private(set) var newest: Timestamp?
  /// For each series that does not count the number of its answer, and why.
  private(set) var notUsed: [(answer: Int, why: SafeText)] = []

  init(_ readings: [GPUReading], on node: Node) {
    var metrics: [[SeriesLabels.GPU: GPUReading]] = []
    for told in Dictionary(grouping: readings, by: \.sample.metric).sorted(by: { $0.key < $1.key }).map(
      \.value)
    {
      switch Self.gpus(of: told, on: node) {
      case .success(let told):
        metrics.append(told.gpus)
        notUsed += told.notUsed
      case .failure(let refusal): notUsed += told.map { ($0.answer, refusal.why) }
      }
    }
    var joined: [SeriesLabels.GPU: GPUReading] = [:]
    for gpus in metrics { joined.merge(gpus) { $0.sample < $1.sample ? $1 : $0 } }
    if let most = node.gpus, most > 0, joined.keys.count(where: { $0 != .all }) > most {
      // Two exporters that do not call the GPUs alike: each tells all of them.
      func newest(_ gpus: [SeriesLabels.GPU: GPUReading]) -> MeasuredSample? {
        gpus.values.map(\.sample).max()
      }
      joined =
        metrics.max { left, right in
          guard let a = newest(left), let b = newest(right) else { return newest(left) == nil }
          return a < b
        } ?? [:]
    }
    for (gpu, reading) in joined.sorted(by: { $0.value.answer < $1.value.answer }) {
      switch gpu {
      case .number(let number):
        busy.byIndex[number] = reading.sample.value
        guard let most = node.gpus, most > 0, number >= most else { break }
        notUsed.append(
          (
            reading.answer,
            "“\(node.name)” has \(SafeText.count(most, "GPU", "GPUs")), numbered from 0, and “\(reading.sample.metric)” tells of number \(number), which jobs do not hold where Slurm tells the numbers of theirs"
          ))
      case .named: busy.unnumbered.append(reading.sample.value)
      case .all: busy.mean = reading.sample.value
      }
    }
    busy.unnumbered.sort()
    newest = joined.values.map(\.sample.at).max()
  }

  private struct Refusal: Error { var why: SafeText }

  /// The GPUs of one metric, each once, and series that do not count beside them.
  private static func gpus(
    of readings: [GPUReading], on node: Node
  ) -> Result<(gpus: [SeriesLabels.GPU: GPUReading], notUsed: [(answer: Int, why: SafeText)]), Refusal> {
    let names = Dictionary(grouping: readings, by: \.gpu).mapValues { Set($0.compactMap(\.name)).count }
    let told = Dictionary(grouping: readings) { reading -> SeriesLabels.GPU in
      // One number for several GPUs, as where each container numbers its own: only their names tell them apart.
      if case .number = reading.gpu, names[reading.gpu, default: 0] > 1, let name = reading.name {
        return .named(name)
      }
      return reading.gpu
    }
    if told[.all, default: []].count > 1 {
      return .failure(
        Refusal(
          why:
            "several series of “\(readings[0].sample.metric)” are of “\(node.name)”, and no label says which GPU each is of"
        ))
    }
    if let most = node.gpus, most > 0, told.count > most {
      return .failure(
        Refusal(
          why:
            "“\(node.name)” has \(SafeText.count(most, "GPU", "GPUs")), and “\(readings[0].sample.metric)” tells of \(told.count)"
        )
      )
    }
    var gpus: [SeriesLabels.GPU: GPUReading] = [:]
    var notUsed: [(answer: Int, why: SafeText)] = []
    for (gpu, readings) in told {
      guard let newest = readings.max(by: { $0.sample < $1.sample }) else { continue }
      guard let label = readings.lazy.compactMap(newest.userLabel(contradictedBy:)).first else {
        gpus[gpu] = newest
        continue
      }
      let why: SafeText =
        "series of “\(newest.sample.metric)” for one GPU of “\(node.name)” differ in “\(label)” and in their values at the same time, and none of them is used; let the query make one of them"
      notUsed += readings.map { ($0.answer, why) }
    }
    return .success((gpus, notUsed))
  }
}

extension GPUReading {
  /// The name of a label by which `other` is of another user of the same GPU, where it has another value at the same
  /// time: one of them may be of a user who is gone, and nothing says which.
  fileprivate func userLabel(contradictedBy other: GPUReading) -> SafeText? {
    guard sample.at == other.sample.at, sample.value != other.sample.value else { return nil }
    return Set(users).symmetricDifference(other.users).map(\.name).min()
  }
}
