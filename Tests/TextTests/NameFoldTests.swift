import Testing
import Text

@Suite struct NameFoldTests {
  @Test(
    "Spellings of one name are the same bytes",
    arguments: [
      ("Véloce Textile", "VELOCE  textile"), ("Ørsund Subsea", "orsund subsea"), ("Łódź", "lodz"),
      ("Ρόδι Data", "ΡΟΔΙ data"), ("Ράδος", "ραδοσ"), (" Kobalt\u{00A0}Vision ", "kobalt vision"),
      ("Ve\u{301}loce", "veloce"), ("İstanbul", "istanbul"),
    ] as [(String, String)])
  func same(one: String, other: String) {
    #expect(SafeText(untrusted: one).foldedName == SafeText(untrusted: other).foldedName)
  }

  @Test(
    "Different names stay different, in other scripts too",
    arguments: [
      ("Ρόδι", "Ρέδι"), ("Кобалт", "Кабалт"), ("日本", "中国"), ("a b", "ab"), ("ab", "abc"), ("?", "日"),
    ] as [(String, String)])
  func different(one: String, other: String) {
    #expect(SafeText(untrusted: one).foldedName != SafeText(untrusted: other).foldedName)
  }

  @Test(arguments: (UInt8(0x20)...0x7E).map { Unicode.Scalar($0) })
  func `ASCII is folded as Unicode says`(scalar: Unicode.Scalar) {
    let lower = scalar.properties.isWhitespace ? "" : scalar.properties.lowercaseMapping
    #expect(SafeText(untrusted: String(Character(scalar))).foldedName == Array(lower.utf8))
  }

  @Test func `Spaces alone are no name`() { #expect(SafeText(untrusted: "  \u{301} ").foldedName == []) }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1234567, "-1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `Thousands are grouped`(number: Int, shown: String) {
    #expect(SafeText(grouping: number).shown == shown)
  }
}
