package import Model
package import Text

/// The name of a day's file: `leonardo.2026-11-23.history.json`.
package struct HistoryFileName: Equatable, Sendable {
  /// The cluster, as it stands in the name.
  package let stem: String
  /// In UTC.
  package let day: CivilDate

  private static let ending = ".history.json"

  /// Every byte of a cluster's name that could mean something in a path is written as `%` and two digits, so that two
  /// clusters never share a file, and none leaves the folder or hides its file.
  package init(cluster: SafeText, day: CivilDate) {
    var stem = ""
    for byte in cluster.shown.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
        stem.unicodeScalars.append(scalar)
      } else {
        stem += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }
    }
    self.stem = stem.isEmpty ? "%" : stem
    self.day = day
  }

  /// `nil` for a file that the history did not write.
  package init?(text: String) {
    guard text.hasSuffix(Self.ending) else { return nil }
    let name = text.dropLast(Self.ending.count)
    guard let point = name.lastIndex(of: "."),
      let day = CivilDate(iso8601: String(name[name.index(after: point)...]))
    else { return nil }
    stem = String(name[..<point])
    self.day = day
  }

  /// The whole name, without a folder.
  package var text: String { "\(stem).\(day.iso8601)\(Self.ending)" }
}
