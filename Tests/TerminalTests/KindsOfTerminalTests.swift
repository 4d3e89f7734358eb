import Glibc
import Testing

@Suite("Kinds of terminals", .serialized)
struct KindsOfTerminalTests {
  /// Whether a sequence of select-graphic-rendition sets a colour.
  private func colourSequences(in output: [UInt8]) -> Int {
    String(decoding: output, as: UTF8.self).matches(
      of: /\u{1B}\[[0-9;]*\b(3[0-7]|4[0-7]|9[0-7]|[34]8;[25];)[0-9;]*m/
    ).count
  }

  private func drawn(
    _ arguments: [String] = [], environment: [String: String]
  ) throws -> (output: [UInt8], text: String) {
    let terminal = try PseudoTerminal([try probe()] + arguments, environment: environment)
    try terminal.read(until: "row 23")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    return (terminal.output, String(decoding: terminal.output, as: UTF8.self))
  }

  @Test(
    "Terminals with colours are drawn on in colour",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color", "screen", "xterm", "linux", "rxvt"])
  func colours(term: String) throws {
    #expect(colourSequences(in: try drawn(environment: ["TERM": term]).output) > 0)
  }

  @Test(
    "A terminal without colours, NO_COLOR and a wish for none are drawn on without",
    arguments: [
      (["TERM": "vt100"], []), (["TERM": "vt220"], []), (["NO_COLOR": "1"], []), ([:], ["--color", "never"]),
    ] as [([String: String], [String])])
  func noColours(environment: [String: String], arguments: [String]) throws {
    #expect(colourSequences(in: try drawn(arguments, environment: environment).output) == 0)
  }

  @Test("An empty NO_COLOR says nothing, and a wish is stronger than NO_COLOR")
  func colourWishes() throws {
    #expect(colourSequences(in: try drawn(environment: ["NO_COLOR": ""]).output) > 0)
    #expect(colourSequences(in: try drawn(["--color", "256"], environment: ["NO_COLOR": "1"]).output) > 0)
  }

  @Test("A terminal whose terminfo has RGB gets a theme's own colours")
  func directColours() throws {
    let tic = "/usr/bin/tic"
    try #require(access(tic, X_OK) == 0, "tic is part of Debian's ncurses-bin")
    var folder = Array("/tmp/factorytop-terminfo-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    let path = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = try? output(of: "/bin/rm", "-r", path) }
    // The three of xterm-direct, which not every system has.
    let entry = """
      factorytop-direct|for this test, RGB, ccc@, colors#0x1000000, pairs#0x7FFF, initc@, oc@, op=\\E[39;49m,
      \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
      \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
      \tuse=xterm-256color,

      """
    let source = open(path + "/entry", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let bytes = Array(entry.utf8)
    #expect(write(source, bytes, bytes.count) == bytes.count)
    close(source)
    _ = try output(of: tic, "-x", "-o", path, path + "/entry")
    let (_, text) = try drawn(environment: ["TERM": "factorytop-direct", "TERMINFO": path])
    #expect(text.contains("\u{1B}[38:2::"))
    #expect(!text.contains("38;5;"))
  }

  @Test("Sixteen colours are asked for without any of the 256")
  func sixteenColours() throws {
    let (output, text) = try drawn(["--color", "16"], environment: [:])
    #expect(colourSequences(in: output) > 0)
    #expect(!text.contains("38;5;") && !text.contains("48;5;"))
  }

  /// The parameters of every select-graphic-rendition.
  private func graphicRenditions(in text: String) -> [[Substring]] {
    text.matches(of: /\u{1B}\[([0-9;]*)m/).map { $0.1.split(separator: ";") }
  }

  @Test(
    "With eight colours and with sixteen nothing is black or dark grey, nor bold in reverse video",
    arguments: [
      (["TERM": "xterm"], []), (["TERM": "screen"], []), (["TERM": "linux"], []),
      (["TERM": "rxvt"], []), ([:], ["--color", "8"]), ([:], ["--color", "16"]),
    ] as [([String: String], [String])])
  func noBlack(environment: [String: String], arguments: [String]) throws {
    let renditions = graphicRenditions(in: try drawn(arguments, environment: environment).text)
    #expect(renditions.contains { $0.contains("33") })
    for codes in renditions {
      #expect(!codes.contains { ["30", "90", "40", "100"].contains($0) }, "\(codes)")
      #expect(!(codes.contains("1") && codes.contains("7")), "\(codes)")
    }
  }

  @Test("A breach on eight colours is white on red", arguments: ["xterm", "screen", "linux", "putty"])
  func eightColours(term: String) throws {
    let text = try drawn(environment: ["TERM": term]).text
    #expect(text.contains("\u{1B}[37m\u{1B}[41m"))
  }

  @Test(
    "Where colours exclude reverse video, black stands on yellow, because ncurses knows no colour of the page",
    arguments: [("putty", true), ("putty-256color", true), ("xterm", false)])
  func noReverse(term: String, isExchanged: Bool) throws {
    let text = try drawn(environment: ["TERM": term]).text
    let onYellow =
      term == "putty-256color" ? "\u{1B}[38;5;16m\u{1B}[48;5;221m" : "\u{1B}[30m\u{1B}[43m"
    #expect(text.contains(onYellow) == isExchanged)
  }

  @Test(
    "On the Linux console, where dim is dark grey, no text is dim", arguments: [[], ["--color", "never"]])
  func noDimOnConsole(arguments: [String]) throws {
    let renditions = graphicRenditions(in: try drawn(arguments, environment: ["TERM": "linux"]).text)
    #expect(!renditions.contains { $0.contains("2") })
    #expect(
      graphicRenditions(in: try drawn(environment: ["TERM": "xterm"]).text).contains { $0.contains("2") })
  }

  @Test(
    "Where the locale is not UTF-8, and where ASCII is asked for, nothing beyond ASCII is written",
    arguments: [(["LC_ALL": "C"], []), (["LC_ALL": "POSIX"], []), ([:], ["--ascii"])]
      as [([String: String], [String])])
  func ascii(environment: [String: String], arguments: [String]) throws {
    let (output, _) = try drawn(arguments, environment: environment)
    #expect(output.allSatisfy { $0 < 0x80 })
  }

  @Test("In a UTF-8 locale wide characters and marks are written as they are")
  func unicode() throws {
    let (_, text) = try drawn(environment: [:])
    #expect(text.contains("東京"))
    #expect(text.unicodeScalars.contains("\u{301}"))
  }

  @Test(
    "No string sequence is written, with which a terminal's title, clipboard or palette would be set",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color", "xterm", "vt100", "rxvt"])
  func noStrings(term: String) throws {
    let (_, text) = try drawn(environment: ["TERM": term])
    let introducers = ["]", "P", "_", "^", "X"].map { "\u{1B}" + $0 }
    #expect(introducers.filter(text.contains) == [])
    #expect(text.unicodeScalars.allSatisfy { !(0x80...0x9F).contains($0.value) })
  }

  @Test("LINES and COLUMNS do not overrule the window")
  func environmentSize() throws {
    let terminal = try PseudoTerminal([try probe()], environment: ["LINES": "99999", "COLUMNS": "99999"])
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    #expect(!terminal.shows("row 24"))
  }

  @Test("A window that does not know its size is taken for 80 by 24")
  func unknownSize() throws {
    let terminal = try PseudoTerminal([try probe()], columns: 0, rows: 0)
    try terminal.read(until: "row 23")
    try terminal.readUntilQuiet()
    #expect(!terminal.shows("row 24"))
  }

  @Test(
    "A terminal that cannot be drawn on is refused in a sentence, and left alone",
    arguments: [
      (["TERM": nil], "TERM is not set"),
      (["TERM": ""], "TERM is not set"),
      (["TERM": "dumb"], "TERM=dumb"),
      (["TERM": "nobody-knows"], "no terminfo entry for TERM=nobody-knows"),
      (["TERM": "\u{1B}[31m"], "no terminfo entry for TERM=␛[31m"),
    ] as [([String: String?], String)])
  func refused(environment: [String: String?], words: String) throws {
    let terminal = try PseudoTerminal([try probe()], environment: environment)
    let before = terminal.settingsBefore
    #expect(try terminal.readUntilEnd() == .status(2))
    let complaint = String(decoding: terminal.complaints, as: UTF8.self)
    #expect(complaint.contains(words), "\(complaint)")
    #expect(complaint.contains("factorytop snapshot"))
    #expect(complaint.filter { $0 == "\n" }.count == 1)
    #expect(terminal.output.isEmpty)
    #expect(terminal.settings == before)
  }

  @Test(
    "A window of an absurd size is refused in a sentence",
    arguments: [(32767, 32767), (1001, 24), (80, 1001)])
  func absurdSize(columns: UInt16, rows: UInt16) throws {
    let terminal = try PseudoTerminal([try probe()], columns: columns, rows: rows)
    #expect(try terminal.readUntilEnd() == .status(2))
    #expect(
      String(decoding: terminal.complaints, as: UTF8.self).contains("\(columns) columns and \(rows) rows"))
    #expect(terminal.output.isEmpty)
  }

  @Test("Without a terminal it says what to use instead", arguments: ["</dev/null", ">/dev/null"])
  func noTerminal(redirection: String) throws {
    let terminal = try PseudoTerminal(["/bin/sh", "-c", "\"$0\" \(redirection)", try probe()])
    #expect(try terminal.readUntilEnd() == .status(2))
    #expect(String(decoding: terminal.complaints, as: UTF8.self).contains("factorytop report"))
    #expect(terminal.output.isEmpty)
  }
}
