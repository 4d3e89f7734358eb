import Testing
import Text

@testable import Telemetry

@Suite("What is said of parts of GPUs")
struct GPUPartRemarkTests {
  @Test("A file of nodes says once how many parts are not counted as GPUs, of nodes one by one and in rows")
  func nodes() throws {
    let single = """
      {"nodes": [
        {"name": "a", "state": ["IDLE"], "gres": "gpu:a100:2,gpu:1g.5gb:7", "gres_used": "gpu:a100:0,gpu:1g.5gb:2(IDX:0-1)"},
        {"name": "b", "state": ["IDLE"], "gres": "gpu:1g.5gb:7,shard:a100:8"},
        {"name": "c", "state": ["IDLE"], "gres": "gpu:a100:4", "gres_used": "gpu:a100:0,shard:0"}]}
      """
    #expect(
      try #require(try read(single)).remark
        == "14 slices (MIG or compute partitions) and 8 shares (shard or mps) of 2 nodes are not counted as GPUs"
    )
    func row(_ partition: String, _ nodes: String, _ gres: String) -> String {
      #"{"node": {"state": ["IDLE"]}, "nodes": {"total": 1, "nodes": [\#(nodes)]}, "gres": {"total": "\#(gres)", "used": ""}, "partition": {"name": "\#(partition)"}}"#
    }
    let rows = try #require(
      try read(
        "{\"sinfo\": [\(row("p", "\"a\"", "shard:1")), \(row("q", "\"a\"", "shard:1")), \(row("q", "\"c\"", "gpu:2"))]}"
      ))
    #expect(rows.remark == "1 share (shard or mps) of 1 node is not counted as GPUs")
  }

  @Test("It stands beside a problem of the file, and takes no place from it")
  func besideProblem() throws {
    let document = try #require(
      try read(
        #"{"jobs": [{"job_id": 1, "job_state": ["PENDING"], "tres_per_node": "gres/shard:2", "priority": "high"}]}"#
      ))
    let problem = try #require(document.problem)
    #expect(problem.shown.contains("priority"))
    #expect(document.told == "\(problem); \(try #require(document.remark))")
  }

  @Test(
    "A file of jobs says of how many jobs parts are not counted as GPUs",
    arguments: [
      (#""tres_alloc_str": "cpu=1,gres/shard=4""#, "RUNNING", true),
      (#""tres_alloc_str": "cpu=1,gres/shard=4", "tres_req_str": "cpu=1""#, "PENDING", false),
      (#""tres_per_node": "gres/shard:2""#, "PENDING", true),
      (#""tres_per_node": "gres:gpu:1g.5gb:1""#, "PENDING", true),
      (#""gres_detail": ["gpu:a100_1g.5gb:2(IDX:0-1)"]"#, "RUNNING", true),
      (#""tres_req_str": "cpu=1,gres/gpu=2""#, "PENDING", false),
    ])
  func jobs(fields: String, state: String, isSaid: Bool) throws {
    func text(_ ids: ClosedRange<Int>) -> String {
      let jobs = ids.map { "{\"job_id\": \($0), \"job_state\": [\"\(state)\"], \(fields)}" }
      return "{\"jobs\": [\(jobs.joined(separator: ","))]}"
    }
    let one: SafeText = "1 job has or asks for slices or shares of GPUs, which are not counted as GPUs"
    let two: SafeText = "2 jobs have or ask for slices or shares of GPUs, which are not counted as GPUs"
    #expect(try #require(try read(text(1...1))).remark == (isSaid ? one : nil))
    #expect(try #require(try read(text(1...2))).remark == (isSaid ? two : nil))
  }
}
