import Screen
import TerminalInput
import Testing

@Suite("Keys in the bytes of a terminal")
struct KeySpellingTests {
  @Test("Every spelling is its key", arguments: Spellings.all)
  func spellings(bytes: String, key: String) {
    #expect(read(bytes) == [key])
  }

  @Test("Every spelling is its key wherever it is cut, however long the gap", arguments: Spellings.all)
  func splitSpellings(bytes: String, key: String) {
    for pieces in splits(Array(bytes.utf8)) {
      // An Esc alone is decided by time; with half an introducer it is what ESCDELAY is for.
      let isUndecided = pieces[0].allSatisfy { $0 == 0x1B }
      let gaps: [Duration] = isUndecided ? [.zero, .milliseconds(24)] : [.zero, .milliseconds(999)]
      for gap in gaps { #expect(read(pieces, gap: gap) == [key], "\(pieces) \(gap)") }
    }
  }

  @Test("Every spelling between two others takes nothing of them", arguments: Spellings.all)
  func neighbours(bytes: String, key: String) {
    let follower = bytes == "\u{1B}" ? [] : ["j"]
    #expect(read("k" + bytes + follower.joined()) == ["k", key] + follower)
    let bytewise = Array("k\(bytes)\(follower.joined())".utf8).map { [$0] }
    #expect(read(bytewise) == ["k", key] + follower)
  }

  @Test("A key of a kind of terminal that others spell otherwise is taught by terminfo")
  func taught() {
    var parser = InputParser(escapeDelay: .milliseconds(25))
    // FreeBSD's and SCO's consoles.
    parser.learn(Array("\u{1B}[M".utf8), as: .function(1))
    parser.learn(Array("\u{1B}[I".utf8), as: .pageUp)
    parser.learn(Array("\u{1B}A".utf8), as: .up)
    #expect(read("\u{1B}[M\u{1B}[I\u{1B}A\u{1B}B", by: parser) == ["F1", "PgUp", "Up", "M-B"])
    #expect(read(["\u{1B}[", "M", "\u{1B}", "A"].map { Array($0.utf8) }, by: parser) == ["F1", "Up"])
  }

  @Test("What everybody spells so is not taught otherwise, nor what begins with no Esc or has no end")
  func notTaught() {
    var parser = InputParser(escapeDelay: .zero)
    // A VT100's entry calls its keypad's 4 F5.
    for sequence in ["\u{1B}Ot", "q", "\u{0B}", "\u{1B}", "\u{1B}p\r", "\u{1B}[1;2"] {
      parser.learn(Array(sequence.utf8), as: .function(5))
    }
    #expect(read("\u{1B}Otq\u{0B}\u{1B}p\r", by: parser) == ["4", "q", "C-k", "M-p", "Enter"])
  }

  @Test("What is no key is swallowed, whole and wherever it is cut", arguments: Answers.all)
  func answers(bytes: String) {
    let answer = Array(bytes.utf8)
    #expect(read(bytes) == [])
    #expect(read("j" + bytes + "k") == ["j", "k"])
    for pieces in splits(answer) where pieces[0] != [0x1B] {
      #expect(read(pieces, gap: .milliseconds(900)) == [], "\(pieces)")
    }
    #expect(read(answer.map { [$0] }) == [])
  }

  @Test("Two answers, and an answer and a key, do not hide each other")
  func successions() {
    for answer in Answers.all {
      for (bytes, key) in Spellings.all {
        #expect(read(answer + bytes) == [key], "\(answer.debugDescription) \(bytes.debugDescription)")
      }
    }
  }
}
