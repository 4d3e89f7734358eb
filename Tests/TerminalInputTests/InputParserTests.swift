import Screen
import TerminalInput
import Testing
import Text

@Suite("Bytes of a terminal")
struct InputParserTests {
  private let delay: Duration = .milliseconds(25)

  @Test(
    "An Esc is the key once its time is over; what comes in one piece soon after it is the rest, what is typed is not",
    arguments: [0, 25, 400])
  func lonelyEscape(milliseconds: Int) {
    let parser = InputParser(escapeDelay: .milliseconds(milliseconds))
    let pieces = [[0x1B], Array("[D".utf8)]
    let late = Duration.milliseconds(milliseconds + 15)
    #expect(read(pieces, gap: late, by: parser) == ["Esc", "Left"])
    #expect(
      read(["\u{1B}", "P1$r2 q\u{1B}\\", "j"].map { Array($0.utf8) }, gap: late, by: parser) == ["Esc", "j"])
    #expect(read(["\u{1B}", "[", "D"].map { Array($0.utf8) }, gap: late, by: parser) == ["Esc", "[", "D"])
    #expect(read(["\u{1B}", "qj"].map { Array($0.utf8) }, gap: late, by: parser) == ["Esc", "q", "j"])
    var alone = parser
    _ = alone.read([0x1B], at: .zero)
    #expect(alone.expire(at: late) == [.key(.escape)])
    let typed = alone.read(Array("[D".utf8), at: late + .seconds(5))
    #expect(typed == [.key(.character("[")), .key(.character("D"))])
    if milliseconds > 0 {
      #expect(read(pieces, gap: .milliseconds(milliseconds - 1), by: parser) == ["Left"])
    }
  }

  @Test("An Esc that is followed by bytes at once is decided by these, however late they are looked at")
  func lateLook() {
    var parser = InputParser(escapeDelay: delay)
    #expect(parser.read([0x1B], at: .zero) == [])
    #expect(parser.deadline == delay)
    #expect(parser.read(Array("[D".utf8), at: .seconds(3)) == [.key(.left)])
    #expect(parser.deadline == nil)
  }

  @Test("Esc again and again is as many Escs", arguments: 1...5)
  func escapes(count: Int) {
    #expect(read(String(repeating: "\u{1B}", count: count)) == Array(repeating: "Esc", count: count))
  }

  @Test("An Esc right before what is no key is a key")
  func escapeBeforeAnswer() {
    for answer in [
      "[?62;22c", "[<0;1;1M", "]11;rgb:0/0/0\u{07}", "P1$r2 q\u{1B}\\", "[M !!", "[I", "[[q", "OZ",
    ] {
      #expect(read("\u{1B}\u{1B}" + answer) == ["Esc"], "\(answer)")
    }
    #expect(read("\u{1B}\u{1B}x") == ["Esc", "M-x"])
    #expect(read("\u{1B}\u{1B}[200~x\u{1B}[201~") == ["Esc", "paste [x]"])
  }

  @Test(
    "An Esc in a sequence begins another",
    arguments: ["[1;", "[", "O", "O1", "[[", "[M ", "]11;r", "P", "_x"])
  func restarted(beginning: String) {
    #expect(read("\u{1B}\(beginning)\u{1B}[A") == ["Up"])
    #expect(read("\u{1B}\(beginning)\u{1B}q") == ["M-q"])
    // A string takes everything but its end, and for the mouse's reports this is a coordinate.
    if !["]11;r", "P", "_x", "[M "].contains(beginning) {
      #expect(read("\u{1B}\(beginning)\u{9B}B") == ["Down"])
    }
  }

  @Test(
    "Alt with what introduces a sequence is that key when nothing follows",
    arguments: ["[", "O", "P", "]", "^", "_", "X"])
  func altIntroducers(character: String) {
    #expect(read("\u{1B}" + character) == ["M-" + character])
    #expect(
      read([Array("\u{1B}\(character)".utf8), Array("j".utf8)], gap: .seconds(1)) == ["M-" + character, "j"])
  }

  @Test(
    "A report of the mouse that does not go on is given up after its time, and what follows is typed",
    arguments: ["[M", "[M !", "[M \u{C3}"])
  func givenUp(beginning: String) {
    #expect(read([Array("\u{1B}\(beginning)".utf8), Array("j".utf8)], gap: InputParser.patience) == ["j"])
  }

  @Test(
    "The rest of an answer that comes late acts on nothing; that it is waited for is told",
    arguments: [
      ("P1$r2 ", "q\u{1B}\\"), ("[?2026;2$", "y"), ("[?62;2", "2c"), ("]11;rgb:0000/", "quit/q\u{07}"),
      ("[<0;1", ";1M"), ("O1", "z"), ("[[", "q"), ("_q", "q\u{1B}\\"),
    ])
  func lateRest(beginning: String, rest: String) {
    let words = InputRemark.openString.message.shown
    for gap in [1000, 1500, 4900] {
      let pieces = ["\u{1B}\(beginning)", rest + "j"].map { Array($0.utf8) }
      #expect(read(pieces, gap: .milliseconds(gap)) == [words, "j"], "\(gap)")
    }
  }

  @Test(
    "What was given up acts on nothing when its rest comes in one piece, with an end that nobody types",
    arguments: [
      ("\u{1B}", "P>|yyyQQQ qqq(370)\u{1B}\\"), ("\u{1B}P", ">|yyyQQQ qqq\u{1B}\\"),
      ("\u{1B}P", "1$r2 q\u{1B}\\"),
      ("\u{1B}]", "11;rgb:1e1e/qqqq\u{07}"), ("\u{1B}]11;r", "gb:q/q/q\u{1B}\\"), ("\u{1B}]11;r", "q\u{07}"),
      ("\u{1B}[200~abc", "q\r\u{1B}[201~"),
    ])
  func lostRest(beginning: String, rest: String) {
    for gap in [1.2, 4.5, 8, 59] { #expect(acts(beginning, rest, gap: gap) == [], "\(gap)") }
    #expect(acts(beginning, rest, gap: 66) != [])
  }

  @Test(
    "What ends with a letter is taken for a rest when it comes soon",
    arguments: [
      ("\u{1B}[", "?62;22c", 5.9), ("\u{1B}[?6", "2;22c", 9.9), ("\u{1B}[<0;1", "0;1M", 9.9),
      ("\u{1B}[?2026;2", "$y", 9.9), ("\u{1B}[2", " q", 9.9), ("\u{1B}O1", ";5z", 9.9),
      ("\u{1B}", "[?62;22c", 4.9),
    ])
  func soonRest(beginning: String, rest: String, most: Double) {
    for gap in [1.2, most] { #expect(acts(beginning, rest, gap: gap) == [], "\(gap)") }
    #expect(acts(beginning, rest, gap: most + 0.2) != [])
  }

  @Test("Of a sequence whose beginning was given up nothing is forgotten: an answer becomes no key")
  func lostMarker() {
    for rest in ["13u", "27u", "9u"] { #expect(acts("\u{1B}[?", rest, gap: 7) == []) }
    #expect(acts("\u{1B}[", "1;5A", gap: 3) == ["C-Up"])
  }

  @Test(
    "Keys that a slow line joins are keys, after an Esc and after what was given up",
    arguments: [
      "qj", "Pr", "Xa", "]]", "^_", "OOO", "3p?", "é", "東", "\u{1B}[A", "jj\u{1B}[Bj",
    ])
  func joinedKeys(text: String) {
    let typed = read(text)
    for beginning in ["\u{1B}", "\u{1B}P", "\u{1B}]11;r", "\u{1B}[200~abc", "\u{1B}[?6"] {
      for gap in [0.5, 6.5] where gap > 5 || beginning == "\u{1B}" {
        let found = read([Array(beginning.utf8), Array(text.utf8)], gap: .seconds(gap))
        #expect(found.suffix(typed.count) == typed[...], "\(beginning.debugDescription): \(found)")
      }
    }
    // An arrow between does not make a string of what is typed.
    let pieces = ["\u{1B}]11;r", "\u{1B}[A", text].map { Array($0.utf8) }
    #expect(read(pieces, gap: .seconds(5.5)).suffix(typed.count) == typed[...])
  }

  /// The keys of a rest that comes late and of a j behind it, without those of the beginning and that j.
  private func acts(_ beginning: String, _ rest: String, gap: Double) -> [String] {
    let found = read([beginning, rest, "j"].map { Array($0.utf8) }, gap: .seconds(gap))
    let keys = found.filter { !$0.contains(" ") && !["Esc", "M-P", "M-]", "M-["].contains($0) }
    return keys.last == "j" ? keys.dropLast() : ["no j"] + keys
  }

  @Test("A key that comes late is the key, and Esc is one while a sequence is waited for")
  func lateKey() {
    let words = InputRemark.openString.message.shown
    #expect(read(["\u{1B}[1;", "5A"].map { Array($0.utf8) }, gap: .seconds(2)) == [words, "C-Up"])
    #expect(
      read(["\u{1B}[1;", "\u{1B}", "j"].map { Array($0.utf8) }, gap: .seconds(2)) == [words, "Esc", "j"])
  }

  @Test("Who is told that a string or a paste has not ended ends it with Esc, and a string with Ctrl-C")
  func leaving() {
    let gap = Duration.milliseconds(1200)
    let string = ["\u{1B}]11;rgb", "q", "\u{1B}", "j"].map { Array($0.utf8) }
    let (open, given) = (
      InputRemark.openString.message.shown, InputRemark.unfinishedString(bytes: 7).message.shown
    )
    #expect(read(string, gap: gap) == [open, given, "j"])
    let interrupted = ["\u{1B}]11;rgb", "q\u{03}", "j"].map { Array($0.utf8) }
    #expect(read(interrupted, gap: gap) == [open, given, "C-c", "j"])
    let paste = ["\u{1B}[200~abc", "q", "\u{1B}", "j"].map { Array($0.utf8) }
    #expect(
      read(paste, gap: gap) == [
        InputRemark.openPaste.message.shown, "paste [abcq]", InputRemark.unfinishedPaste.message.shown, "j",
      ])
    #expect(read("\u{1B}Ptmux;\u{1B}\u{1B}]52;c;q\u{07}\u{1B}\\j") == ["j"])
  }

  // MARK: UTF-8

  @Test(
    "Bytes that are no character are swallowed with nothing else, cut or whole",
    arguments: [
      [0xFF], [0xFE], [0xC0], [0xC1], [0xF5], [0xA0], [0xBF], [0xC3], [0xE6, 0x9D], [0xF0, 0x9F, 0xA6],
      [0xC0, 0xAF],
      [0xED, 0xA0], [0xE0, 0xA0], [0xF4, 0x8F, 0xBF], [0xF0, 0x9F],
    ] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    let all = Array("a".utf8) + bytes + Array("b".utf8)
    #expect(read([all]) == ["a", "b"])
    #expect(read(all.map { [$0] }, gap: .milliseconds(10)) == ["a", "b"])
    #expect(read([bytes + Array("\u{1B}[A".utf8)]) == ["Up"])
  }

  @Test("The second half of a character is never a control", arguments: ["蛍", "Û", "🦛", "œ", "✜"])
  func continuation(text: String) {
    #expect(read(text + "j") == [text, "j"])
    #expect(read("\u{1B}]l\(text)q\u{1B}\\j") == ["j"])
  }

  @Test("Controls of eight bits introduce, alone and as characters")
  func eightBits() {
    #expect(read([[0x9B, 0x41], [0x8F, 0x42]]) == ["Up", "Down"])
    #expect(read([[0x90] + Array("1$r2 q".utf8) + [0x9C] + Array("j".utf8)]) == ["j"])
    #expect(read([[0x9D] + Array("11;?é".utf8) + [0x9C] + Array("j".utf8)]) == ["j"])
    #expect(read([[0x84, 0x85, 0x9C] + Array("j".utf8)]) == ["j"])
  }

  @Test("Another encoding's characters are what its decoder says, whatever their bytes are in UTF-8")
  func otherEncoding() {
    let latin1 = InputEncoding.other { bytes in bytes.first.map { .scalar(Unicode.Scalar($0)) } ?? .incomplete
    }
    #expect(
      read([[0xE9, 0xC3, 0xA9]], by: InputParser(encoding: latin1, escapeDelay: delay)) == ["é", "Ã", "©"])
    #expect(read([[0x9B, 0x41]], by: InputParser(encoding: latin1, escapeDelay: delay)) == ["Up"])
    // As in Shift JIS and GBK, where a q may be the second half of a character.
    let pairs = InputEncoding.other { bytes in
      bytes.count < 2 ? .incomplete : bytes[1] == 0x71 ? .scalar("字") : .invalid
    }
    #expect(
      read([[0x81], [0x71, 0x71]], by: InputParser(encoding: pairs, escapeDelay: delay)) == ["字", "q"])
    #expect(read([[0x81, 0x20, 0x71]], by: InputParser(encoding: pairs, escapeDelay: delay)) == ["q"])
    let never = InputEncoding.other { _ in .incomplete }
    let flood = [UInt8](repeating: 0x81, count: 32) + Array("q".utf8)
    #expect(read([flood], by: InputParser(encoding: never, escapeDelay: delay)) == ["q"])
  }

  // MARK: The mouse

  @Test("Every report of the mouse in three bytes is swallowed, and takes no key with it")
  func everyReport() {
    for column in UInt8(0x20)...0xFF where !(0xC2...0xDF).contains(column) {
      for row in UInt8(0x20)...0xFF where !(0xC2...0xDF).contains(row) {
        let report: [UInt8] = [0x1B, 0x5B, 0x4D, 0x60, column, row]
        if read([report + [0x6A]]) != ["j"] { Issue.record("\(report)") }
      }
    }
  }

  @Test("Coordinates that are UTF-8 are one each, cut anywhere")
  func wideReports() {
    for column in UInt32(0x80)...0x7FF {
      guard let scalar = Unicode.Scalar(column) else { continue }
      let report = Array("\u{1B}[M \(scalar)\(scalar)".utf8)
      if read([report + Array("j".utf8)]) != ["j"] { Issue.record("\(column)") }
      if read(report.map { [$0] }, gap: .milliseconds(20)) != [] && report.count > 1 {
        // The first gap is short enough for the Esc.
        Issue.record("\(column), cut")
      }
    }
  }

  // MARK: Pastes

  @Test(
    "A paste is its text, wherever it and its marks are cut",
    arguments: [
      ("hello", "hello"), ("", ""), ("quit\rtao\u{1B}[A é", "quit␍tao␛[A é"), ("\u{1B}[20", "␛[20"),
      ("a\u{1B}\u{1B}[201", "a␛␛[201"), ("\u{1B}[1;5A q", "␛[1;5A q"), ("東京", "東京"), ("\u{1B}]0;t", "␛]0;t"),
    ])
  func pastes(text: String, shown: String) {
    for (start, end) in [("\u{1B}[200~", "\u{1B}[201~"), ("\u{9B}200~", "\u{9B}201~")] {
      let bytes = Array((start + text + end + "j").utf8)
      #expect(read([bytes]) == ["paste [\(shown)]", "j"])
      for pieces in splits(bytes) where pieces[0] != [0x1B] {
        #expect(read(pieces, gap: .milliseconds(900)) == ["paste [\(shown)]", "j"], "\(pieces)")
      }
      #expect(read(bytes.map { [$0] }) == ["paste [\(shown)]", "j"])
    }
  }

  @Test("Bytes that are no character are left out of a paste")
  func brokenPaste() {
    let bytes =
      Array("\u{1B}[200~a".utf8) + [0xFF, 0xC3] + Array("b".utf8) + [0xC3] + Array("\u{1B}[201~".utf8)
    #expect(read([bytes]) == ["paste [ab]"])
  }

  @Test("A paste without an end ends by itself, in words, and keys are keys again")
  func endlessPaste() {
    let words = InputRemark.unfinishedPaste.message.shown
    let open = InputRemark.openPaste.message.shown
    #expect(read("\u{1B}[200~abc") == [open, "paste [abc]", words])
    #expect(
      read([Array("\u{1B}[200~abc\u{1B}[20".utf8), Array("j".utf8)], gap: .seconds(5)) == [
        open, "paste [abc]", words, "j",
      ])
    #expect(
      read(["\u{1B}[200~abc", "y\r", "d\u{1B}[201~j"].map { Array($0.utf8) }, gap: .milliseconds(1500)) == [
        open, "paste [abcy␍d]", "j",
      ])
  }

  @Test("A second paste ends one without an end; an end without a beginning is nothing")
  func missingMarks() {
    #expect(read("\u{1B}[200~abc\u{1B}[200~de\u{1B}[201~f") == ["paste [abc]", "paste [de]", "f"])
    #expect(read("abc\u{1B}[201~d") == ["a", "b", "c", "d"])
  }

  @Test(
    "What is typed into a paste or a string that does not end is soon typed again, whoever notices",
    arguments: ["[200~", "]11;", "[1;"], [true, false])
  func typedInto(beginning: String, hasPauses: Bool) {
    var parser = InputParser(escapeDelay: delay)
    var events = parser.read(Array("\u{1B}\(beginning)".utf8), at: .zero)
    var time = Duration.zero
    while !events.contains(.key(.character("7"))), time < .seconds(12) {
      time += .milliseconds(400)
      if hasPauses { events += parser.expire(at: time) }
      events += parser.read(Array("7".utf8), at: time)
    }
    #expect(events.last == .key(.character("7")))
    #expect(time < .seconds(6))
  }

  @Test("A long paste over a slow line is one, and keeps its beginning")
  func slowPaste() {
    var parser = InputParser(escapeDelay: delay)
    var events = parser.read(Array("\u{1B}[200~".utf8), at: .zero)
    var time = Duration.zero
    // 200 bytes a second, with gaps.
    for piece in 0..<1000 {
      time += .milliseconds(500)
      events += parser.expire(at: time) + parser.read(Array(repeating: UInt8(0x61), count: 100), at: time)
      if piece == 500 { events += parser.read([], at: time) }
    }
    #expect(events == [])
    events += parser.read(Array("\u{1B}[201~".utf8), at: time)
    #expect(events == [.paste(String(repeating: "a", count: InputParser.pasteLimit))])
  }

  @Test("Time in which the program did not look does not end a paste")
  func stoppedProgram() {
    var parser = InputParser(escapeDelay: delay)
    #expect(parser.read(Array("\u{1B}[200~ab".utf8), at: .zero) == [])
    #expect(parser.read(Array("c\u{1B}[201~".utf8), at: .seconds(3600)) == [.paste("abc")])
  }

  // MARK: Strings

  @Test("A string without an end is given up in words, and keys are keys again")
  func endlessString() {
    let words = InputRemark.unfinishedString(bytes: 6).message.shown
    #expect(words.contains("6 bytes"))
    let open = InputRemark.openString.message.shown
    #expect(read([Array("\u{1B}P1$r2 qé".utf8), Array("j".utf8)], gap: .seconds(5)).dropFirst(2) == ["j"])
    #expect(read("\u{1B}]11;rgb") == [open, words])
    #expect(read("\u{1B}]11;rgb\u{1B}") == [open, words])
    #expect(read("\u{1B}]11;rgb\u{18}j") == ["j"])
    #expect(read("\u{1B}]11;rgb\u{1A}j") == ["j"])
  }

  @Test("A string of any length is swallowed, and told once when it is longer than any answer")
  func longString() {
    let string = Array("\u{1B}]52;c;".utf8) + [UInt8](repeating: 0x71, count: 3_000_000)
    let words = InputRemark.longString.message.shown
    #expect(read([string + Array("\u{07}j".utf8)]) == [words, "j"])
  }

  @Test("A sequence of any length is swallowed")
  func longSequence() {
    let digits = [UInt8](repeating: 0x31, count: 1_000_000)
    #expect(read([Array("\u{1B}[".utf8) + digits + Array("Aj".utf8)]) == ["j"])
    #expect(read([Array("\u{1B}O".utf8) + digits + Array("Aj".utf8)]) == ["j"])
    #expect(
      read([Array("\u{1B}[1;5".utf8) + [UInt8](repeating: 0x3B, count: 200) + Array("Aj".utf8)]) == ["j"])
  }
}
