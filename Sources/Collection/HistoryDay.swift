import JSONStream
package import Model
package import Text

/// The samples of one cluster on one day, as a document of `factorytop/history/1`.
package struct HistoryDay: Sendable, Equatable {
  package var cluster: SafeText
  /// Oldest first; no two of one moment and partition.
  package private(set) var samples: [HistorySample]

  /// `samples` have to be oldest first, with no two of one moment and partition; nothing looks at that.
  package init(cluster: SafeText, samples: [HistorySample] = []) {
    self.cluster = cluster
    self.samples = samples
  }

  /// Adds the samples of one moment; what was there of the same moment goes.
  package mutating func add(_ new: [HistorySample], at moment: Timestamp) {
    samples.removeAll { $0.at == moment }
    let place = samples.firstIndex { $0.at > moment } ?? samples.endIndex
    samples.insert(contentsOf: new, at: place)
  }

  /// Compact: what is unknown is left out. About 150 bytes a sample.
  package var encoded: [UInt8] {
    let document: JSONValue = [
      "schema": "factorytop/history/1",
      "generated_at": samples.last.map { .string($0.at.rfc3339) } ?? .null,
      "source": "factorytop collect",
      "cluster": .string(cluster.shown),
      "samples": .array(samples.map(Self.record(of:))),
    ]
    return document.encoded() + [UInt8(ascii: "\n")]
  }

  private static func record(of sample: HistorySample) -> JSONValue {
    let members: [(key: String, value: JSONValue?)] = [
      ("at", .string(sample.at.rfc3339)),
      ("partition", sample.partition.map { .string($0.shown) }),
      ("gpus_total", count(sample.gpusTotal)),
      ("gpus_allocated", count(sample.gpusAllocated)),
      ("gpus_unavailable", count(sample.gpusUnavailable)),
      ("gpu_busy", sample.gpuBusy.map { .real(($0 * 1000).rounded() / 1000) }),
      ("running_jobs", count(sample.runningJobs)),
      ("pending_tasks", count(sample.pendingTasks)),
      ("backlog_gpu_hours", sample.backlog.map { .real(($0.count * 10).rounded() / 10) }),
    ]
    return .object(members.compactMap { member in member.value.map { (key: member.key, value: $0) } })
  }

  private static func count(_ value: Int?) -> JSONValue? { value.map { .integer(Int64($0)) } }
}
