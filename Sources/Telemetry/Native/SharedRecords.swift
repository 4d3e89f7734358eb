import Model

/// A record that can hold in common with the same one of the version before what has not changed.
protocol SharedRecord {
  /// Whether both tell of the same thing.
  func isSame(as other: Self) -> Bool
  mutating func share(with earlier: Self)
}

/// A document's records as they are read. What has not changed since the version before is held once: until the new
/// one has been read, and is on the screen, both are there.
///
/// Versions list the same things in the same order as a rule, so that each is looked for among the few that follow the
/// one found last. One that stands elsewhere is held twice.
struct SharedRecords<Record: SharedRecord> {
  private(set) var records: [Record] = []
  private let earlier: [Record]
  private var next = 0

  private static var looks: Int { 8 }

  init(sharingWith earlier: [Record]) { self.earlier = earlier }

  /// Constant time.
  mutating func append(_ record: Record) {
    var record = record
    let likely = next..<min(earlier.count, next + Self.looks)
    if let place = likely.first(where: { earlier[$0].isSame(as: record) }) {
      record.share(with: earlier[place])
      next = place + 1
    }
    records.append(record)
  }
}

extension Allocation: SharedRecord {
  func isSame(as other: Allocation) -> Bool {
    account == other.account && cluster == other.cluster && unit == other.unit
  }
}

extension Application: SharedRecord {
  func isSame(as other: Application) -> Bool { id == other.id }
}
