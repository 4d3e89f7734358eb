import Screen
import Testing
import Text

@Suite("Words that are searched for in a line")
struct LineSearchTests {
  private static var line: Line {
    var line = Line("Partition  ", .muted)
    line.add("standard", .strong)
    line.add("-g", .link)
    line.add(" of LUMI, lumi")
    return line
  }

  @Test(
    "They are found whatever their case, over pieces, and with any number of spaces between them",
    arguments: [
      ("partition standard-g", ["Partition  ", "standard", "-g"]), ("D-G", ["d", "-g"]),
      ("lumi", ["LUMI", "lumi"]), ("g of", ["g", " of"]), (" ", []), ("", []), ("standardg", []),
      ("partition of", []), ("lumi lumi", []),
    ] as [(SafeText, [SafeText])])
  func found(words: SafeText, marked: [SafeText]) {
    let line = Self.line.marking(words)
    #expect(line.spans.filter { $0.style.isSelected }.map(\.text) == marked)
    #expect(line.text == Self.line.text)
    #expect(Self.line.has(words) == !marked.isEmpty)
    #expect(line.spans.filter { $0.style.role == .link }.map(\.text).joined() == "-g")
  }
}
