import Model
import Text

/// What writes values: their bytes, with texts as numbers.
struct ValueWriter {
  var bytes = ByteWriter()
  let texts: TextNumbers
}

/// What reads them.
struct ValueReader {
  var bytes: ByteReader
  let texts: KnownTexts
  /// For the values that are read, of which a byte or two may stand for a large one.
  let room: Room
}

/// What can be part of a thing that is recorded.
protocol RecordedValue: SendableMetatype {
  func write(to writer: inout ValueWriter)
  init(from reader: inout ValueReader) throws(Damage)
}

extension Int64: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.signed(self) }
  init(from reader: inout ValueReader) throws(Damage) { self = try reader.bytes.signed() }
}

extension Int: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.signed(Int64(self)) }
  init(from reader: inout ValueReader) throws(Damage) {
    guard let value = Int(exactly: try reader.bytes.signed()) else { throw Damage("a number is too large") }
    self = value
  }
}

extension UInt32: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.unsigned(UInt64(self)) }
  init(from reader: inout ValueReader) throws(Damage) {
    guard let value = UInt32(exactly: try reader.bytes.unsigned()) else {
      throw Damage("a number is too large")
    }
    self = value
  }
}

extension Bool: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.byte(self ? 1 : 0) }
  init(from reader: inout ValueReader) throws(Damage) {
    switch try reader.bytes.byte() {
    case 0: self = false
    case 1: self = true
    default: throw Damage("neither yes nor no")
    }
  }
}

extension Double: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.fixed(bitPattern) }
  init(from reader: inout ValueReader) throws(Damage) {
    self.init(bitPattern: try reader.bytes.fixed(UInt64.self))
    guard isFinite else { throw Damage("a number is none") }
  }
}

extension SafeText: RecordedValue {
  func write(to writer: inout ValueWriter) { writer.bytes.count(writer.texts[self]) }
  init(from reader: inout ValueReader) throws(Damage) {
    self = try reader.texts[try reader.bytes.count(upTo: reader.texts.count)]
  }
}

extension Timestamp: RecordedValue {
  func write(to writer: inout ValueWriter) { secondsSince1970.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) {
    self.init(secondsSince1970: try Int64(from: &reader))
  }
}

extension Seconds: RecordedValue {
  func write(to writer: inout ValueWriter) { count.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) { self.init(try Int64(from: &reader)) }
}

extension Duration: RecordedValue {
  func write(to writer: inout ValueWriter) {
    components.seconds.write(to: &writer)
    components.attoseconds.write(to: &writer)
  }
  init(from reader: inout ValueReader) throws(Damage) {
    self.init(secondsComponent: try Int64(from: &reader), attosecondsComponent: try Int64(from: &reader))
  }
}

extension CivilDate: RecordedValue {
  func write(to writer: inout ValueWriter) {
    year.write(to: &writer)
    month.write(to: &writer)
    day.write(to: &writer)
  }
  init(from reader: inout ValueReader) throws(Damage) {
    let year = try Int(from: &reader)
    let month = try Int(from: &reader)
    let day = try Int(from: &reader)
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      throw Damage("a day is none")
    }
    self.init(year: year, month: month, day: day)
  }
}

extension Optional: RecordedValue where Wrapped: RecordedValue {
  func write(to writer: inout ValueWriter) {
    writer.bytes.byte(self == nil ? 0 : 1)
    self?.write(to: &writer)
  }
  init(from reader: inout ValueReader) throws(Damage) {
    self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
  }
}

extension Array: RecordedValue where Element: RecordedValue {
  func write(to writer: inout ValueWriter) {
    writer.bytes.count(count)
    for element in self { element.write(to: &writer) }
  }
  init(from reader: inout ValueReader) throws(Damage) {
    self = []
    let count = try reader.bytes.count()
    try reader.room.take(count, of: MemoryLayout<Element>.stride)
    for _ in 0..<count { append(try Element(from: &reader)) }
  }
}

/// In the order of keys, so that what is the same has the same bytes.
extension Dictionary: RecordedValue where Key: RecordedValue & Comparable, Value: RecordedValue {
  func write(to writer: inout ValueWriter) {
    writer.bytes.count(count)
    for (key, value) in self.sorted(by: { $0.key < $1.key }) {
      key.write(to: &writer)
      value.write(to: &writer)
    }
  }
  init(from reader: inout ValueReader) throws(Damage) {
    self = [:]
    let count = try reader.bytes.count()
    try reader.room.take(count, of: MemoryLayout<Element>.stride)
    for _ in 0..<count {
      let key = try Key(from: &reader)
      self[key] = try Value(from: &reader)
    }
  }
}

/// What a document tells by a word is recorded by that word.
protocol RecordedWord: RecordedValue {
  var word: SafeText { get }
  /// `nil` for a word that stands for none.
  static func named(_ word: SafeText) -> Self?
}

extension RecordedWord {
  func write(to writer: inout ValueWriter) { word.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) {
    guard let value = Self.named(try SafeText(from: &reader)) else { throw Damage("a word is not known") }
    self = value
  }
}

extension RecordedWord where Self: RawRepresentable<String> {
  var word: SafeText { SafeText(untrusted: rawValue) }
  static func named(_ word: SafeText) -> Self? { Self(rawValue: word.shown) }
}
