package import Text

/// Texts as a filter compares them: without case and accents.
package enum FoldedText {
  /// As `foldedName`; an underscore is a space, so that a name can be written without one.
  package static func name(_ text: SafeText) -> [UInt8] {
    text.foldedName.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
  }

  /// Whether `text` has `wanted` anywhere.
  static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, wanted.count <= text.count else { return wanted.isEmpty }
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == first && text[start...].starts(with: wanted)
    }
  }
}

/// A name that is looked for, `anna` or `qgpu*_exp`: each `*` stands for any characters or none.
struct NamePattern: Hashable {
  /// What stands between the asterisks, one piece more than there are of these.
  private let pieces: [[UInt8]]
  /// The text itself, where there is no asterisk.
  let plain: SafeText?

  init(_ text: SafeText) {
    plain = text.shown.contains("*") ? nil : text
    pieces = FoldedText.name(text).split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map { Array($0) }
  }

  /// Whether a word of `name` begins so: `anna` finds `Anna Berg` and `berg.anna`, not `Johanna`.
  func beginsWord(of name: [UInt8]) -> Bool {
    begins(name) { start in start == 0 || !name[start - 1].isPartOfWord }
  }

  /// Whether it stands anywhere in `text`.
  func isPart(of text: [UInt8]) -> Bool { begins(text) { _ in true } }

  /// Whether it is all of `name`.
  func isWhole(_ name: [UInt8]) -> Bool {
    guard name.starts(with: pieces[0]) else { return false }
    return goesOn(in: name[pieces[0].count...], toItsEnd: true)
  }

  /// Whether it begins at one of those places. At the first of them most of the text is left for the other pieces: where
  /// these are not found there, they are not found from a later one either, so that this is linear in the text.
  private func begins(_ text: [UInt8], at mayBegin: (Int) -> Bool) -> Bool {
    guard
      let start = (0...text.count).first(where: { mayBegin($0) && text[$0...].starts(with: pieces[0]) })
    else { return false }
    return goesOn(in: text[(start + pieces[0].count)...], toItsEnd: false)
  }

  /// Each piece is taken where it comes first, which leaves the most to those behind it: linear in the text for each
  /// piece.
  private func goesOn(in text: ArraySlice<UInt8>, toItsEnd: Bool) -> Bool {
    var rest = text
    if pieces.count == 1 { return !toItsEnd || rest.isEmpty }
    for piece in pieces[1..<(pieces.count - 1)] {
      guard let start = Self.first(piece, in: rest) else { return false }
      rest = rest[(start + piece.count)...]
    }
    let last = pieces[pieces.count - 1]
    if toItsEnd { return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last) }
    return Self.first(last, in: rest) != nil
  }

  private static func first(_ piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard let first = piece.first else { return text.startIndex }
    guard piece.count <= text.count else { return nil }
    return (text.startIndex...(text.endIndex - piece.count)).first { start in
      text[start] == first && text[start...].starts(with: piece)
    }
  }
}

extension UInt8 {
  /// Folded letters and digits, and every byte of a letter beyond ASCII.
  fileprivate var isPartOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
    default: false
    }
  }
}
