package import Text

extension RecordingFile {
  /// Whether anything in it names that: a text which is the name, or has it as a word, in either case. `nil` where not
  /// all of it can be read. Unpacks the texts of the file.
  package func names(_ name: SafeText) -> Bool? {
    let name = Array((name.original ?? name.shown).lowercased().utf8)
    for part in readings.flatMap(\.parts)
    where [SectionKind.texts, .lastingTexts].contains(SectionKind(rawValue: part.name.kind)) {
      guard let texts = try? KnownTexts.texts(toldBy: part.unpacked()) else { return nil }
      if texts.contains(where: { $0.has(word: name) }) { return true }
    }
    return faults.isEmpty ? false : nil
  }
}

extension SafeText {
  fileprivate func has(word: [UInt8]) -> Bool {
    let text = Array((original ?? shown).lowercased().utf8)
    guard !word.isEmpty, text.count >= word.count else { return false }
    for place in 0...(text.count - word.count)
    where text[place] == word[0] && text[place..<(place + word.count)].elementsEqual(word) {
      let end = place + word.count
      let isBegun = place > 0 && Self.isOfWords(text[place - 1])
      if !isBegun, end == text.count || !Self.isOfWords(text[end]) { return true }
    }
    return false
  }

  /// Of names of accounts as sites give them, `aif-0255_gpu`: one is no part of another.
  private static func isOfWords(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
      UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }
}
