import Foundation
import Glibc
import Testing
import Text

@testable import Telemetry

@Suite("Looking for telemetry files")
struct FolderScanTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private var names: [String] {
    FolderScan(root: folder.root).files.map { String($0.path.text.shown.dropFirst(folder.path.count + 1)) }
  }

  @Test("files come in the order of the bytes of their paths, however deep up to four folders")
  func order() throws {
    for name in ["b.json", "a/z.json", "a.json", "Z.json", "é.json", "a/b/c/d/in.json", "a/b/c/d/e/out.json"]
    {
      try folder.write(name, "{}")
    }
    #expect(names == ["Z.json", "a.json", "a/b/c/d/in.json", "a/z.json", "b.json", "é.json"])
    #expect(
      FolderScan(root: folder.root).faults
        == [FolderScan.Fault(path: folder.path("a/b/c/d/e"), error: .tooDeep(limit: 4))])
  }

  @Test("hidden files, backups and unfinished ones are passed over, and hidden folders too")
  func passedOver() throws {
    for name in [".a.json", "b.json~", "c.json.tmp", ".git/config", "d.json", "tmp", "e.tmp.json"] {
      try folder.write(name, "{}")
    }
    #expect(names == ["d.json", "e.tmp.json", "tmp"])
  }

  @Test("links to files are followed; a folder that holds itself is walked once")
  func links() throws {
    try folder.write("data/a.json", "{}")
    #expect(symlink("a.json", "\(folder.path)/data/b.json") == 0)
    #expect(symlink("..", "\(folder.path)/data/up") == 0)
    #expect(names == ["data/a.json", "data/b.json"])
    #expect(FolderScan(root: folder.root).faults.isEmpty)
  }

  @Test("a name that is not UTF-8 is opened by its own bytes and shown repaired")
  func foreignName() throws {
    let path = DataPath(bytes: Array(folder.path.utf8) + Array("/".utf8) + [0xE9] + Array(".json".utf8))
    let text = Array(OwnText.nodes("a").utf8)
    let descriptor = path.withCString { open($0, O_WRONLY | O_CREAT, 0o600) }
    try #require(descriptor >= 0)
    #expect(Glibc.write(descriptor, text, text.count) == text.count)
    close(descriptor)
    let found = try #require(FolderScan(root: folder.root).files.first)
    #expect(found.path == path)
    #expect(found.path.lastComponent.shown == "\u{FFFD}.json")
    guard case .document = FileReading(of: found.path).outcome else {
      Issue.record("not read")
      return
    }
  }

  @Test("too many files are cut off, and that is said")
  func tooMany() throws {
    for number in 0..<5 { try folder.write("\(number).json", "{}") }
    let scan = FolderScan(root: folder.root, fileLimit: 3, patience: .seconds(60))
    #expect(scan.files.map(\.path) == [folder.path("0.json"), folder.path("1.json"), folder.path("2.json")])
    #expect(scan.faults == [FolderScan.Fault(path: folder.root, error: .tooManyFiles(limit: 3))])
    #expect(FolderScan(root: folder.root, fileLimit: 5, patience: .seconds(60)).faults.isEmpty)
  }

  @Test("a root that is a file is that file; one that does not exist is a fault")
  func fileAsRoot() throws {
    try folder.write("lumi/a.json", "{}")
    let scan = FolderScan(root: folder.path("lumi/a.json"))
    #expect(scan.files.map(\.path) == [folder.path("lumi/a.json")])
    #expect(scan.files.first?.folderName == "lumi")
    let absent = FolderScan(root: folder.path("nowhere"))
    #expect(absent.files.isEmpty)
    #expect(absent.faults == [FolderScan.Fault(path: folder.path("nowhere"), error: .missing)])
  }

  @Test("a path is taken apart by bytes")
  func paths() {
    #expect(DataPath("a/b//").bytes == Array("a/b".utf8))
    #expect(DataPath("a/b").folder == DataPath("a"))
    #expect(DataPath("b").folder == DataPath("."))
    #expect(DataPath("/b").folder == DataPath("/"))
    #expect(DataPath("/").appending(Array("b".utf8)) == DataPath("/b"))
    #expect(DataPath("/").lastComponent == "/")
    #expect(DataPath("a/b").isBelow(DataPath("a")))
    #expect(DataPath("/a").isBelow(DataPath("/")))
    #expect(!DataPath("ab").isBelow(DataPath("a")))
    #expect(!DataPath("a").isBelow(DataPath("a")))
    #expect(DataPath("x.json.d/jobs.json.gz").isNamedJSON)
    #expect(!DataPath("x.json/README").isNamedJSON)
  }
}
