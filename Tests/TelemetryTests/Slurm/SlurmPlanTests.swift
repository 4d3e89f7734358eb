import Model
import Testing
import Text

@testable import Telemetry

@Suite("What Slurm tells of a job's plan, its GPUs and its restarts")
struct SlurmPlanTests {
  private static func table(_ record: String, top: String = "") throws -> (JobTable, SafeText?) {
    let document = try #require(try read("{\"jobs\": [{\"job_id\": 7, \(record)}]\(top)}"))
    guard case .jobs(let table) = document.content else { throw NoJobs() }
    return (table, document.problem)
  }

  private struct NoJobs: Error {}

  @Test(
    "The nodes of a plan stand beside those that a job runs on",
    arguments: [
      (#""scheduled_nodes": "n[3-4]""#, "n[3-4]"), (#""scheduled_nodes": """#, ""),
      (#""scheduled_nodes": null"#, ""), (#""scheduled_nodes": "(null)""#, ""), (#""name": "x""#, ""),
    ])
  func nodes(field: String, expected: String) throws {
    let (table, problem) = try Self.table(#""job_state": ["PENDING"], "nodes": "", "# + field)
    #expect(table.symbols[table.jobs[0].plannedNodes].shown == expected)
    #expect(table.jobs[0].nodeList == .empty)
    #expect(problem == nil)
  }

  @Test(
    "When Slurm planned is what the answer's top says",
    arguments: [
      (#", "last_backfill": {"set": true, "infinite": false, "number": 1795427980}"#, 1_795_427_980),
      (#", "last_backfill": 1795427980"#, 1_795_427_980), (#", "last_backfill": 0"#, nil),
      (#", "last_backfill": {"set": false, "infinite": false, "number": 5}"#, nil),
      (#", "last_update": 9"#, nil),
    ] as [(String, Int64?)])
  func planned(top: String, expected: Int64?) throws {
    let (table, _) = try Self.table(#""job_state": ["PENDING"]"#, top: top)
    #expect(table.plannedAt?.secondsSince1970 == expected)
  }

  @Test(
    "Restarts are counted, and not known where they are not told",
    arguments: [
      (#""restart_cnt": 3"#, 3, nil),
      (#""restart_cnt": {"set": true, "infinite": false, "number": 0}"#, 0, nil),
      (#""restart_cnt": null"#, nil, nil), (#""name": "x""#, nil, nil),
      (#""restart_cnt": 65535"#, nil, "job 7: “restart_cnt” is 65535, not a count"),
    ] as [(String, UInt16?, String?)])
  func restarts(field: String, expected: UInt16?, problem: String?) throws {
    let (table, told) = try Self.table(#""job_state": ["PENDING"], "# + field)
    #expect(table.jobs[0].restarts == expected)
    #expect(told?.shown == problem)
  }

  @Test(
    "Priorities by partition are told apart",
    arguments: [
      (#"[{"partition": "gpu", "priority": 120}, {"priority": 90, "partition": "debug"}]"#, 120, 90),
      (
        #"[{"partition": "gpu", "priority": {"set": true, "infinite": false, "number": 4294967290}}]"#,
        4_294_967_290, 5
      ),
      (#"[]"#, 5, 5), (#"null"#, 5, 5), (#"[{"partition": "gpu"}, {"priority": 3}]"#, 5, 5),
    ] as [(String, Int64, Int64)])
  func priorities(list: String, gpu: Int64, debug: Int64) throws {
    let (table, problem) = try Self.table(
      #""job_state": ["PENDING"], "partition": "gpu,debug", "priority": 5, "priority_by_partition": \#(list)"#
    )
    #expect(table.jobs[0].priority(in: "gpu", table.symbols) == gpu)
    #expect(table.jobs[0].priority(in: "debug", table.symbols) == debug)
    #expect(problem == nil)
  }

  @Test("Priorities that are no list are passed over", arguments: ["7", #""x""#, "[7]", "{}", "true"])
  func oddPriorities(list: String) throws {
    let (table, problem) = try Self.table(
      #""job_state": ["PENDING"], "priority_by_partition": \#(list), "priority": 5"#)
    #expect(table.jobs[0].priority(in: "gpu", table.symbols) == 5)
    #expect(problem == nil)
  }

  @Test(
    "The GPUs of a running job are those that Slurm numbers on each node",
    arguments: [
      (#"["gpu:a100:4(IDX:0-3)", "gpu:a100:2(IDX:1,3)"]"#, [0, 1, 2, 3], [1, 3]),
      (#"["gpu:h100:1(IDX:0),gpu:h200:2(IDX:4-5)", "gpu:h200:0(IDX:)"]"#, [0, 4, 5], []),
      (#"["gpu:a100:4(IDX:0-3)", ""]"#, [0, 1, 2, 3], []),
      (#"["gpu:a100:4(IDX:0-3),shard:2(IDX:0)", "tmp(CNT:5)"]"#, [0, 1, 2, 3], []),
      // What is not said, or said of parts or in two ways, is not known.
      (#"["gpu:a100:4(IDX:0-3)", "gpu:a100:4"]"#, [0, 1, 2, 3], nil),
      (#"["gpu:a100:4(IDX:0-3)", "gpu:a100:4(IDX:N/A)"]"#, [0, 1, 2, 3], nil),
      (#"["gpu:a100:4(IDX:0-3)", "gpu:1g.10gb:2(IDX:0-1)"]"#, [0, 1, 2, 3], nil),
      (#"["gpu:a100:4(IDX:0-3)", "gpu:a100:4(IDX:0-1)"]"#, [0, 1, 2, 3], nil),
      (#"["gpu:a100:4(IDX:0-3)", 7]"#, [0, 1, 2, 3], nil),
      (#"["gpu:a100:4(IDX:0-3)"]"#, nil, nil),
      (#"["gpu:a100:4(IDX:0-3)", "gpu:a100:4(IDX:0-3)", "gpu:a100:4(IDX:0-3)"]"#, nil, nil),
      (#"[]"#, nil, nil), (#"null"#, nil, nil),
    ] as [(String, [Int]?, [Int]?)])
  func gpus(detail: String, first: [Int]?, second: [Int]?) throws {
    let (table, _) = try Self.table(
      #""gres_detail": \#(detail), "job_state": ["RUNNING"], "nodes": "n[01-02]", "tres_alloc_str": "gres/gpu=8""#
    )
    #expect(table.gpuIndices(of: table.jobs[0], on: "n01") == first)
    #expect(table.gpuIndices(of: table.jobs[0], on: "n02") == second)
  }

  @Test(
    "A job that waits or has ended holds no GPU, though Slurm may still write its last ones",
    arguments: ["PENDING", "COMPLETED"])
  func ended(state: String) throws {
    let (table, _) = try Self.table(
      #""gres_detail": ["gpu:a100:4(IDX:0-3)"], "job_state": ["\#(state)"], "nodes": "n1", "tres_req_str": "gres/gpu=4""#
    )
    #expect(table.jobs[0].gpusByNode == .empty)
  }

  @Test("A number of a task that Slurm cannot have is named")
  func task() throws {
    let (table, problem) = try Self.table(
      #""job_state": ["PENDING"], "array_job_id": 7, "array_task_id": 99999999999"#)
    #expect(table.jobs[0].arrayTaskID == nil)
    #expect(problem == "job 7: “array_task_id” is 99999999999, not a count")
  }
}
