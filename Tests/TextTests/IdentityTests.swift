import Testing
import Text

// `SafeText("\(someString)")` and `"a \(someString)" as SafeText` do not compile: no interpolation takes a String.

@Suite("Identity")
struct IdentityTests {
  @Test("Canonical equivalents are two keys, though Swift's own strings are equal")
  func canonicalEquivalents() {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    #expect(SafeText(untrusted: composed) != SafeText(untrusted: decomposed))
    #expect(Set([composed, decomposed].map { SafeText(untrusted: $0) }).count == 2)
  }

  @Test("Names that look the same once sanitised stay two, also as parts of a longer text")
  func lookAlikes() {
    let first = SafeText(untrusted: "job\u{202E}")
    let second = SafeText(untrusted: "job\u{202D}")
    #expect(first.shown == second.shown)
    #expect(first != second)
    #expect("\(first)/x" as SafeText != "\(second)/x")
    #expect(first + "/x" != second + "/x")
    #expect("a\(first)" as SafeText == SafeText(untrusted: "ajob\u{202E}"))
  }

  @Test("The order is that of the bytes")
  func order() {
    let names = ["b", "a", "é", "e\u{301}", "B", "aa"].map { SafeText(untrusted: $0) }
    #expect(
      names.sorted().map(\.shown).map { Array($0.utf8) }
        == ["B", "a", "aa", "b", "e\u{301}", "é"].map { Array($0.utf8) })
  }

  @Test("Literals, texts and integers make a text")
  func composition() {
    let name = SafeText(untrusted: "gpu\u{7}")
    let text: SafeText = "\(name): \(-3) of \(UInt8(12)), \(4, digits: 2) h, \(-7, digits: 3)"
    #expect(text.shown == "gpu␇: -3 of 12, 04 h, -007")
    #expect(["a", "b", "c"].joined(separator: ", ") == "a, b, c" as SafeText)
    #expect([SafeText]().joined(separator: ", ").isEmpty)
  }

  @Test("The escaped form tells apart what looks the same, and leaves an unaltered text alone")
  func escaped() {
    #expect(
      SafeText(untrusted: "a\\b e\u{301}").escaped.shown.unicodeScalars.elementsEqual(
        "a\\b e\u{301}".unicodeScalars))
    #expect(
      SafeText(untrusted: "a\\b\u{202E}é e\u{301}\t\u{A0}").escaped.shown
        == #"a\\b\u{202e}é e\u{301}\u{9}\u{a0}"#)
  }
}
