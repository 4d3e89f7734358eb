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
    var job_id: Int64
    var array_job_id, array_task_id, het_job_id, het_job_offset: Number
    var array_task_string, name, user_name, account, partition, qos, state_reason, nodes, cluster: String
    var job_state: [String]
    var priority, submit_time, eligible_time, start_time, end_time, time_limit: Number
    var node_count, cpus, tasks: Number
    var tres_alloc_str, tres_req_str, tres_per_job, tres_per_node, tres_per_task, tres_per_socket: String
    var gres_detail: [String]
  }
}
