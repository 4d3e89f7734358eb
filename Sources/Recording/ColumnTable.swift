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
    let areRowsSame = runs.areAllKept(of: before.rowCount)
    let origins = areRowsSame ? [] : runs.origins
    runs.write(to: &writer)
    var isDifferent = !areRowsSame
    var changed = ByteWriter()
    var count = 0
    for (id, column) in zip(ids, columns) {
      let earlier = before.values(of: id)
      var body = ByteWriter()
      let changes = Self.write(
        column, after: earlier, origins: areRowsSame ? nil : origins, newCount: runs.newCount, to: &body)
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
    _ column: [Int64], after before: [Int64]?, origins: [Int]?, newCount: Int, to writer: inout ByteWriter
  ) -> Bool {
    var changes = ByteWriter()
    var count = 0
    var last = 0
    var kept = 0
    var previous: Int64 = 0
    for row in column.indices {
      let origin = origins.map { $0[row] } ?? row
      guard origin >= 0 else {
        writer.signed(column[row] &- previous)
        previous = column[row]
        continue
      }
      let earlier = before.map { $0[origin] } ?? 0
      if column[row] != earlier {
        changes.count(kept - last)
        changes.signed(column[row] &- earlier)
        last = kept + 1
        count += 1
      }
      kept += 1
    }
    writer.count(count)
    writer.append(changes.bytes)
    return count > 0
  }

  /// The table that was written as different from this one. Linear in the number of values.
  func after(_ reader: inout ByteReader) throws(Damage) -> ColumnTable {
    let runs = try Runs(from: &reader, over: rowCount)
    let areRowsSame = runs.areAllKept(of: rowCount)
    let origins = areRowsSame ? [] : runs.origins
    var table = ColumnTable(rowCount: runs.count)
    var written: [UInt16: ArraySlice<UInt8>] = [:]
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      guard let id = UInt16(exactly: try reader.unsigned()) else { throw Damage("a column has no number") }
      let body = try reader.block()
      guard written.updateValue(body, forKey: id) == nil else { throw Damage("a column is there twice") }
    }
    // Room for all columns is made only where they hold what they say.
    for id in Set(ids).union(written.keys).sorted() {
      let before = values(of: id)
      var column: [Int64]
      if areRowsSame {
        column = before ?? Array(repeating: 0, count: rowCount)
      } else {
        column = origins.map { origin in origin < 0 ? 0 : before.map { $0[origin] } ?? 0 }
      }
      if let body = written[id] {
        var reader = ByteReader(body)
        try Self.read(&column, from: &reader, origins: areRowsSame ? nil : origins, newCount: runs.newCount)
      }
      table.ids.append(id)
      table.columns.append(column)
    }
    return table
  }

  private static func read(
    _ column: inout [Int64], from reader: inout ByteReader, origins: [Int]?, newCount: Int
  ) throws(Damage) {
    guard newCount <= reader.remaining else { throw Damage("rows are missing") }
    var kept: [Int] = []
    if let origins {
      var previous: Int64 = 0
      for row in origins.indices {
        if origins[row] < 0 {
          previous &+= try reader.signed()
          column[row] = previous
        } else {
          kept.append(row)
        }
      }
    }
    var place = 0
    let count = origins == nil ? column.count : kept.count
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      place += try reader.count(upTo: column.count)
      guard place < count else { throw Damage("a row is not there") }
      column[origins == nil ? place : kept[place]] &+= try reader.signed()
      place += 1
    }
  }
}
