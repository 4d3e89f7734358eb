/// Bytes that come in one piece some time after what they belong to was given up: what they would be the rest of.
struct LateRest {
  private let bytes: [UInt8]
  /// Where the first is that no key for a character sends.
  private let firstControl: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    firstControl = bytes.firstIndex { $0 < 0x20 || $0 == 0x7F }
  }

  /// What an Esc begins as a sequence, up to its final byte: `[?62;22c`, `OD`.
  var isSequence: Bool {
    switch bytes.first {
    case UInt8(ascii: "["): bytes.dropFirst().first { !(0x20...0x3F).contains($0) }.map(isFinal) ?? false
    case UInt8(ascii: "O"): bytes.count == 2 && isFinal(bytes[1])
    default: false
    }
  }

  /// Parameters, intermediates and a final byte, and nothing else: `62;22c`, and `$y` where parameters had come.
  func endsSequence(after begun: [UInt8]) -> Bool {
    guard bytes.count > 1, let first = bytes.first, let last = bytes.last else { return false }
    return ((begun.isEmpty ? 0x30 : 0x20)...0x3F).contains(first) && isFinal(last)
      && bytes.dropLast().allSatisfy { (0x20...0x3F).contains($0) }
  }

  private func isFinal(_ byte: UInt8) -> Bool { (0x40...0x7E).contains(byte) }

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
