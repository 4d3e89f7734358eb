import Model
import Testing
import Text

@Suite("Proposal IDs")
struct ProposalIDTests {
  @Test(
    "are read in any case, and tell the mode by their letters",
    arguments: [
      ("EHPC-AIF-2026PG01-9001", AccessMode.playground), ("ehpc-aif-2026fl01-314", .fastLane),
      ("EHPC-AIF-2026LS01-004", .largeScale), ("EHPC-AIF-2025SC04-225", .aiScience),
      ("EHPC-DEV-2026D09-278", .development), ("EHPC-BEN-2026B01-1", .benchmark),
      ("EHPC-REG-2026R01-12", .regular), ("EHPC-EXT-2026E01-3", .extremeScale),
    ])
  func modes(_ text: String, _ mode: AccessMode) {
    let id = ProposalID(SafeText(untrusted: text))
    #expect(id?.text.shown == text.uppercased())
    #expect(id?.mode == mode)
  }

  @Test("Letters that are not known make an ID without a mode")
  func unknownLetters() {
    let id = ProposalID("EHPC-AIF-2026QQ01-1")
    #expect(id != nil)
    #expect(id?.mode == nil)
  }

  @Test(
    "are nothing else",
    arguments: [
      "", "DRAFT-23775", "EHPC-AIF-2026PG01", "EHPC-AIF-2026PG01-", "EHPC-AIF-2026PG01-9001-2",
      "EHPC-XYZ-2026PG01-9001", "EHPC-AIF-26PG01-9001", "EHPC-AIF-2026PGX01-9001", "EHPC-AIF-2026PG1-9001",
      "EHPC-AIF-2026PG01-90x1", "aifac_p02_548", "EHPC-AIF-2026ÄÖ01-1", "EHPC-AIF-2026PG01-9001\u{1B}",
    ])
  func others(_ text: String) { #expect(ProposalID(SafeText(untrusted: text)) == nil) }
}
