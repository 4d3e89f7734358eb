import Model
import Testing
import Text

@testable import Telemetry

/// Traps of Slurm's answers that show only in what is made of the records.
@Suite("Slurm's traps, from the bytes to the figures")
struct SlurmTrapTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  private func queue(_ records: String) throws -> QueueFigures {
    let document = try #require(try read("{\"jobs\": [\(records)]}"))
    guard case .jobs(let table) = document.content else { throw NoJobs() }
    let factory = Factory(clusters: [Cluster(name: "c", jobs: table)])
    return try #require(Figures(of: factory, policy: .standard, now: Self.now).clusters.first?.queue)
  }

  private struct NoJobs: Error {}

  @Test("Trap 3: a predicted start is no start, and a time ahead at which a job may start is no wait")
  func predictedStart() throws {
    let figures = try queue(
      """
      {"job_id": 1, "job_state": "PENDING", "state_reason": "Priority", "priority": 5, "submit_time": 1795420800,
       "eligible_time": 1795420800, "start_time": 1795424400, "end_time": 1795428000, "time_limit": 60, "node_count": 1},
      {"job_id": 2, "job_state": "PENDING", "state_reason": "BeginTime", "priority": 5, "submit_time": 1795420800,
       "eligible_time": 1795438800, "start_time": 1795438800, "time_limit": 60, "node_count": 1}
      """)
    #expect(figures.runningJobs == 0)
    #expect(figures.pendingTasks == 2)
    #expect(figures.eligibleTasks == 1)
    #expect(figures.oldestEligibleWait == .hours(2))
  }

  @Test(
    "Trap 4: jobs that have ended are in the list, and neither wait nor run",
    arguments: ["COMPLETED", "FAILED", "TIMEOUT", "CANCELLED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED"])
  func endedJobs(word: String) throws {
    let figures = try queue(
      """
      {"job_id": 1, "job_state": "\(word)", "tres_alloc_str": "gres/gpu=4", "start_time": 1795420800, "end_time": 1795424400},
      {"job_id": 2, "job_state": "RUNNING", "tres_alloc_str": "gres/gpu=4", "start_time": 1795420800, "end_time": 1795431600}
      """)
    #expect(figures.runningJobs == 1)
    #expect(figures.pendingTasks == 0)
    #expect(figures.tasksByState[try #require(JobWord(rawValue: word.lowercased()))] == 1)
  }

  @Test(
    "Trap 7: a list of tasks that Slurm cut counts what is certain, and is shown as it came",
    arguments: [("1,3,5,7,...", 4), ("0-99,200-2...", 101), ("1-9:2,20%4", 6), ("412-9999", 9588)]
      as [(String, Int)])
  func cutLists(list: String, tasks: Int) throws {
    let figures = try queue(
      """
      {"job_id": 109, "array_job_id": 109, "array_task_id": null, "array_task_string": "\(list)",
       "job_state": "PENDING", "state_reason": "Priority", "priority": 5, "eligible_time": 1795420800}
      """)
    #expect(figures.pendingTasks == tasks)
    #expect(figures.pendingJobs == 1)
  }

  @Test(
    "Trap 9: lists of nodes are kept as Slurm folds them",
    arguments: [
      "gpul[002-006]", "dave[4,31,40-42]", "cn[001-080,101-532]", "worker-[1,0]", "rack[1-2]n[01-04]",
      "gpu01",
    ])
  func nodeLists(list: String) throws {
    let document = try #require(
      try read("{\"jobs\": [{\"job_id\": 1, \"job_state\": \"RUNNING\", \"nodes\": \"\(list)\"}]}"))
    guard case .jobs(let table) = document.content else { throw NoJobs() }
    #expect(try table.symbols[#require(table.jobs.first).nodeList].shown == list)
  }

  @Test("Trap 6: a job with shards holds no GPU, on a node that shows one in use")
  func shards() throws {
    let document = try #require(
      try read(
        """
        {"nodes": [{"name": "dev01", "state": "mixed", "gres": "gpu:a100:2,shard:a100:8",
          "gres_used": "gpu:a100:1(IDX:0),shard:a100:5(4/4,1/4)", "tres_used": "cpu=2,gres/gpu=1,gres/shard=5"}]}
        """))
    guard case .nodes(let nodes) = document.content else { throw NoJobs() }
    #expect(nodes.first?.gpus == 2)
    #expect(nodes.first?.gpusAllocated == 1)
    let job = #"{"job_id": 1, "job_state": "RUNNING", "tres_alloc_str": "cpu=1,gres/shard=4"}"#
    guard case .jobs(let table)? = try read("{\"jobs\": [\(job)]}")?.content else { throw NoJobs() }
    #expect(table.jobs.first?.gpus == 0)
  }

  @Test("Trap 13: what root submitted for others is theirs, and a reason that is empty is none")
  func submittedByRoot() throws {
    let job =
      #"{"job_id": 1, "job_state": "RUNNING", "group_id": 0, "group_name": "root", "user_id": 1005, "user_name": "baltic2"}"#
    guard case .jobs(let table)? = try read("{\"jobs\": [\(job)]}")?.content else { throw NoJobs() }
    #expect(try table.symbols[#require(table.jobs.first).user] == "baltic2")
    let node =
      #"{"name": "n1", "state": "idle", "reason": "", "reason_set_by_user": "root", "reason_changed_at": 0}"#
    guard case .nodes(let nodes)? = try read("{\"nodes\": [\(node)]}")?.content else { throw NoJobs() }
    #expect(nodes.first?.reason == nil)
  }

  @Test("Trap 18: fields whose kind changed from release to release cost at most themselves")
  func changedKinds() throws {
    for value in ["null", "7", "\"x\"", "[]", "{}", "[{\"a\": 1}]", "{\"set\": true}", "true"] {
      for field in [
        "job_resources", "exit_code", "step_id", "power", "shared", "priority_by_partition", "nice",
        "deadline",
      ] {
        let record =
          "{\"\(field)\": \(value), \"job_id\": 1, \"job_state\": [\"RUNNING\"], \"account\": \"a\"}"
        let document = try #require(try read("{\"jobs\": [\(record)]}"))
        #expect(document.problem == nil && document.records == 1, "\(field) \(value)")
      }
    }
  }
}
