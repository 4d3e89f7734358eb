package import Text

/// The ID that EuroHPC's portals give a proposal, such as `EHPC-AIF-2026PG01-9001`: the programme's family, the call's
/// year, letters and number, and a running number.
package struct ProposalID: Hashable, Sendable {
  /// In upper case, as the portals write it; a slug or an account's name may hold it in lower case.
  package let text: SafeText
  /// What the letters of an AI Factory call, or else the family, say; `nil` for letters that are not known.
  package let mode: AccessMode?

  /// `nil` when `text` is no such ID.
  package init?(_ text: SafeText) {
    let name = text.shown.uppercased()
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard !text.isAltered, parts.count == 4, parts[0] == "EHPC", Self.families.contains(String(parts[1])),
      let letters = Self.letters(ofCall: parts[2]), (1...6).contains(parts[3].utf8.count),
      parts[3].utf8.allSatisfy(\.isAsciiDigit)
    else { return nil }
    self.text = SafeText(untrusted: name)
    let mode = AccessMode(word: SafeText(untrusted: parts[1] == "AIF" ? letters : String(parts[1])))
    self.mode = AccessMode.known.contains(mode) ? mode : nil
  }

  private static let families: Set = ["AIF", "DEV", "BEN", "REG", "EXT"]

  /// The letters of `2026PG01`.
  private static func letters(ofCall call: Substring) -> String? {
    let bytes = Array(call.utf8)
    guard (7...8).contains(bytes.count), bytes.prefix(4).allSatisfy(\.isAsciiDigit),
      bytes.suffix(2).allSatisfy(\.isAsciiDigit)
    else { return nil }
    let letters = bytes.dropFirst(4).dropLast(2)
    guard letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension SafeText {
  /// A proposal's ID without the programme that all of them share: `2026PG01-9440` for `EHPC-AIF-2026PG01-9440`.
  package var withoutProgramme: SafeText {
    let parts = shown.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "EHPC" else { return self }
    return SafeText(untrusted: "\(parts[2])-\(parts[3])")
  }
}
