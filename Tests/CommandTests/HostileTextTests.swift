import Foundation
import FoundationXML
import Glibc
import Testing

private let corpora = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

@Suite("Hostile text, from the file to what is written")
struct HostileTextTests {
  @Test("No text of any form writes more than itself")
  func invented() throws { try check(HostileTelemetry.texts) }

  @Test(
    "No naughty string in any form writes more than itself",
    .enabled(if: corpora != nil, "FACTORYTOP_CORPORA is unset"))
  func naughty() throws {
    let file = "\(try #require(corpora))/corpora/big-list-of-naughty-strings/blns.json"
    let texts = try JSONDecoder().decode([String].self, from: try Data(contentsOf: URL(filePath: file)))
    #expect(texts.count > 400)
    try check(texts)
  }

  private func check(_ texts: [String]) throws {
    let folder = try TemporaryFolder()
    try HostileTelemetry(texts: texts).write(to: folder)
    let source = ["--data", folder.path, "--now", Program.moment]
    for command in [["report"], ["report", "--format", "table"], ["check"]] {
      let result = try Program().run(command + source)
      #expect(result.status == (command == ["check"] ? 1 : 0), "\(command)")
      #expect(result.output.count > texts.count, "\(command)")
      expectPlain(result.output + result.complaints, of: command)
    }
    for view in ["overview", "utilization", "queue", "applications", "budget"] {
      for (columns, rows) in [(160, 1000), (40, 12)] {
        let command = ["snapshot", "--view", view, "--size", "\(columns)x\(rows)"] + source
        let text = try Program().run(command).output
        expectPlain(text, of: command)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == rows + 1, "\(command)")
        #expect(try lines.allSatisfy { try width(of: $0) <= columns }, "\(command)")

        let colours = try Program().run(command + ["--format", "ansi"]).output
        expectPlain(colours.replacing(/\u{1B}\[[0-9;]*m/, with: ""), of: command + ["ansi"])

        let drawing = try Program().run(command + ["--format", "svg"]).output
        expectPlain(drawing, of: command + ["svg"])
        #expect(XMLParser(data: Data(drawing.utf8)).parse(), "\(command)")
        #expect(!drawing.contains("<script"))
      }
    }
  }

  /// Lines of text: no control but the end of a line, nothing that is invisible or turns the direction of writing.
  private func expectPlain(
    _ text: String, of command: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!text.isEmpty, "\(command)", sourceLocation: sourceLocation)
    let bad = text.unicodeScalars.first { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
      default: false
      }
    }
    #expect(bad == nil, "\(command)", sourceLocation: sourceLocation)
  }

  /// The cells that the C library gives a line, in a UTF-8 locale that is set for this call only.
  private func width(of line: Substring) throws -> Int {
    let wcwidth = try #require(cLibraryWidth)
    let utf8 = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(utf8)
    defer {
      uselocale(before)
      freelocale(utf8)
    }
    return line.unicodeScalars.reduce(0) { $0 + Int(wcwidth(wchar_t($1.value))) }
  }
}

/// Looked up by name because Glibc's headers, as Swift imports them, hide this function of X/Open.
private let cLibraryWidth: (@convention(c) (wchar_t) -> CInt)? = dlsym(nil, "wcwidth").map {
  unsafeBitCast($0, to: (@convention(c) (wchar_t) -> CInt).self)
}
