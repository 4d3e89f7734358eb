/// Rows of numbers, column by column: of thousands of rows a few values change from one reading to the next, and of
/// each column they change by about the same.
struct ColumnTable: Equatable {
  /// What each column is, by the numbers that `Column` has; a number is never given to another one.
  private(set) var ids: [UInt16]
  /// As many values in each as there are rows.
  private(set) var columns: [[Int64]]
  private(set) var rowCount: Int

  init(ids: [UInt16] = [], columns: [[Int64]] = [], rowCount: Int = 0) {
    self.ids = ids
    self.columns = columns
    self.rowCount = rowCount
  }

  /// What the rows are known by. Of several columns it is one number, and what falls together is told as changed.
  private func rowKeys(_ ids: [UInt16]) -> [Int64] {
    let keys = ids.map { values(of: $0) ?? [] }
    guard let first = keys.first, keys.allSatisfy({ $0.count == rowCount }) else { return [] }
    return keys.dropFirst().reduce(first) { sum, column in
      zip(sum, column).map { $0 &* 0x1_0000_01B3 &+ $1 }
    }
  }

  /// The memory that it takes, in bytes.
  var size: Int { rowCount * columns.count * MemoryLayout<Int64>.stride }

  /// The values of a column; `nil` where the table has none of it.
  func values(of id: UInt16) -> [Int64]? { ids.firstIndex(of: id).map { columns[$0] } }
}

extension ColumnTable {
  /// Writes what is different from the table before; `keys` are the columns by which rows are known again. Linear in the
  /// number of values, and nothing is compared by anything but its number.
  ///
  /// - Returns: whether anything is different.
  func write(to writer: inout ByteWriter, after before: ColumnTable, keys: [UInt16]) -> Bool {
    let runs = Runs(keys: rowKeys(keys), after: before.rowKeys(keys))
    runs.write(to: &writer)
    var isDifferent = !runs.areAllKept(of: before.rowCount)
    var changed = ByteWriter()
    var count = 0
    for (id, column) in zip(ids, columns) {
      let earlier = before.values(of: id)
      var body = ByteWriter()
      let changes = Self.write(
        column, after: earlier ?? Array(repeating: 0, count: before.rowCount), runs, to: &body)
      guard changes || runs.newCount > 0 || earlier == nil else { continue }
      isDifferent = isDifferent || changes || earlier == nil
      count += 1
      changed.unsigned(UInt64(id))
      changed.block(body.bytes)
    }
    writer.count(count)
    writer.append(changed.bytes)
    return isDifferent
  }

  /// New rows' values each less the one before, then the kept rows that have another value: how many, and for each how
  /// many are between and by how much it is more. A column that the table before has not is one of zeros there.
  private static func write(
    _ column: [Int64], after before: [Int64], _ runs: Runs, to writer: inout ByteWriter
  ) -> Bool {
    var changes = ByteWriter()
    var count = 0
    var between = 0
    var row = 0
    var previous: Int64 = 0
    for run in runs.runs {
      switch run {
      case .new(let rows):
        for value in column[row..<(row + rows)] {
          writer.signed(value &- previous)
          previous = value
        }
        row += rows
      case .kept(let from, let rows):
        for step in 0..<rows {
          let change = column[row + step] &- before[from + step]
          guard change != 0 else {
            between += 1
            continue
          }
          changes.count(between)
          changes.signed(change)
          between = 0
          count += 1
        }
        row += rows
      }
    }
    writer.count(count)
    writer.append(changes.bytes)
    return count > 0
  }

  /// Makes it the table that was written as different from it, for which `room` has room, column by column, so that no
  /// two tables are there at once. Linear in the number of values. Where it throws, it is no table any more.
  mutating func change(by reader: inout ByteReader, in room: Room) throws(Damage) {
    let runs = try Runs(from: &reader, over: rowCount)
    var written: [UInt16: ArraySlice<UInt8>] = [:]
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      guard let id = UInt16(exactly: try reader.unsigned()) else { throw Damage("a column has no number") }
      let body = try reader.block()
      guard runs.newCount <= body.count else { throw Damage("rows are missing") }
      guard written.updateValue(body, forKey: id) == nil else { throw Damage("a column is there twice") }
    }
    // Room for rows is made only where something holds what they are.
    guard runs.newCount == 0 || !written.isEmpty else { throw Damage("rows are missing") }
    let all = Set(ids).union(written.keys)
    try room.take(runs.count * all.count, of: MemoryLayout<Int64>.stride)
    if all.count > ids.count {
      let sorted = all.sorted()
      columns = sorted.map { values(of: $0) ?? Array(repeating: 0, count: rowCount) }
      ids = sorted
    }
    let kept = runs.keptRows
    let areAllKept = runs.areAllKept(of: rowCount)
    rowCount = runs.count
    for (place, id) in ids.enumerated() {
      var body = written[id].map { ByteReader($0) }
      if !areAllKept { columns[place] = try Self.rows(runs, of: columns[place], from: &body) }
      if var body { try Self.change(&columns[place], kept, from: &body) }
    }
  }

  /// Those that were kept, and the new ones: zeros where nothing is written of them.
  private static func rows(
    _ runs: Runs, of before: [Int64], from reader: inout ByteReader?
  ) throws(Damage) -> [Int64] {
    var column: [Int64] = []
    column.reserveCapacity(runs.count)
    var previous: Int64 = 0
    for run in runs.runs {
      switch run {
      case .kept(let from, let count): column += before[from..<(from + count)]
      case .new(let count):
        for _ in 0..<count {
          previous &+= try reader?.signed() ?? 0
          column.append(previous)
        }
      }
    }
    return column
  }

  private static func change(
    _ column: inout [Int64], _ kept: [Range<Int>], from reader: inout ByteReader
  ) throws(Damage) {
    var stretches = kept.makeIterator()
    var stretch = 0..<0
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      var between = try reader.count(upTo: column.count)
      while between >= stretch.count {
        between -= stretch.count
        guard let next = stretches.next() else { throw Damage("a row is not there") }
        stretch = next
      }
      let row = stretch.lowerBound + between
      column[row] &+= try reader.signed()
      stretch = (row + 1)..<stretch.upperBound
    }
  }
}
