import Foundation
import Journal
import Model
import Testing
import Text

@Suite("A writer of a journal")
struct WriterTests {
  @Test("A folder that is gone, moved or replaced takes no record", arguments: ["gone", "moved", "replaced"])
  func lost(how: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("journal")
    #expect(mkdir(path, 0o770) == 0)
    let opened = try JournalFolder(path)
    let writer = JournalWriter(in: opened)
    try writer.record(sample(writer))
    #expect(opened.obstacle == nil)
    switch how {
    case "gone": try FileManager.default.removeItem(atPath: path)
    case "moved": #expect(rename(path, folder.path("elsewhere")) == 0)
    default:
      #expect(rename(path, folder.path("elsewhere")) == 0)
      #expect(mkdir(path, 0o770) == 0)
    }
    let record = sample(writer)
    #expect(throws: JournalError.self) { try writer.record(record) }
    #expect(opened.obstacle != nil)
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    #expect(names?.isEmpty ?? true)
  }

  @Test("A file that somebody removed under its writer is not written to; the record goes into a new one")
  func removedFile() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    let first = try #require(try folder.names.first)
    #expect(unlink(folder.path(first)) == 0)
    let record = sample(writer)
    try writer.record(record)
    #expect(try folder.names != [first])
    #expect(try folder.journal().records.map(\.id) == [record.id])
  }

  @Test("A folder that is not there, or is none, is named", arguments: ["none", "file"])
  func noFolder(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "file")
    #expect(throws: JournalError.self) { try JournalFolder(folder.path(name)) }
  }

  @Test(
    "A read-only folder is known before anybody decides, and takes nothing",
    .enabled(if: Namespace.isAllowed, "needs the right to mount a tmpfs in a namespace of its own"))
  func readOnly() throws {
    let folder = try TemporaryFolder()
    let output = try Namespace.run(
      "mount -t tmpfs -o ro none \(folder.path) && \(Programs.probe) \(folder.path) A 2")
    #expect(output.contains("obstacle Read-only file system\n"), "\(output)")
    #expect(output.split(separator: "\n").count { $0.hasPrefix("failed NOT RECORDED") } == 2)
    #expect(output.recordedIDs.isEmpty)
  }

  @Test(
    "On a full disk nothing is recorded that is not there, and all that is recorded is",
    .enabled(if: Namespace.isAllowed, "needs the right to mount a tmpfs in a namespace of its own"),
    arguments: [0, 700])
  func full(padding: Int) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("disk"), withIntermediateDirectories: true)
    let output = try Namespace.run(
      """
      mount -t tmpfs -o size=64k none \(folder.path)/disk || exit 9
      \(Programs.probe) \(folder.path)/disk A 300 0 \(padding)
      cp -r \(folder.path)/disk \(folder.path)/copy
      """)
    let recorded = output.recordedIDs
    #expect(output.contains("No space left on device"))
    #expect(recorded.count > 3)
    var reader = JournalReader(try JournalFolder(folder.path("copy")))
    let found = Set(try reader.read().records.map(\.id))
    #expect(found.isSuperset(of: recorded))
  }

  @Test(
    "Killed five hundred times, it never forgets what it said was recorded, nor leaves more than a torn tail")
  func killed() throws {
    let folder = try TemporaryFolder()
    var recorded: Set<SafeText> = []
    var generator = SystemRandomNumberGenerator()
    for round in 0..<500 {
      // Notes of up to five kilobytes are torn more often than short ones.
      let (process, output) = try Programs.start([
        Programs.probe, folder.path, "A", "100000", "0", "\(round % 2 * 800)",
      ])
      var said = Data()
      for _ in 0..<Int.random(in: 0...3, using: &generator) { said += output.availableData }
      kill(process.processIdentifier, SIGKILL)
      said += output.readDataToEndOfFile()
      process.waitUntilExit()
      recorded.formUnion(String(decoding: said, as: UTF8.self).recordedIDs)
    }
    #expect(recorded.count > 100)
    let journal = try folder.journal()
    #expect(Set(journal.records.map(\.id)).isSuperset(of: recorded))
    #expect(journal.findings.allSatisfy { $0.kind == .tornTail })
    // One writer, one file, one tail.
    #expect(Set(journal.findings.map(\.file)).count == journal.findings.count)
  }

  @Test(
    "Killed in the middle of a batch, it leaves the records before that whole, and no more than a torn tail")
  func killedInBatch() throws {
    var partial = 0
    for round in 0..<60 {
      let folder = try TemporaryFolder()
      let (process, output) = try Programs.start([Programs.probe, "--batch", folder.path, "400"])
      let deadline = ContinuousClock.now.advanced(by: .seconds(120))
      while try folder.names.isEmpty, ContinuousClock.now < deadline { usleep(200) }
      usleep(UInt32(round * 300))
      kill(process.processIdentifier, SIGKILL)
      _ = output.readDataToEndOfFile()
      process.waitUntilExit()
      let journal = try folder.journal()
      #expect(journal.findings.allSatisfy { $0.kind == .tornTail })
      // In their order, and each of them one of the batch.
      #expect(
        Set(journal.records.map(\.application)) == Set((0..<journal.records.count).map { "A\($0 + 1)" }))
      #expect(Set(journal.records.map(\.batch)).count <= 1)
      if !journal.records.isEmpty, journal.records.count < 400 { partial += 1 }
    }
    #expect(partial > 5)
  }

  @Test(
    "Eight writers at once lose nothing, contradict each other in public, and are settled by one more record")
  func eight() throws {
    let folder = try TemporaryFolder()
    let writers = try (0..<8).map { _ in
      try Programs.start([Programs.probe, folder.path, "A", "200", "10"])
    }
    let recorded = writers.flatMap { writer in
      String(decoding: writer.output.readDataToEndOfFile(), as: UTF8.self).recordedIDs
    }
    for writer in writers { writer.process.waitUntilExit() }
    let journal = try folder.journal()
    #expect(journal.files == 8)
    #expect(journal.findings.isEmpty)
    #expect(recorded.count == 1600)
    #expect(Set(journal.records.map(\.id)) == Set(recorded))
    let history = try #require(journal.histories["A"])
    // Every record decides: whoever nobody has seen contradicts all others whom nobody has seen.
    #expect(history.conflicts.flatMap(\.records).sorted() == (history.heads.count > 1 ? history.heads : []))
    let settled = try Programs.run(Programs.probe, folder.path, "A", "2")
    #expect(settled.recordedIDs.count == 2)
    let after = try #require(try folder.journal().histories["A"])
    #expect(after.conflicts.isEmpty)
    #expect(after.heads == [settled.recordedIDs[1]])
    #expect(after.state == .techAssessment)
  }
}

/// A shell that may mount what nobody else sees.
enum Namespace {
  static let isAllowed = (try? run("mount -t tmpfs none /mnt && echo yes"))?.contains("yes") ?? false

  static func run(_ script: String) throws -> String {
    try Programs.run("unshare", "-Urm", "sh", "-c", script)
  }
}
