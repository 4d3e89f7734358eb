/// A paste as it comes, between its marks `CSI 200 ~` and `CSI 201 ~`.
struct PastedText: Sendable {
  enum Mark {
    case end
    /// Of another paste: the end of this one got lost.
    case start
  }

  /// Behind CSI, in seven bits and in eight.
  private static let ends = [Array("\u{1B}[201~".unicodeScalars), Array("\u{9B}201~".unicodeScalars)]
  private static let starts = [Array("\u{1B}[200~".unicodeScalars), Array("\u{9B}200~".unicodeScalars)]

  private var scalars = String.UnicodeScalarView()
  private var count = 0
  /// How much of a mark has come.
  private var mark: [Unicode.Scalar] = []

  /// As much as is kept of it, without the mark.
  var text: String { String(scalars) }

  /// Takes a character on; returns the mark that is complete with it.
  mutating func take(_ unit: InputDecoder.Unit) -> Mark? {
    guard case .scalar(let scalar) = unit else {
      keepMark()
      return nil
    }
    if mark.isEmpty, !Self.begins(scalar) {
      keep(scalar)
      return nil
    }
    mark.append(scalar)
    if Self.ends.contains(mark) { return .end }
    if Self.starts.contains(mark) { return .start }
    if !(Self.ends + Self.starts).contains(where: { $0.starts(with: mark) }) {
      mark.removeLast()
      keepMark()
      if Self.begins(scalar) { mark = [scalar] } else { keep(scalar) }
    }
    return nil
  }

  private static func begins(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{1B}" || scalar == "\u{9B}" }

  /// What looked like a mark is text.
  private mutating func keepMark() {
    for scalar in mark { keep(scalar) }
    mark = []
  }

  private mutating func keep(_ scalar: Unicode.Scalar) {
    count += 1
    if count <= InputParser.pasteLimit { scalars.append(scalar) }
  }
}
