import Model
import Text

/// How many tasks waited in each partition over the last 24 hours, as recorded, in spans of four hours.
struct WaitingHistory: Sendable {
  /// How many spans there are.
  static let spans = 6

  private let byCluster: [SafeText: [SafeText: [Double?]]]

  /// Linear in the samples of the last day.
  init(of factory: Factory, now: Timestamp) {
    var byCluster: [SafeText: [SafeText: [Double?]]] = [:]
    let start = now + .hours(-24)
    for cluster in factory.clusters {
      var sums: [SafeText: [(sum: Int, count: Int)]] = [:]
      for sample in cluster.history.since(start) where sample.at <= now {
        guard let partition = sample.partition, let waiting = sample.pendingTasks else { continue }
        let span = min(Self.spans - 1, Int((sample.at - start).count) * Self.spans / 86_400)
        sums[partition, default: Array(repeating: (0, 0), count: Self.spans)][span].sum += waiting
        sums[partition, default: []][span].count += 1
      }
      byCluster[cluster.name] = sums.mapValues { spans in
        spans.map { $0.count == 0 ? nil : Double($0.sum) / Double($0.count) }
      }
    }
    self.byCluster = byCluster
  }

  /// Whether anything was recorded of some partition.
  var isEmpty: Bool { byCluster.allSatisfy(\.value.isEmpty) }

  /// The mean of each span, the oldest first, `nil` for one without a sample; `nil` where nothing was recorded.
  func waiting(in partition: SafeText, of cluster: SafeText) -> [Double?]? { byCluster[cluster]?[partition] }
}
