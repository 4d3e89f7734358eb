import Glibc
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Links in data folders")
struct DataRootsTests {
  private let folder: TemporaryFolder
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("data/own.json", OwnText.nodes("own"))
    try folder.write("secret/key.json", OwnText.nodes("secret"))
    try folder.write("other/there.json", OwnText.nodes("there"))
  }

  private func link(_ target: String, _ name: String) {
    #expect(symlink(target, "\(folder.path)/\(name)") == 0)
  }

  private func reading(_ roots: String...) async -> TelemetrySnapshot {
    await TelemetrySnapshot.once(
      roots: roots.map { "\(folder.path)/\($0)" }, fixedNow: .at("2026-11-23T10:00:00Z"))
  }

  @Test(
    "A link to a file or a folder outside is an error that names its target, and nothing of it is read",
    arguments: [
      ("../secret/key.json", "secret/key.json"), ("../secret", "secret"),
      ("../secret/../secret/key.json", "secret/key.json"),
    ])
  func outside(target: String, named: String) async throws {
    link(target, "data/link")
    let reading = await reading("data")
    let source = try #require(reading.factory.sources.first { $0.path == folder.path("data/link").text })
    let resolved = try #require(folder.path(named).resolved)
    #expect(source.problem == TelemetryError.linkOutside(target: resolved.text).explanation)
    #expect(!source.isReadable)
    #expect(reading.factory.clusters.flatMap { $0.nodes ?? [] }.map(\.name) == ["own"])
  }

  @Test("A link from one data folder into another is followed, and so is a data folder that is a link")
  func inside() async {
    link("../other/there.json", "data/link.json")
    link("data", "named")
    let reading = await reading("named", "other")
    #expect(reading.factory.sources.map(\.isReadable).allSatisfy { $0 })
    #expect(reading.factory.sources.contains { $0.path == folder.path("named/link.json").text })
  }

  @Test("A file that a link took the place of between looking and opening is not read")
  func swapped() throws {
    let roots = DataRoots([folder.path("data")])
    #expect(unlink("\(folder.path)/data/own.json") == 0)
    link("../secret/key.json", "data/own.json")
    let target = try #require(folder.path("secret/key.json").resolved)
    guard case .failed(let error) = FileReading(of: folder.path("data/own.json"), in: roots).outcome else {
      Issue.record("it was read")
      return
    }
    #expect(error == .linkOutside(target: target.text))
  }

  @Test("A folder on the way that a link took the place of is not entered")
  func swappedFolder() throws {
    try folder.write("data/sub/key.json", OwnText.nodes("own"))
    let roots = DataRoots([folder.path("data")])
    #expect(rename("\(folder.path)/data/sub", "\(folder.path)/data/old") == 0)
    link("../secret", "data/sub")
    guard case .failed(.linkOutside) = FileReading(of: folder.path("data/sub/key.json"), in: roots).outcome
    else {
      Issue.record("it was read")
      return
    }
  }

  @Test("Nothing stays open of the way to a file")
  func closes() throws {
    try folder.write("data/a/b/c/deep.json", OwnText.nodes("deep"))
    let roots = DataRoots([folder.path("data")])
    // Each would leave a few, and numbers are given out from the lowest that is free.
    for _ in 0..<2000 {
      let descriptor = try roots.open(folder.path("data/a/b/c/deep.json"), O_RDONLY | O_CLOEXEC)
      close(descriptor)
      try #require(descriptor < 2000)
    }
  }

  @Test("A path in no data folder is not opened")
  func elsewhere() {
    let roots = DataRoots([folder.path("data")])
    guard case .failed(let error) = FileReading(of: folder.path("other/there.json"), in: roots).outcome else {
      Issue.record("it was read")
      return
    }
    #expect(error == .unreadable(errno: EACCES))
  }
}
