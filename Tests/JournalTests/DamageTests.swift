import Foundation
import Model
import Testing
import Text

@testable import Journal

@Suite("A damaged journal")
struct DamageTests {
  /// Three records of a real journal, and its bytes.
  private static func journal() throws -> (records: [DecisionRecord], bytes: [UInt8]) {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    for kind in [.decision(.waitlist), .note, .decision(.accept)] as [DecisionKind] {
      try writer.record(sample(writer, kind))
    }
    let name = try #require(try folder.names.first)
    return (try folder.journal().records, try folder.bytes(name))
  }

  @Test("Cut at every byte, it holds the records that are wholly there, and says that its tail is torn")
  func truncated() throws {
    let (records, bytes) = try Self.journal()
    let folder = try TemporaryFolder()
    #expect(records.count == 3)
    for length in 0...bytes.count {
      try folder.write(Array(bytes[..<length]), to: "cut.jsonl")
      let found = try folder.journal()
      let whole = bytes[..<length].count { $0 == UInt8(ascii: "\n") }
      #expect(found.records == Array(records[..<whole]))
      let isTorn = length > 0 && bytes[length - 1] != UInt8(ascii: "\n")
      #expect(found.findings.map(\.kind) == (isTorn ? [.tornTail] : []))
    }
  }

  @Test(
    "A file that is dated centuries away is read as any other, again and again",
    arguments: [10_413_792_000, -11_676_096_000, 253_402_300_800])
  func farDates(seconds: Int) throws {
    let (records, bytes) = try Self.journal()
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "far.jsonl")
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, folder.path("far.jsonl"), [time, time], 0) == 0)
    var reader = JournalReader(try JournalFolder(folder.path))
    for _ in 0..<2 { #expect(try reader.read().records == records) }
  }

  @Test("Two records of one ID that say different things are both told, and a copy of one is not")
  func oneID() throws {
    let folder = try TemporaryFolder()
    let record = sample(JournalWriter(in: try JournalFolder(folder.path)), .decision(.accept))
    var other = record
    other.note = "something else"
    func line(_ record: DecisionRecord) -> [UInt8] { RecordLine.encoded(record, after: .none).line }
    try folder.write(line(record), to: "a.jsonl")
    try folder.write(line(record), to: "copy.jsonl")
    #expect(try folder.journal().findings.isEmpty)
    try folder.write(line(other), to: "other.jsonl")
    let findings = try folder.journal().findings
    #expect(Set(findings.map(\.file)) == ["a.jsonl", "copy.jsonl", "other.jsonl"])
    #expect(findings.allSatisfy { $0.kind == .contradictoryID(record.id) })
    #expect(Set(findings.map(\.kind.word)) == ["contradictory_id"])
  }

  @Test("With any one bit flipped, the line does not count, and that is said")
  func flipped() throws {
    let (records, bytes) = try Self.journal()
    let folder = try TemporaryFolder()
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << bit
        try folder.write(damaged, to: "flipped.jsonl")
        let found = try folder.journal()
        guard !found.findings.isEmpty, found.records.count < 3, found.records.allSatisfy(records.contains)
        else {
          Issue.record("bit \(bit) of byte \(place) was not noticed")
          return
        }
      }
    }
  }

  @Test("A line that was taken out, put elsewhere or written twice breaks the chain")
  func chain() throws {
    let (_, bytes) = try Self.journal()
    let folder = try TemporaryFolder()
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    for order in [[0, 2], [1, 2], [0, 2, 1], [0, 0, 1, 2]] {
      try folder.write(order.flatMap { lines[$0] }, to: "other.jsonl")
      let kinds = try folder.journal().findings.map(\.kind)
      #expect(kinds.contains(.brokenChain), "\(order)")
    }
    // A chain that lost its end is seen where somebody had seen the lost record.
    try folder.write(lines[0], to: "other.jsonl")
    var reader = JournalReader(try JournalFolder(folder.path))
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    var record = sample(writer)
    let lost: SafeText = "0000000000000001:3"
    record.seen = try reader.read().records.map(\.id) + [lost]
    try writer.record(record)
    #expect(try reader.read().findings.map(\.kind) == [.missingRecord(id: lost)])
  }

  @Test("What is no journal is left alone, and named: link, pipe, folder, five gigabytes, noise")
  func planted() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    #expect(symlink("/etc/passwd", folder.path("a.jsonl")) == 0)
    #expect(mkfifo(folder.path("b.jsonl"), 0o644) == 0)
    #expect(mkdir(folder.path("c.jsonl"), 0o755) == 0)
    try folder.write([], to: "d.jsonl")
    #expect(truncate(folder.path("d.jsonl"), 5 << 30) == 0)
    try folder.write((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }, to: "e.jsonl")
    try folder.write(Array("not a journal\n".utf8), to: "notes.txt")
    try folder.write(Array("hidden\n".utf8), to: ".f.jsonl")
    let journal = try folder.journal()
    #expect(journal.records.count == 1)
    #expect(journal.files == 6)
    func kinds(_ file: SafeText) -> [JournalFinding.Kind] {
      journal.findings.filter { $0.file == file }.map(\.kind)
    }
    #expect(kinds("a.jsonl") == [.notAFile])
    #expect(kinds("b.jsonl") == [.notAFile])
    #expect(kinds("c.jsonl") == [.notAFile])
    #expect(kinds("d.jsonl") == [.tooLarge(limit: 64 << 20)])
    #expect(Set(kinds("e.jsonl").map(\.word)) == ["bad_checksum", "torn_tail"])
  }

  @Test(
    "A record in somebody else's file counts as of an unverified author, and its correction not at all",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func forged() throws {
    let folder = try TemporaryFolder()
    let opened = try JournalFolder(folder.path)
    let honest = JournalWriter(in: opened)
    let record = sample(honest, .decision(.accept))
    try honest.record(record)
    let name = try #require(try folder.names.first)
    let forger = JournalWriter(in: opened)
    var correction = sample(forger, .correction(of: record.id))
    correction.seen = [record.id]
    try forger.record(correction)
    let forged = try #require(try folder.names.first { $0 != name })
    #expect(chown(folder.path(forged), 12_345, 12_345) == 0)
    let journal = try folder.journal()
    #expect(
      journal.findings.map(\.kind) == [
        .unverifiedAuthor(claimed: 0, owner: 12_345), .refusedCorrection(record.id),
      ])
    #expect(journal.histories[record.application]?.state == .awarded)
  }

  @Test(
    "Restored under another owner, a journal is unverified and comes to the same, and is no damage",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func restored() throws {
    let folder = try TemporaryFolder()
    let opened = try JournalFolder(folder.path)
    let writer = JournalWriter(in: opened)
    let question = sample(writer, .ask)
    try writer.record(question)
    var answer = sample(writer, .answer)
    answer.seen = [question.id]
    try writer.record(answer)
    let before = try folder.journal()
    for name in try folder.names { #expect(chown(folder.path(name), 12_345, 12_345) == 0) }
    let after = try folder.journal()
    #expect(before.unverified == 0)
    #expect(after.unverified == 2)
    let (own, restored) = (before.histories[question.application], after.histories[question.application])
    #expect(restored?.entries.map(\.standing) == own?.entries.map(\.standing))
    #expect(restored?.pauses == own?.pauses)
    #expect(restored?.state == own?.state)
    let source = JournalAddition(of: after, in: opened).source
    #expect(source.problem == nil)
    #expect(source.skipped == 0)
    #expect(source.unverified == 2)
    #expect(
      after.findings.map(\.kind)
        == [Int](repeating: 0, count: 2).map { _ in .unverifiedAuthor(claimed: 0, owner: 12_345) })
    // Who goes on from there is verified, and what he had before him counts as before.
    var next = sample(JournalWriter(in: opened), .decision(.accept))
    let other = JournalWriter(in: opened)
    next.id = other.nextID()
    next.seen = [answer.id]
    try other.record(next)
    let then = try folder.journal()
    #expect(then.histories[question.application]?.state == .awarded)
    #expect(then.histories[question.application]?.pauses == own?.pauses)
    #expect(then.outranked == 0)
  }

  @Test(
    "A copy of a colleague's file adds nothing, and takes nothing from what that file proves",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func copied() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    let record = sample(writer, .decision(.accept))
    try writer.record(record)
    let before = try folder.journal()
    try folder.write(try folder.bytes(try #require(try folder.names.first)), to: "copy.jsonl")
    #expect(chown(folder.path("copy.jsonl"), 12_345, 12_345) == 0)
    let after = try folder.journal()
    #expect(after.records == before.records)
    #expect(after.unverified == 0)
    #expect(after.findings.map(\.kind) == [.unverifiedAuthor(claimed: 0, owner: 12_345)])
  }

  @Test("A file that changed is read again, one that did not is not forgotten, one that went is")
  func again() throws {
    let folder = try TemporaryFolder()
    let opened = try JournalFolder(folder.path)
    var reader = JournalReader(opened)
    #expect(try reader.read().records.isEmpty)
    let writer = JournalWriter(in: opened)
    try writer.record(sample(writer))
    #expect(try reader.read().records.count == 1)
    #expect(try reader.read().records.count == 1)
    try writer.record(sample(writer))
    #expect(try reader.read().records.count == 2)
    for name in try folder.names { #expect(unlink(folder.path(name)) == 0) }
    #expect(try reader.read().records.isEmpty)
  }
}
