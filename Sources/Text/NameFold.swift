extension SafeText {
  /// The text without case, diacritics and superfluous spaces, as bytes of UTF-8, so that two spellings of one name are
  /// equal: `Véloce  TEXTILE` and `veloce textile`.
  ///
  /// Latin letters become their base letter, also those that Unicode does not decompose (`Ørsund`, `Łódź`); Greek ones
  /// lose their accents. Of other scripts only the case goes. Linear in the length of the text.
  package var foldedName: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(shown.utf8.count)
    var owesSpace = false
    for scalar in shown.unicodeScalars {
      if scalar.isSpace {
        owesSpace = !bytes.isEmpty
        continue
      }
      // Combining marks: what is left of a letter that was written as base and mark.
      if (0x0300...0x036F).contains(scalar.value) { continue }
      if owesSpace { bytes.append(UInt8(ascii: " ")) }
      owesSpace = false
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value).lowercased)
      } else {
        bytes += Self.folded(scalar).utf8
      }
    }
    return bytes
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    let lower = scalar.properties.lowercaseMapping
    guard let first = lower.unicodeScalars.first else { return "" }
    if let base = greek(first) { return String(base) }
    let ascii = AsciiFold.fold(first)
    return ascii == "?" ? lower : String(ascii)
  }

  /// The letter without its accent; a final sigma is a sigma.
  private static func greek(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    switch letter {
    case "ά": "α"
    case "έ": "ε"
    case "ή": "η"
    case "ί", "ϊ", "ΐ": "ι"
    case "ό": "ο"
    case "ύ", "ϋ", "ΰ": "υ"
    case "ώ": "ω"
    case "ς": "σ"
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Asking Unicode's tables costs more than all else here, and nearly every letter of a name is ASCII.
  fileprivate var isSpace: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}

extension UInt8 {
  /// Of an ASCII letter.
  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
