import Testing
import Text

@testable import Configuration

@Suite("What a configuration may have meant otherwise")
struct NoteTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  private func notes(_ text: String) throws -> [String] {
    try folder.read(text).notes.map { "\($0.line.map(String.init) ?? "-"): \($0.clause.shown)" }
  }

  @Test(
    "A name of the site's own that is near a known one is told with its line",
    arguments: [
      (
        "\n[mode.playgruond]\ndays = 2",
        "2: mode.playgruond is a mode of the site's own: did you mean “playground”?"
      ),
      (
        "[waldur.modes]\nCall = \"fastlane\"",
        "1: waldur.modes has “fastlane” for “Call”, a mode of the site's own: did you mean “fast_lane”?"
      ),
      (
        "[[cluster]]\nname = \"lumi\"\n[[account]]\nname = \"a\"\nproposal = \"p\"\ncluster = \"lumy\"",
        "3: account 1.cluster is “lumy”, which has no table: did you mean “lumi”?"
      ),
      (
        "[mode.regular]\nkinds = [\"acadmia\"]",
        "2: mode.regular.kinds has “acadmia”, a kind of the site's own: did you mean “academia”?"
      ),
      (
        "[other_modes]\nprogrammes = [\"x\"]\nkinds_inside = [\"smes\"]",
        "3: other_modes.kinds_inside has “smes”, a kind of the site's own: did you mean “sme”?"
      ),
      (
        "[checks]\nsme_kinds = [\"start-up\"]",
        "2: checks.sme_kinds has “start-up”, a kind of the site's own: did you mean “startup”?"
      ),
    ])
  func slips(text: String, note: String) throws {
    #expect(try notes(text) == [note])
  }

  @Test(
    "Names that are known, and those that are near none, are not",
    arguments: [
      "", DefaultText.text(keys: []),
      "[mode.community]\ndays = 2\n[waldur.modes]\nA = \"community\"\nB = \"PG\"",
      "[[cluster]]\nname = \"lumi\"\naliases = [\"LUMI-G\"]\n[[account]]\nname = \"a\"\nproposal = \"p\"\ncluster = \"lumi-g\"",
      "[[cluster]]\nname = \"lumi\"\n[[account]]\nname = \"a\"\nproposal = \"p\"\ncluster = \"leonardo\"",
      "[mode.regular]\nkinds = [\"consortium\", \"SME\"]",
    ])
  func known(text: String) throws {
    #expect(try notes(text) == [])
  }
}
