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
