/// What was given up because nothing came of it for long, with what had come: its rest may come all the same.
struct LostInput: Sendable {
  let state: InputState
  /// Parameters and intermediates of a sequence.
  let inner: [UInt8]
  /// How many bytes of a string had come.
  let length: Int
  /// When it was given up.
  let at: Duration

  /// What it goes on as, where these bytes, which come in one piece, are its rest; else `nil`. Lines that are slow join
  /// keys too: so a rest has to have an end that nobody types, or to come soon.
  func resumed(by bytes: [UInt8], at time: Duration) -> InputState? {
    let age = time - at
    guard age < .seconds(60) else { return nil }
    let rest = LateRest(bytes)
    let isSoon = age < .seconds(5)
    return switch state {
    case .escape where rest.isSequence && isSoon || rest.endsString: .escape(isDouble: false)
    case .control where isSoon && rest.endsSequence(after: inner): .control(hasAlt: false)
    case .single where isSoon && rest.endsSequence(after: inner): .single(hasAlt: false)
    case .string where rest.endsString, .stringEnd where rest.endsString: .string
    case .paste where rest.endsPaste: .paste
    case .ground, .escape, .control, .single, .console, .mouse, .string, .stringEnd, .paste: nil
    }
  }
}

/// Bytes that come in one piece: what they would be the rest of.
private struct LateRest {
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
