import JSONStream
import Text

/// What is remembered of the records of a document's list, one for each that the list holds, so that the next reading takes
/// over those whose bytes are the same. Only what nothing was noted about is remembered, so that what is odd is told each
/// time, and only what the last reading had: 48 bytes a record, and 8 for each number in it that may change.
struct RememberedRecords: Sendable {
  private struct Mark {
    /// What the reader counted for the record.
    var kept: UInt32 = 0
    /// Which cluster the record names, in the terms of the list.
    var cluster: UInt32 = 0
  }

  private var objects = JSONMemory()
  private var marks: [Mark] = []

  /// The cluster that its records name, where they say it by a mark.
  var clusterName: SafeText?

  /// How many of them were taken over from the reading before.
  private(set) var takenOver = 0

  /// One record.
  struct Record {
    var object: JSONNewlyRead
    var kept: Int
    var cluster: UInt32
  }

  var count: Int { marks.count }

  subscript(index: Int) -> Record? {
    objects[index].map { Record(object: $0, kept: Int(marks[index].kept), cluster: marks[index].cluster) }
  }

  /// Adds a record, or `nil` for one that has to be read each time.
  mutating func add(_ record: Record?) { replace(at: marks.count, by: record) }

  mutating func replace(at index: Int, by record: Record?) {
    objects.replace(at: index, by: record?.object)
    let mark = record.map { Mark(kept: UInt32(clamping: $0.kept), cluster: $0.cluster) } ?? Mark()
    if index == marks.count { marks.append(mark) } else { marks[index] = mark }
  }

  mutating func countTakenOver() { takenOver += 1 }

  /// What a record is thought to take here at most, whether it is remembered or not.
  static let bytes = 128
}

/// Which record of the reading before is expected next: the one behind that which came last.
struct ExpectedRecord<ID: Hashable> {
  private(set) var index = 0
  /// Where each record is, made when one does not come where it is expected.
  private var places: [ID: Int]?

  mutating func pass() { index += 1 }

  /// A record came that was read, whether it is one of those before or not.
  mutating func pass(_ id: ID, among count: Int, id idAt: (Int) -> ID) {
    // Those in between are gone.
    for near in index..<max(index, min(index + 8, count)) where idAt(near) == id {
      index = near + 1
      return
    }
    if places == nil {
      var made: [ID: Int] = [:]
      made.reserveCapacity(count)
      for place in 0..<count { made[idAt(place)] = place }
      places = made
    }
    if let place = places?[id] { index = place + 1 }
  }
}
