import Model
import Text

/// The texts of a key record and of the differences behind it, each written once and named by a number after that; and
/// so are values of columns that are no numbers, such as lists.
///
/// One for whatever writes a part of the record, so that it is shared and never copied.
final class TextNumbers {
  private enum Entry: Hashable {
    case text(SafeText)
    case value([UInt8])
  }

  private var numbers: [Entry: Int] = [.text(""): 0]
  /// In the order of their numbers.
  private var entries: [Entry] = [.text("")]
  /// How many of them records have told.
  private var told = 1
  /// The number that was asked for last.
  private var last = 0

  /// The number of a text, the next one where it has none. The empty text is 0.
  subscript(text: SafeText) -> Int { number(of: .text(text)) }

  /// The number of a value, told by its bytes.
  func number(of value: [UInt8]) -> Int { number(of: .value(value)) }

  private func number(of entry: Entry) -> Int {
    // From one reading to the next they are asked for in nearly the same order, and to compare costs less than to look up.
    let next = last + 1
    if next < entries.count, entries[next] == entry {
      last = next
      return next
    }
    last = numbers[entry] ?? entries.count
    if last == entries.count {
      numbers[entry] = last
      entries.append(entry)
    }
    return last
  }

  /// Writes the texts and values that came since the last time: how many there were, how many come, and each with its
  /// kind.
  func tell(to writer: inout ByteWriter) {
    writer.count(told)
    writer.count(entries.count - told)
    for entry in entries[told...] {
      switch entry {
      case .text(let text): text.write(to: &writer)
      case .value(let bytes):
        writer.byte(2)
        writer.block(bytes)
      }
    }
    told = entries.count
  }

  var hasUntold: Bool { told < entries.count }
}

/// The texts and values that a key record and its differences have told so far.
struct KnownTexts {
  private enum Entry {
    case text(SafeText)
    case value([UInt8])
  }

  private var entries: [Entry] = [.text("")]

  /// Takes what a record tells: what follows on what is known.
  mutating func learn(from reader: inout ByteReader, in room: Room) throws(Damage) {
    guard try reader.count(upTo: Runs.most) == entries.count else { throw Damage("texts are missing") }
    entries += try Self.entries(from: &reader, in: room)
  }

  private static func entries(from reader: inout ByteReader, in room: Room) throws(Damage) -> [Entry] {
    let count = try reader.count(ofAtLeast: 2)
    try room.take(count, of: MemoryLayout<Entry>.stride)
    try room.take(1, of: reader.remaining)
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      switch try reader.byte() {
      case 0: entries.append(.text(SafeText(recorded: try reader.block(), isRepaired: false)))
      case 1: entries.append(.text(SafeText(recorded: try reader.block(), isRepaired: true)))
      case 2: entries.append(.value(Array(try reader.block())))
      default: throw Damage("a text is of no known kind")
      }
    }
    return entries
  }

  /// The texts that one record tells, whatever was told before it.
  static func texts(toldBy bytes: [UInt8]) throws(Damage) -> [SafeText] {
    var reader = ByteReader(bytes[...])
    _ = try reader.count(upTo: Runs.most)
    return try entries(from: &reader, in: Room()).compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
  }

  subscript(number: Int) -> SafeText {
    get throws(Damage) {
      guard entries.indices.contains(number), case .text(let text) = entries[number] else {
        throw Damage("a text is not there")
      }
      return text
    }
  }

  func bytes(of number: Int) throws(Damage) -> [UInt8] {
    guard entries.indices.contains(number), case .value(let bytes) = entries[number] else {
      throw Damage("a value is not there")
    }
    return bytes
  }

  var count: Int { entries.count }
}

extension SafeText {
  /// More than any text was kept with.
  private static let most = 1 << 20

  /// What it was made from, and whether its UTF-8 was repaired then, which nothing else tells.
  fileprivate func write(to writer: inout ByteWriter) {
    let identity = original ?? shown
    writer.byte(isAltered && identity.utf8.elementsEqual(shown.utf8) ? 1 : 0)
    writer.block(identity.utf8)
  }

  /// Goes through the sanitiser again: a recording is a file like any other.
  fileprivate init(recorded bytes: ArraySlice<UInt8>, isRepaired: Bool) {
    self = bytes.withUnsafeBytes { SafeText(untrusted: $0, keeping: Self.most, isRepaired: isRepaired) }
  }
}
