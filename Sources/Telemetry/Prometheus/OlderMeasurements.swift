import Model
import Text

/// Which of several answers' series are older tellings of what newer ones tell.
///
/// Of one thing (a node, a facility) and one metric the answer with the newest sample is asked first. A series of another
/// answer with an older sample gives way
/// - when it is more than five minutes older;
/// - when its answer is an older version of that one: some series is in both. It gives way for things too that the newer
///   version does not have any more, once it is five minutes older;
/// - when it is of a GPU that the newer one tells of, of the node as a whole, or of a GPU more than the node has;
/// - when it is of power, and differs only in the labels that say where and how it was scraped.
///
/// Else it is of something else, as where each supply or each GPU has a file.
struct OlderMeasurements {
  private typealias Measurement = MeasurementUnion.Measurement

  /// For each answer one that is another version of it; a forest.
  private var versions: [Int: Int] = [:]

  /// Notes that two answers have a series in common, at different times.
  mutating func noteVersion(_ one: Int, of other: Int) {
    let (root, otherRoot) = (root(of: one), root(of: other))
    if root != otherRoot { versions[root] = otherRoot }
  }

  private func root(of answer: Int) -> Int {
    var answer = answer
    while let next = versions[answer] { answer = next }
    return answer
  }

  private struct Told: Hashable {
    var target: MeasurementUnion.Target
    var metric: SafeText
  }

  private struct Kind: Hashable {
    var cluster: Int
    var metric: SafeText
  }

  /// For the indices of measurements that give way the number of the answer that counts. `gpus` is how many GPUs a node
  /// has. Linear in the measurements, but for those of the GPUs of one node.
  func newer(
    than found: [MeasurementUnion.Measurement], gpus: (NodeLookup.Place) -> Int?
  ) -> [Int: Int] {
    var newer: [Int: Int] = [:]
    var newest: [Kind: Int] = [:]
    for (index, one) in found.enumerated() {
      let kind = Kind(cluster: one.target.cluster, metric: one.sample.metric)
      if newest[kind].map({ found[$0].sample.at < one.sample.at }) ?? true { newest[kind] = index }
    }
    var replaced: [Kind: Set<Int>] = [:]
    let things = Dictionary(grouping: found.indices) {
      Told(target: found[$0].target, metric: found[$0].sample.metric)
    }
    for (thing, indices) in things {
      guard let first = indices.max(by: { found[$0].sample.at < found[$1].sample.at }) else { continue }
      let answer = found[first].answer
      let at = found[first].sample.at
      let base = indices.filter { found[$0].answer == answer }.map { found[$0] }
      let measured = base.count < indices.count ? Set(base.map(\.labels.measured)) : []
      for index in indices where found[index].answer != answer && found[index].sample.at < at {
        let isVersion = root(of: found[index].answer) == root(of: answer)
        guard isVersion || givesWay(found[index], to: base, measured, at: at, gpus: gpus) else { continue }
        newer[index] = answer
        replaced[Kind(cluster: thing.target.cluster, metric: thing.metric), default: []].insert(
          found[index].answer)
      }
    }
    // What is left of an older version that a newer one has nothing of.
    for (index, one) in found.enumerated() where newer[index] == nil {
      let kind = Kind(cluster: one.target.cluster, metric: one.sample.metric)
      guard let first = newest[kind].map({ found[$0] }), first.answer != one.answer,
        one.sample.at < first.sample.at + .minutes(-5),
        root(of: first.answer) == root(of: one.answer) || replaced[kind]?.contains(one.answer) == true
      else { continue }
      newer[index] = first.answer
    }
    return newer
  }

  private func givesWay(
    _ one: Measurement, to base: [Measurement], _ measured: Set<[PrometheusSeries.Label]>, at: Timestamp,
    gpus: (NodeLookup.Place) -> Int?
  ) -> Bool {
    if one.sample.at < at + .minutes(-5) { return true }
    switch (one.subject.quantity, one.target) {
    case (.gpuBusy, .node(let place)):
      if let most = gpus(place), base.count >= most { return true }
      return one.labels.gpu == .all
        || base.contains {
          $0.labels.gpu == .all
            || $0.labels.gpu == one.labels.gpu && $0.labels.mayHaveName(one.labels.gpuName)
        }
    case (.gpuBusy, .cluster), (.nodePower, _), (.facilityPower, _):
      return measured.contains(one.labels.measured)
    }
  }
}

extension SeriesLabels {
  /// Whether nothing speaks against the GPU having that name.
  fileprivate func mayHaveName(_ name: SafeText?) -> Bool { gpuName == nil || name == nil || gpuName == name }
}
