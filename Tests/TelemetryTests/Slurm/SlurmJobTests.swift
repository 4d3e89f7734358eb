import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's jobs")
struct SlurmJobTests {
  private struct NoJobs: Error {}

  private static func table(_ records: String) throws -> (JobTable, Document) {
    let document = try #require(try read("{\"jobs\": [\(records)]}"))
    guard case .jobs(let table) = document.content else { throw NoJobs() }
    return (table, document)
  }

  /// The one job that has `fields` beside its ID and, unless they say otherwise, runs.
  private static func job(_ fields: String, state: String = "RUNNING") throws -> (Job, SymbolTable, SafeText?)
  {
    let (table, document) = try table("{\"job_id\": 7, \"job_state\": [\"\(state)\"], \(fields)}")
    return (try #require(table.jobs.first), table.symbols, document.problem)
  }

  @Test(
    "A list with anything but words in it is not believed by half, and is named",
    arguments: [
      (#"["PENDING", 5]"#, "a list with a number in it"), (#"[5, "PENDING"]"#, "a list with a number in it"),
      (#"["RUNNING", null]"#, "a list with null in it"),
      (#"["RUNNING", {"COMPLETING": true}, 7]"#, "a list with an object in it"),
    ])
  func wordsAmongOthers(_ words: String, _ found: String) throws {
    let (table, document) = try Self.table(
      #"{"job_id": 7, "job_state": ["RUNNING"]}, {"job_id": 8, "job_state": \#(words)}"#)
    #expect(table.jobs.map(\.state.base) == [.running, .unknown])
    #expect(
      document.problem?.shown == "1 record has a state that is not known here, such as job 8 (\(found))")
  }

  @Test("A time limit that is no number is unknown, and said")
  func limitWithoutNumber() throws {
    let (job, _, problem) = try Self.job(#""time_limit": NaN"#)
    #expect(job.timeLimit == .unknown)
    #expect(problem == "1 number is NaN or Infinity, and unknown")
  }

  @Test(
    "What Slurm says beside its reason is kept, sanitised",
    arguments: [
      (
        #""state_description": "ReqNodeNotAvail, UnavailableNodes:g07""#,
        "ReqNodeNotAvail, UnavailableNodes:g07"
      ),
      (#""state_description": """#, ""), (#""state_description": null"#, ""), (#""name": "x""#, ""),
    ])
  func reasonDetail(field: String, expected: SafeText) throws {
    let (job, symbols, problem) = try Self.job(
      "\(field), \"state_reason\": \"ReqNodeNotAvail\"", state: "PENDING")
    #expect(symbols[job.reasonDetail] == expected)
    #expect(symbols[job.reason] == "ReqNodeNotAvail")
    #expect(problem == nil)
  }

  @Test(
    "What a job waits for, its reservation and its licences are Slurm's own texts, and none where it has none",
    arguments: [
      (
        #""dependency": "afterok:41(unfulfilled),singleton(unfulfilled)", "resv_name": "demo-day", "licenses": "matlab@db:2,ansys:1""#,
        ["afterok:41(unfulfilled),singleton(unfulfilled)", "demo-day", "matlab@db:2,ansys:1"]
      ),
      (#""dependency": "", "resv_name": "", "licenses": """#, ["", "", ""]),
      (#""dependency": null, "resv_name": null, "licenses": null"#, ["", "", ""]),
      (#""dependency": "(null)", "resv_name": "(null)", "licenses": "(null)""#, ["", "", ""]),
      (#""name": "x""#, ["", "", ""]),
    ])
  func surroundings(fields: String, expected: [String]) throws {
    let (job, symbols, problem) = try Self.job(fields, state: "PENDING")
    #expect([job.dependency, job.reservation, job.licenses].map { symbols[$0].shown } == expected)
    #expect(problem == nil)
  }

  @Test(
    "What is no text costs that field, and is named",
    arguments: ["dependency", "resv_name", "licenses"], [("41", "a number"), (#"{"id": 3}"#, "an object")])
  func oddSurroundings(field: String, value: (json: String, found: String)) throws {
    let (job, symbols, problem) = try Self.job("\"\(field)\": \(value.json), \"account\": \"acme\"")
    #expect([job.dependency, job.reservation, job.licenses] == [.empty, .empty, .empty])
    #expect(symbols[job.account] == "acme")
    #expect(problem?.shown == "job 7: “\(field)” is \(value.found), not text")
  }

  @Test("A text that nobody can read to its end is cut")
  func hugeDependency() throws {
    let list = (1...5000).map { "afterok:\($0)" }.joined(separator: ",")
    let (job, symbols, _) = try Self.job("\"dependency\": \"\(list)\"")
    #expect(symbols[job.dependency].shown.unicodeScalars.count == SafeText.maximumScalars)
    #expect(symbols[job.dependency].shown.hasPrefix("afterok:1,afterok:2,"))
  }

  /// The same job in the form of each Slurm version.
  private static let forms = [
    // v0.0.37 and v0.0.38
    """
    {"job_id": 109, "array_job_id": 100, "array_task_id": 0, "array_task_string": "", "het_job_id": 0,
     "het_job_offset": 0, "job_state": "RUNNING", "state_reason": "None", "name": "llm \\u00e9", "user_name": "ada",
     "user_id": 1001, "account": "acme", "partition": "gpu", "qos": "normal", "nodes": "gpu[01-02]",
     "priority": 1503, "submit_time": 1795404810, "eligible_time": 1795404811, "start_time": 1795404931,
     "end_time": 1795431931, "time_limit": 450, "node_count": 2, "cpus": 24, "tasks": 2,
     "sockets_per_node": null, "tres_req_str": "cpu=24,node=2,gres/gpu=8", "gres_detail": ["gpu:a100:4(IDX:0-3)"],
     "tres_alloc_str": "cpu=24,node=2,gres/gpu=8,gres/gpu:a100=8", "tres_per_node": "gres:gpu:a100:4"}
    """,
    // v0.0.39: some numbers plain, some not
    """
    {"job_id": 109, "array_job_id": {"set": true, "infinite": false, "number": 100},
     "array_task_id": {"set": true, "infinite": false, "number": 0}, "array_task_string": "",
     "het_job_id": {"set": true, "infinite": false, "number": 0},
     "het_job_offset": {"set": true, "infinite": false, "number": 0}, "job_state": "RUNNING",
     "state_reason": "None", "name": "llm é", "user_name": "ada", "user_id": 1001, "account": "acme",
     "partition": "gpu", "qos": "normal", "nodes": "gpu[01-02]",
     "priority": {"set": true, "infinite": false, "number": 1503}, "submit_time": 1795404810,
     "eligible_time": 1795404811, "start_time": 1795404931, "end_time": 1795431931,
     "time_limit": {"set": true, "infinite": false, "number": 450},
     "node_count": {"set": true, "infinite": false, "number": 2},
     "cpus": {"set": true, "infinite": false, "number": 24},
     "tasks": {"set": true, "infinite": false, "number": 2}, "gres_detail": [],
     "tres_req_str": "cpu=24,node=2,gres/gpu=8", "tres_alloc_str": "cpu=24,node=2,gres/gpu=8"}
    """,
    // v0.0.40 and later: numbers in objects, states in lists, no gres/gpu in tres_alloc_str
    """
    {"account": "acme", "array_job_id": {"infinite": false, "number": 100, "set": true},
     "array_task_id": {"infinite": false, "number": 0, "set": true}, "array_task_string": "",
     "cpus": {"infinite": false, "number": 24, "set": true},
     "eligible_time": {"infinite": false, "number": 1795404811, "set": true},
     "end_time": {"infinite": false, "number": 1795431931, "set": true},
     "gres_detail": ["gpu:h100:4(IDX:0-3)", "gpu:h100:2(IDX:0-1),gpu:h200:2(IDX:2-3)"],
     "het_job_id": {"infinite": false, "number": 0, "set": true},
     "het_job_offset": {"infinite": false, "number": 0, "set": true},
     "job_id": 109, "job_state": ["RUNNING"], "name": "llm é", "node_count": {"infinite": false, "number": 2, "set": true},
     "nodes": "gpu[01-02]", "partition": "gpu", "priority": {"infinite": false, "number": 1503, "set": true},
     "qos": "normal", "start_time": {"infinite": false, "number": 1795404931, "set": true}, "state_reason": "None",
     "submit_time": {"infinite": false, "number": 1795404810, "set": true},
     "time_limit": {"infinite": false, "number": 450, "set": true}, "tres_alloc_str": "cpu=24,node=2,billing=24",
     "tres_req_str": "cpu=24,node=2,billing=24", "user_id": 1001, "user_name": "ada",
     "job_resources": {"nodes": {"count": 2, "allocation": [{"name": "gpu01", "sockets": [{"cores": [{"index": 0}]}]}]}}}
    """,
    // +complex: plain numbers and null
    """
    {"job_id": 109, "array_job_id": 100, "array_task_id": 0, "array_task_string": null, "het_job_id": null,
     "het_job_offset": null, "job_state": ["RUNNING"], "state_reason": "None", "name": "llm é", "user_name": "ada",
     "account": "acme", "partition": "gpu", "qos": "normal", "nodes": "gpu[01-02]", "priority": 1503,
     "submit_time": 1795404810, "eligible_time": 1795404811, "start_time": 1795404931, "end_time": 1795431931,
     "time_limit": 450.0, "node_count": 2, "cpus": 24, "tres_alloc_str": "gres/gpu=8"}
    """,
  ]

  @Test("A job is the same in the form of every version", arguments: forms)
  func everyForm(_ record: String) throws {
    let (table, document) = try Self.table(record)
    let job = try #require(table.jobs.first)
    #expect(document.problem == nil)
    #expect(job.id == 109)
    #expect(job.arrayID == 100)
    #expect(job.arrayTaskID == 0)
    #expect(job.arrayTasks == .empty)
    #expect(job.taskCount == 1)
    #expect(job.hetID == 0)
    #expect(job.state == JobState(.running))
    #expect(table.symbols[job.name] == "llm é")
    #expect(table.symbols[job.user] == "ada")
    #expect(table.symbols[job.account] == "acme")
    #expect(table.symbols[job.partition] == "gpu")
    #expect(table.symbols[job.qos] == "normal")
    #expect(table.symbols[job.reason] == "None")
    #expect(table.symbols[job.nodeList] == "gpu[01-02]")
    #expect(job.priority == 1503)
    #expect(job.submittedAt == Timestamp(secondsSince1970: 1_795_404_810))
    #expect(job.eligibleAt == Timestamp(secondsSince1970: 1_795_404_811))
    #expect(job.startedAt == Timestamp(secondsSince1970: 1_795_404_931))
    #expect(job.endsAt == Timestamp(secondsSince1970: 1_795_431_931))
    #expect(job.timeLimit == .minutes(450))
    #expect(job.nodeCount == 2)
    #expect(job.cpus == 24)
    #expect(job.gpus == 8)
  }

  @Test(
    "A state is read in the words of every form, flags with it",
    arguments: [
      ("\"RUNNING\"", JobState(.running)), ("[\"RUNNING\"]", JobState(.running)),
      ("[\"RUNNING\", \"COMPLETING\"]", JobState(.running, .completing)),
      ("[\"PENDING\", \"REQUEUED\"]", JobState(.pending, .requeued)), ("\"NODE_FAIL\"", JobState(.nodeFail)),
      ("[\"OUT_OF_MEMORY\"]", JobState(.outOfMemory)), ("\"running\"", JobState(.running)),
    ])
  func states(_ words: String, _ state: JobState) throws {
    let (table, document) = try Self.table("{\"job_id\": 1, \"job_state\": \(words)}")
    #expect(table.jobs.first?.state == state)
    #expect(document.problem == nil)
  }

  @Test("Records whose state is not known are counted, and the first is named")
  func unknownState() throws {
    let record = #"{"job_id": 3, "job_state": ["RUNNING", "DREAMING"]}"#
    let (table, document) = try Self.table("\(record), \(record)")
    #expect(table.jobs.map(\.state) == [JobState(.running), JobState(.running)])
    #expect(
      document.problem == "2 records have a state that is not known here, such as job 3 (“DREAMING”)")
  }

  @Test(
    "A state without a word of Slurm's is unknown, and said",
    arguments: [
      (#""job_state": []"#, "no word"), (#""job_state": null"#, "no word"), (#""job_state": 3"#, "a number"),
      (#""job_state": ["DREAMING"]"#, "“DREAMING”"), (#""job_state": [""]"#, "“”"),
      (#""job_state": {"current": "RUNNING"}"#, "an object"), (#""cpus": 1"#, "none"),
    ])
  func noState(_ field: String, _ found: String) throws {
    let (table, document) = try Self.table(
      #"{"job_id": 8, "job_state": ["RUNNING"]}, {"job_id": 3, \#(field)}"#)
    #expect(table.jobs.map(\.state) == [JobState(.running), JobState(.unknown)])
    #expect(
      document.problem?.shown == "1 record has a state that is not known here, such as job 3 (\(found))")
  }

  @Test(
    "An array whose list of tasks cannot be read is a lower bound, and named; Slurm's own forms are exact",
    arguments: [
      (#""[0-98:7]""#, 15, false), (#""0x3FF""#, 10, false), (#""0-9,5-9""#, 10, false), (#""""#, 1, false),
      ("null", 1, false), (#""1-3, 5""#, 3, true), (#""0-99:0""#, 1, true), (#""0-4294967294""#, 1, true),
      (#""all""#, 1, true), ("17", 1, true), (#"["0-9"]"#, 1, true),
    ])
  func arrayTasks(_ text: String, _ tasks: Int32, _ isAtLeast: Bool) throws {
    let (job, _, problem) = try Self.job(
      #""array_job_id": 7, "array_task_string": \#(text)"#, state: "PENDING")
    #expect(job.taskCount == tasks)
    #expect(job.tasksAreAtLeast == isAtLeast)
    #expect((problem?.shown.hasPrefix("job 7: “array_task_string” is ") == true) == isAtLeast)
    // Nobody cut it, so nobody is told how to get it whole.
    #expect(problem?.shown.contains("SLURM_BITSTR_LEN") != true)
  }

  @Test(
    "GPUs are what accounting counted, else what nodes hold, else what was asked for",
    arguments: [
      (#""tres_alloc_str": "cpu=1,gres/gpu=2,gres/gpu:a100=2", "gres_detail": ["gpu:a100:1(IDX:0)"]"#, 2),
      (#""tres_alloc_str": "cpu=1,gres/gpu:a100=2,gres/gpu:h100=1""#, 3),
      (#""tres_alloc_str": "cpu=1,node=1", "gres_detail": ["gpu:h100:4(IDX:0-3)", null]"#, nil),
      (
        #""tres_alloc_str": "cpu=1,node=1", "gres_detail": ["gpu:h100:4(IDX:0-3)", "gpu:h100:4(IDX:0-3)"]"#, 8
      ),
      (
        #""tres_alloc_str": "cpu=1", "gres_detail": ["gpu:h100:2(IDX:0-1),gpu:h200:0(IDX:)", "tmp(CNT:262144000)"]"#,
        2
      ),
      (#""tres_alloc_str": "cpu=1", "gres_detail": [], "tres_req_str": "cpu=1,gres/gpu=3""#, 3),
      (
        #""tres_alloc_str": "cpu=1,gres/shard=4", "tres_req_str": "cpu=1,gres/shard=4", "gres_detail": ["shard:a100:4(IDX:0)"]"#,
        0
      ),
      (#""tres_req_str": "cpu=1,node=1,billing=1""#, 0),
      (#""tres_alloc_str": "cpu=1", "gres_detail": ["gpu:(null):2(IDX:0,3)", "gpu:2(IDX:2-3)"]"#, 4),
      // On a node in the cloud, whose GPUs have no numbers.
      (#""tres_alloc_str": "cpu=1", "gres_detail": ["gpu:h100(CNT:4)"]"#, 4),
      // Accounting counts parts of GPUs as GPUs, by their type only where that is tracked.
      (#""tres_alloc_str": "gres/gpu=2", "gres_detail": ["gpu:a100_1g.5gb:2(IDX:0-1)"]"#, 0),
      (
        #""tres_alloc_str": "gres/gpu=2,gres/gpu:a100_1g.5gb=2", "gres_detail": ["gpu:a100_1g.5gb:2(IDX:0-1)"]"#,
        0
      ),
      (#""tres_alloc_str": "cpu=1", "gres_detail": ["gpu:a100_1g.5gb:2(IDX:0-1)"]"#, 0),
      (
        #""tres_alloc_str": "gres/gpu=3", "gres_detail": ["gpu:mi300x_cpx:2(IDX:0-1),gpu:mi300x:1(IDX:8)"]"#,
        1
      ),
      (#""tres_alloc_str": "gres/gpu=2", "gres_detail": [], "tres_per_node": "gres/gpu:1g.5gb:2""#, 0),
      (#""tres_req_str": "", "tres_alloc_str": """#, 0),
      (#""tres_req_str": null, "tres_alloc_str": null"#, nil),
      (#""name": "tells nothing""#, nil),
    ] as [(String, Int32?)])
  func gpusOfRunningJobs(_ fields: String, _ gpus: Int32?) throws {
    let (job, _, problem) = try Self.job(fields)
    #expect(job.gpus == gpus)
    #expect(problem == nil)
  }

  @Test(
    "A pending job's GPUs are those it asks for, in whichever way",
    arguments: [
      (#""tres_req_str": "cpu=24,node=2,gres/gpu=8", "tres_per_node": "gres:gpu:4", "node_count": 2"#, 8),
      (#""tres_per_node": "gres:gpu:a100:2", "node_count": 3"#, 6),
      (
        #""tres_per_node": "gres/gpu:h100:1,gres/gpu:h200:1", "node_count": {"set": true, "infinite": false, "number": 4}"#,
        8
      ),
      (#""tres_req_str": "cpu=2,node=1", "tres_per_job": "gres/gpu:4", "node_count": 2"#, 4),
      (#""tres_per_task": "gres/gpu=2", "tasks": {"set": true, "infinite": false, "number": 3}"#, 6),
      (
        #""tres_per_socket": "gres/gpu:2", "sockets_per_node": {"set": true, "infinite": false, "number": 2}, "node_count": 3"#,
        12
      ),
      (#""tres_per_socket": "gres/gpu:2", "sockets_per_node": null, "node_count": 3"#, nil),
      (#""tres_per_task": "gres/gpu=2", "tasks": null"#, nil),
      (#""tres_per_node": "gres/shard:4", "node_count": 1"#, 0),
      (#""tres_per_node": "gres/gpu:2147483647", "node_count": 9"#, nil),
      (#""tres_req_str": "cpu=1,gres/gpu=7", "tres_per_node": "gres/gpu:a100_1g.5gb:7", "node_count": 1"#, 0),
      (#""tres_req_str": "cpu=1,gres/gpu=14", "tres_per_task": "gres/gpu:1g.5gb:7", "tasks": null"#, 0),
      (
        #""tres_req_str": "gres/gpu=6", "tres_per_node": "gres/gpu:h100:1,gres/gpu:h100_1g.12gb:2", "node_count": 2"#,
        2
      ),
      (#""tres_req_str": "gres/gpu=16", "tres_per_job": "gres/gpu:mi300x_cpx:16""#, 0),
    ] as [(String, Int32?)])
  func gpusOfPendingJobs(_ fields: String, _ gpus: Int32?) throws {
    let (job, _, problem) = try Self.job(fields, state: "PENDING")
    #expect(job.gpus == gpus)
    #expect(problem == nil)
  }

  @Test(
    "Parts of GPUs are told from no GPUs",
    arguments: [
      (#""tres_alloc_str": "gres/gpu=2", "gres_detail": ["gpu:1g.5gb:2(IDX:0-1)"]"#, "RUNNING", true),
      (#""tres_req_str": "gres/gpu=2,gres/gpu:mi300x_cpx=2""#, "PENDING", true),
      (#""tres_req_str": "cpu=1", "tres_per_task": "gres/gpu:1g.5gb:2""#, "PENDING", true),
      (#""tres_req_str": "gres/gpu=2", "tres_per_node": "gres/gpu:2""#, "PENDING", false),
      (#""tres_req_str": "cpu=1""#, "PENDING", false),
      (#""tres_req_str": "cpu=1,gres/shard=4""#, "PENDING", false),
      // The nodes of its last run.
      (#""tres_req_str": "gres/gpu=2", "gres_detail": ["gpu:1g.5gb:2(IDX:0-1)"]"#, "PENDING", false),
    ])
  func gpuParts(_ fields: String, _ state: String, _ hasParts: Bool) throws {
    #expect(try Self.job(fields, state: state).0.hasGPUParts == hasParts)
  }

  @Test("A count that cannot be read is unknown, although the other places hold none")
  func unreadableGPUs() throws {
    let (job, _, problem) = try Self.job(
      #""tres_req_str": "cpu=1,gres/gpu=two", "tres_alloc_str": "", "tres_per_job": """#)
    #expect(job.gpus == nil)
    #expect(problem != nil)
  }

  @Test("A list of nodes or partitions that is longer than what is shown of it is kept whole")
  func longLists() throws {
    let list = "n[\((0..<5000).map { String(2 * $0) }.joined(separator: ","))],last1"
    let partitions = (1...400).map { "department-\($0)" }.joined(separator: ",")
    let (table, document) = try Self.table(
      #"{"job_id": 1, "job_state": "RUNNING", "nodes": "\#(list)", "partition": "\#(partitions)"}"#)
    let job = try #require(table.jobs.first)
    #expect(HostList(table.symbols[job.nodeList]).contains("last1"))
    #expect(table.symbols[job.partition].original == partitions)
    #expect(document.problem == nil)
  }

  @Test("A list of nodes that no machine has costs the list, not the record")
  func endlessList() throws {
    let list = String(repeating: "a,", count: 1 << 19) + "b"
    let (table, document) = try Self.table(#"{"job_id": 1, "job_state": "RUNNING", "nodes": "\#(list)"}"#)
    #expect(table.jobs.first?.nodeList == .empty)
    #expect(document.problem == "job 1: “nodes” is a text of more than 1048576 bytes, not a list of names")
  }

  @Test(
    "An allocation that cannot be read is unknown unless the nodes tell it, whatever was asked for",
    arguments: [
      (#""tres_alloc_str": "cpu=1,gres/gpu=x", "tres_req_str": "gres/gpu=2""#, nil),
      (#""tres_alloc_str": "gres/gpu:a100=2,gres/gpu:h100=-1", "tres_req_str": "gres/gpu=4""#, nil),
      (#""tres_alloc_str": "gres/gpu=18446744073709551615,gres/gpu:a100=2", "tres_per_node": "gpu:2""#, nil),
      (#""tres_alloc_str": "cpu=1,gres/gpu=x", "gres_detail": ["gpu:a100:2(IDX:0-1)"]"#, 2),
      (#""tres_alloc_str": "cpu=1,gres/gpu=x", "gres_detail": ["gpu:a100:y(IDX:0-1)"]"#, nil),
      (#""tres_alloc_str": "cpu=1", "tres_req_str": "gres/gpu=2""#, 2),
    ] as [(String, Int32?)])
  func unreadableAllocation(_ fields: String, _ gpus: Int32?) throws {
    #expect(try Self.job(#""node_count": 1, \#(fields)"#).0.gpus == gpus)
  }

  @Test(
    "Where one node's text cannot be read, the sum is unknown, not that of the others",
    arguments: [
      #""gres_detail": ["gpu:a100:2(IDX:0-1)", "gpu:a100:(IDX:2-3)"]"#,
      #""gres_detail": ["gpu:a100:2(IDX:0-1),gpu:h100:x(IDX:2)"], "tres_alloc_str": "cpu=1""#,
      #""gres_detail": ["gpu:1g.5gb:2(IDX:0-1)", "gpu:a100:x"], "tres_alloc_str": "gres/gpu=3""#,
    ])
  func unreadablePart(_ fields: String) throws {
    let (job, _, problem) = try Self.job(fields)
    #expect(job.gpus == nil)
    #expect(problem == "job 7: “gres_detail” is text without a count of GPUs, not a list of resources")
  }

  @Test(
    "An allocation counts only while it is held: a requeued job keeps its old one",
    arguments: [
      ("[\"PENDING\"]", 2), ("[\"PENDING\", \"REQUEUED\"]", 2), ("[\"RUNNING\"]", 4), ("[\"SUSPENDED\"]", 4),
      ("[\"COMPLETED\", \"COMPLETING\"]", 4), ("\"COMPLETING\"", 4), ("[\"COMPLETED\"]", 2),
    ] as [(String, Int32)])
  func staleAllocation(_ state: String, _ gpus: Int32) throws {
    let (table, _) = try Self.table(
      """
      {"tres_alloc_str": "gres/gpu=4", "gres_detail": ["gpu:a100:4(IDX:0-3)"], "tres_req_str": "gres/gpu=2",
       "job_state": \(state), "job_id": 1}
      """)
    #expect(table.jobs.first?.gpus == gpus)
  }

  @Test(
    "One record of an array stands for the tasks that it lists",
    arguments: [
      (#""array_task_string": "0-14%4", "array_task_id": null"#, 15, nil),
      (
        #""array_task_string": "1-9:2,20%4", "array_task_id": {"set": false, "infinite": false, "number": 0}"#,
        6, nil
      ),
      (#""array_task_string": "412-9999""#, 9588, nil),
      (#""array_task_string": "", "array_task_id": {"set": true, "infinite": false, "number": 0}"#, 1, 0),
      (#""array_task_string": "", "array_task_id": null"#, 1, nil),
      (#""array_task_string": null, "array_task_id": 12"#, 1, 12),
    ] as [(String, Int32, Int64?)])
  func arrays(_ fields: String, _ tasks: Int32, _ taskID: Int64?) throws {
    let (job, _, problem) = try Self.job("\"array_job_id\": 109, \(fields)", state: "PENDING")
    #expect(job.arrayID == 109)
    #expect(job.taskCount == tasks)
    #expect(job.arrayTaskID == taskID)
    #expect(problem == nil)
  }

  @Test("A list of tasks that Slurm cut is a lower bound, and how to get all of it is said")
  func cutArrays() throws {
    let cut = #"{"job_id": 7, "job_state": "PENDING", "array_task_string": "1,3,5,7-9,48...%5"}"#
    let whole = #"{"job_id": 8, "job_state": "PENDING", "array_task_string": "0-98:7%2"}"#
    let odd = #"{"job_id": 9, "job_state": "PENDING", "array_task_string": "1-"}"#
    let remedy: SafeText =
      "so that tasks are lower bounds; give the command, or slurmrestd, SLURM_BITSTR_LEN=0 in its environment"
    var (table, document) = try Self.table("\(cut), \(whole)")
    #expect(table.jobs.map(\.taskCount) == [7, 15])
    #expect(table.jobs.map(\.tasksAreAtLeast) == [true, false])
    #expect(document.problem == "Slurm cut the list of tasks of an array, \(remedy)")
    #expect(document.skipped == 0)
    (table, document) = try Self.table("\(cut), \(odd), \(cut)")
    #expect(
      document.problem
        == "job 9: “array_task_string” is “1-”, not a list of tasks, so that its tasks are a lower bound; Slurm cut the list of tasks of 2 arrays, \(remedy)"
    )
    // One task is one, whatever the list beside it says.
    (table, document) = try Self.table(
      #"{"job_id": 7, "job_state": "RUNNING", "array_task_id": 3, "array_task_string": "1,3..."}"#)
    #expect(table.jobs.map(\.taskCount) == [1])
    #expect(table.jobs.map(\.tasksAreAtLeast) == [false])
    #expect(document.problem == nil)
  }

  @Test("A list of tasks longer than what is shown is counted whole")
  func longArray() throws {
    let list = (0..<2000).map { String($0 * 2) }.joined(separator: ",")
    let (job, symbols, _) = try Self.job("\"array_task_string\": \"\(list)\"", state: "PENDING")
    #expect(job.taskCount == 2000)
    #expect(symbols[job.arrayTasks].shown.utf8.count < list.utf8.count)
  }

  @Test("Components of a heterogeneous job are records of their own, with their leader")
  func heterogeneous() throws {
    let (table, _) = try Self.table(
      """
      {"job_id": 37, "het_job_id": 37, "het_job_offset": 0, "het_job_id_set": "37-38", "job_state": "RUNNING"},
      {"job_id": 38, "het_job_id": {"set": true, "infinite": false, "number": 37}, "job_state": ["RUNNING"],
       "het_job_offset": {"set": true, "infinite": false, "number": 1}}
      """)
    #expect(table.jobs.map(\.id) == [37, 38])
    #expect(table.jobs.map(\.hetID) == [37, 37])
    #expect(table.jobs.map(\.hetOffset) == [0, 1])
  }

  @Test(
    "A limit is minutes, none, or unknown",
    arguments: [
      ("450", .minutes(450)), (#"{"set": true, "infinite": true, "number": 0}"#, .unlimited),
      ("\"Infinity\"", .unlimited), ("4294967295", .unlimited), ("4294967294", .unknown), ("null", .unknown),
      (#"{"set": false, "infinite": false, "number": 0}"#, .unknown), ("65534", .minutes(65534)),
    ] as [(String, TimeLimit)])
  func limits(_ limit: String, _ expected: TimeLimit) throws {
    let (job, _, problem) = try Self.job("\"time_limit\": \(limit)")
    #expect(job.timeLimit == expected)
    #expect(problem == nil)
  }

  @Test(
    "A time that never was is unknown",
    arguments: [
      "0", "null", "4294967294", #"{"set": false, "infinite": false, "number": 0}"#,
      #"{"set": true, "infinite": false, "number": 0}"#,
    ])
  func noTime(_ time: String) throws {
    let (job, _, problem) = try Self.job(
      "\"start_time\": \(time), \"eligible_time\": \(time), \"submit_time\": \(time), \"end_time\": \(time)")
    #expect(job.startedAt == nil)
    #expect(job.eligibleAt == nil)
    #expect(job.submittedAt == nil)
    #expect(job.endsAt == nil)
    #expect(problem == nil)
  }

  @Test("A held job has priority 0, and an unset priority is unknown")
  func priorities() throws {
    #expect(try Self.job("\"priority\": 0").0.priority == 0)
    #expect(try Self.job(#""priority": {"set": true, "infinite": false, "number": 0}"#).0.priority == 0)
    #expect(try Self.job("\"priority\": null").0.priority == nil)
    #expect(try Self.job("\"nice\": -58249999, \"priority\": 4294967293").0.priority == 4_294_967_293)
  }

  @Test("A user without a name is their number, and an empty account is empty")
  func unnamedUser() throws {
    let (job, symbols, _) = try Self.job(#""user_name": "", "user_id": 1001, "group_id": 0, "account": """#)
    #expect(symbols[job.user] == "1001")
    #expect(job.account == .empty)
    #expect(try !Self.job(#""user_id": 1001, "user_name": "ada""#).1.texts.contains("1001"))
  }

  @Test("Finished jobs and several partitions are kept as they are")
  func keptAsIs() throws {
    let (job, symbols, _) = try Self.job(#""partition": "gpu-standard,gpu-large""#, state: "FAILED")
    #expect(job.state == JobState(.failed))
    #expect(symbols[job.partition] == "gpu-standard,gpu-large")
  }

  @Test("Slurm's words for no value are none", arguments: ["(null)", "N/A", "None assigned", ""])
  func noValue(_ word: String) throws {
    let (job, _, _) = try Self.job("\"nodes\": \"\(word)\", \"account\": \"\(word)\", \"qos\": \"\(word)\"")
    #expect(job.nodeList == .empty)
    #expect(job.account == .empty)
    #expect(job.qos == .empty)
  }

  @Test("Text is sanitised, and two names that only look the same stay two")
  func hostileNames() throws {
    let (table, _) = try Self.table(
      #"""
      {"job_id": 1, "job_state": "RUNNING", "name": "a\u001b[2Jb"}, {"job_id": 2, "job_state": "RUNNING", "name": "a\u001b[2Jb"},
      {"job_id": 3, "job_state": "RUNNING", "name": "a\u202eb"}, {"job_id": 4, "job_state": "RUNNING", "name": "a\u202db"}
      """#)
    let names = table.jobs.map(\.name)
    #expect(names[0] == names[1])
    #expect(Set(names).count == 3)
    for name in names {
      let text = table.symbols[name]
      #expect(text.isAltered)
      #expect(!text.shown.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
    }
  }

  @Test(
    "One odd field costs that field, and is named with its job although the job's ID comes later",
    arguments: [
      (#""priority": "high""#, "job 7: “priority” is the text “high”, not a count"),
      (#""name": ["a"]"#, "job 7: “name” is a list, not text"),
      (#""cpus": -8"#, "job 7: “cpus” is -8, not a count"),
      (#""cpus": 99999999999"#, "job 7: “cpus” is 99999999999, not a count"),
      (#""priority": 1e400"#, "job 7: “priority” is a number beyond 64 bits, not a count"),
      (#""priority": -7"#, "job 7: “priority” is -7, not a count"),
      (
        #""priority": {"set": 1, "number": 5}"#,
        "job 7: “priority” is an object whose “set” is a number, not a count"
      ),
      (
        #""array_task_string": "1-""#,
        "job 7: “array_task_string” is “1-”, not a list of tasks, so that its tasks are a lower bound"
      ),
      (
        #""tres_req_str": "gres/gpu=two""#,
        "job 7: “tres_req_str” is text without a count of GPUs, not a list of resources"
      ),
      (#""time_limit": true"#, "job 7: “time_limit” is true, not a number of minutes"),
      (#""gres_detail": {"gpu": 1}"#, "job 7: “gres_detail” is an object, not text"),
      (#""submit_time": {"set": true, "number": [1]}"#, "job 7: “submit_time” is a list, not a time"),
    ])
  func oddField(_ field: String, _ problem: String) throws {
    let (table, document) = try Self.table(
      """
      {\(field), "account": "acme", "job_state": "RUNNING", "job_id": 7, "partition": "gpu"}, {"job_id": 8, "job_state": "RUNNING"}
      """)
    #expect(table.jobs.map(\.id) == [7, 8])
    #expect(document.problem?.shown == problem)
    #expect(document.skipped == 0)
    #expect(table.jobs.first.map { table.symbols[$0.account] } == "acme")
    #expect(table.jobs.first.map { table.symbols[$0.partition] } == "gpu")
  }

  @Test(
    "A record without an ID is left out and counted, and the others are kept",
    arguments: [
      (#"{"job_state": "RUNNING"}"#, "record 2 of “jobs”: it has no job_id, and the record is skipped"),
      (
        #"{"job_id": 0, "job_state": "RUNNING"}"#,
        "record 2 of “jobs”: it has no job_id, and the record is skipped"
      ),
      ("[1]", "record 2 of “jobs”: it is a list, not an object, and the record is skipped"),
      (
        #"{"job_id": "x"}"#,
        "record 2 of “jobs”: “job_id” is the text “x”, not a count, and the record is skipped"
      ),
    ])
  func recordWithoutID(_ record: String, _ problem: String) throws {
    let (table, document) = try Self.table(
      """
      {"job_id": 1, "job_state": "RUNNING"}, \(record), {"job_id": 3, "job_state": "PENDING"}
      """)
    #expect(table.jobs.map(\.id) == [1, 3])
    #expect(document.records == 2)
    #expect(document.skipped == 1)
    #expect(document.problem?.shown.hasPrefix(problem) == true)
  }
}
