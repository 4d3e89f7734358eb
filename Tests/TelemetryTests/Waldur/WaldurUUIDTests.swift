import Testing
import Text

@testable import Telemetry

@Suite("Waldur's UUIDs")
struct WaldurUUIDTests {
  private static let hex: SafeText = "0123456789abcdef0123456789abcdef"

  @Test(
    "are found in a file's name, in any case, with dashes or without",
    arguments: [
      "steps-0123456789abcdef0123456789abcdef.json", "0123456789ABCDEF0123456789ABCDEF",
      "req_01234567-89ab-cdef-0123-456789abcdef.json", "x-01234567-89AB-CDEF-0123-456789ABCDEF",
    ])
  func found(_ name: String) { #expect(WaldurUUID(in: SafeText(untrusted: name))?.hex == Self.hex) }

  @Test(
    "are not seen in what is longer, shorter or dashed elsewhere",
    arguments: [
      "steps.json", "", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
      "0123-456789abcdef0123456789abcdef", "01234567-89abcdef0123456789abcdef",
      "0123456g89abcdef0123456789abcdef",
    ])
  func absent(_ name: String) { #expect(WaldurUUID(in: SafeText(untrusted: name)) == nil) }

  @Test("A proposal's is the one behind proposal-proposals in an address")
  func address() {
    let address: SafeText =
      "https://w.example.org/api/proposal-proposals/0123456789abcdef0123456789abcdef/resources/ffffffffffffffffffffffffffffffff/"
    #expect(WaldurUUID(ofProposalIn: address)?.hex == Self.hex)
    #expect(WaldurUUID(ofProposalIn: "https://w.example.org/api/proposal-proposals/x/resources/") == nil)
    #expect(WaldurUUID(ofProposalIn: "https://w.example.org/api/proposal-proposals/") == nil)
  }
}
