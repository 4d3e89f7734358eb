/// Bytes that come in one piece some time after what they belong to was given up: what they would be the rest of.
struct LateRest {
  private let bytes: [UInt8]
  /// Where the first is that only a terminal sends.
  private let firstControl: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    firstControl = bytes.firstIndex { $0 < 0x20 || $0 == 0x7F }
  }

  /// What may follow an Esc and begin a sequence or a string: `[?62;22c`.
  var introducesSequence: Bool {
    bytes.count > 1 && bytes.first.map { "[OP]X^_".utf8.contains($0) } == true
  }

  /// Parameters and a final byte, and nothing else: `62;22c`.
  var endsSequence: Bool {
    guard bytes.count > 1, let first = bytes.first, let last = bytes.last else { return false }
    return (0x30...0x3F).contains(first) && (0x40...0x7E).contains(last)
      && bytes.dropLast().allSatisfy { (0x20...0x3F).contains($0) }
  }

  /// What a string may begin with.
  var isText: Bool { bytes.count > 1 && bytes.first.map { (0x20...0x7E).contains($0) } == true }

  /// Text up to the end of a string: `q ESC \`, or with BEL.
  var endsString: Bool {
    guard let end = firstControl, end > 0 else { return false }
    return bytes[end] == 0x07 || bytes[end...].starts(with: [0x1B, UInt8(ascii: "\\")])
  }

  /// Text up to the mark that ends a paste, and none before it that begins one.
  var endsPaste: Bool {
    guard let mark = bytes.firstIndex(of: 0x1B), mark > 0 else { return false }
    return bytes[mark...].starts(with: Array("\u{1B}[201~".utf8))
  }
}
