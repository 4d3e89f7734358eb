/// The lines of a command's text output, numbered from 1, without their ends (`\n` or `\r\n`).
struct TextLines {
  /// Longer than any line of a known form by far: an account's row of `scontrol show assoc_mgr` has two kilobytes.
  static let longestLine = 65_536

  struct Line {
    let number: Int
    let bytes: ArraySlice<UInt8>

    var isTooLong: Bool { bytes.count > TextLines.longestLine }
    /// White space alone.
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    /// Bytes that are no UTF-8 become U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  let all: [Line]

  init(_ bytes: [UInt8]) {
    var number = 0
    all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      number += 1
      return Line(number: number, bytes: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// The lines that hold something.
  var told: [Line] { all.filter { !$0.isBlank } }
}
