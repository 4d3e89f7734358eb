import Foundation
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Telling documents apart by their content")
struct SlurmDetectionTests {
  private static let job = #"{"job_id": 7, "job_state": "RUNNING"}"#
  private static let node = #"{"name": "gpu01", "state": ["IDLE"]}"#

  @Test(
    "A form's version is found wherever its Slurm writes it",
    arguments: [
      (#""plugin": {"type": "openapi/v0.0.37", "name": "x"}"#, "v0.0.37"),
      (#""plugin": {"type": "openapi/v0.0.38"}, "Slurm": {"version": {"major": 22}}"#, "v0.0.38"),
      (#""plugins": {"data_parser": "data_parser/v0.0.39", "accounting_storage": "x"}"#, "v0.0.39"),
      (#""plugin": {"type": "openapi/v0.0.39", "data_parser": "v0.0.39"}"#, "v0.0.39"),
      (#""plugin": {"type": "", "name": "", "data_parser": "data_parser\/v0.0.41"}"#, "v0.0.41"),
      (
        #""plugin": {"type": "openapi\/slurmctld", "data_parser": "data_parser\/v0.0.42+complex"}"#,
        "v0.0.42+complex"
      ),
    ])
  func versions(_ meta: String, _ version: String) throws {
    for text in [
      "{\"meta\": {\(meta)}, \"jobs\": [\(Self.job)]}", "{\"jobs\": [\(Self.job)], \"meta\": {\(meta)}}",
    ] {
      let document = try #require(try read(text))
      #expect(document.format == "slurm jobs")
      #expect(document.version?.shown == version)
      #expect(document.records == 1)
    }
  }

  @Test("The cluster is the one that meta names, else the one that the records name")
  func cluster() throws {
    let meta = #""meta": {"plugin": {"type": ""}, "slurm": {"cluster": "leonardo", "release": "24.05"}}"#
    let job = #"{"job_id": 1, "cluster": "lumi", "job_state": ["RUNNING"]}"#
    #expect(try read("{\"jobs\": [\(job)], \(meta)}")?.cluster == "leonardo")
    #expect(try read("{\"jobs\": [\(job)]}")?.cluster == "lumi")
    #expect(
      try read("{\"nodes\": [{\"name\": \"n\", \"state\": \"idle\", \"cluster_name\": \"karolina\"}]}")?
        .cluster == "karolina")
    #expect(try read("{\"jobs\": [\(Self.job)]}")?.cluster == nil)
  }

  @Test("The line that -M writes first is passed over, and names the cluster where nothing else does")
  func clusterLine() throws {
    let bare = "{\"jobs\": [\(Self.job)]}"
    #expect(try read("CLUSTER: lumi\n\(bare)")?.cluster == "lumi")
    #expect(try read("\nCLUSTER: lumi \r\n\n\(bare)\n")?.cluster == "lumi")
    #expect(try read("CLUSTER: \n\(bare)")?.cluster == nil)
    let meta = #""meta": {"plugin": {"type": ""}, "slurm": {"cluster": "leonardo"}}"#
    #expect(try read("CLUSTER: lumi\n{\"jobs\": [\(Self.job)], \(meta)}")?.cluster == "leonardo")
    #expect(try read("CLUSTER: lumi\n{\"factorytop\": 1}") == nil)
  }

  @Test("Answers of several clusters in one file are those of each, whatever becomes of one")
  func severalClusters() throws {
    let bare = "{\"jobs\": [\(Self.job)]}"
    func clusters(_ text: String) throws -> [SafeText?] {
      let document = try #require(try read(text))
      return ([document] + document.others).map(\.cluster)
    }
    #expect(
      try clusters("CLUSTER: a\n\(bare)\n\nCLUSTER: b\r\n\(bare)CLUSTER: c\n\(bare)\n") == ["a", "b", "c"])
    let meta = #""meta": {"plugin": {"type": ""}, "slurm": {"cluster": "own"}}"#
    #expect(try clusters("CLUSTER: a\n{\"jobs\": [], \(meta)}\nCLUSTER: b\n\(bare)") == ["own", "b"])
    // What is no telemetry and what failed costs the others nothing.
    let failed = #"{"jobs": [], "errors": [{"error": "no controller"}], "meta": {"plugin": {"type": ""}}}"#
    for texts in [[failed, bare], [bare, failed]] {
      let text = zip(["a", "b"], texts).map { "CLUSTER: \($0)\n\($1)\n" }.joined()
      let document = try #require(try read(text))
      #expect(document.records == 1)
      #expect(document.others.isEmpty)
      #expect(
        document.problem?.shown
          == "of “\(texts[0] == failed ? "a" : "b")” it holds an error of its producer in place of data: no controller; run the command that wrote it by hand"
      )
    }
    #expect(throws: TelemetryError.producerFailed("no controller")) { try read("CLUSTER: a\n\(failed)") }
    #expect(try clusters("CLUSTER: a\n{\"factorytop\": 1}\nCLUSTER: b\n\(bare)") == ["b"])
    let twice = try #require(try read("CLUSTER: a\n\(bare)\nCLUSTER: a\n\(bare)"))
    #expect(twice.others.isEmpty)
    #expect(
      twice.problem == "it holds two answers of “a”, of which the first counts; write a file for each")
  }

  @Test(
    "Clusters that gave no answer are named, and cost the others nothing",
    arguments: [
      ("CLUSTER: a\nCLUSTER: b\nJOBS", "“a”", 1), ("CLUSTER: b\nJOBS\nCLUSTER: a\n", "“a”", 1),
      ("CLUSTER: b\nJOBS\nCLUSTER: a", "“a”", 1), ("\u{FEFF}CLUSTER: a\r\nCLUSTER: b\nJOBS", "“a”", 1),
      ("CLUSTER: a\nsqueue: error: no\nCLUSTER: c\n\nCLUSTER: b\nJOBS", "“a” (“squeue: error: no”), “c”", 2),
      ("CLUSTER: b\nJOBS\nCLUSTER: a\n{\"jobs\": [", "of “a” it is not valid JSON", 1),
    ])
  func silentClusters(_ text: String, _ named: String, _ count: Int) throws {
    let text = text.replacing("JOBS", with: "{\"jobs\": [\(Self.job)]}")
    for window in [1, 7, 4096] {
      var json = JSONReader(bytes: Array(text.utf8), windowBytes: window)
      let document = try #require(try readDocument(&json))
      #expect(document.cluster == "b")
      #expect(document.records == 1)
      #expect(document.skipped == count)
      #expect(document.problem?.shown.contains(named) == true, "\(document.problem?.shown ?? "")")
    }
    let opening = ContentOpening(Array(text.utf8.prefix(ContentOpening.length)))
    #expect(opening == .json)
  }

  @Test("A byte order mark before a cluster's line is passed over")
  func markBeforeCluster() throws {
    let document = try read("\u{FEFF}CLUSTER: lumi\n{\"jobs\": [\(Self.job)]}")
    #expect(document?.cluster == "lumi" && document?.problem == nil)
  }

  @Test("A file of several clusters' answers tells of each of them")
  func severalClustersTogether() throws {
    let text = ["a", "b"].map { "CLUSTER: \($0)\n{\"jobs\": [\(Self.job)]}\n" }.joined()
    let file = TelemetryFile(
      path: DataPath("d/squeue.json"), folderName: "d", isInRoot: true, document: try read(text))
    let factory = TelemetrySnapshot(of: [file], untoldTime: .unknown).factory
    #expect(factory.clusters.map(\.name) == ["a", "b"])
    #expect(factory.clusters.map { $0.jobs?.jobs.count } == [1, 1])
    #expect(factory.sources.map(\.cluster) == ["a", "b"])
  }

  @Test("What is no answer between lines that name clusters is told by its place")
  func clusterLines() {
    let bare = "{\"jobs\": [\(Self.job)]}"
    for (text, message) in [
      (
        "\(bare)\nCLUSTER: b\n\(bare)",
        "line 2, column 1 (byte 50): there is something after the end of the document"
      ),
      ("CLUSTER: a\n{\"jobs\": [,]}", "line 2, column 11 (byte 21): a value is missing"),
      ("CLUSTERS: a\n\(bare)", "line 1, column 8 (byte 7): a value is missing"),
      (
        "CLUSTER: a\n\(bare)\n\(bare)",
        "line 3, column 1 (byte 61): there is something after the end of the document"
      ),
      ("CLUSTER: a", "line 1, column 11 (byte 10): the document ends too early"),
    ] {
      let error = #expect(throws: TelemetryError.self) { try read(text) }
      guard case .json(let why)? = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
      #expect("\(why)" == message)
    }
  }

  @Test("The line that -M writes first may fall on any window's end")
  func clusterLineInWindows() throws {
    let bytes = Array("CLUSTER: karolina\n{\"jobs\": [\(Self.job)]}".utf8)
    for window in 1...bytes.count {
      var json = JSONReader(bytes: bytes, windowBytes: window)
      let document = try readDocument(&json)
      #expect(document?.cluster == "karolina" && document?.records == 1, "\(window)")
    }
  }

  @Test(
    "Data are as old as last_update says, in any encoding",
    arguments: [
      (#"{"set": true, "infinite": false, "number": 1795404931}"#, 1_795_404_931),
      ("1795404931", 1_795_404_931), ("0", nil), ("null", nil), (#"{"set": false, "number": 0}"#, nil),
    ] as [(String, Int64?)])
  func age(_ lastUpdate: String, _ seconds: Int64?) throws {
    for key in ["jobs", "nodes"] {
      let record = key == "jobs" ? Self.job : Self.node
      let document = try read(
        "{\"\(key)\": [\(record)], \"last_backfill\": 3, \"last_update\": \(lastUpdate)}")
      #expect(document?.dataAt == seconds.map(Timestamp.init(secondsSince1970:)))
    }
  }

  @Test(
    "Errors in place of records are a failure in Slurm's words",
    arguments: [
      "", #""jobs": [], "#, #""nodes": [], "#, #""sinfo": [], "#, #""partitions": [], "#,
      #""reservations": [], "#, #""associations": [], "#, #""shares": {"shares": [], "total_shares": 0}, "#,
    ])
  func failure(_ records: String) throws {
    let text = """
      {\(records)"meta": {"plugin": {"type": "openapi/slurmctld"}}, "warnings": [], "errors": [
        {"description": "cannot reach slurmctld", "error_number": 1800, "error": "Unable to contact slurm controller"},
        {"description": "second"}]}
      """
    #expect(
      throws: TelemetryError.producerFailed("Unable to contact slurm controller (cannot reach slurmctld)")
    ) {
      try read(text)
    }
  }

  @Test("Errors beside records are a note, and warnings are none")
  func errorsBesideRecords() throws {
    let text = """
      {"jobs": [\(Self.job)], "errors": [{"error": "some partition is gone"}], "warnings": [{"description": "old"}]}
      """
    let document = try #require(try read(text))
    #expect(document.records == 1)
    #expect(document.problem == "Slurm also reported an error: some partition is gone")
    #expect(
      try read("{\"jobs\": [\(Self.job)], \"errors\": [], \"warnings\": [{\"description\": \"old\"}]}")?
        .problem == nil)
  }

  @Test(
    "An empty list of records is an empty cluster, right after slurmctld's start for one",
    arguments: ["jobs", "nodes"])
  func emptyList(_ key: String) throws {
    let meta = #""meta": {"plugin": {"type": "openapi/v0.0.38"}}, "errors": []"#
    for text in ["{\(meta), \"\(key)\": []}", "{\"\(key)\": []}"] {
      let document = try #require(try read(text))
      #expect(document.format.shown == "slurm \(key)")
      #expect(document.records == 0)
      #expect(document.problem == nil)
    }
  }

  @Test("Accounting jobs share the key of the scheduler's jobs, and are told from them")
  func accounting() throws {
    let record =
      #"{"job_id": 5, "state": {"current": ["COMPLETED"], "reason": "None"}, "time": {"start": 4294967294}}"#
    let texts = [
      "{\"jobs\": [\(record), \(record)]}",
      "{\"meta\": {\"plugin\": {\"type\": \"openapi/dbv0.0.38\"}}, \"jobs\": []}",
      "{\"jobs\": [], \"meta\": {\"plugin\": {\"type\": \"openapi/slurmdbd\", \"data_parser\": \"data_parser/v0.0.41\"}}}",
      "{\"jobs\": [], \"meta\": {\"plugin\": {\"type\": \"\"}, \"command\": [\"/usr/bin/sacct\", \"-a\"]}}",
    ]
    for text in texts {
      let document = try #require(try read(text))
      #expect(document.format == "slurm accounting jobs")
      guard case .accounts(let accounts, .jobs) = document.content else {
        Issue.record("accounting jobs were used as \(document.content)")
        continue
      }
      #expect(accounts.isEmpty, "a job without an account is nobody's use")
      #expect(document.skipped == 0)
    }
  }

  @Test(
    "The states of jobs alone are no jobs, told by their records or by who asked",
    arguments: [
      #"{"jobs": [{"job_id": "2", "state": ["RUNNING"]}, {"job_id": "9_[1-4]", "state": ["PENDING"]}], META}"#,
      #"{META, "jobs": [{"state": "RUNNING", "job_id": 2}]}"#,
      #"{"jobs": [{"job_id": "2", "state": ["RUNNING"]}]}"#,
      #"{"jobs": [], "meta": {"plugin": {"data_parser": "data_parser/v0.0.45"}, "command": ["squeue", "--only-job-state", "--json"]}}"#,
    ])
  func statesOnly(_ text: String) throws {
    let meta = #""meta": {"plugin": {"data_parser": "data_parser/v0.0.45"}, "command": ["squeue", "--json"]}"#
    let document = try #require(try read(text.replacingOccurrences(of: "META", with: meta)))
    #expect(document.format == "slurm job states")
    guard case .notUsed = document.content else {
      Issue.record("it was used")
      return
    }
  }

  @Test("One odd record does not make a list of jobs another kind's")
  func mixed() throws {
    let odd = #"{"job_id": 5, "state": {"current": ["COMPLETED"]}}"#
    let document = try #require(try read("{\"jobs\": [\(Self.job), \(odd)]}"))
    #expect(document.format == "slurm jobs")
    #expect(document.records == 1)
    #expect(document.skipped == 1)
  }

  @Test("slurmdbd's statistics are not the scheduler's")
  func statistics() throws {
    let meta = #""meta": {"plugin": {"data_parser": "data_parser/v0.0.45"}}"#
    let accounting =
      #"{"statistics": {"time_start": 1795866597, "rollups": {"hourly": {}}, "RPCs": [], "users": []}, \#(meta)}"#
    #expect(try read(accounting)?.format == "slurm accounting statistics")
    #expect(try read(#"{"statistics": {"time_start": 1, "rollups": {}}}"#)?.format == nil)
    let scheduler = #"{"statistics": {"req_time": 1795866597, "bf_cycle_last": 7}, \#(meta)}"#
    #expect(try read(scheduler)?.format == "slurm statistics")
  }

  @Test(
    "A list of the same key whose records have nothing of its kind is another answer",
    arguments: [
      // slurmrestd's resources/JOB, sacctmgr's reservations, and what nobody has seen yet.
      #""nodes": [{"node": "n1", "sockets_per_node": 2, "cores_per_socket": 8, "mem_alloc": 1, "sockets": []}]"#,
      #""reservations": [{"name": "r", "cluster": "c", "id": 3, "time": {"start": 1, "end": 2}}]"#,
      #""jobs": [{"job_id": 7}, {"name": "x"}]"#, #""nodes": [{"name": "n1"}]"#, #""sinfo": [{"x": 1}]"#,
      #""partitions": [{"name": "p"}]"#, #""associations": [{"account": "a"}]"#,
      #""qos": [{"name": "q"}]"#, #""shares": {"shares": [{"name": "root"}]}"#, #""statistics": {"x": 1}"#,
    ])
  func foreignRecords(_ list: String) throws {
    let text = "{\(list), \"meta\": {\"plugin\": {\"data_parser\": \"data_parser/v0.0.45\"}}}"
    let document = try #require(try read(text))
    #expect(document.format == "slurm answer")
    #expect(document.version == "v0.0.45")
    #expect(document.skipped == 0)
    guard case .notUsed = document.content else {
      Issue.record("it was used")
      return
    }
    #expect(try read("{\(list)}")?.format == nil)
  }

  @Test(
    "Slurm's other answers are recognised and not used",
    arguments: [
      ("accounts", "accounts"),
      ("TRES", "tres"), ("tres", "tres"), ("users", "users"), ("clusters", "clusters"),
      ("wckeys", "wckeys"), ("licenses", "licenses"), ("pings", "pings"), ("steps", "steps"),
      ("instances", "instances"), ("events", "events"), ("hostnames", "hostnames"),
    ])
  func unused(_ key: String, _ kind: String) throws {
    let text =
      "{\"\(key)\": [{\"name\": \"x\"}], \"meta\": {\"plugin\": {\"data_parser\": \"data_parser/v0.0.41\"}}, \"errors\": []}"
    let document = try #require(try read(text))
    #expect(document.format.shown == "slurm \(kind)")
    #expect(document.version == "v0.0.41")
    guard case .notUsed = document.content else {
      Issue.record("\(key) was used")
      return
    }
    #expect(try read("{\"\(key)\": [{\"name\": \"x\"}]}") == nil, "a common key alone is not Slurm's")
  }

  @Test(
    "Other programs' telemetry is recognised",
    arguments: [
      (#"[{"uuid": "0001", "url": "https://example.org", "name": "x"}, {"uuid": "0002"}]"#, "waldur list"),
      (#"[{"call_uuid": "0001", "state": "active"}]"#, "waldur list"),
      (#"{"status": "success", "data": {"resultType": "vector", "result": []}}"#, "prometheus vector"),
      (#"{"data": {"result": [], "resultType": "matrix"}, "status": "success"}"#, "prometheus matrix"),
      (
        #"{"version": 1, "timestamp": 1525361263, "balances": [{"user": "u", "value": 1}]}"#,
        "open ondemand balances"
      ),
      (#"{"quotas": [], "timestamp": 1525361263, "version": 1}"#, "open ondemand quotas"),
    ])
  func foreign(_ text: String, _ format: String) throws {
    #expect(try read(text)?.format.shown == format)
  }

  @Test(
    "JSON of no known form is nobody's telemetry",
    arguments: [
      "{}", "null", "\"squeue\"", "7", "[1, 2]", #"[{"name": "x"}]"#,
      #"{"name": "package", "version": "1.0"}"#,
      #"{"jobs": {"build": {"runs-on": "ubuntu"}}}"#, #"{"jobs": [{"id": 3, "status": "done"}]}"#,
      #"{"nodes": [{"name": "a"}], "edges": []}"#,
      #"{"meta": {"plugin": {"version": 3}}, "jobs": [{"id": 1}]}"#,
      #"{"status": "success", "data": {}}"#, #"{"error": ""}"#,
      #"{"qos": [{"name": "gold", "priority": 1}]}"#, #"{"quotas": []}"#,
      #"{"nodes": [{"name": "es1", "state": "green"}]}"#, #"{"total_count": 0, "jobs": []}"#,
      #"{"schema": "https://json-schema.org/draft/2020-12"}"#,
      #"{"schema": 3}"#,
    ])
  func unknown(_ text: String) throws {
    #expect(try read(text) == nil)
  }

  @Test("A torn document is refused at every byte")
  func torn() throws {
    let text =
      "{\"jobs\": [\(Self.job)], \"meta\": {\"plugin\": {\"data_parser\": \"data_parser/v0.0.41\"}}, \"errors\": []}"
    for length in 0..<text.utf8.count {
      #expect {
        try read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      } throws: { error in
        if case .json = error as? TelemetryError { true } else { false }
      }
    }
  }

  @Test("Text behind the document is refused")
  func trailing() {
    #expect(throws: TelemetryError.self) { try read("{\"jobs\": []} {\"jobs\": []}") }
  }

  @Test("The window's size changes nothing")
  func windows() throws {
    let text =
      #"{"jobs": [{"job_id": 1, "job_state": ["PENDING"], "name": "caf\u00e9 \"x\"", "tres_req_str": "gres/gpu=2"}]}"#
    for windowBytes in 1...text.utf8.count {
      let document = try #require(try read(text, windowBytes: windowBytes))
      guard case .jobs(let table) = document.content, let job = table.jobs.first else {
        Issue.record("no job with a window of \(windowBytes)")
        return
      }
      #expect(table.symbols[job.name].shown == "café \"x\"")
      #expect(job.gpus == 2)
    }
  }
}
