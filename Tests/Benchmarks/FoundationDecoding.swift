import Foundation

/// What a program of a few lines does: Foundation's decoder, the fields that factorytop reads, a whole file at once.
enum FoundationDecoding {
  static func run(_ file: String) throws {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(contentsOf: URL(filePath: file)))
    print(answer.jobs.count)
  }

  private struct Number: Decodable {
    var set: Bool
    var infinite: Bool
    var number: Int64
  }

  private struct Answer: Decodable { var jobs: [Job] }

  private struct Job: Decodable {
    var jobId: Int64
    var arrayJobId, arrayTaskId, hetJobId, hetJobOffset: Number
    var arrayTaskString, name, userName, account, partition, qos, stateReason, nodes, cluster: String
    var jobState: [String]
    var priority, submitTime, eligibleTime, startTime, endTime, timeLimit: Number
    var nodeCount, cpus, tasks: Number
    var tresAllocStr, tresReqStr, tresPerJob, tresPerNode, tresPerTask, tresPerSocket: String
    var gresDetail: [String]

    // Foundation would convert Slurm's names too, but at a cost that is no part of decoding.
    enum CodingKeys: String, CodingKey {
      case jobId = "job_id"
      case arrayJobId = "array_job_id"
      case arrayTaskId = "array_task_id"
      case hetJobId = "het_job_id"
      case hetJobOffset = "het_job_offset"
      case arrayTaskString = "array_task_string"
      case userName = "user_name"
      case stateReason = "state_reason"
      case jobState = "job_state"
      case submitTime = "submit_time"
      case eligibleTime = "eligible_time"
      case startTime = "start_time"
      case endTime = "end_time"
      case timeLimit = "time_limit"
      case nodeCount = "node_count"
      case tresAllocStr = "tres_alloc_str"
      case tresReqStr = "tres_req_str"
      case tresPerJob = "tres_per_job"
      case tresPerNode = "tres_per_node"
      case tresPerTask = "tres_per_task"
      case tresPerSocket = "tres_per_socket"
      case gresDetail = "gres_detail"
      case name, account, partition, qos, nodes, cluster, priority, cpus, tasks
    }
  }
}
