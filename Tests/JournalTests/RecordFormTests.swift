import Foundation
import Journal
import Model
import Testing
import Text

@Suite("The form of a record")
struct RecordFormTests {
  @Test("Every kind is read back as it was written, hostile texts and all")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    var kinds: [DecisionKind] = [
      .ask, .note, .assign(to: "Ann “x” \\ é"), .correction(of: "0000000000000000:1"),
    ]
    kinds += Ruling.allCases.map(DecisionKind.decision) + StepOutcome.allCases.map(DecisionKind.outcome)
    var written: [DecisionRecord] = []
    for (number, kind) in kinds.enumerated() {
      var record = sample(
        writer, kind, note: "\u{1B}[2J\n\r\u{0}\u{7F} \u{202E}e\u{301}\u{1F1F1}, \"\\ \(number)")
      record.seen = written.map(\.id)
      record.isForced = number % 2 == 0
      record.batch = number % 3 == 0 ? "“b”:\(number)" : nil
      try writer.record(record)
      written.append(record)
    }
    try writer.close()
    let journal = try folder.journal()
    #expect(journal.records == written)
    #expect(journal.files == 1)
    #expect(journal.findings.map(\.kind) == [.refusedCorrection("0000000000000000:1")])
  }

  @Test(
    "A line is JSON whose last field is the CRC-32C of what stands before it, and each names the one before")
  func line() throws {
    #expect(crc32c("123456789".utf8) == 0xE306_9283)
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    for _ in 0..<3 { try writer.record(sample(writer, .decision(.accept))) }
    let name = try #require(try folder.names.first)
    let text = String(decoding: try folder.bytes(name), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    var previous = "00000000"
    for line in text.split(separator: "\n") {
      let cut = try #require(line.range(of: #","crc":""#))
      let digits = String(line[cut.upperBound...].dropLast(2))
      #expect(UInt32(digits, radix: 16) == crc32c(line[..<cut.lowerBound].utf8))
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let record = try #require(object as? [String: Any])
      #expect(record["prev"] as? String == previous)
      #expect(
        Set(record.keys) == [
          "v", "id", "app", "kind", "decision", "note", "from", "to", "portal", "forced", "seen", "by", "uid",
          "host", "at", "prev", "crc",
        ])
      #expect(record["uid"] as? Int == Int(geteuid()))
      previous = digits
    }
  }

  @Test("The checksum is that of the bits, however many bytes the line has", arguments: 0..<9)
  func lengths(extra: Int) throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    try writer.record(sample(writer, note: String(repeating: "é", count: extra) + "x"))
    try writer.record(sample(writer, note: String(repeating: "x", count: extra)))
    let lines = try folder.bytes(try #require(try folder.names.first)).split(separator: UInt8(ascii: "\n"))
    for line in lines {
      let digits = String(decoding: line.suffix(10).prefix(8), as: UTF8.self)
      #expect(UInt32(digits, radix: 16) == crc32c(line.dropLast(18)))
    }
    #expect(try folder.journal().records.count == 2)
    #expect(try folder.journal().findings.isEmpty)
  }

  @Test(
    "The file tells its time, host, user and process, is made with the first record, and colleagues may read it"
  )
  func file() throws {
    let folder = try TemporaryFolder()
    let mask = umask(0o077)
    defer { umask(mask) }
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    #expect(try folder.names.isEmpty)
    try writer.record(sample(writer))
    let name = try #require(try folder.names.first)
    let form = #/\d{8}T\d{6}Z-[A-Za-z0-9._]+-\d+-\d+-[0-9a-f]{16}\.jsonl/#
    #expect(name.wholeMatch(of: form) != nil, "\(name)")
    #expect(name.contains("-\(geteuid())-\(getpid())-"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions]
    #expect(mode as? Int == 0o640)
  }

  @Test("What is too long is refused before anything is written", arguments: [1001, 100_000])
  func long(characters: Int) throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    let record = sample(writer, note: String(repeating: "x", count: characters))
    #expect(throws: JournalError.self) { try writer.record(record) }
    var many = sample(writer)
    many.seen = (0..<1000).map { "0123456789abcdef:\($0)" }
    #expect(throws: JournalError.self) { try writer.record(many) }
    #expect(try folder.names.isEmpty)
  }

  /// A line with a true checksum.
  private static func seal(_ body: String) -> [UInt8] {
    let digits = String(crc32c(body.utf8), radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    return Array("\(body),\"crc\":\"\(padded)\"}\n".utf8)
  }

  @Test(
    "A line that names no user as its author is no record: nobody could be held against the file's owner",
    arguments: ["", #","uid":-1"#, #","uid":4294967296"#, #","uid":0.5"#, #","uid":"0""#, #","uid":null"#])
  func nobody(uid: String) throws {
    let folder = try TemporaryFolder()
    let line =
      #"{"v":1,"id":"a:1","app":"A","kind":"note","by":"root"\#(uid),"host":"h","at":"2026-11-23T10:00:00Z","prev":"00000000""#
    try folder.write(Self.seal(line), to: "1.jsonl")
    let journal = try folder.journal()
    #expect(journal.records.isEmpty)
    #expect(journal.findings.map(\.kind.word) == ["unusable"])
  }

  @Test("What a later version wrote is kept, marked, and changes no state")
  func newer() throws {
    let folder = try TemporaryFolder()
    func seal(_ body: String) -> [UInt8] { Self.seal(body) }
    let rest =
      #""note":null,"from":"decision","to":"awarded","portal":null,"forced":false,"seen":[],"by":"u","uid":\#(geteuid()),"host":"h","at":"2026-11-23T10:00:00Z","prev":"00000000""#
    try folder.write(
      seal(#"{"v":2,"id":"a:1","app":"A","kind":"decision","decision":"accept",\#(rest)"#), to: "1.jsonl")
    try folder.write(seal(#"{"v":1,"id":"b:1","app":"B","kind":"merge",\#(rest)"#), to: "2.jsonl")
    try folder.write(
      seal(#"{"v":1,"id":"c:1","app":"C","kind":"decision","decision":"accept","why":{"x":[1]},\#(rest)"#),
      to: "3.jsonl")
    try folder.write(
      seal(#"{"v":1,"id":"d:1","app":"D","kind":"decision","decision":"reject",\#(rest)"#), to: "4.jsonl")
    try folder.write(seal(#"{"v":1,"id":7,"app":"E","kind":"note",\#(rest)"#), to: "5.jsonl")
    try folder.write(
      seal(#"{"v":1,"id":"f:1","app":"F","app":"G","kind":"decision","decision":"accept",\#(rest)"#),
      to: "6.jsonl")
    let journal = try folder.journal()
    // Which of the two applications it is about, nobody knows.
    #expect(journal.histories["F"] == nil && journal.histories["G"] == nil)
    #expect(journal.findings.contains { $0.kind == .unusable("it has “app” twice") })
    #expect(journal.histories["A"]?.hasNewerRecords == true)
    #expect(journal.histories["A"]?.state == nil)
    #expect(journal.histories["B"]?.heads == ["b:1"])
    #expect(journal.histories["B"]?.state == nil)
    #expect(journal.histories["C"]?.state == .awarded)
    #expect(journal.histories["C"]?.hasNewerRecords == true)
    // A rejection does not lead to an award, whatever the line says.
    #expect(journal.histories["D"] == nil)
    #expect(journal.histories["E"] == nil)
    #expect(journal.findings.count { $0.isHarmless } == 3)
    #expect(journal.findings.count { !$0.isHarmless } == 3)
  }

  @Test(
    "Lines keep to the JSON Schema beside the sample data",
    .enabled(if: Schema.python != nil, "needs python3 with the package python3-jsonschema"))
  func schema() throws {
    let folder = try TemporaryFolder()
    let writer = JournalWriter(in: try JournalFolder(folder.path))
    for kind in [.ask, .assign(to: "a"), .correction(of: "b:1"), .outcome(.eligible), .decision(.accept)]
      as [DecisionKind]
    {
      var record = sample(writer, kind)
      record.batch = kind == .ask ? nil : "b:1"
      try writer.record(record)
    }
    let name = try #require(try folder.names.first)
    #expect(try Schema.faults(in: folder.path(name)) == "5 lines\n")
    try folder.write(Array(#"{"v":1,"kind":"decision"}"#.utf8), to: "bad")
    #expect(try Schema.faults(in: folder.path("bad")).contains("'id' is a required property"))
  }
}

/// Debian's `python3-jsonschema`.
private enum Schema {
  static let python = ["/usr/bin/python3", "python3"].first { candidate in
    (try? Programs.run(candidate, "-c", "import jsonschema; print(jsonschema.Draft202012Validator)"))?
      .contains("Draft202012") ?? false
  }

  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator as Validator
    schema = json.load(open(sys.argv[1]))
    Validator.check_schema(schema)
    lines = open(sys.argv[2]).readlines()
    for line in lines:
        for error in Validator(schema).iter_errors(json.loads(line)):
            print(error.message)
    print(len(lines), "lines")
    """

  static func faults(in file: String) throws -> String {
    let schema = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../sample-data/schema/decision.json").standardized.path
    return try Programs.run(python ?? "python3", "-c", script, schema, file)
  }
}
