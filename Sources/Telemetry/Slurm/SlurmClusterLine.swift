import Text

/// The line that `squeue`, `sinfo` and `sshare` write before the answer of each cluster that `-M` names, JSON or not.
enum SlurmClusterLine {
  static let word: StaticString = "CLUSTER:"

  /// The cluster that the rest of the line names; `nil` when it names none.
  static func name(_ rest: String) -> SafeText? {
    var name = rest.unicodeScalars[...]
    while let first = name.first, isSpace(first) { name.removeFirst() }
    while let last = name.last, isSpace(last) { name.removeLast() }
    return name.isEmpty ? nil : SafeText(untrusted: String(name))
  }

  /// What follows the line, of bytes that begin with it; the bytes as they are where they do not.
  static func rest(after bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.starts(with: Array("\(word)".utf8)) else { return bytes }
    return bytes.drop { $0 != 0x0A }.dropFirst()
  }

  /// From where an answer may begin in the first bytes of a file: behind its cluster's line, and behind those of clusters
  /// that gave no answer, and what they wrote in its place, where another line shows that this is what it is.
  static func answer(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let line = Array("\(word)".utf8)
    var told = bytes
    while told.starts(with: line) {
      told = rest(after: told).drop { ContentOpening.space.contains($0) }
      var other = told
      while let first = other.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") {
        if other.starts(with: line) {
          told = other
          break
        }
        other = other.drop { $0 != 0x0A }.drop { ContentOpening.space.contains($0) }
      }
    }
    return told
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }
}
