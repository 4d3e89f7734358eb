import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Texts as somebody would read them aloud")
struct WordingTests {
  @Test(
    "Units, signs and cut words are said in full",
    arguments: [
      ("9h 10m", "9 hours 10 minutes"), ("1d 01h", "1 day 1 hour"),
      ("2d 04h, others", "2 days 4 hours, others"),
      ("-1h 05m", "minus 1 hour 5 minutes"), ("38 m", "38 minutes"), ("1 m", "1 minute"),
      ("<1 m", "less than 1 minute"), ("412 d", "412 days"), ("-3 h", "minus 3 hours"),
      ("64.2 k GPU-h", "64.2 thousand GPU-hours"), ("2.1 M", "2.1 million"), ("1,5", "1,5"),
      ("92.9 % of available", "92.9 percent of available"), ("%avail", "percent avail"),
      ("used%", "used percent"), ("≥ 47 tasks", "at least 47 tasks"), ("8 × 64 tasks", "8 times 64 tasks"),
      ("72 → 81 %", "72 to 81 percent"), ("a +3 more", "a and 3 more"),
      ("+2 reasons ×9", "and 2 reasons, together 9"),
      ("<24h 10", "less than 24 hours: 10"), ("<1h 1", "less than 1 hour: 1"),
      ("<1h 1  <6h 8  older 3", "less than 1 hour: 1, 1 hour to 6 hours: 8, older: 3"),
      ("lrdn0043 +31 12 m", "lrdn0043 and 31 others, 12 minutes"), ("a +1", "a and 1 other"),
      (">999 E GPU-h", "more than 999 quintillion GPU-hours"), ("<-99", "less than minus 99"),
      (">9999 % used", "more than 9999 percent used"), ("pace >99", "pace more than 99"),
      ("– 9101 left out", "9101 left out"),
      ("no resp", "no response"),
      ("Mon 23 Nov 10:00", "Monday 23 November 10:00"), ("Oct 2027", "October 2027"), ("Mar x", "Mar x"),
      ("—", "not known"), ("pool — none set", "pool not known, none set"), ("— · later", "not known, later"),
      ("✓ 13 pass", "13 pass"), ("✗ 2 fail", "2 fail"), ("18.3 kW", "18.3 kilowatts"), ("1 W", "1 watt"),
    ])
  func words(text: (shown: String, said: String)) {
    #expect(SafeText(untrusted: text.shown).inWords.shown == text.said)
  }

  @Test("Columns and separators become commas, bars nothing")
  func columns() {
    #expect(SafeText(untrusted: "down   2  lumi ▆▆▁▁ · 3 h").inWords.shown == "down, 2, lumi, 3 hours")
    #expect(SafeText(untrusted: "a  · ").inWords.shown == "a")
    #expect(SafeText(untrusted: "  a").inWords.shown == "a")
  }

  @Test(
    "Names that are no figures stay as they are", arguments: ["4h", "node-3d", "10m", "h100", "k", "3dmodel"])
  func names(name: String) {
    #expect(SafeText(untrusted: name).inWords.shown == name)
  }

  @Test(
    "The name of a link stays as it is, also one that looks like a span; links beside each other are separated"
  )
  func links() {
    var line = Line("on ")
    line.add(link: 0, "9h 10m")
    line.add(link: 1, "b")
    line.add("and 5 m")
    #expect(line.inWords.shown == "on 9h 10m, b and 5 minutes")
  }

  @Test(
    "Titles have whole words",
    arguments: [
      ("%avail", "percent available"), ("GPU-h", "GPU-hours"), ("facility-power", "facility power"),
    ])
  func titles(title: (shown: String, said: String)) {
    #expect(SafeText(untrusted: title.shown).titleInWords.shown == title.said)
  }

  @Test("Lines have 80 cells at most, no word is lost, and only one that no line has room for is broken")
  func wrapping() {
    let words = (1...60).map { "word\($0)" } + [String(repeating: "x", count: 200), "end"]
    var text = LinearText()
    text.add(SafeText(untrusted: words.joined(separator: " ")))
    text.add("")
    #expect(text.lines.allSatisfy { $0.width <= 80 })
    #expect(text.lines.dropFirst().allSatisfy { $0.shown.hasPrefix("  ") && !$0.shown.hasSuffix(" ") })
    let read = text.lines.map { $0.shown.trimmingPrefix("  ") }.joined(separator: " ")
    #expect(read.filter { $0 != " " } == words.joined())
    #expect(read.hasPrefix("word1 word2 word3 "))
    // Lines are filled: a word is not broken off where it had room.
    #expect(text.lines[0].width > 72)
  }
}
