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

  @Test(
    "links that lead nowhere, folders and what lies in them count like files, and what is hidden does not")
  func countedNames() throws {
    for name in ["1", "2", "3"] { #expect(symlink("nowhere", "\(folder.path)/\(name)") == 0) }
    for name in [".hidden", "b/1.json", "b/2.json", "b/~", "c/1.json", "d/1.json"] {
      try folder.write(name, "{}")
    }
    func scan(_ limit: Int) -> FolderScan {
      FolderScan(root: folder.root, fileLimit: limit, patience: .seconds(60))
    }
    let missing = ["1", "2", "3"].map { FolderScan.Fault(path: folder.path($0), error: .missing) }
    func tooMany(_ limit: Int) -> FolderScan.Fault {
      FolderScan.Fault(path: folder.root, error: .tooManyFiles(limit: limit))
    }
    #expect(scan(10).faults == missing)
    #expect(scan(10).files.count == 4)
    // Six names in the folder itself, then two in the first below it.
    #expect(scan(9).faults == [tooMany(9)] + missing)
    #expect(scan(8).files.map(\.path) == [folder.path("b/1.json"), folder.path("b/2.json")])
    #expect(scan(8).faults == [tooMany(8)] + missing)
    #expect(scan(2).faults == [tooMany(2)] + missing.prefix(2))
  }

  @Test(
    "of a folder's names the first in order are looked at, however many there are, and of its entries not all"
  )
  func boundedNames() throws {
    for number in 10..<50 { try folder.write("\(number).json", "{}") }
    func names(_ room: FolderScan.Room) throws -> FolderScan.Names {
      try FolderScan.names(in: folder.root, of: DataRoots([folder.root]), room: room)
    }
    var room = FolderScan.Room(names: 7)
    #expect(room.entries == 112)
    let first = try names(room)
    #expect(first.names == (10..<17).map { Array("\($0).json".utf8) })
    #expect(first.isCut)
    // Two are the folder itself and the one above it.
    #expect(first.entries == 42)
    room = FolderScan.Room(names: 40)
    #expect(try !names(room).isCut)
    room.entries = 42
    #expect(try !names(room).isCut)
    room.entries = 41
    #expect(try names(room).isCut)
    #expect(try names(room).entries == 41)
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
