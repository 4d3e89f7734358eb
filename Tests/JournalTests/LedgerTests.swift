import Foundation
import Model
import Testing
import Text

@testable import Journal

@Suite("A journal that is watched")
struct LedgerTests {
  private static func look(_ ledger: inout JournalLedger, at second: Int = 0) throws -> Bool {
    let begun = ledger.beginLook(at: .seconds(second))
    var watch = try #require(begun)
    let result = watch.look()
    return ledger.endLook(watch, result)
  }

  @Test("There is something new when a record came, and not when a look finds what was there")
  func news() throws {
    let folder = try TemporaryFolder()
    var ledger = JournalLedger(folder.path)
    #expect(ledger.addition == nil)
    #expect(try Self.look(&ledger))
    #expect(ledger.addition?.histories?.isEmpty == true)
    #expect(try !Self.look(&ledger))
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    let record = sample(writer)
    try writer.record(record)
    #expect(try Self.look(&ledger))
    #expect(ledger.addition?.histories?[record.application]?.entry(record.id) != nil)
    #expect(ledger.addition?.source.records == 1)
    #expect(ledger.addition?.source.problem == nil)
    #expect(try !Self.look(&ledger))
  }

  @Test("While no file changes nothing is read or compared anew, and what is added to one is seen")
  func unchanged() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    var watch = JournalWatch(folder.path)
    var revisions: [UInt64] = []
    // The first looks may come so soon after the record that its stamp could hide another one.
    while revisions.count < 2 || revisions.suffix(2).first != revisions.last {
      revisions.append(try watch.look().get().revision)
    }
    try writer.record(sample(writer))
    let found = try watch.look().get()
    #expect(found.revision != revisions.last)
    #expect(found.records.count == 2)
  }

  /// Looks until nothing is read anew: the first looks may come so soon after a write that its stamp could hide another.
  private static func settle(_ watch: inout JournalWatch) throws -> JournalContents {
    var found = try watch.look().get()
    let limit = ContinuousClock.now + .seconds(120)
    while true {
      try #require(ContinuousClock.now < limit, "everything is read anew at every look")
      let next = try watch.look().get()
      if next.revision == found.revision { return next }
      found = next
    }
  }

  @Test(
    "A file that is refused makes nobody read the others anew, and is read once it can be",
    arguments: [
      "link", "circle", "folder", "pipe", "too large",
    ])
  func refused(what: String) throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    let planted = folder.path("b.jsonl")
    switch what {
    case "link": #expect(symlink("nowhere", planted) == 0)
    case "folder": #expect(mkdir(planted, 0o755) == 0)
    case "pipe": #expect(mkfifo(planted, 0o644) == 0)
    case "too large":
      try folder.write([], to: "b.jsonl")
      #expect(truncate(planted, 65 << 20) == 0)
    default: #expect(symlink("b.jsonl", planted) == 0)
    }
    var watch = JournalWatch(folder.path)
    let settled = try Self.settle(&watch)
    #expect(settled.records.count == 1)
    #expect(settled.findings.count == 1)
    try FileManager.default.removeItem(atPath: planted)
    let other = try TemporaryFolder()
    let second = JournalWriter(in: try JournalFolder(other.path))
    try second.record(sample(second))
    #expect(rename(other.path(try #require(try other.names.first)), planted) == 0)
    let mended = try Self.settle(&watch)
    #expect(mended.records.count == 2)
    #expect(mended.findings.isEmpty)
  }

  @Test(
    "Of more bytes than are read, whoever has written least is read, the rest is said, and comes when there is room",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func beyondLimit() throws {
    let folder = try TemporaryFolder()
    let opened = try JournalFolder(folder.path)
    let writer = JournalWriter(in: opened)
    try writer.record(sample(writer))
    let own = try #require(try folder.names.first)
    let size = Int64(try folder.bytes(own).count)
    // Named before it, and each smaller than it: nobody is hidden by who has more in many files.
    for name in ["0.jsonl", "1.jsonl", "2.jsonl"] {
      try folder.write([UInt8](repeating: 0x20, count: Int(size) - 1), to: name)
      #expect(chown(folder.path(name), 12_345, 12_345) == 0)
    }
    var reader = JournalReader(opened, remembering: JournalReader.Memory(), limit: 2 * size)
    let found = try reader.read()
    #expect(found.records.count == 1)
    let left = found.findings.filter { $0.kind == .beyondLimit(2 * size) }
    #expect(left.map(\.file) == ["1.jsonl", "2.jsonl"])
    let source = JournalAddition(of: found, in: opened).source
    #expect(!source.isReadable)
    #expect(source.problem?.shown.hasPrefix("2 files cannot be read") == true)
    #expect(unlink(folder.path("0.jsonl")) == 0)
    #expect(unlink(folder.path("1.jsonl")) == 0)
    #expect(!(try reader.read().findings.contains { $0.kind == .beyondLimit(2 * size) }))
  }

  @Test("Of a file full of what is no record a thousand lines are told, the others counted")
  func noise() throws {
    let folder = try TemporaryFolder()
    try folder.write([UInt8](repeating: UInt8(ascii: "\n"), count: 1234), to: "noise.jsonl")
    let opened = try JournalFolder(folder.path)
    var reader = JournalReader(opened)
    let found = try reader.read()
    #expect(found.findings.count == 1001)
    let last = try #require(found.findings.last)
    #expect(last.kind == .moreBadLines(234) && last.line == 1001)
    #expect(JournalAddition(of: found, in: opened).source.skipped == 1234)
  }

  @Test(
    "A folder that goes is said to be unreadable while what was read counts, and one in its place is followed"
  )
  func replaced() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("journal")
    #expect(mkdir(path, 0o770) == 0)
    let writer = JournalWriter(in: try JournalFolder(path))
    let record = sample(writer)
    try writer.record(record)
    var ledger = JournalLedger(path)
    #expect(try Self.look(&ledger))
    try FileManager.default.removeItem(atPath: path)
    #expect(try Self.look(&ledger))
    #expect(try !Self.look(&ledger))
    let broken = try #require(ledger.addition)
    #expect(!broken.source.isReadable)
    #expect(broken.source.problem?.shown.contains("No such file") == true)
    #expect(broken.histories?.count == 1)
    #expect(mkdir(path, 0o770) == 0)
    #expect(try Self.look(&ledger))
    #expect(ledger.addition?.source.isReadable == true)
    #expect(ledger.addition?.histories?.isEmpty == true)
  }

  @Test("A look that does not come back is said to hang, once, and nothing is known of what was never read")
  func hanging() throws {
    let folder = try TemporaryFolder()
    var ledger = JournalLedger(folder.path)
    let begun = ledger.beginLook(at: .seconds(1))
    var watch = try #require(begun)
    let second = ledger.beginLook(at: .seconds(3))
    #expect(second == nil)
    let hangs = [10, 11, 13].map { ledger.beginsToHang(at: .seconds($0)) }
    #expect(hangs == [false, true, false])
    let hung = try #require(ledger.addition)
    #expect(!hung.source.isReadable)
    #expect(hung.histories == nil)
    // The thread comes back after all.
    let result = watch.look()
    let isNews = ledger.endLook(watch, result)
    #expect(isNews)
    #expect(ledger.addition?.source.isReadable == true)
  }

  @Test("That the journal cannot be read any more is news, once, and that it can be is news again")
  func lostAndFound() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    var ledger = JournalLedger(folder.path)
    #expect(try Self.look(&ledger))
    let begun = ledger.beginLook(at: .zero)
    let watch = try #require(begun)
    let lost = Result<JournalContents, JournalError>.failure(.noFolder("j", errno: EIO))
    let isNews = [ledger.endLook(watch, lost), ledger.endLook(watch, lost)]
    #expect(isNews == [true, false])
    #expect(ledger.addition?.source.isReadable == false)
    #expect(try Self.look(&ledger))
    #expect(ledger.addition?.source.isReadable == true)
  }

  @Test("What cannot be believed is counted, and the rest counts")
  func damage() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer))
    try folder.write(Array("{\"v\":1}\n".utf8), to: "odd.jsonl")
    var ledger = JournalLedger(folder.path)
    #expect(try Self.look(&ledger))
    let source = try #require(ledger.addition?.source)
    #expect(source.isReadable && source.records == 1 && source.skipped == 1)
    #expect(source.problem?.shown.contains("triage verify") == true)
  }

  @Test("What a look of another journal found is not taken in")
  func another() throws {
    let folder = try TemporaryFolder()
    var other = JournalWatch(folder.path)
    var ledger = JournalLedger(folder.path("none"))
    let result = other.look()
    let isNews = ledger.endLook(other, result)
    #expect(!isNews)
    #expect(ledger.addition == nil)
  }
}
