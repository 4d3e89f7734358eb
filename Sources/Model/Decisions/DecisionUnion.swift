package import Text

extension Sequence<DecisionRecord> {
  /// Every record once (`DecisionUnion`).
  package func union() -> [DecisionRecord] { DecisionUnion(self).records }
}

/// Every record once: copies are the same record, and its author is known when one copy's file belongs to them.
///
/// Records of one ID that differ stay apart, so that a forged one is seen as what it is: a contradiction.
package struct DecisionUnion {
  /// In the order in which each was first met.
  package private(set) var records: [DecisionRecord] = []
  private var places = ContentPlaces<DecisionRecord>()

  /// Costs time in proportion to the records, also where many of one ID differ.
  package init(_ all: some Sequence<DecisionRecord>) {
    records.reserveCapacity(all.underestimatedCount)
    places.reserve(all.underestimatedCount)
    for record in all {
      let earlier = places.place(of: record.content, id: record.id, orAdd: records.count) {
        records[$0].content
      }
      if let earlier {
        if record.author.isVerified { records[earlier].author.isVerified = true }
      } else {
        records.append(record)
      }
    }
  }

  /// Whether there is a record of this ID. Constant time.
  package func holds(_ id: SafeText) -> Bool { places.hold(id) }

  /// Whether records of this ID do not say the same.
  package func isContradictory(_ id: SafeText) -> Bool { places.holdSeveral(id) }
}

/// Where in a list what says the same is. A content is hashed only where its ID is there with another one, which is
/// seldom, and never compared with each of many.
struct ContentPlaces<Content: Hashable> {
  private var first: [SafeText: Int] = [:]
  /// Of the IDs that several contents have.
  private var others: [Content: Int] = [:]
  private var severals: Set<SafeText> = []

  mutating func reserve(_ count: Int) { first.reserveCapacity(count) }

  /// The place of an equal content of this ID; where there is none, `new` is kept as its place. `content` gives that of
  /// a place that was kept.
  mutating func place(of own: Content, id: SafeText, orAdd new: Int, content: (Int) -> Content) -> Int? {
    guard let earliest = first.updateValue(new, forKey: id) else { return nil }
    first[id] = earliest
    if content(earliest) == own { return earliest }
    if let other = others[own] { return other }
    others[own] = new
    severals.insert(id)
    return nil
  }

  func hold(_ id: SafeText) -> Bool { first[id] != nil }

  /// Whether different contents have the ID.
  func holdSeveral(_ id: SafeText) -> Bool { !severals.isEmpty && severals.contains(id) }
}

extension DecisionRecord {
  /// What it says, whoever owns the file that holds it: copies have the same.
  fileprivate var content: DecisionRecord {
    guard author.isVerified else { return self }
    var content = self
    content.author.isVerified = false
    return content
  }
}
