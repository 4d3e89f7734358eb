import JSONStream
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's lists of records")
struct SlurmRecordsTests {
  /// A record that makes as many values as it says.
  private struct Heavy: SlurmDraft {
    enum Field: String, CaseIterable, Sendable { case makes }
    static let fields = JSONFields<Field>()
    static let listName: SafeText = "heavy"
    static let mostWeight = 5

    var isRecognised: Bool { true }
    var cluster: SafeText? { nil }
    var name: SafeText { "\(weight)" }
    private(set) var weight = 0

    mutating func read(
      _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
    ) throws(JSONError) {
      weight = Int(try json.slurmCount(field, &problems) ?? 0)
    }

    func add(to records: inout [Int], _ problems: inout RecordProblems) -> SafeText? {
      records.append(weight)
      return nil
    }
  }

  @Test("A record with which there are more values than are kept is skipped, and so are those behind it")
  func weight() throws {
    var json = JSONReader(bytes: Array(#"[{"makes": 3}, {"makes": 2}, {"makes": 1}, {"makes": 0}]"#.utf8))
    var list = SlurmRecords<Heavy>()
    try list.read(&json)
    #expect(list.records == [3, 2])
    #expect(list.problems.skipped == 2)
    #expect(list.evidence == .own)
    #expect(
      list.problems.sentence
        == "record 3 of “heavy”: with those before it, it makes more than 5, and the record is skipped (and 1 more)"
    )
  }

  @Test("A row of sinfo makes as many values as its lists of nodes have names")
  func nodes() throws {
    var json = JSONReader(bytes: Array(#"{"nodes": {"nodes": ["n[1-30]", "login"]}}"#.utf8))
    var row = SlurmNodeGroup()
    var problems = RecordProblems()
    try json.enterObject()
    while let field = try json.nextField(SlurmNodeGroup.fields) { try row.read(field, &json, &problems) }
    #expect(row.weight == 31)
  }
}
