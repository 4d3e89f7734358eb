import Glibc
import JSONStream
import Testing

@testable import Simulation

@Suite struct FolderWriterTests {
  private let folder = TemporaryFolder()

  @Test func `Documents are written into folders that are made for them, and nothing else is left`() throws {
    var writer = FolderWriter(folder: "\(folder.path)/new/data")
    try writer.write([SimulatedDocument("lumi/nodes.json", ["a": 1]), SimulatedDocument("all.json", [2])])
    #expect(folder.names(in: "new/data") == ["all.json", "lumi"])
    #expect(folder.names(in: "new/data/lumi") == ["nodes.json"])
    #expect(try folder.text(of: "new/data/lumi/nodes.json") == #"{"a":1}"#)
  }

  @Test func `A reader that has the old version open keeps it whole`() throws {
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("a.json", ["old": 1])])
    let reader = open("\(folder.path)/a.json", O_RDONLY)
    defer { close(reader) }
    try writer.write([SimulatedDocument("a.json", ["new": 2])])
    #expect(TemporaryFolder.text(readFrom: reader) == #"{"old":1}"#)
    #expect(try folder.text(of: "a.json") == #"{"new":2}"#)
  }

  @Test func `A document that stayed the same is left alone`() throws {
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("a.json", [1])])
    let before = try folder.inode(of: "a.json")
    try writer.write([SimulatedDocument("a.json", [1])])
    #expect(try folder.inode(of: "a.json") == before)
    try writer.write([SimulatedDocument("a.json", [2])])
    #expect(try folder.inode(of: "a.json") != before)
  }

  @Test func `What cannot be written is named with the reason`() throws {
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("lumi", [1])])
    let error = #expect(throws: FolderError.self) {
      try writer.write([SimulatedDocument("lumi/a.json", [1])])
    }
    #expect(error?.path == "\(folder.path)/lumi")
    #expect(error?.code == ENOTDIR)
    #expect(error?.description.contains("cannot write into \(folder.path)/lumi: Not a directory") == true)
  }

  @Test(arguments: ["lumi", "site/lumi", "site"])
  func `Where a link stands for a folder nothing is written, there or beside it`(link: String) throws {
    let real = TemporaryFolder()
    var elsewhere = FolderWriter(folder: real.path)
    try elsewhere.write([SimulatedDocument("nodes.json", ["real": 1])])
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("site/first.json", [1])])
    if link == "site" { rename("\(folder.path)/site", "\(folder.path)/before") }
    #expect(symlink(real.path, "\(folder.path)/\(link)") == 0)
    let error = #expect(throws: FolderError.self) {
      try writer.write([SimulatedDocument("other/a.json", [1]), SimulatedDocument("\(link)/nodes.json", [2])])
    }
    #expect(error?.path == "\(folder.path)/\(link)")
    #expect(error?.description.contains("\(link) is a link") == true)
    #expect(real.names(in: "") == ["nodes.json"])
    #expect(try real.text(of: "nodes.json") == #"{"real":1}"#)
    #expect(folder.names(in: "other").isEmpty)
  }

  @Test func `A link in the place of a file is replaced, as one in that of the temporary file`() throws {
    let real = TemporaryFolder()
    var elsewhere = FolderWriter(folder: real.path)
    try elsewhere.write([SimulatedDocument("nodes.json", ["real": 1])])
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("first.json", [1])])
    for name in ["a.json", ".a.json.tmp"] {
      #expect(symlink("\(real.path)/nodes.json", "\(folder.path)/\(name)") == 0)
    }
    try writer.write([SimulatedDocument("a.json", [2])])
    #expect(try real.text(of: "nodes.json") == #"{"real":1}"#)
    #expect(try folder.text(of: "a.json") == "[2]")
    #expect(folder.names(in: "") == ["a.json", "first.json"])
  }

  @Test func `A folder in the place of a file stays, and the temporary file goes`() throws {
    var writer = FolderWriter(folder: folder.path)
    try writer.write([SimulatedDocument("a.json/b.json", [1])])
    let error = #expect(throws: FolderError.self) { try writer.write([SimulatedDocument("a.json", [1])]) }
    #expect(error?.step == .rename)
    #expect(error?.code == EISDIR)
    #expect(folder.names(in: "") == ["a.json"])
  }
}
