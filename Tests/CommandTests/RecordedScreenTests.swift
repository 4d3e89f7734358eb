import Foundation
import Glibc
import Testing

@Suite("snapshot --expect")
struct RecordedScreenTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let input = ["--data", Program.sampleData, "--now", Program.moment, "--size", "80x24"]

  private func run(_ options: [String]) throws -> Program.Result {
    try Program().run(["snapshot"] + Self.input + options)
  }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }
  private func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
  }

  @Test(
    "A screen that is not there is missing: --record writes it, and then it is the same",
    arguments: [
      "text", "styled", "ansi", "svg",
    ])
  func recording(format: String) throws {
    let expect = ["--expect", path("a/screen")]
    let missing = try run(expect)
    #expect(missing.status == 1)
    #expect(missing.output.isEmpty)
    #expect(
      missing.complaints
        == "factorytop: \(path("a/screen")) is not there: record it with --record, and look at it.\n")
    let recorded = try run(expect + ["--record", "--format", format])
    #expect(recorded.status == 0)
    #expect(recorded.output.isEmpty)
    #expect(recorded.complaints == "factorytop: \(path("a/screen")) is recorded; look at it.\n")
    #expect(try text("a/screen") == run(["--format", format]).output)
    // Its format is told by its content.
    let same = try run(expect)
    #expect(same.status == 0)
    #expect(same.output.isEmpty && same.complaints.isEmpty, "\(same.complaints)")
    let again = try run(expect + ["--record"])
    #expect(again.status == 0)
    #expect(again.complaints == "factorytop: \(path("a/screen")) is the same already.\n")
  }

  @Test("What differs is printed row by row, ends with 1, and stays as it was recorded")
  func differing() throws {
    let expect = ["--expect", path("screen")]
    #expect(try run(expect + ["--record"]).status == 0)
    let before = try text("screen")
    let result = try run(expect + ["--keys", "?"])
    #expect(result.status == 1)
    #expect(try text("screen") == before)
    let drawn = try run(["--keys", "?"]).output.split(separator: "\n").map(String.init)
    let rows = before.split(separator: "\n").map(String.init)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "\(path("screen")): - as recorded, + as drawn")
    var count = 0
    for (row, (old, new)) in zip(rows, drawn).enumerated() where old != new {
      count += 1
      let heading = try #require(lines.firstIndex { $0.hasPrefix("row \(row + 1), column") })
      #expect(lines[heading + 1] == "- \(old)")
      #expect(lines[heading + 2] == "+ \(new)")
      #expect(lines[heading + 3].allSatisfy { $0 == " " || $0 == "^" })
    }
    #expect(count > 3)
    #expect(lines.count { $0.hasPrefix("row ") } == count)
    #expect(
      result.complaints
        == "factorytop: \(path("screen")) differs in \(count) of 24 rows; where it is meant, --record writes it anew.\n"
    )
  }

  @Test("--record replaces what differs as a whole, and says how many rows changed")
  func replacing() throws {
    let expect = ["--expect", path("screen")]
    #expect(try run(expect + ["--record"]).status == 0)
    let before = try text("screen")
    #expect(link(path("screen"), path("other")) == 0)
    var lines = before.split(separator: "\n").map(String.init)
    lines[4] = "x"
    lines[7] = "y"
    try folder.write(lines.map { "\($0)\n" }.joined(), to: "edited")
    #expect(rename(path("edited"), path("screen")) == 0)
    let replaced = try run(expect + ["--record"])
    #expect(replaced.status == 0)
    #expect(replaced.complaints == "factorytop: \(path("screen")) is replaced: 2 of 24 rows changed.\n")
    #expect(try text("screen") == before)
    // Another format is another screen.
    let styled = try run(expect + ["--record", "--format", "styled"])
    #expect(styled.complaints.contains("(it is recorded as text, and drawn as styled)"))
    #expect(try text("screen") != before)
    // The file is another one, so that whoever has the old one open sees no half of the new one.
    #expect(try text("other") == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["other", "screen"])
  }

  @Test("Colours and roles count where the format has them, and the glyphs alone where it has not")
  func themes() throws {
    for format in ["text", "styled", "ansi"] {
      let expect = ["--expect", path(format)]
      #expect(try run(expect + ["--record", "--format", format]).status == 0)
      #expect(try run(expect + ["--theme", "default-light"]).status == (format == "ansi" ? 1 : 0))
    }
  }

  @Test("Without --now it is said that the clock runs")
  func clock() throws {
    let options = ["snapshot", "--data", Program.sampleData, "--expect", path("screen")]
    let recorded = try Program().run(options + ["--record"])
    #expect(recorded.status == 0)
    #expect(recorded.complaints.contains("give --now"))
    try folder.write("x\n", to: "screen")
    let result = try Program().run(options)
    #expect(result.status == 1)
    #expect(result.complaints.contains("; give --now, for without it the clock runs on; "))
  }

  @Test("What is no recorded screen is refused in words, and is not replaced")
  func hostile() throws {
    try folder.write("", to: "folder/x")
    #expect(mkfifo(path("fifo"), 0o600) == 0)
    try folder.write("", to: "huge")
    #expect(truncate(path("huge"), 65 << 20) == 0)
    try Data([0x61, 0xFF, 0x0A]).write(to: URL(filePath: path("latin")))
    try Data([0x61, 0x00, 0x0A]).write(to: URL(filePath: path("zero")))
    for (name, evidence) in [
      ("folder", "directory"), ("fifo", "no regular file"), ("huge", "more than 64 MiB"),
      ("latin", "line 1 is not UTF-8"), ("zero", "byte 0"), ("huge/screen", "is not there"),
    ] {
      let result = try run(["--expect", path(name)])
      #expect(result.status == 1, "\(name)")
      #expect(result.output.isEmpty)
      #expect(result.complaints.contains(evidence), "\(result.complaints)")
      #expect(result.complaints.split(separator: "\n").count == 1)
      let recording = try run(["--expect", path(name), "--record"])
      #expect(recording.status == 1, "\(name)")
      #expect(recording.complaints.split(separator: "\n").count == 1)
    }
    #expect(try Data(contentsOf: URL(filePath: path("latin"))) == Data([0x61, 0xFF, 0x0A]))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "fifo", "folder", "huge", "latin", "zero",
      ])
  }

  @Test("A recorded file does nothing to the terminal")
  func escapes() throws {
    try folder.write("\u{1B}]0;title\u{7}\u{202E}\n\u{9B}2J\n", to: "screen")
    let result = try run(["--expect", path("screen")])
    #expect(result.status == 1)
    #expect(result.output.contains("␛]0;title␇"))
    let all = (result.output + result.complaints).unicodeScalars
    #expect(!all.contains { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) })
  }

  @Test("Nothing is recorded of data that cannot be read, nor in a theme that there is not")
  func noPicture() throws {
    try folder.write("kept\n", to: "screen")
    let missing = try Program().run(
      "snapshot", "--data", path("nothing"), "--expect", path("screen"), "--record")
    #expect(missing.status == 1)
    #expect(missing.complaints.contains("\(path("nothing")): "))
    #expect(try run(["--theme", "none", "--expect", path("screen"), "--record"]).status == 2)
    #expect(try text("screen") == "kept\n")
  }

  @Test(
    "Options that do not go together are usage",
    arguments: [["--record"], ["--record", "--screens", "x.toml"], ["--expect", ""]])
  func usage(options: [String]) throws {
    let result = try run(options)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.contains("--expect"))
  }
}

@Suite("snapshot --screens")
struct ScreensTests {
  private let folder: TemporaryFolder
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.screens, to: "screens.toml")
    try folder.write(
      "[page]\nbackground = \"#123456\"\n[roles]\ncritical = { foreground = \"#010203\" }\n", to: "ours.toml")
  }

  private static let screens = """
    [[screen]]
    name = "queue"
    view = "queue"
    keys = "j"
    format = "styled"

    [[screen]]
    name = "ours"
    size = "60x12"
    theme = "ours.toml"
    format = "ansi"

    [[screen]]
    name = "filtered"
    view = "applications"
    filter = "mode:PG"
    ascii = true
    """

  private static let input = ["--data", Program.sampleData, "--now", Program.moment, "--size", "80x24"]

  private func run(_ options: [String], screens: String = "screens.toml") throws -> Program.Result {
    try Program().run(["snapshot"] + Self.input + ["--screens", path(screens)] + options)
  }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }
  private func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
  }

  @Test("Each screen is what the same options draw, in a file of its name")
  func recording() throws {
    let expect = ["--expect", path("screens")]
    let missing = try run(expect)
    #expect(missing.status == 1)
    #expect(missing.complaints.split(separator: "\n").count == 3)
    #expect(missing.complaints.contains("\(path("screens/ours.ansi")) is not there: record it with --record"))
    let recorded = try run(expect + ["--record"])
    #expect(recorded.status == 0)
    #expect(recorded.output.isEmpty)
    #expect(
      recorded.complaints
        == ["queue.styled.txt", "ours.ansi", "filtered.txt"].map {
          "factorytop: \(path("screens/\($0)")) is recorded; look at it.\n"
        }.joined())
    let options = [
      ("queue.styled.txt", ["--view", "queue", "--keys", "j", "--format", "styled"]),
      ("ours.ansi", ["--size", "60x12", "--theme", path("ours.toml"), "--format", "ansi"]),
      ("filtered.txt", ["--view", "applications", "--filter", "mode:PG", "--ascii"]),
    ]
    var all = ""
    for (index, (file, options)) in options.enumerated() {
      let picture = try Program().run(["snapshot"] + Self.input + options).output
      #expect(try text("screens/\(file)") == picture)
      all += "\(index == 0 ? "" : "\n")==> \(file.prefix { $0 != "." }) <==\n\(picture)"
    }
    let same = try run(expect)
    #expect(same.status == 0)
    #expect(same.output.isEmpty && same.complaints.isEmpty, "\(same.complaints)")
    #expect(try run([]).output == all)
  }

  @Test("Every screen that differs is told before the exit code is 1, and --record replaces these alone")
  func differing() throws {
    let expect = ["--expect", path("screens")]
    #expect(try run(expect + ["--record"]).status == 0)
    let before = try ["queue.styled.txt", "filtered.txt"].map { try text("screens/\($0)") }
    try folder.write("x\n", to: "screens/queue.styled.txt")
    #expect(unlink(path("screens/filtered.txt")) == 0)
    var stamp = stat()
    #expect(stat(path("screens/ours.ansi"), &stamp) == 0)
    let result = try run(expect)
    #expect(result.status == 1)
    #expect(result.output.contains("\(path("screens/queue.styled.txt")): - as recorded, + as drawn\n"))
    #expect(!result.output.contains("ours.ansi"))
    #expect(result.complaints.contains("queue.styled.txt differs in 24 of 24 rows"))
    #expect(result.complaints.contains("filtered.txt is not there"))
    let recorded = try run(expect + ["--record"])
    #expect(recorded.status == 0)
    #expect(recorded.complaints.contains("queue.styled.txt is replaced: 24 of 24 rows changed"))
    #expect(recorded.complaints.contains("ours.ansi is the same already."))
    #expect(recorded.complaints.contains("filtered.txt is recorded; look at it."))
    #expect(try ["queue.styled.txt", "filtered.txt"].map { try text("screens/\($0)") } == before)
    var later = stat()
    #expect(stat(path("screens/ours.ansi"), &later) == 0)
    #expect(later.st_ino == stamp.st_ino)
  }

  @Test("A theme that changed differs where it is drawn, and a screen that went is told")
  func changes() throws {
    let expect = ["--expect", path("screens")]
    #expect(try run(expect + ["--record"]).status == 0)
    try folder.write(
      "[page]\nbackground = \"#123456\"\n[roles]\ncritical = { foreground = \"#030201\" }\n", to: "ours.toml")
    let result = try run(expect)
    #expect(result.status == 1)
    #expect(result.complaints.split(separator: "\n").count == 1)
    #expect(result.complaints.contains("ours.ansi differs in "))
    #expect(result.output.contains("expected 0;38;2;1;2;3, got 0;38;2;3;2;1"))
    try folder.write("[[screen]]\nname = \"ours\"\nview = \"budget\"", to: "fewer.toml")
    let fewer = try run(expect + ["--record"], screens: "fewer.toml")
    #expect(fewer.status == 0)
    #expect(fewer.complaints.contains("\(path("screens/ours.ansi")) belongs to no screen of the file"))
    #expect(fewer.complaints.contains("\(path("screens/filtered.txt")) belongs to no screen of the file"))
    #expect(fewer.complaints.contains("\(path("screens/ours.txt")) is recorded; look at it."))
  }

  @Test("One that cannot be written does not keep the others from it")
  func partly() throws {
    try folder.write("", to: "screens/ours.ansi/x")
    let result = try run(["--expect", path("screens"), "--record"])
    #expect(result.status == 1)
    #expect(
      result.complaints.contains("ours.ansi is not replaced, for what is there is no recorded screen: "))
    #expect(try !text("screens/queue.styled.txt").isEmpty)
    #expect(try !text("screens/filtered.txt").isEmpty)
    // The folder is a file.
    let file = try run(["--expect", path("ours.toml"), "--record"])
    #expect(file.status == 1)
    #expect(file.complaints.contains("Not a directory"))
  }

  @Test("What a screen leaves out is as the options say it, and what it says counts before them")
  func defaults() throws {
    try folder.write(
      "[[screen]]\nname = \"own\"\nview = \"budget\"\n[[screen]]\nname = \"other\"\nascii = false",
      to: "two.toml")
    let options = ["--view", "queue", "--ascii", "--format", "styled"]
    #expect(try run(options + ["--expect", path("two"), "--record"], screens: "two.toml").status == 0)
    let own = try Program().run(["snapshot"] + Self.input + options + ["--view", "budget"]).output
    let other = try Program().run(
      ["snapshot"] + Self.input + options.filter { $0 != "--ascii" }
    ).output
    #expect(try text("two/own.styled.txt") == own)
    #expect(try text("two/other.styled.txt") == other)
  }

  @Test(
    "What is wrong with the file ends with 2, and names its line and key, before anything is read",
    arguments: [
      ("name = \"a\"\nsise = \"80x24\"", "line 3: screen 1 has no key “sise”: did you mean “size”?"),
      ("name = \"a\"\n[[screen]]\nname = \"a\"", "line 4: screen 2.name is that of another screen"),
      ("name = \"a\"\nfilter = \"mode:playgruond\"", "line 3: screen 1.filter: "),
      ("name = \"a\"\nfilter = \"mode:playgruond\"", "did you mean playground?"),
      ("name = \"a\"\ntheme = \"default-drak\"", "line 3: screen 1.theme: there is no theme called"),
      ("name = \"a\"\ntheme = \"./none.toml\"", "line 3: screen 1.theme: theme "),
      ("name = \"\u{202E}\"", "line 2: screen 1.name has to be"),
    ])
  func mistakes(screen: String, evidence: String) throws {
    try folder.write("[[screen]]\n\(screen)", to: "wrong.toml")
    let result = try Program().run(
      "snapshot", "--data", "/no/such/folder", "--screens", path("wrong.toml"), "--expect", path("screens"))
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.hasPrefix("factorytop: \(path("wrong.toml")), line "), "\(result.complaints)")
    #expect(result.complaints.contains(evidence), "\(result.complaints)")
    #expect(result.complaints.split(separator: "\n").count == 1)
  }

  @Test("A file of screens that is not there is named, with 2")
  func missing() throws {
    let result = try run([], screens: "none.toml")
    #expect(result.status == 2)
    #expect(
      result.complaints == "factorytop: \(path("none.toml")) cannot be read: No such file or directory.\n")
  }
}
