import Foundation
import Testing

@Suite("snapshot")
struct SnapshotTests {
  @Test(
    "Text is exactly as many rows and columns as were asked for",
    arguments: ["160x48", "80x24", "97x31", "40x12", "20x5"])
  func size(size: String) throws {
    let result = try Program().run(
      "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--size", size, "--ascii")
    let parts = size.split(separator: "x").compactMap { Int($0) }
    let rows = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(rows.count == parts[1])
    #expect(rows.allSatisfy { $0.count == parts[0] })
    let isASCII = result.output.allSatisfy { $0.isASCII }
    #expect(isASCII)
  }

  @Test("Keys change the picture as they change the screen")
  func keys() throws {
    func picture(_ keys: String) throws -> String {
      try Program().run(
        "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--keys", keys, "--format",
        "styled"
      ).output
    }
    #expect(try picture("?").contains("show or hide this help"))
    #expect(try picture("2<Enter>").contains("why they wait"))
    #expect(try picture("\t") == picture("<Tab>"))
    #expect(try picture("j") != picture(""))
    #expect(try picture("jk") == picture("kk"))
  }

  @Test("Every theme can be asked for, and the theme key goes on from it through the built-in ones")
  func themes() throws {
    func picture(_ theme: String, _ keys: String = "") throws -> Program.Result {
      try Program().run(
        "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--theme", theme, "--format",
        "svg",
        "--size", "80x24", "--keys", keys)
    }
    let pictures = try ["default-dark", "default-light", "colour-blind-safe", "high-contrast", "monochrome"]
      .map { theme in
        let result = try picture(theme)
        #expect(result.status == 0, "\(theme): \(result.complaints)")
        return result.output
      }
    #expect(Set(pictures).count == 5)
    #expect(try picture("monochrome", "<C-t>").output == pictures[0])
    #expect(try picture("default-dark", "<C-t>").output == pictures[1])
    #expect(try picture("default-light", "<C-t><C-t>").output == pictures[2])
    #expect(try picture("default-light", "<C-t><C-t><C-t><C-t><C-t>").output == pictures[1])
  }

  @Test("--color never leaves no colour, and every row ends as it began")
  func colors() throws {
    func ansi(_ color: String) throws -> String {
      try Program().run(
        "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--format", "ansi", "--color",
        color
      ).output
    }
    #expect(try ansi("truecolor").contains("38;2;"))
    #expect(try ansi("256").contains("38;5;"))
    #expect(try ansi("256").contains("38;2;") == false)
    #expect(try ansi("16").contains("38;") == false)
    let plain = try ansi("never")
    #expect(!plain.contains("38;") && !plain.contains("[31"))
  }
}

@Suite("The README")
struct ReadmeTests {
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  @Test("Its picture is what the program renders of the sample data")
  func picture() throws {
    let look = ["--now", Program.moment, "--size", "140x42", "--format", "svg"]
    let result = try Program().run(["snapshot", "--data", Program.sampleData] + look)
    let file = Self.checkout.appending(path: ".github/overview.svg")
    let isSame = try result.output == String(contentsOf: file, encoding: .utf8)
    let command = "factorytop snapshot --data sample-data \(look.joined(separator: " "))"
    #expect(isSame, "write it anew: \(command) > .github/overview.svg")
  }

  /// What stands in a block under a mark.
  private static func block(_ mark: String) throws -> String {
    let text = try String(contentsOf: checkout.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(text.range(of: "<!-- \(mark) -->\n```"))
    let block = text[start.upperBound...].drop { $0 != "\n" }.dropFirst()
    let end = try #require(block.range(of: "\n```"))
    return String(block[..<end.lowerBound])
  }

  @Test("Its screens can be recorded by its command, and are the same then")
  func screens() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.block("file: screens.toml"), to: "screens.toml")
    try folder.write("[page]\nbackground = \"#123456\"\n", to: "themes/ours.toml")
    try folder.write("site = \"Ours\"\n", to: "config.toml")
    var shell = Program()
    shell.executable = "/bin/sh"
    let command = try Self.block("command: record").replacing(/^factorytop/, with: "\"$0\"")
      .replacing("--data telemetry", with: "--data \"$1\"")
    let words = ["-c", "cd \"$2\" && \(command) && \(command.replacing(" --record", with: ""))"]
    let result = try shell.run(words + [Program.path, Program.sampleData, folder.path])
    #expect(result.status == 0, "\(result.complaints)")
    #expect(
      result.complaints.split(separator: "\n") == [
        "factorytop: screens/overview.ansi is recorded; look at it.",
        "factorytop: screens/queue-80x24.styled.txt is recorded; look at it.",
        "factorytop: screens/applications.txt is recorded; look at it.",
      ])
    let screen = try String(
      contentsOf: URL(filePath: "\(folder.path)/screens/applications.txt"), encoding: .utf8)
    #expect(screen.contains(" mode:PG !decided "))
  }
}
