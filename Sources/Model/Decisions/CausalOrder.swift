import Text

/// Records of one application in the order of who had seen whose; clocks only sort what nobody had seen of another.
///
/// A function of the set of records. Costs time in proportion to them and to what they had seen, sorting aside.
struct CausalOrder {
  /// What was seen comes before who saw it.
  let records: [DecisionRecord]
  /// The places of the records that each had seen, all before its own.
  private let seen: [[Int]]
  private let hasUnverified: Bool
  /// IDs that were seen and that no record has: of a file that is gone, or that has not arrived.
  let missing: [SafeText]

  init(_ unordered: [DecisionRecord]) {
    let sorted = unordered.sorted { $0.precedes($1) }
    var places = RecordPlaces()
    places.reserve(sorted.count)
    for (place, record) in sorted.enumerated() { places.add(place, of: record.id) }
    var missing: Set<SafeText> = []
    let seen = sorted.enumerated().map { place, record in
      var before: Set<Int> = []
      for id in record.ownOrSeen {
        let known = places.of(id)
        if known.isEmpty { missing.insert(id) } else { before.formUnion(sorted.meant(by: known)) }
      }
      before.remove(place)
      return before.sorted()
    }
    let depths = Self.depths(seen)
    let order = sorted.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    var newPlaces = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { newPlaces[old] = new }
    records = order.map { sorted[$0] }
    // What was seen and does not come before is part of a circle, which only a forger writes.
    self.seen = order.enumerated().map { new, old in seen[old].map { newPlaces[$0] }.filter { $0 < new } }
    self.missing = missing.sorted()
    hasUnverified = records.contains { !$0.author.isVerified }
  }

  /// How many records at most lead up to each. Where records claim to have seen each other in a circle, the first of
  /// them is let go first.
  private static func depths(_ seen: [[Int]]) -> [Int] {
    var followers = [[Int]](repeating: [], count: seen.count)
    for (place, before) in seen.enumerated() {
      for earlier in before { followers[earlier].append(place) }
    }
    var waiting = seen.map(\.count)
    var depths = [Int?](repeating: nil, count: seen.count)
    var ready = seen.indices.filter { waiting[$0] == 0 }
    var firstWaiting = 0
    while true {
      if ready.isEmpty {
        while firstWaiting < seen.count, depths[firstWaiting] != nil { firstWaiting += 1 }
        if firstWaiting == seen.count { break }
        ready.append(firstWaiting)
      }
      guard let place = ready.popLast(), depths[place] == nil else { continue }
      depths[place] = 1 + (seen[place].compactMap { depths[$0] }.max() ?? 0)
      for follower in followers[place] {
        waiting[follower] -= 1
        if waiting[follower] == 0 { ready.append(follower) }
      }
    }
    return depths.map { $0 ?? 0 }
  }

  /// Which records one of `places` had seen, at first or at second hand.
  func past(of places: [Int]) -> [Bool] {
    var isSource = [Bool](repeating: false, count: records.count)
    for place in places { isSource[place] = true }
    var isPast = [Bool](repeating: false, count: records.count)
    for place in records.indices.reversed() where isSource[place] || isPast[place] {
      for earlier in seen[place] { isPast[earlier] = true }
    }
    return isPast
  }

  /// Those of `places` that none of the others had seen.
  func newest(of places: [Int]) -> [Int] {
    let isPast = past(of: places)
    return places.filter { !isPast[$0] }
  }

  /// Those of `places`, which are ascending, that did not know of each other before a later one of them had seen them
  /// all. Records that followed each other cost time in proportion to what they had seen, others once each more.
  func settled(among places: [Int]) -> [Int] {
    var settled: [Int] = []
    // What the last record that had seen all before it had seen.
    var isKnown = [Bool](repeating: false, count: records.count)
    var open: [Int] = []
    for place in places {
      var reached: [Int] = []
      var isReached: Set<Int> = []
      var rest = seen[place]
      while let earlier = rest.popLast() {
        guard !isKnown[earlier], isReached.insert(earlier).inserted else { continue }
        reached.append(earlier)
        rest += seen[earlier]
      }
      if open.allSatisfy(isReached.contains) {
        if open.count > 1 { settled += open }
        for earlier in reached { isKnown[earlier] = true }
        open = [place]
      } else {
        open.append(place)
      }
    }
    return settled
  }

  /// The unverified ones of `places` that no verified one of them had seen; none where all are of one rank.
  func outranked(among places: [Int]) -> Set<Int> {
    let (verified, unverified) = ranks(of: places)
    guard !verified.isEmpty, !unverified.isEmpty else { return [] }
    let isPast = past(of: verified)
    return Set(unverified.filter { !isPast[$0] })
  }

  /// The unverified ones of `places` that some verified one of them had not seen: what they say, it did not start from.
  func overruled(among places: [Int]) -> Set<Int> {
    let (verified, unverified) = ranks(of: places)
    guard !verified.isEmpty else { return [] }
    // Whoever had seen the oldest ones had seen what those had.
    let isCommon = commonPast(of: oldest(of: verified))
    return Set(unverified.filter { !isCommon[$0] })
  }

  private func ranks(of places: [Int]) -> (verified: [Int], unverified: [Int]) {
    guard hasUnverified else { return (places, []) }
    return (
      places.filter { records[$0].author.isVerified }, places.filter { !records[$0].author.isVerified }
    )
  }

  /// Those of `places` that had seen none of the others.
  private func oldest(of places: [Int]) -> [Int] {
    var isSource = [Bool](repeating: false, count: records.count)
    for place in places { isSource[place] = true }
    var isLater = [Bool](repeating: false, count: records.count)
    for place in records.indices {
      isLater[place] = seen[place].contains { isSource[$0] || isLater[$0] }
    }
    return places.filter { !isLater[$0] }
  }

  /// Which records each one of `places` had seen. Goes through the records once for every 64 of `places`, and no more
  /// once nothing is left that all of them had seen.
  func commonPast(of places: [Int]) -> [Bool] {
    var isCommon = [Bool](repeating: true, count: records.count)
    var rest = places[...]
    while !rest.isEmpty, isCommon.contains(true) {
      // Each one of them has a bit.
      var sources = [UInt64](repeating: 0, count: records.count)
      var all: UInt64 = 0
      for (bit, place) in rest.prefix(64).enumerated() {
        sources[place] |= 1 << UInt64(bit)
        all |= 1 << UInt64(bit)
      }
      rest = rest.dropFirst(64)
      var seenBy = [UInt64](repeating: 0, count: records.count)
      for place in records.indices.reversed() {
        let reached = sources[place] | seenBy[place]
        if reached != 0 { for earlier in seen[place] { seenBy[earlier] |= reached } }
        if seenBy[place] != all { isCommon[place] = false }
      }
    }
    return isCommon
  }
}

extension [DecisionRecord] {
  /// Of the records at `places`, which have one ID, those that somebody means who names the ID: where one is verified,
  /// no other that takes its name.
  fileprivate func meant(by places: [Int]) -> [Int] {
    guard places.count > 1 else { return places }
    let verified = places.filter { self[$0].author.isVerified }
    return [Int]((verified.isEmpty ? places : verified).prefix(RecordPlaces.mostMeant))
  }
}

extension DecisionRecord {
  /// Who takes a record back knows it.
  fileprivate var ownOrSeen: [SafeText] {
    if case .correction(let record) = kind { return seen + [record] }
    return seen
  }
}
