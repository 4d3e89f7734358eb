import Collection
import Foundation
import Testing
import Text

@Suite("Replacing a file")
struct ReplacementFileTests {
  @Test("The new version takes the old one's place, and nothing else is left")
  func replaced() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "a.json")
    try ReplacementFile.replace(folder.path("a.json"), with: Array("new".utf8))
    #expect(folder.text("a.json") == "new")
    #expect(folder.entries == ["a.json"])
  }

  @Test(
    "A name may be as long as the system lets it be",
    arguments: [String(repeating: "a", count: 250) + ".json", String(repeating: "é", count: 125) + ".json"])
  func longName(name: String) throws {
    let folder = try TemporaryFolder()
    try ReplacementFile.replace(folder.path(name), with: Array("new".utf8))
    #expect(folder.text(name) == "new")
    #expect(folder.entries == [name])
  }

  @Test("The new version has the old one's permissions", arguments: [0o600, 0o640, 0o644, 0o660] as [mode_t])
  func permissions(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "a.json")
    #expect(chmod(folder.path("a.json"), mode) == 0)
    try ReplacementFile.replace(folder.path("a.json"), with: Array("new".utf8))
    var status = stat()
    #expect(stat(folder.path("a.json"), &status) == 0)
    #expect(status.st_mode & 0o777 == mode)
  }

  @Test("Folders on the way to it are made")
  func folders() throws {
    let folder = try TemporaryFolder()
    try ReplacementFile.replace(folder.path("a/b/c.json"), with: Array("new".utf8))
    #expect(folder.text("a/b/c.json") == "new")
  }

  @Test("Readers see the old version until the new one is complete, and for good when it never is")
  func abandoned() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "a.json")
    do {
      let file = try ReplacementFile(for: folder.path("a.json"))
      try file.write(Array("ne".utf8))
      #expect(folder.text("a.json") == "old")
      #expect(FileManager.default.contents(atPath: file.temporaryPath) == Data("ne".utf8))
      #expect(URL(filePath: file.temporaryPath).lastPathComponent.hasPrefix("."))
    }
    #expect(folder.text("a.json") == "old")
    #expect(folder.entries == ["a.json"])
  }

  @Test("What cannot be written is said with the path and the cause")
  func refused() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    let error = #expect(throws: ReplacementError.self) {
      try ReplacementFile.replace(folder.path("file/a.json"), with: [])
    }
    #expect(error?.errno == ENOTDIR)
    #expect(error?.sentence.shown.contains(folder.path("file")) == true)
    #expect(throws: ReplacementError.self) { try ReplacementFile.replace(folder.path, with: []) }
    #expect(throws: ReplacementError.self) { try ReplacementFile.replace("\(folder.path)/", with: []) }
  }

  @Test("What a killed process left behind goes after a day, and nothing else does")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let keep = [".a.json.17.tmp.json", ".a.json.tmp", ".a.json.x7.tmp", "a.json.17.tmp", "a.json", ".17.tmp"]
    for name in keep + [".a.json.17.tmp"] {
      try folder.write("", to: name)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: folder.path(name))
    }
    try folder.write("", to: ".a.json.18.tmp")
    ReplacementFile.removeLeftovers(in: folder.path, of: OutputFolder(path: folder.path))
    #expect(folder.entries == (keep + [".a.json.18.tmp"]).sorted())
  }

  @Test(
    "No folder is entered that everybody may write, the sticky bit or not",
    arguments: [0o777, 0o1777, 0o752] as [mode_t])
  func openFolder(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    #expect(mkdir(folder.path("open"), 0o755) == 0)
    #expect(chmod(folder.path("open"), mode) == 0)
    let output = OutputFolder(path: folder.path)
    for (path, output) in [
      ("open/a.json", output), ("open/inner/a.json", output),
      ("open/a.json", OutputFolder(path: folder.path("open"))),
    ] {
      let error = #expect(throws: ReplacementError.self) {
        try ReplacementFile.replace(folder.path(path), with: [], in: output)
      }
      #expect(error?.sentence.shown.contains("/open may be written by everybody") == true)
    }
    #expect(folder.entries == ["open"])
    #expect(chmod(folder.path("open"), 0o770) == 0)
    try ReplacementFile.replace(folder.path("open/a.json"), with: [], in: output)
  }
}
