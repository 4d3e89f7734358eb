import Model
import Text

/// The watts of one node or of one facility, and which series of them do not count.
struct PowerSum {
  /// By the metric that counts; `nil` where no sum is known.
  private(set) var newest: MeasuredSample?
  /// For each series that does not count the number of its answer, and why.
  private(set) var notUsed: [(answer: Int, kind: MeasurementRemarks.Kind, why: SafeText)] = []

  /// `ended` are series that end more than five minutes before the newest of their answer, `thing` is what all are of.
  ///
  /// The series of one answer add up: supplies of a node, meters of a hall. Those of other answers do where they are more
  /// of the same, told by the same labels at about the same time; else they tell the same sum in another way. A sum of
  /// which a part is not known, or has ended, is not known. 0 W is what is told of power that nobody measures.
  init(_ readings: [PowerReading], ended: [PowerReading], of thing: SafeText) {
    var sums: [(sum: MeasuredSample, readings: [PowerReading])] = []
    let metrics = Dictionary(grouping: readings, by: \.sample.metric).sorted { $0.key < $1.key }
    for (metric, readings) in metrics {
      guard let sum = sum(of: readings, ended: ended.filter { $0.sample.metric == metric }, thing: thing)
      else { continue }
      if sum.value > 0 {
        sums.append((sum, readings))
      } else {
        for one in readings {
          notUsed.append(
            (one.answer, .nothing, "“\(metric)” is 0 W for \(thing), which is not measured then"))
        }
      }
    }
    newest = sums.map(\.sum).max()
    guard let newest else { return }
    for (sum, readings) in sums where sum.metric != newest.metric {
      for one in readings {
        notUsed.append(
          (
            one.answer, .otherMetric,
            "“\(newest.metric)” tells the power of \(thing) too, and counts before “\(sum.metric)”"
          ))
      }
    }
  }

  /// Of the readings of one metric; `nil` where the sum is not known.
  private mutating func sum(
    of readings: [PowerReading], ended: [PowerReading], thing: SafeText
  ) -> MeasuredSample? {
    let parts = Self.byPart(readings).compactMap { newest(of: $0, thing: thing) }
    let answers = Dictionary(grouping: parts, by: \.answer)
    let samples = answers.compactMapValues { $0.map(\.sample).max() }
    // The order of the answers says nothing, but decides what nothing else does.
    let order = samples.sorted { left, right in
      left.value != right.value ? left.value > right.value : left.key < right.key
    }.map(\.key)
    guard let all = order.first.flatMap({ answers[$0] }), let newest = all.map(\.sample).max() else {
      return nil
    }
    let endedBefore = ended.filter { $0.answer == order.first }
    let replaced = Replaced(all, ended: endedBefore)
    let base = all.enumerated().filter { !replaced.present.contains($0.offset) }.map(\.element)
    noteReplaced(replaced, all, endedBefore, metric: newest.metric, thing: thing)
    guard !replaced.isUnclear else { return nil }
    let names = Set(base.map { $0.part.map(\.name) })
    let more = parts.filter {
      $0.answer != order.first && names.contains($0.part.map(\.name))
        && $0.sample.at >= newest.at + .minutes(-5)
    }
    let told = Set(parts.map(\.part))
    let missing = endedBefore.enumerated().filter { !replaced.ended.contains($0.offset) }.map(\.element)
      .filter {
        names.contains($0.part.map(\.name)) && !told.contains($0.part)
      }
    for one in missing {
      notUsed.append(
        (
          one.answer, .ended,
          "a series of “\(newest.metric)” for \(thing) ended more than five minutes before the newest, and the sum that it is a part of is not known"
        ))
    }
    guard missing.isEmpty, (base + more).allSatisfy({ $0.value == .known }) else { return nil }
    // In a fixed order, so that a sum of fractions is the same every time.
    let watts = (base + more).map(\.sample.value).sorted().reduce(0, +)
    return MeasuredSample(value: watts, at: newest.at, metric: newest.metric)
  }

  private mutating func noteReplaced(
    _ replaced: Replaced, _ present: [PowerReading], _ ended: [PowerReading], metric: SafeText,
    thing: SafeText
  ) {
    for place in replaced.overlapping.sorted() {
      notUsed.append(
        (
          present[place].answer, .replaced,
          "a series of “\(metric)” for \(thing) ended after another had begun, and nothing says whether that is the same under other labels, so that none of them is used; ask for a time after the change"
        ))
    }
    let what: SafeText =
      replaced.isUnclear
      ? "and fewer have come in their place, so that none of them is used; ask for a time after the change"
      : "which counts in its place, as where labels were renamed"
    for one in replaced.present.map({ present[$0] }) + replaced.ended.map({ ended[$0] }) {
      notUsed.append(
        (
          one.answer, .replaced, "a series of “\(metric)” for \(thing) ended before another began, \(what)"
        ))
    }
  }

  /// The readings by what they are of: by the labels that say it. Two of one answer that say the same under other names
  /// of the same meaning are of one part, as after relabelling.
  private static func byPart(_ readings: [PowerReading]) -> [[PowerReading]] {
    let parts = Dictionary(grouping: readings, by: \.part)
    guard parts.count > 1 else { return Array(parts.values) }
    let meanings = Dictionary(grouping: parts.values) { readings in
      readings[0].meanings.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    }
    return meanings.values.flatMap { alike -> [[PowerReading]] in
      let names = Set(alike.map { $0[0].part.map(\.name) })
      let answers = Set(alike.joined().map(\.answer))
      return names.count == alike.count && answers.count == 1 ? [alike.flatMap(\.self)] : alike
    }
  }

  /// What counts of the series of one part.
  private mutating func newest(of readings: [PowerReading], thing: SafeText) -> PowerReading? {
    guard readings.count > 1, let at = readings.map(\.sample.at).max() else { return readings.first }
    let all = readings.filter { $0.sample.at == at }.sorted { $0.answer < $1.answer }
    let numbers = all.filter { $0.value != .noNumber }
    let current = numbers.isEmpty ? all : numbers
    guard var first = current.first,
      current.contains(where: { $0.value != first.value || $0.sample.value != first.sample.value })
    else { return current.first }
    let labels = current.reduce(into: Set<PrometheusSeries.Label>()) {
      $0.formUnion(Set(first.identity).symmetricDifference($1.identity))
    }
    let label: SafeText = labels.map(\.name).min().map { "in “\($0)” and " } ?? ""
    let areRenamed = Set(current.map(\.part)).count > 1
    let why: SafeText =
      areRenamed
      ? "and the labels that tell them apart mean the same, so that none of them is used; ask for one of them"
      : "and no label but those of the scrape tells them apart, so that none of them is used; let the query make one of them, or name what each is of by another label"
    for one in current {
      notUsed.append(
        (
          one.answer, .contradiction,
          "series of “\(first.sample.metric)” for \(thing) differ \(label)in their values at the same time, \(why)"
        ))
    }
    first.value = .unusable
    return first
  }
}

/// Which series of an answer have ended before others of it began, and so do not add up with them.
private struct Replaced {
  /// Places among those that are present, and among those that ended long before.
  private(set) var present: Set<Int> = []
  private(set) var ended: Set<Int> = []
  /// Places among those that are present of those that ended after another had begun.
  private(set) var overlapping: Set<Int> = []
  /// Whether there were more of them at one time than have come in their place.
  private var areFewer = false

  /// Whether it is not known what adds up.
  var isUnclear: Bool { areFewer || !overlapping.isEmpty }

  /// No machine room has so many meters that were renamed: without a bound, one file could take hours.
  private static let mostPairs = 1 << 18

  init(_ readings: [PowerReading], ended older: [PowerReading]) {
    guard let latest = readings.compactMap({ $0.range?.begins }).max(),
      let newest = readings.map(\.sample.at).max()
    else { return }
    let told = Set(readings.map(\.part))
    let all = readings + older
    let step = all.compactMap { $0.range?.step }.min()
    let candidates = all.indices.filter { place in
      let one = all[place]
      if place >= readings.count { return one.sample.at < latest && !told.contains(one.part) }
      return one.sample.at < latest || one.mayOverlap(until: newest, beginning: latest, step: step)
    }
    guard !candidates.isEmpty else { return }
    guard candidates.count * all.count <= Self.mostPairs else {
      present = Set(candidates.filter { $0 < readings.count })
      areFewer = true
      return
    }
    var gone: Set<Int> = []
    var successors: Set<Int> = []
    for place in candidates {
      let later = all.indices.filter { all[place].gaveWay(to: all[$0], step: step) }
      guard later.contains(where: { $0 < readings.count }) else {
        if place < readings.count, readings.contains(where: { all[place].overlaps($0, step: step) }) {
          overlapping.insert(place)
        }
        continue
      }
      gone.insert(place)
      successors.formUnion(later)
    }
    present = gone.filter { $0 < readings.count }
    ended = Set(gone.subtracting(present).map { $0 - readings.count })
    let left = successors.count { $0 < readings.count && !gone.contains($0) }
    areFewer = left < gone.subtracting(successors).count
  }
}
