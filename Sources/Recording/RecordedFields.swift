/// A thing that is recorded field by field.
protocol RecordedThing: RecordedValue {
  /// All of its fields. What is not among them is not recorded.
  static var fields: [RecordedField<Self>] { get }
  /// The thing of which nothing is told yet.
  static var untold: Self { get }
}

/// A field of a recorded thing: what writes it, and what reads it.
///
/// Its number is in the recording: a new field gets a new one, and that of a field that is gone is never used again, so
/// that a recording is read by later and by earlier releases.
struct RecordedField<Thing>: Sendable {
  let id: UInt64
  /// Whether there was anything to write.
  let write: @Sendable (Thing, inout ValueWriter) -> Bool
  let read: @Sendable (inout Thing, inout ValueReader) throws(Damage) -> Void

  init<Value: RecordedValue>(_ id: UInt64, _ path: any WritableKeyPath<Thing, Value> & Sendable) {
    self.id = id
    write = { thing, writer in
      thing[keyPath: path].write(to: &writer)
      return true
    }
    read = { thing, reader throws(Damage) in thing[keyPath: path] = try Value(from: &reader) }
  }

  /// What is unknown is not written.
  init<Value: RecordedValue>(_ id: UInt64, _ path: any WritableKeyPath<Thing, Value?> & Sendable) {
    self.id = id
    write = { thing, writer in
      guard let value = thing[keyPath: path] else { return false }
      value.write(to: &writer)
      return true
    }
    read = { thing, reader throws(Damage) in thing[keyPath: path] = try Value(from: &reader) }
  }
}

extension RecordedThing {
  /// Each field as its number, the length of its bytes and those, and 0 at the end.
  func write(to writer: inout ValueWriter) {
    for field in Self.fields {
      var value = ValueWriter(texts: writer.texts)
      let isTold = field.write(self, &value)
      guard isTold else { continue }
      writer.bytes.unsigned(field.id)
      writer.bytes.block(value.bytes.bytes)
    }
    writer.bytes.unsigned(0)
  }

  /// Fields of other releases are left out.
  init(from reader: inout ValueReader) throws(Damage) {
    // As much as the largest takes: they keep their fields apart, so that none tells by its own size.
    try reader.room.take(1, of: 512)
    self = .untold
    while true {
      let id = try reader.bytes.unsigned()
      guard id != 0 else { return }
      let bytes = try reader.bytes.block()
      guard let field = Self.fields.first(where: { $0.id == id }) else { continue }
      var value = ValueReader(bytes: ByteReader(bytes), texts: reader.texts, room: reader.room)
      try field.read(&self, &value)
    }
  }
}
