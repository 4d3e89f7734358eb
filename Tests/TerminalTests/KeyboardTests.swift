import Glibc
import SeedSupport
import TerminalInput
import Testing
import Text

@Suite("What is typed", .serialized)
struct KeyboardTests {
  @Test(
    "Keys arrive under their names",
    arguments: [
      ("x", "x"), ("G", "G"), (" ", "Space"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"),
      ("\u{7F}", "BS"),
      ("\u{1B}", "Esc"), ("\u{1B}OA", "Up"), ("\u{1B}OB", "Down"), ("\u{1B}OC", "Right"),
      ("\u{1B}OD", "Left"),
      ("\u{1B}[Z", "S-Tab"), ("\u{1B}OP", "F1"), ("\u{1B}[24~", "F12"), ("\u{1B}[5~", "PgUp"),
      ("\u{1B}[6~", "PgDn"), ("\u{1B}OH", "Home"), ("\u{1B}OF", "End"), ("\u{1B}[3~", "Del"),
      ("\u{1B}[2~", "Ins"),
      ("é", "é"), ("東", "東"), ("\u{04}", "C-d"),
    ])
  func keys(bytes: String, name: String) throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type(bytes)
    try terminal.read(until: "key [\(name)]")
  }

  @Test(
    "A sequence that no key sends does nothing",
    arguments: ["\u{1B}[?62;22c", "\u{1B}[1;8R", "\u{1B}[<0;10;10M", "\u{1B}[12;34R", "\u{1B}OZ", "\u{1B}[I"])
  func unknownSequences(sequence: String) throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.type(sequence)
    #expect(try terminal.readUntilQuiet() == 0)
    terminal.type("x\u{0C}")
    try terminal.read(until: "key [x]")
  }

  @Test(
    "ESCDELAY says how long an Esc may begin a key",
    arguments: [("0", "Esc"), ("25", "Esc"), ("10000", "M-q"), ("", "Esc"), ("soon", "Esc")])
  func escapeDelay(variable: String, name: String) throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["ESCDELAY": variable])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    terminal.type("\u{1B}")
    if name == "Esc" {
      try terminal.read(until: "[Esc]")
    } else {
      try terminal.readUntilQuiet(for: .milliseconds(300))
    }
    // Quits the probe, unless the Esc makes it another key.
    terminal.type("q")
    if name == "Esc" {
      #expect(try terminal.readUntilEnd() == .status(0))
    } else {
      try terminal.read(until: "key [\(name)]")
    }
  }

  @Test(
    "A key that a slow line cuts behind its introducer is whole", arguments: ["O|D", "[|D", "[1;|1D", "[1|D"])
  func slowLine(bytes: String) throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    let pieces = bytes.split(separator: "|")
    terminal.type("\u{1B}\(pieces[0])")
    #expect(try terminal.readUntilQuiet(for: .milliseconds(300)) == 0)
    terminal.type(String(pieces[1]))
    try terminal.read(until: "key [Left]")
  }

  @Test(
    "Alt with a key is neither Esc nor the key",
    arguments: [("q", "M-q"), ("s", "M-s"), ("\u{03}", "M-C-c"), ("\u{1C}", "M-C-\\")])
  func alt(key: String, name: String) throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type("\u{1B}\(key)")
    try terminal.read(until: "key [\(name)]")
  }

  @Test("What does not end is told")
  func remarks() throws {
    let terminal = try PseudoTerminal([try probe()], columns: 120)
    try terminal.read(until: "row 23")
    terminal.type("\u{1B}]11;rgb:q")
    try terminal.read(until: "remark [\(InputRemark.openString.message.shown.prefix(60))")
    terminal.type("\u{1B}")
    // Only the letters that differ are drawn.
    try terminal.read(until: "did")
    terminal.type("\u{0C}")
    try terminal.read(until: "remark [\(InputRemark.unfinishedString(bytes: 8).message.shown)]")
    terminal.type("x")
    try terminal.read(until: "key [x]")
  }

  @Test(
    "Letters of a locale in another encoding are letters, also one whose second byte is a q",
    .enabled(
      if: access("/usr/share/i18n/charmaps/GBK.gz", R_OK) == 0, "Debian's package locales is not installed"),
    arguments: [("en_US", "ISO-8859-1", [0xE4], "key [a]"), ("zh_CN", "GBK", [0x84, 0x71], "key [??]")]
      as [(String, String, [UInt8], String)])
  func otherEncoding(language: String, codeset: String, bytes: [UInt8], shown: String) throws {
    var template = Array("/tmp/factorytop-locale-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = try? output(of: "/bin/rm", "-r", folder) }
    let locale = "\(language).\(codeset)"
    _ = try output(of: "/usr/bin/localedef", "-i", language, "-f", codeset, "\(folder)/\(locale)")
    let terminal = try PseudoTerminal([try probe()], environment: ["LC_ALL": locale, "LOCPATH": folder])
    try terminal.read(until: "row 23")
    terminal.type(bytes: bytes)
    // Drawn in ASCII, as such a locale asks for.
    try terminal.read(until: shown)
  }

  @Test("What is pasted comes as text, in however many pieces, and none of it as keys")
  func pasted() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    #expect(terminal.shows("\u{1B}[?2004h"))
    terminal.type("\u{1B}[200~quit\rta")
    try terminal.readUntilQuiet()
    terminal.type("o\u{1B}[A é\u{1B}[201~")
    try terminal.read(until: "pasted 13 [quit\u{240D}tao\u{241B}[A é]")
    terminal.type("x")
    try terminal.read(until: "key [x]")
    terminal.forgetOutput()
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.shows("\u{1B}[?2004l"))
  }

  @Test("What is pasted interrupts, quits and stops nothing")
  func pastedSignals() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type("\u{1B}[200~a\u{03}b\u{1C}c\u{1A}d\u{13}e\u{1B}[201~")
    try terminal.read(until: "pasted 9 [a\u{2403}b\u{241C}c\u{241A}d\u{2413}e]")
    terminal.type("x")
    try terminal.read(until: "key [x]")
  }

  @Test("A paste whose end got lost ends by itself")
  func endlessPaste() throws {
    let terminal = try PseudoTerminal([try probe()])
    try terminal.read(until: "row 23")
    terminal.type("\u{1B}[200~abc")
    try terminal.read(until: "pasted 3 [abc]")
    terminal.type("x")
    try terminal.read(until: "key [x]")
  }

  @Test("A paste of 100 kB into the dashboard does nothing")
  func pasteIntoDashboard() throws {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--data", sampleData, "--now", "2026-11-23T10:00:00Z"], columns: 160,
      rows: 48)
    try terminal.read(until: "pending")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    terminal.forgetOutput()
    terminal.type("\u{1B}[200~")
    for _ in 0..<100 {
      terminal.type(String(repeating: "q3eja?tf\r\n", count: 100))
      try terminal.readUntilQuiet(for: .milliseconds(5))
    }
    terminal.type("\u{1B}[201~")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    // It says so in the last line, and draws no frame.
    #expect(terminal.shows("nothing") && !terminal.shows("╭"))
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }

  @Test("Rubbish of every byte, pasted, is survived, and drawing goes on")
  func rubbish() throws {
    let terminal = try PseudoTerminal([try probe()])
    let before = terminal.settingsBefore
    try terminal.read(until: "row 23")
    var generator = SplitMix(state: 7)
    // Without the keys that end or stop the probe: Ctrl-C, Ctrl-Z, Ctrl-\, and its own letters.
    let excluded = [0x03, 0x1A, 0x1C] + Array("qtaos".utf8)
    let allowed = (UInt8.min...UInt8.max).filter { !excluded.contains($0) }
    for _ in 0..<40 {
      terminal.type(bytes: (0..<500).map { _ in allowed.randomElement(using: &generator) ?? 0 })
      try terminal.readUntilQuiet(for: .milliseconds(20))
    }
    // What of it has begun something is given up.
    try terminal.readUntilQuiet(for: .seconds(6))
    terminal.forgetOutput()
    terminal.type("    x\u{0C}")
    try terminal.read(until: "key [x]")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.settings == before)
  }
}
