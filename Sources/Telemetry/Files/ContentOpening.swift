import Text

/// What the first bytes of a file say that it is.
enum ContentOpening: Equatable {
  /// Begins as a JSON object or list does, perhaps behind the name of its cluster.
  case json
  case empty
  case compressed(by: SafeText)
  case text(firstLine: SafeText)
  case binary

  /// Enough for any magic number and for the first line of a complaint.
  static let length = 256

  init(_ bytes: [UInt8]) {
    let magic: [(bytes: [UInt8], program: SafeText)] = [
      ([0x1F, 0x8B], "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
      ([0x42, 0x5A, 0x68], "bzip2"), ([0x50, 0x4B, 0x03, 0x04], "zip"),
    ]
    if let found = magic.first(where: { bytes.starts(with: $0.bytes) }) {
      self = .compressed(by: found.program)
      return
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).drop { Self.space.contains($0) }
    let document = SlurmClusterLine.answer(in: content)
    switch (document.isEmpty ? content : document).first {
    case nil: self = bytes.count < Self.length ? .empty : .json
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
    default:
      if content.contains(0) {
        self = .binary
      } else {
        let line = content.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(80)
        self = .text(firstLine: Array(line).withUnsafeBytes { SafeText(untrusted: $0) })
      }
    }
  }

  static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
}
