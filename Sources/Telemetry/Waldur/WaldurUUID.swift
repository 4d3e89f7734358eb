import Text

/// One of Waldur's identifiers: 32 hexadecimal digits, kept in lower case and without the dashes that some write.
package struct WaldurUUID: Hashable, Sendable {
  let hex: SafeText

  /// `nil` when the text is no UUID.
  init?(_ text: SafeText) {
    let bytes = Array(text.shown.utf8)
    guard let match = Self.match(bytes[...]), match.end == bytes.endIndex else { return nil }
    hex = match.hex
  }

  /// The first UUID that stands in a text, such as a file's name or an address.
  init?(in text: SafeText) {
    let bytes = Array(text.shown.utf8)
    for start in bytes.indices where start == 0 || !bytes[start - 1].isHexadecimal {
      if let match = Self.match(bytes[start...]) {
        hex = match.hex
        return
      }
    }
    return nil
  }

  /// The proposal that an address of Waldur's API is about: `…/proposal-proposals/UUID/resources/…`.
  init?(ofProposalIn address: SafeText) {
    let parts = address.shown.split(separator: "/")
    guard let place = parts.firstIndex(of: "proposal-proposals"), place + 1 < parts.count else { return nil }
    self.init(SafeText(untrusted: String(parts[place + 1])))
  }

  /// The UUID that `bytes` begin with, with dashes in their places or without any.
  private static func match(_ bytes: ArraySlice<UInt8>) -> (hex: SafeText, end: Int)? {
    var digits: [UInt8] = []
    var dashes = 0
    var place = bytes.startIndex
    while place < bytes.endIndex, digits.count < 32 {
      let byte = bytes[place]
      if byte == UInt8(ascii: "-"), [8, 12, 16, 20].contains(digits.count) {
        dashes += 1
      } else if byte.isHexadecimal {
        digits.append(byte)
      } else {
        return nil
      }
      place += 1
    }
    guard digits.count == 32, dashes == 0 || dashes == 4,
      place == bytes.endIndex || !bytes[place].isHexadecimal
    else { return nil }
    return (SafeText(untrusted: String(decoding: digits, as: UTF8.self).lowercased()), place)
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
