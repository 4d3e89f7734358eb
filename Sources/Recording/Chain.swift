import Model

/// What the records of a stretch have told so far, so that each tells what is different from the one before.
///
/// A file has two: one that begins anew with every key record, and one for what is long and changes seldom, which begins
/// with the file.
struct WrittenChain {
  let texts = TextNumbers()
  private var tables: [SectionName: ColumnTable] = [:]
  private var lists: [SectionName: [[UInt8]]] = [:]
  private(set) var sections: [(name: SectionName, bytes: [UInt8])] = []

  mutating func write(_ table: ColumnTable, as name: SectionName, keys: [UInt16]) {
    var writer = ByteWriter()
    let before = tables[name]
    let isDifferent = table.write(to: &writer, after: before ?? ColumnTable(), keys: keys)
    tables[name] = table
    if isDifferent { sections.append((name, writer.bytes)) }
  }

  mutating func write<Value: RecordedValue>(_ values: [Value], as name: SectionName) {
    let items = values.map { value in
      var writer = ValueWriter(texts: texts)
      value.write(to: &writer)
      return writer.bytes.bytes
    }
    var writer = ByteWriter()
    let isDifferent = Items.write(items, to: &writer, after: lists[name] ?? [])
    lists[name] = items
    if isDifferent { sections.append((name, writer.bytes)) }
  }

  /// The sections since the last time, the one of new texts before those that name them.
  mutating func takeSections(texts kind: SectionKind) -> [(name: SectionName, bytes: [UInt8])] {
    defer { sections = [] }
    guard texts.hasUntold else { return sections }
    var writer = ByteWriter()
    texts.tell(to: &writer)
    return [(SectionName(kind), writer.bytes)] + sections
  }
}

/// The same of a reader.
struct ReadChain {
  private(set) var texts = KnownTexts()
  private var tables: [SectionName: ColumnTable] = [:]
  private var lists: [SectionName: [[UInt8]]] = [:]
  /// Room for what is told yet.
  private var left = Room.most

  /// Takes what a section tells. What would take more room than there is left is damage.
  mutating func take(_ bytes: [UInt8], of name: SectionName, _ kind: SectionKind) throws(Damage) {
    var reader = ByteReader(bytes[...])
    switch kind {
    case .texts, .lastingTexts:
      let room = Room(left)
      try texts.learn(from: &reader, in: room)
      left = room.left
    case .jobs, .nodes, .gauges, .samples, .figures:
      let room = Room(left + (tables[name]?.size ?? 0))
      try tables[name, default: ColumnTable()].change(by: &reader, in: room)
      left = room.left
    case .factory, .cluster, .partitions, .reservations, .accounts, .qos, .applications, .decisions,
      .allocations,
      .balances, .quotas, .sources, .usage, .dailyUse, .about, .applicationFigures,
      .applicationSamples:
      let before = lists[name] ?? []
      let room = Room(left + Items.size(of: before))
      let items = try Items.read(from: &reader, after: before)
      try room.take(1, of: Items.size(of: items))
      lists[name] = items
      left = room.left
    }
    guard reader.isAtEnd else { throw Damage("there is more than belongs to it") }
  }

  func table(_ kind: SectionKind, of owner: UInt32) -> ColumnTable {
    tables[SectionName(kind, of: owner)] ?? ColumnTable()
  }

  func list<Value: RecordedValue>(
    _ kind: SectionKind, of owner: UInt32 = 0, as type: Value.Type = Value.self, in room: Room
  ) throws(Damage) -> [Value] {
    let items = lists[SectionName(kind, of: owner)] ?? []
    try room.take(items.count, of: MemoryLayout<Value>.stride)
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items {
      var reader = ValueReader(bytes: ByteReader(item[...]), texts: texts, room: room)
      values.append(try Value(from: &reader))
      guard reader.bytes.isAtEnd else { throw Damage("there is more than belongs to it") }
    }
    return values
  }
}
