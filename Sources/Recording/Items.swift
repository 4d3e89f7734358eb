/// Things of which there are tens or hundreds, each as the bytes that tell it: one that is the same as before is named,
/// one that is not is written whole.
enum Items {
  /// Writes what is different from the list before.
  ///
  /// - Returns: whether anything is different.
  static func write(_ items: [[UInt8]], to writer: inout ByteWriter, after before: [[UInt8]]) -> Bool {
    let runs = Runs(keys: items, after: before)
    runs.write(to: &writer)
    for (item, origin) in zip(items, runs.origins) where origin < 0 { writer.block(item) }
    return !runs.areAllKept(of: before.count)
  }

  /// The memory that a list takes, in bytes: as if each had bytes of its own.
  static func size(of items: [[UInt8]]) -> Int {
    items.reduce(0) { $0 + MemoryLayout<[UInt8]>.stride + 32 + $1.count }
  }

  /// The list that was written as different from the one before.
  static func read(from reader: inout ByteReader, after before: [[UInt8]]) throws(Damage) -> [[UInt8]] {
    let runs = try Runs(from: &reader, over: before.count)
    guard runs.newCount <= reader.remaining else { throw Damage("things are missing") }
    var items: [[UInt8]] = []
    for run in runs.runs {
      switch run {
      case .kept(let from, let count): items += before[from..<(from + count)]
      case .new(let count): for _ in 0..<count { items.append(Array(try reader.block())) }
      }
    }
    return items
  }
}
