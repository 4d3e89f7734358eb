import Glibc
import Testing

@testable import Terminal

@Suite("Locales that are not installed", .serialized)
struct CharacterLocaleTests {
  @Test(
    "A name says UTF-8 in any spelling, before a modifier, and alone",
    arguments: [
      ("fi_FI.UTF-8", true), ("fi_FI.utf8", true), ("UTF-8", true), ("utf8", true),
      ("ca_ES.Utf_8@valencia", true),
      ("C.UTF-8", true), ("fi_FI", false), ("fi_FI@euro", false), ("fi_FI.ISO-8859-1", false), ("C", false),
      ("POSIX", false), ("", false), ("utf8.C", false), ("fi.UTF-16", false),
    ])
  func names(name: String, isUTF8: Bool) {
    #expect(CharacterLocale.namesUTF8(name) == isUTF8)
  }

  private static let cleared = ["LC_ALL": "", "LC_CTYPE": "", "LANG": ""]

  private func drawn(_ environment: [String: String]) throws -> [UInt8] {
    let terminal = try PseudoTerminal(
      [try probe()], environment: Self.cleared.merging(environment) { $1 })
    try terminal.read(until: "row 23")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    return terminal.output
  }

  @Test(
    "Where the name says UTF-8, UTF-8 is drawn",
    arguments: [
      ["LC_CTYPE": "UTF-8"], ["LC_ALL": "xx_XX.UTF-8", "LANG": "C"], ["LANG": "xx_XX.utf8@own"],
      ["LC_CTYPE": "xx_XX.UTF-8", "LANG": "C"], ["LC_ALL": "C.UTF-8"],
    ])
  func unicode(environment: [String: String]) throws {
    #expect(String(decoding: try drawn(environment), as: UTF8.self).contains("東京"))
  }

  @Test(
    "Where it does not, and in the C locale, ASCII is",
    arguments: [
      [:], ["LANG": "xx_XX"], ["LC_ALL": "C", "LANG": "xx_XX.UTF-8"],
      ["LC_CTYPE": "POSIX", "LANG": "C.UTF-8"],
      ["LC_ALL": "xx_XX.ISO-8859-1", "LC_CTYPE": "C.UTF-8"],
    ])
  func ascii(environment: [String: String]) throws {
    #expect(try drawn(environment).allSatisfy { $0 < 0x80 })
  }

  @Test(
    "The dashboard says so at the start, until a key is pressed",
    arguments: [
      (["LC_CTYPE": "UTF-8"], "the locale LC_CTYPE=UTF-8 is not installed here: drawn in UTF-8 by C.UTF-8"),
      (["LANG": "xx_XX"], "the locale LANG=xx_XX is not installed here: drawn in ASCII"),
      (["LC_ALL": "\u{1B}[31m"], "the locale LC_ALL=?[31m is not installed here: drawn in ASCII"),
    ])
  func told(environment: [String: String], words: String) throws {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z"], columns: 160,
      rows: 48, environment: Self.cleared.merging(environment) { $1 })
    try terminal.read(until: words)
    try terminal.read(until: "lumi")
    terminal.forgetOutput()
    terminal.type("j")
    try terminal.read(until: "help")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("Who asks for ASCII is told nothing of locales, nor is who has one that is installed")
  func untold() throws {
    for (options, environment) in [(["--ascii"], ["LC_ALL": "xx_XX.UTF-8"]), ([], ["LC_ALL": "C"])] {
      let terminal = try PseudoTerminal(
        [try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z"] + options,
        columns: 160, rows: 48, environment: Self.cleared.merging(environment) { $1 })
      try terminal.read(until: "help")
      #expect(!terminal.shows("not installed"))
      terminal.type("q")
      #expect(try terminal.readUntilEnd() == .status(0))
    }
  }
}
