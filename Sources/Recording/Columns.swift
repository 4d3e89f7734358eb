import Model
import Text

/// A number of every row: what takes it out, of all rows at once, and what puts it in.
///
/// What it is made of is told the rows and a place, for a row that is handed over is copied, with all its texts.
///
/// Its number is in the recording: a new column gets a new one, and that of one that is gone is never used again.
struct Column<Row> {
  let id: UInt16
  let get: ([Row], ColumnTexts) -> [Int64]
  let set: (inout Row, Int64, inout ColumnSymbols) throws(Damage) -> Void
}

/// What columns write texts and lists with.
final class ColumnTexts {
  let texts: TextNumbers
  private let symbols: SymbolTable
  /// The numbers of the table's symbols, by their indices; -1 for one that no job has named yet, for a table may hold
  /// texts that no job has any more, such as names that were taken out.
  private var numbers: [Int64]

  init(_ texts: TextNumbers, symbols: SymbolTable = SymbolTable()) {
    self.texts = texts
    self.symbols = symbols
    numbers = Array(repeating: -1, count: symbols.texts.count)
  }

  func number(of text: SafeText?) -> Int64 { text.map { Int64(texts[$0]) + 1 } ?? 0 }

  func numbers(of column: [Symbol]) -> [Int64] {
    // Taken out, so that nobody asks at each whether somebody else has it.
    var known = numbers
    numbers = []
    defer { numbers = known }
    return column.map { symbol in
      let index = Int(symbol.index)
      if known[index] < 0 { known[index] = Int64(texts[symbols[symbol]]) }
      return known[index]
    }
  }

  /// The number of a value that is no number of its own.
  func number(of value: some RecordedValue) -> Int64 {
    var writer = ValueWriter(texts: texts)
    value.write(to: &writer)
    return Int64(texts.number(of: writer.bytes.bytes))
  }
}

/// What they read texts with.
struct ColumnSymbols {
  let texts: KnownTexts
  let room: Room
  var table = SymbolTable()
  /// Of the texts that a symbol was asked for, by their numbers; room for all is made with the first.
  private var symbols: [Symbol?] = []

  init(texts: KnownTexts, in room: Room) {
    self.texts = texts
    self.room = room
  }

  func text(_ number: Int64) throws(Damage) -> SafeText? {
    guard number != 0 else { return nil }
    guard let number = Int(exactly: number &- 1) else { throw Damage("a text is not there") }
    return try texts[number]
  }

  func value<Value: RecordedValue>(_ number: Int64, as type: Value.Type = Value.self) throws(Damage) -> Value
  {
    guard let number = Int(exactly: number) else { throw Damage("a value is not there") }
    var reader = ValueReader(bytes: ByteReader(try texts.bytes(of: number)[...]), texts: texts, room: room)
    return try Value(from: &reader)
  }

  mutating func symbol(_ number: Int64) throws(Damage) -> Symbol {
    if symbols.isEmpty {
      symbols = Array(repeating: nil, count: texts.count)
      symbols[0] = .empty
    }
    guard let place = Int(exactly: number), symbols.indices.contains(place) else {
      throw Damage("a text is not there")
    }
    if let symbol = symbols[place] { return symbol }
    let symbol = table.append(try texts[place])
    symbols[place] = symbol
    return symbol
  }
}

extension Column {
  init(_ id: UInt16, number: @escaping ([Row], Int) -> Int64, set: @escaping (inout Row, Int64) -> Void) {
    self.id = id
    get = { rows, _ in rows.indices.map { number(rows, $0) } }
    self.set = { row, value, _ throws(Damage) in set(&row, value) }
  }

  /// What is unknown is 0, and what is not is moved away from it.
  init<Value: FixedWidthInteger>(
    _ id: UInt16, optional: @escaping ([Row], Int) -> Value?, set: @escaping (inout Row, Value?) -> Void
  ) {
    self.id = id
    get = { rows, _ in
      rows.indices.map { place in
        guard let value = optional(rows, place) else { return 0 }
        let number = Int64(value)
        return number < 0 ? number : number &+ 1
      }
    }
    self.set = { row, number, _ throws(Damage) in
      guard number != 0 else { return set(&row, nil) }
      guard let value = Value(exactly: number < 0 ? number : number - 1) else {
        throw Damage("a number is too large")
      }
      set(&row, value)
    }
  }

  init(
    _ id: UInt16, moment: @escaping ([Row], Int) -> Timestamp?,
    set: @escaping (inout Row, Timestamp?) -> Void
  ) {
    self.init(
      id, optional: { moment($0, $1)?.secondsSince1970 },
      set: { row, seconds in set(&row, seconds.map { Timestamp(secondsSince1970: $0) }) })
  }

  init(
    _ id: UInt16, text: @escaping ([Row], Int) -> SafeText?, set: @escaping (inout Row, SafeText?) -> Void
  ) {
    self.id = id
    get = { rows, texts in
      // Many a row has that of the row before, which costs less to compare than to look up.
      var last: (text: SafeText?, number: Int64) = (nil, 0)
      return rows.indices.map { place in
        let text = text(rows, place)
        if text != last.text { last = (text, texts.number(of: text)) }
        return last.number
      }
    }
    self.set = { row, number, symbols throws(Damage) in set(&row, try symbols.text(number)) }
  }

  init(
    _ id: UInt16, symbol: @escaping ([Row], Int) -> Symbol, set: @escaping (inout Row, Symbol) -> Void
  ) {
    self.id = id
    get = { rows, texts in texts.numbers(of: rows.indices.map { symbol(rows, $0) }) }
    self.set = { row, number, symbols throws(Damage) in set(&row, try symbols.symbol(number)) }
  }
}

extension ColumnTable {
  /// Linear in the number of values.
  init<Row>(_ rows: [Row], _ columns: [Column<Row>], _ texts: ColumnTexts) {
    self.init(
      ids: columns.map(\.id), columns: columns.map { $0.get(rows, texts) }, rowCount: rows.count)
  }

  /// The rows that the columns tell, each begun as `untold`. Columns of other releases are left out.
  func rows<Row>(_ columns: [Column<Row>], from untold: Row, _ symbols: inout ColumnSymbols) throws(Damage)
    -> [Row]
  {
    try symbols.room.take(rowCount, of: MemoryLayout<Row>.stride)
    var rows = [Row](repeating: untold, count: rowCount)
    for column in columns {
      guard let values = values(of: column.id) else { continue }
      for row in rows.indices { try column.set(&rows[row], values[row], &symbols) }
    }
    return rows
  }
}
