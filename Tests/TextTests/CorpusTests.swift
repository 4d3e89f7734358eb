import Foundation
import Testing
import Text

@Suite("Texts that others found troublesome", .enabled(if: Corpora.areAvailable))
struct CorpusTests {
  @Test("Every naughty string of the big list becomes safe")
  func naughtyStrings() throws {
    let strings = try JSONDecoder().decode(
      [String].self, from: Corpora.read("big-list-of-naughty-strings/blns.json"))
    #expect(strings.count > 500)
    for string in strings {
      let safe = SafeText(untrusted: string)
      #expect(violations(of: safe) == [], "\(string.debugDescription)")
      #expect(
        safe.isEmpty == string.unicodeScalars.allSatisfy { "\u{200D}\u{FE0F}".unicodeScalars.contains($0) })
    }
  }

  @Test("Every line of Kuhn's texts becomes safe", arguments: ["UTF-8-test.txt", "UTF-8-demo.txt"])
  func kuhn(file: String) throws {
    let lines = try Corpora.read("kuhn-utf8/" + file).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count > 100)
    for line in lines {
      let text = safe(Array(line))
      #expect(violations(of: text) == [])
      #expect(SafeText(untrusted: text.shown).shown == text.shown)
    }
  }

  @Test("Every emoji sequence with a joiner is shown as its parts")
  func joinerSequences() throws {
    let file = try String(decoding: Corpora.read("unicode/emoji-zwj-sequences-latest.txt"), as: UTF8.self)
    let sequences = file.split(separator: "\n").filter { $0.first != "#" }.map { line in
      line.prefix { $0 != ";" }.split(separator: " ").compactMap { UInt32($0, radix: 16) }
    }
    #expect(sequences.count > 1000)
    for values in sequences {
      let scalars = values.compactMap(Unicode.Scalar.init)
      let safe = SafeText(untrusted: string(scalars))
      #expect(violations(of: safe) == [])
      #expect(Array(safe.cells).count == scalars.count { !["\u{200D}", "\u{FE0F}"].contains($0) })
    }
  }

  @Test("Whatever is shown is as wide as Unicode says")
  func eastAsianWidth() throws {
    let file = try String(decoding: Corpora.read("unicode/EastAsianWidth.txt"), as: UTF8.self)
    var wide: Set<UInt32> = []
    for line in file.split(separator: "\n") where line.first != "#" {
      let fields = line.prefix { $0 != "#" }.split(separator: ";").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard fields.count == 2, fields[1] == "W" || fields[1] == "F" else { continue }
      let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      wide.formUnion(try #require(ends.first)...(try #require(ends.last)))
    }
    #expect(wide.count > 100_000)
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), let width = DisplayWidth.of(scalar), width > 0 else {
        continue
      }
      if (width == 2) != wide.contains(value) { Issue.record("\(name(of: scalar))") }
    }
  }
}
