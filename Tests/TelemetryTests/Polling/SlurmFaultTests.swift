import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// What cron jobs and full disks make of Slurm's answers, in real files: each fault after a good file.
@Suite("Slurm's answers that went wrong")
struct SlurmFaultTests {
  /// An answer with one record, and what its records are counted as.
  struct Answer: Sendable, CustomTestStringConvertible {
    let key: String
    let record: String
    var before = ""
    var after = ""

    var testDescription: String { key }
    var text: String { document("[\(record)]", errors: "[]") }
    func document(_ records: String, errors: String) -> String {
      """
      {"\(key)": \(before)\(records)\(after), "meta": {"plugin": {"data_parser": "data_parser/v0.0.41"},
       "slurm": {"cluster": "alpha"}}, "errors": \(errors), "warnings": []}
      """
    }
  }

  static let answers = [
    Answer(key: "jobs", record: #"{"job_id": 7, "job_state": ["RUNNING"], "name": "keep"}"#),
    Answer(key: "nodes", record: #"{"name": "n1", "state": ["IDLE"], "cpus": 8}"#),
    Answer(key: "partitions", record: #"{"name": "gpu", "maximums": {}, "partition": {"state": ["UP"]}}"#),
    Answer(key: "reservations", record: #"{"name": "r", "flags": ["MAINT"], "start_time": 1795404810}"#),
    Answer(
      key: "sinfo",
      record: #"{"node": {"state": ["IDLE"]}, "nodes": {"nodes": ["n1"]}, "partition": {"name": "gpu"}}"#),
    Answer(
      key: "associations",
      record: #"{"account": "acme", "cluster": "alpha", "max": {"tres": {"group": {"minutes": []}}}}"#),
    Answer(
      key: "shares", record: #"{"name": "acme", "cluster": "alpha", "type": [], "tres": {"usage": []}}"#,
      before: #"{"shares": "#, after: "}"),
  ]

  private static let failure =
    #"[{"description": "cannot reach slurmctld", "error_number": 1800, "error": "Unable to contact"}]"#

  /// What is in the file, and words of the sentence that says so.
  static func faults(_ answer: Answer) -> [(bytes: [UInt8], words: String)] {
    let text = answer.text
    let half = String(text.prefix(text.count / 2))
    return [
      ([], "is empty"), (Array(" \n".utf8), "is empty"),
      (Array(half.utf8), "is not valid JSON"), (Array(text.dropLast().utf8), "is not valid JSON"),
      // A shorter answer written over a longer one in place.
      (Array((text + text.suffix(20)).utf8), "is not valid JSON"),
      (Array("squeue: error: load_plugins: unable to find plugin: serializer/json\n".utf8), "squeue: error"),
      (Array(("slurm_load_jobs error: Unable to contact\n" + text).utf8), "slurm_load_jobs error"),
      (Array((text + "\nsqueue: error: timed out\n").utf8), "is not valid JSON"),
      (Array("<html><body>502 Bad Gateway</body></html>".utf8), "<html>"),
      ([0x1F, 0x8B, 0x08, 0x00], "compressed by gzip"), ([0x00, 0x01, 0x02], "neither JSON nor text"),
      (Array(answer.document("[]", errors: failure).utf8), "Unable to contact (cannot reach slurmctld)"),
      (
        Array(#"{"errors": \#(failure), "meta": {"plugin": {"type": "openapi/slurmctld"}}}"#.utf8),
        "Unable to contact"
      ),
    ]
  }

  private func state(_ watch: Watch) throws -> SourceFigures {
    let figures = Figures(
      of: watch.reading().factory, policy: .standard, now: Timestamp(secondsSince1970: 1_795_428_000))
    return try #require(figures.sources.first)
  }

  @Test(
    "Each fault is said in words, the last good data stay, and a mended file counts again", arguments: answers
  )
  func keepsAndMends(answer: Answer) throws {
    let folder = try TemporaryFolder()
    let watch = Watch(folder: folder)
    try folder.write("answer.json", answer.text)
    watch.tick()
    let good = try state(watch)
    #expect(
      good.source.isReadable && good.source.problem == nil && good.source.records == 1, "\(good.source)")
    let content = Self.content(watch)
    for (bytes, words) in Self.faults(answer) {
      try folder.write("answer.json", bytes)
      watch.tick()
      let bad = try state(watch)
      #expect(bad.state == .error, "\(words)")
      #expect(
        bad.source.problem?.shown.contains(words) == true, "\(bad.source.problem ?? "nothing") for \(words)")
      #expect(bad.source.records == 1 && bad.source.cluster == "alpha", "\(words)")
      #expect(Self.content(watch) == content, "\(words)")
      try folder.write("answer.json", answer.text)
      watch.tick()
      let mended = try state(watch)
      #expect(mended.state != .error && mended.source.problem == nil, "after \(words)")
      #expect(Self.content(watch) == content)
    }
  }

  /// What the cluster is known to have, as text.
  private static func content(_ watch: Watch) -> [String] {
    watch.reading().factory.clusters.map { cluster in
      let jobs = cluster.jobs.map { table in
        table.jobs.map { "\($0.id) \($0.state.word) \(table.symbols[$0.name].shown)" }
      }
      return """
        \(cluster.name.shown) \(jobs ?? []) \(cluster.nodes.map { $0.map(\.name.shown) } ?? [])
        \(cluster.partitions.map { $0.map(\.name.shown) } ?? []) \(cluster.reservations.map { $0.map(\.name.shown) } ?? [])
        \(cluster.accounts.map { $0.map(\.name.shown) } ?? [])
        """
    }
  }

  @Test(
    "A capture that is cut anywhere keeps the jobs of the whole one", .enabled(if: Captures.areThere),
    arguments: ["slurm-web/24.05-v0.0.41/slurm-job-gpus-multi-nodes.json", "lab-22.05/300jobs/sinfo.json"])
  func cutCapture(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Captures.slurm.appending(path: name)))
    let folder = try TemporaryFolder()
    let watch = Watch(folder: folder)
    try folder.write("answer.json", bytes)
    watch.tick()
    let content = Self.content(watch)
    #expect(!content.isEmpty || name.contains("sinfo"))
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
    for part in 1...20 {
      try folder.write("answer.json", Array(bytes[..<(end * part / 20)]))
      watch.tick()
      let bad = try state(watch)
      #expect(bad.state == .error)
      #expect(bad.source.problem?.shown.hasPrefix("is not valid JSON") == true)
      #expect(Self.content(watch) == content)
    }
    try folder.write("answer.json", bytes)
    watch.tick()
    #expect(try state(watch).source.isReadable)
  }
}
