import Text

extension CaseHistory {
  /// Derives everything from the records in their order.
  mutating func fold(_ order: CausalOrder) {
    let corrections = Corrections(order)
    heads = order.newest(of: Array(order.records.indices)).map { order.records[$0].id }.sorted()
    missing = order.missing
    var disputed: Set<Int> = []
    var settled: Set<Int> = []
    for aspect in CaseAspect.allCases {
      let finding = AspectFinding(on: aspect, order, corrections)
      if !finding.dispute.isEmpty {
        conflicts.append(Conflict(aspect: aspect, records: finding.dispute.map { order.records[$0].id }))
        disputed.formUnion(finding.dispute)
      }
      settled.formUnion(order.settled(among: finding.undisputed))
      switch aspect {
      case .state:
        stateRecord = finding.newest.map { order.records[$0] }
        pauses = Self.pauses(finding.undisputed.map { order.records[$0] })
      case .assignment: assignee = finding.newest.flatMap { order.records[$0].kind.value }
      }
    }
    entries = order.records.indices.map { place in
      let standing: Standing =
        if corrections.refused.contains(place) {
          .refused
        } else if corrections.withdrawn.contains(place) {
          .withdrawn
        } else if disputed.contains(place) {
          .disputed
        } else if settled.contains(place) {
          .settled
        } else {
          .counts
        }
      return Entry(record: order.records[place], standing: standing)
    }
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
  private(set) var withdrawn: Set<Int> = []
  private(set) var refused: Set<Int> = []

  init(_ order: CausalOrder) {
    for (place, record) in order.records.enumerated() {
      guard case .correction(let id) = record.kind else { continue }
      let found = order.records[..<place].indices.filter { earlier in
        let target = order.records[earlier]
        guard target.id == id, record.mayCorrect(target) else { return false }
        if case .correction = target.kind { return false }
        return true
      }
      if found.isEmpty {
        refused.insert(place)
      } else {
        targets[place] = found
        withdrawn.formUnion(found)
      }
    }
  }
}

/// What records come to on one aspect.
private struct AspectFinding {
  /// The newest records that contradict each other; empty when there is no conflict.
  private(set) var dispute: [Int] = []
  /// The newest record that counts and that nobody disputes.
  private(set) var newest: Int?
  /// Every such record, in order.
  private(set) var undisputed: [Int] = []

  /// While the newest records contradict each other, goes back to what the authors of all of them had seen.
  init(on aspect: CaseAspect, _ order: CausalOrder, _ corrections: Corrections) {
    var places = order.records.indices.filter { place in
      if let targets = corrections.targets[place] {
        return targets.contains { order.records[$0].kind.aspect == aspect }
      }
      return order.records[place].kind.aspect == aspect
    }
    while !places.isEmpty {
      let withdrawn = Set(places.flatMap { corrections.targets[$0] ?? [] })
      let counting = places.filter { corrections.targets[$0] == nil && !withdrawn.contains($0) }
      var ends = order.newest(of: places)
      // A correction alone chooses nothing among what is left.
      if ends.count == 1 { ends = order.newest(of: counting) }
      if ends.count <= 1 {
        newest = ends.first
        undisputed = counting
        return
      }
      if dispute.isEmpty { dispute = ends }
      let isCommon = order.commonPast(of: ends)
      places.removeAll { !isCommon[$0] }
    }
  }
}
