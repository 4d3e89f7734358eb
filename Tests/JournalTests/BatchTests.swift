import Foundation
import Journal
import Model
import Testing
import Text

@Suite("Several decisions at once")
struct BatchTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  /// Applications A1, A2, … as the journal of a folder has them.
  private static func cases(_ count: Int, in folder: TemporaryFolder, state: ApplicationState = .decision)
    throws -> [Case]
  {
    let histories = try folder.journal().histories
    return try (1...count).map { number in
      let id: SafeText = "A\(number)"
      let application = Application(id: id, mode: .playground, state: state, submittedAt: now + .hours(-1))
      let merged = application.merged(
        with: histories[id] ?? CaseHistory(of: id), calendar: Policy.standard.workingCalendar)
      return try #require(Case(merged, by: .standard, at: now))
    }
  }

  private static func accepted(_ cases: [Case]) -> [CaseDraft] {
    cases.map { CaseDraft(found: $0, draft: DecisionDraft(.decision(.accept), note: "fine")) }
  }

  private static func isRecorded(_ result: RecordingResult) -> Bool {
    if case .recorded = result { true } else { false }
  }

  @Test("Each has a record of its own, all in one file, and they share the ID of the first as their batch")
  func together() throws {
    let folder = try TemporaryFolder()
    var desk = try JournalSession(folder.path)
    let results = desk.record(Self.accepted(try Self.cases(3, in: folder)), at: Self.now)
    #expect(results.allSatisfy(Self.isRecorded))
    let journal = try folder.journal()
    #expect(journal.files == 1)
    #expect(journal.findings.isEmpty)
    #expect(journal.records.map(\.application) == ["A1", "A2", "A3"])
    #expect(Set(journal.records.map(\.batch)) == [journal.records[0].id])
    // One by itself is in none.
    let note = CaseDraft(found: try Self.cases(1, in: folder)[0], draft: DecisionDraft(.note, note: "n"))
    #expect(desk.record([note], at: Self.now).allSatisfy(Self.isRecorded))
    #expect(try folder.journal().records.count { $0.batch == nil } == 1)
  }

  @Test("The rest of a batch is of that batch, also when it is one record", arguments: [1, 2])
  func rest(count: Int) throws {
    let folder = try TemporaryFolder()
    var desk = try JournalSession(folder.path)
    let results = desk.record(
      Self.accepted(try Self.cases(count, in: folder)), restOf: "earlier:1", at: Self.now)
    #expect(results.allSatisfy(Self.isRecorded))
    #expect(try folder.journal().records.map(\.batch) == Array(repeating: "earlier:1", count: count))
  }

  @Test("A batch is one text more in a line of version 1, which what is recorded by itself has not")
  func form() throws {
    let folder = try TemporaryFolder()
    var desk = try JournalSession(folder.path)
    _ = desk.record(Self.accepted(try Self.cases(2, in: folder)), at: Self.now)
    let name = try #require(try folder.names.first)
    let lines = String(decoding: try folder.bytes(name), as: UTF8.self).split(separator: "\n")
    for line in lines {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      // A release that does not know the field shows the record, counts it, and says that it is newer; another version
      // it would show without effect, and any other change of the known fields it would take for damage.
      #expect(
        Set(record.keys) == [
          "v", "id", "app", "kind", "decision", "note", "from", "to", "portal", "forced", "seen", "batch",
          "by",
          "uid", "host", "at", "prev", "crc",
        ])
      #expect(record["v"] as? Int == 1)
      #expect(record["batch"] as? String == record["id"] as? String || line == lines[1])
    }
  }

  @Test("A line with a field that this release does not know counts, and is told as newer and not as damage")
  func newerField() throws {
    let folder = try TemporaryFolder()
    var desk = try JournalSession(folder.path)
    _ = desk.record(Self.accepted(try Self.cases(2, in: folder)), at: Self.now)
    let name = try #require(try folder.names.first)
    let text = String(decoding: try folder.bytes(name), as: UTF8.self)
    // What a later release might call it: to this one it is what `batch` is to the one before.
    let line = try #require(text.split(separator: "\n").first)
    let body = try #require(line.range(of: #","crc":""#)).lowerBound
    let renamed = line[..<body].replacing(#""batch":"#, with: #""herd":"#)
    let digits = String(crc32c(renamed.utf8), radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    try FileManager.default.removeItem(atPath: folder.path(name))
    try folder.write(Array("\(renamed),\"crc\":\"\(padded)\"}\n".utf8), to: name)
    let journal = try folder.journal()
    #expect(journal.findings.map(\.kind) == [.newerRecord])
    #expect(journal.findings.allSatisfy { $0.isHarmless })
    #expect(journal.histories["A1"]?.state == .awarded)
  }

  @Test("What somebody else has recorded meanwhile is left out and told, and the others are recorded")
  func newer() throws {
    let folder = try TemporaryFolder()
    let seen = try Self.cases(3, in: folder)
    var colleague = try JournalSession(folder.path)
    _ = colleague.record(
      [CaseDraft(found: seen[0], draft: DecisionDraft(.decision(.reject)))], at: Self.now)
    var desk = try JournalSession(folder.path)
    let results = desk.record(Self.accepted(seen), at: Self.now)
    guard case .changed(let news) = results[0] else {
      Issue.record("\(results)")
      return
    }
    #expect(news.first?.shown.contains("recorded reject as") == true)
    #expect(results[1...].allSatisfy(Self.isRecorded))
    let journal = try folder.journal()
    #expect(journal.histories["A1"]?.state == .rejected)
    // The batch is named after the first that was written.
    let own = journal.records.filter { $0.batch != nil }
    #expect(own.map(\.application).sorted() == ["A2", "A3"])
    #expect(Set(own.map(\.batch)) == [own.map(\.id).min()])
  }

  @Test("A batch is taken back by corrections that name each record, which are a batch themselves")
  func undo() throws {
    let folder = try TemporaryFolder()
    var desk = try JournalSession(folder.path)
    _ = desk.record(Self.accepted(try Self.cases(3, in: folder)), at: Self.now)
    let before = try folder.bytes(try #require(try folder.names.first))
    let cases = try Self.cases(3, in: folder)
    #expect(cases.allSatisfy { $0.application.state == .awarded })
    let back = try #require(TakingBack(newestOf: desk.writer.author, among: cases))
    let results = desk.record(back.parts.map(\.draft), at: Self.now)
    #expect(results.count == 3 && results.allSatisfy(Self.isRecorded))
    let journal = try folder.journal()
    #expect(journal.findings.isEmpty)
    let after = try Self.cases(3, in: folder)
    #expect(after.allSatisfy { $0.application.state == .decision })
    #expect(TakingBack(newestOf: desk.writer.author, among: after) == nil)
    #expect(Set(journal.records.map(\.batch)).count == 2)
    // The journal only grows.
    #expect(try folder.bytes(try #require(try folder.names.first)).starts(with: before))
  }

  @Test("A text that is too long costs its own record and no other")
  func tooLong() throws {
    let folder = try TemporaryFolder()
    var drafts = Self.accepted(try Self.cases(3, in: folder))
    let long = SafeText(untrusted: String(repeating: "x", count: 1001))
    drafts[0] = CaseDraft(
      found: drafts[0].found, draft: DecisionDraft(.decision(.accept), note: long))
    var desk = try JournalSession(folder.path)
    let results = desk.record(drafts, at: Self.now)
    #expect(results.map(Self.isRecorded) == [false, true, true])
    #expect(!desk.hasFailed)
    #expect(try folder.journal().records.count == 2)
  }

  @Test("Where the folder goes, nothing further is tried, and each that is not recorded says so")
  func folderGone() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("journal")
    #expect(mkdir(path, 0o770) == 0)
    var desk = try JournalSession(path)
    let drafts = Self.accepted(try Self.cases(3, in: folder))
    #expect(rename(path, folder.path("elsewhere")) == 0)
    let results = desk.record(drafts, at: Self.now)
    for result in results {
      guard case .failed(let sentence) = result else {
        Issue.record("\(result)")
        continue
      }
      #expect(sentence.shown.hasPrefix("NOT RECORDED"))
    }
    #expect(desk.hasFailed)
  }
}
