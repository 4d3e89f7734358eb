import Model
import Testing
import Text

@testable import Telemetry

@Suite("Odd values in factorytop's own form")
struct NativeOddityTests {
  @Test(
    "a record that cannot be told from others is skipped, counted and named; the rest stays",
    arguments: [
      ("nodes", "nodes", #"{"state": "IDLE"}"#, "it has no name"),
      ("nodes", "nodes", #"{"name": "", "state": "IDLE"}"#, "it has no name"),
      ("nodes", "nodes", #"{"name": "g"}"#, "it has no state"),
      ("nodes", "nodes", "17", "it is a number, not an object"),
      ("jobs", "jobs", #"{"job_state": "RUNNING"}"#, "it has no job_id"),
      (
        "jobs", "jobs", #"{"job_id": "12", "job_state": "RUNNING"}"#, "“job_id” is the text “12”, not a count"
      ),
      ("jobs", "jobs", #"{"job_id": 12}"#, "it has no job_state"),
      ("applications", "applications", #"{"mode": "regular", "state": "draft"}"#, "it has no id"),
      ("applications", "applications", #"{"id": "x", "state": "draft"}"#, "it has no mode"),
      ("applications", "applications", #"{"id": "x", "mode": "regular"}"#, "it has no state"),
      ("allocations", "allocations", #"{"unit": "gpu_hours"}"#, "it has no account"),
      ("allocations", "allocations", #"{"account": "a"}"#, "it has no unit"),
      (
        "allocations", "allocations", #"{"account": "a", "unit": "cpu_years"}"#,
        "“unit” is “cpu_years”, not one of gpu_hours, node_hours, core_hours, kcore_hours"
      ),
      ("history", "samples", #"{"gpus_total": 4}"#, "it has no time"),
    ])
  func skipped(kind: String, list: String, record: String, why: String) throws {
    let sound = [
      "nodes": #"{"name": "n", "state": "IDLE"}"#, "jobs": #"{"job_id": 1, "job_state": "RUNNING"}"#,
      "applications": #"{"id": "i", "mode": "regular", "state": "draft"}"#,
      "allocations": #"{"account": "b", "unit": "gpu_hours"}"#, "samples": #"{"at": "2026-11-23T09:00:00Z"}"#,
    ]
    let good = try #require(sound[list])
    let document = try #require(
      try read(OwnText.document(kind, #""\#(list)": [\#(good), \#(record), \#(good)]"#)))
    #expect(document.records == 2)
    #expect(document.skipped == 1)
    let problem = try #require(document.problem).shown
    #expect(problem.hasPrefix("record 2 of “\(list)”: \(why), and the record is skipped"))
  }

  @Test(
    "an odd field costs that field and is named with its record",
    arguments: [
      (#""gpus": "four""#, "“gpus” is the text “four”, not a count"),
      (#""gpus": -4"#, "“gpus” is a negative, broken or too large number, not a count"),
      (#""gpus": 1.5"#, "“gpus” is a negative, broken or too large number, not a count"),
      (#""gpus": 1e400"#, "“gpus” is a negative, broken or too large number, not a count"),
      (#""gpus": Infinity"#, "“gpus” is Infinity or NaN, not a count"),
      (#""current_watts": NaN"#, "“current_watts” is Infinity or NaN, not an amount"),
      (#""gpus": 4294967296"#, "“gpus” is 4294967296, not a count"),
      (#""reason": 5"#, "“reason” is a number, not text"),
      (#""reason": ["a"]"#, "“reason” is a list, not text"),
      (#""partitions": {"a": 1}"#, "“partitions” is an object, not text"),
      (#""partitions": ["a", 7]"#, "“partitions” is a number, not text"),
      (#""current_watts": -1"#, "“current_watts” is a negative or too large number, not an amount"),
      (#""current_watts": true"#, "“current_watts” is true, not an amount"),
      (
        #""reason_changed_at": "2026-11-23T10:00:00""#,
        "“reason_changed_at” is “2026-11-23T10:00:00”, not an RFC 3339 time with an offset"
      ),
    ])
  func oddField(field: String, problem: String) throws {
    let text = OwnText.document(
      "nodes",
      #""nodes": [{\#(field), "name": "g7", "state": "IDLE", "cpus": 64}, {"name": "g8", "state": "IDLE"}]"#)
    let document = try #require(try read(text))
    #expect(document.nodes.map(\.name) == ["g7", "g8"])
    #expect(document.nodes.first?.cpus == 64)
    #expect(document.skipped == 0)
    #expect(document.problem?.shown == "node g7: \(problem)")
  }

  @Test(
    "an empty list of partitions says that there are none; where it is left out or of no use nobody knows",
    arguments: [
      ("[]", []), (#"["a"]"#, ["a"]), (#""a""#, ["a"]), ("null", nil), ("7", nil), ("[7]", nil),
      (#""""#, nil),
    ] as [(String, [SafeText]?)])
  func partitions(list: String, expected: [SafeText]?) throws {
    let record = #"{"name": "g7", "state": "IDLE", "partitions": \#(list)}"#
    let other = #"{"name": "g8", "state": "IDLE"}"#
    let document = try #require(try read(OwnText.document("nodes", #""nodes": [\#(record), \#(other)]"#)))
    #expect(document.nodes.map(\.partitions) == [expected, nil])
  }

  @Test("a state that no Slurm writes is named and unknown")
  func oddState() throws {
    let text = OwnText.nodes("g7", state: "SLEEPY")
    let document = try #require(try read(text))
    #expect(document.nodes.first?.state == NodeState(.unknown))
    #expect(document.problem == "node g7: “state” is “SLEEPY”, not a node state of Slurm's")
  }

  @Test("null says that a value is unknown, and is nothing odd")
  func nulls() throws {
    let text = OwnText.document(
      "allocations",
      #""allocations": [{"account": "a", "unit": "gpu_hours", "granted": null, "ends_on": null, "usage_history": null}]"#
    )
    let document = try #require(try read(text))
    #expect(
      document.allocations == [
        Allocation(account: "a", unit: .gpuHours, countedAt: .at("2026-11-23T10:00:00Z"))
      ])
    #expect(document.problem == nil)
  }

  @Test("further oddities are counted beside the first")
  func counted() throws {
    let record = #"{"name": "g", "state": "IDLE", "gpus": "x", "cpus": "y", "alloc_cpus": "z"}"#
    let document = try #require(try read(OwnText.document("nodes", #""nodes": [\#(record), 3]"#)))
    #expect(document.problem == "node g: “gpus” is the text “x”, not a count (and 3 more)")
  }

  @Test("an incomplete reading of past use costs that reading only")
  func incompleteHistory() throws {
    let record = #"""
      {"account": "a", "unit": "gpu_hours", "usage_history":
        [{"at": "2026-11-01T00:00:00Z"}, 5, {"at": "2026-11-02T00:00:00Z", "used": 9}]}
      """#
    let document = try #require(try read(OwnText.document("allocations", #""allocations": [\#(record)]"#)))
    #expect(document.allocations.first?.history == [UsageReading(at: .at("2026-11-02T00:00:00Z"), used: 9)])
    #expect(document.problem != nil)
  }

  @Test(
    "Access or a decision before the submission is named, and not believed",
    arguments: [
      (#""access_at": "2026-11-16T08:59:59Z""#, "access_at"),
      (#""decided_at": "2026-11-16T08:59:59Z""#, "decided_at"),
      (#""due_at": "2026-11-16T08:59:59Z""#, "due_at"),
    ])
  func answeredBeforeAsked(field: String, name: String) throws {
    func application(_ fields: String) throws -> (Application?, SafeText?) {
      let record =
        #"{\#(fields), "id": "P1", "mode": "playground", "state": "decision", "submitted_at": "2026-11-16T10:00:00+01:00"}"#
      let document = try read(OwnText.document("applications", #""applications": [\#(record)]"#))
      return (document?.applications.first, document?.problem)
    }
    let (odd, problem) = try application(field)
    #expect(odd?.accessAt == nil && odd?.decidedAt == nil && odd?.dueAt == nil)
    #expect(
      problem?.shown
        == "application P1: “\(name)” is 2026-11-16T08:59:59Z, not after “submitted_at”, which is 2026-11-16T09:00:00Z"
    )
    let (even, none) = try application(field.replacing("08:59:59", with: "09:00:00"))
    #expect(even?.accessAt != nil || even?.decidedAt != nil || even?.dueAt != nil)
    #expect(none == nil)
  }

  @Test(
    "An allocation that ends before it begins is named, in the words of the fields that count",
    arguments: [
      (
        #""starts_on": "2026-11-16", "ends_on": "2026-11-15""#,
        "“ends_on” is 2026-11-15, not after “starts_on”, which is 2026-11-16"
      ),
      (
        #""starts_at": "2026-11-16T00:00:00Z", "ends_on": "2026-11-15", "starts_on": "2026-01-01""#,
        "“ends_on” is 2026-11-15, not after “starts_at”, which is 2026-11-16T00:00:00Z"
      ),
      (
        #""starts_at": "2026-11-16T00:00:00Z", "ends_at": "2026-11-16T00:00:00Z""#,
        "“ends_at” is 2026-11-16T00:00:00Z, not after “starts_at”, which is 2026-11-16T00:00:00Z"
      ), (#""starts_on": "2026-11-16", "ends_on": "2026-11-16""#, nil),
    ] as [(String, String?)])
  func endsBeforeItBegins(fields: String, why: String?) throws {
    let record = #"{"account": "a", "unit": "gpu_hours", \#(fields)}"#
    let document = try #require(try read(OwnText.document("allocations", #""allocations": [\#(record)]"#)))
    #expect(document.problem?.shown == why.map { "allocation of a: \($0)" })
  }
}
