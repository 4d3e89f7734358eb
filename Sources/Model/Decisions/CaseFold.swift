import Text

extension CaseHistory {
  /// Derives everything from the records in their order.
  mutating func fold(_ order: CausalOrder) {
    let corrections = Corrections(order)
    heads = order.newest(of: Array(order.records.indices)).map { order.records[$0].id }.sorted()
    missing = order.missing
    var disputed: Set<Int> = []
    var settled: Set<Int> = []
    var heldBack: Set<Int> = []
    for aspect in CaseAspect.allCases {
      let finding = AspectFinding(on: aspect, order, corrections)
      if !finding.dispute.isEmpty {
        conflicts.append(Conflict(aspect: aspect, records: finding.dispute.map { order.records[$0].id }))
        disputed.formUnion(finding.dispute)
      }
      settled.formUnion(finding.settled)
      heldBack.formUnion(finding.heldBack)
      switch aspect {
      case .state:
        stateRecord = finding.newest.map { order.records[$0] }
        pauses = Self.pauses(finding.undisputed.map { order.records[$0] })
      case .assignment: assignee = finding.newest.flatMap { order.records[$0].kind.value }
      }
    }
    let withdrawn = corrections.withdrawn(holdingBack: heldBack)
    entries = order.records.indices.map { place in
      let standing: Standing =
        if corrections.refused.contains(place) {
          .refused
        } else if withdrawn.contains(place) {
          .withdrawn
        } else if heldBack.contains(place), !corrections.isAmong(heldBack, place) {
          .outranked
        } else if disputed.contains(place) {
          .disputed
        } else if settled.contains(place) {
          .settled
        } else {
          .counts
        }
      return Entry(record: order.records[place], standing: standing)
    }
    outranked = entries.compactMap { $0.standing == .outranked ? $0.record.id : nil }
  }

  /// From each question to the next record that changes the state: an answer, as a rule. Clocks that differ make no
  /// wait shorter than nothing.
  private static func pauses(_ records: [DecisionRecord]) -> [Pause] {
    var pauses: [Pause] = []
    var since: Timestamp?
    for record in records {
      if let start = since { pauses.append(Pause(from: start, to: max(start, record.at))) }
      since = record.kind == .ask ? record.at : nil
    }
    return pauses + (since.map { [Pause(from: $0, to: nil)] } ?? [])
  }
}

/// Which records take which others back.
private struct Corrections {
  /// By the place of the correction.
  private(set) var targets: [Int: [Int]] = [:]
  private(set) var refused: Set<Int> = []

  init(_ order: CausalOrder) {
    // What can be taken back and came before: a correction takes back none.
    var earlier = RecordPlaces()
    for (place, record) in order.records.enumerated() {
      guard case .correction(let id) = record.kind else {
        earlier.add(place, of: record.id)
        continue
      }
      let own = earlier.of(id).lazy.filter { record.mayCorrect(order.records[$0]) }
      let found = Array(own.prefix(RecordPlaces.mostMeant))
      if found.isEmpty { refused.insert(place) } else { targets[place] = found }
    }
  }

  /// What is taken back while the records at `heldBack` have no effect on those that are not held back.
  func withdrawn(holdingBack heldBack: Set<Int>) -> Set<Int> {
    targets.reduce(into: []) { withdrawn, correction in
      if !heldBack.contains(correction.key) || isAmong(heldBack, correction.key) {
        withdrawn.formUnion(correction.value)
      }
    }
  }

  /// Whether it is a correction of records that are all held back themselves, so that it changes nothing that counts.
  func isAmong(_ heldBack: Set<Int>, _ place: Int) -> Bool {
    targets[place].map { $0.allSatisfy(heldBack.contains) } ?? false
  }
}

/// What records come to on one aspect.
///
/// A verified record is never overruled by an unverified one. Among records of one rank the same rules hold: what
/// verified records had before them counts as it would without them, and what they had not is held back.
private struct AspectFinding {
  /// The newest records that contradict each other; empty when there is no conflict.
  private(set) var dispute: [Int] = []
  /// The newest record that counts and that nobody disputes.
  private(set) var newest: Int?
  /// Every such record, in order.
  private(set) var undisputed: [Int] = []
  /// Those that stood against another one before a later record settled it.
  private(set) var settled: Set<Int> = []
  /// Unverified records that no verified one had seen, while there is a verified one.
  private(set) var heldBack: Set<Int> = []

  /// How often it is gone back from one conflict to what was before. People settle a conflict, or add to it a few times;
  /// who writes thousands on top of each other must not make everybody's list wait. Nothing counts then.
  static let mostSteps = 256

  /// While the newest records contradict each other, goes back to what the authors of all of them had seen.
  init(on aspect: CaseAspect, _ order: CausalOrder, _ corrections: Corrections) {
    var places = order.records.indices.filter { place in
      if let targets = corrections.targets[place] {
        return targets.contains { order.records[$0].kind.aspect == aspect }
      }
      return order.records[place].kind.aspect == aspect
    }
    for _ in 0..<Self.mostSteps where !places.isEmpty {
      holdBack(from: &places, order)
      let withdrawn = Set(places.flatMap { corrections.targets[$0] ?? [] })
      var counting = places.filter { corrections.targets[$0] == nil && !withdrawn.contains($0) }
      // What was settled by a record that is taken back is not settled any more.
      holdBack(from: &counting, order)
      var ends = order.newest(of: places)
      // A correction alone chooses nothing among what is left.
      if ends.count == 1 { ends = order.newest(of: counting) }
      if ends.count <= 1 {
        newest = ends.first
        let overruled = order.overruled(among: counting)
        undisputed = overruled.isEmpty ? counting : counting.filter { !overruled.contains($0) }
        settled = overruled.union(order.settled(among: undisputed))
        return
      }
      if dispute.isEmpty { dispute = ends }
      let isCommon = order.commonPast(of: ends)
      places.removeAll { !isCommon[$0] }
    }
  }

  private mutating func holdBack(from places: inout [Int], _ order: CausalOrder) {
    let outranked = order.outranked(among: places)
    guard !outranked.isEmpty else { return }
    heldBack.formUnion(outranked)
    places.removeAll(where: outranked.contains)
  }
}
