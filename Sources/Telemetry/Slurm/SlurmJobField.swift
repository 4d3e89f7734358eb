import JSONStream

/// What is read of a job record of `squeue --json`, `scontrol show jobs --json` and slurmrestd's `jobs`.
enum SlurmJobField: String, CaseIterable, Sendable {
  case id = "job_id"
  case arrayID = "array_job_id"
  case arrayTaskID = "array_task_id"
  case arrayTasks = "array_task_string"
  case hetID = "het_job_id"
  case hetOffset = "het_job_offset"
  case jobState = "job_state"
  /// In place of `job_state` in what is no record of the scheduler's.
  case otherState = "state"
  /// Only in the accounting database's records.
  case accountedTime = "time"
  case accountedResources = "tres"
  case association
  case reason = "state_reason"
  case reasonDetail = "state_description"
  case name
  case user = "user_name"
  case userID = "user_id"
  case account
  case partition
  case qos
  case nodeList = "nodes"
  case plannedNodes = "scheduled_nodes"
  case dependency
  case reservation = "resv_name"
  case licenses
  case cluster
  case priority
  /// Not read: when the planner last looked at the job.
  case lastEvaluated = "last_sched_evaluation"
  case priorities = "priority_by_partition"
  case restarts = "restart_cnt"
  case submitTime = "submit_time"
  case eligibleTime = "eligible_time"
  case startTime = "start_time"
  case endTime = "end_time"
  case timeLimit = "time_limit"
  case nodeCount = "node_count"
  case cpus
  case tasks
  case socketsPerNode = "sockets_per_node"
  case allocatedTRES = "tres_alloc_str"
  case requestedTRES = "tres_req_str"
  case gresDetail = "gres_detail"
  case tresPerJob = "tres_per_job"
  case tresPerNode = "tres_per_node"
  case tresPerTask = "tres_per_task"
  case tresPerSocket = "tres_per_socket"

  static let all = JSONFields<SlurmJobField>()

  /// Whether use is counted from it.
  var isAccounted: Bool {
    switch self {
    case .id, .otherState, .jobState, .accountedTime, .accountedResources, .association, .account,
      .cluster:
      true
    case .arrayID, .arrayTaskID, .arrayTasks, .hetID, .hetOffset, .reason, .reasonDetail, .name, .user,
      .userID, .partition,
      .qos, .nodeList, .plannedNodes, .dependency, .reservation, .licenses, .priority, .lastEvaluated,
      .priorities, .restarts,
      .submitTime, .eligibleTime,
      .startTime, .endTime, .timeLimit, .nodeCount,
      .cpus, .tasks, .socketsPerNode, .allocatedTRES, .requestedTRES, .gresDetail, .tresPerJob, .tresPerNode,
      .tresPerTask, .tresPerSocket:
      false
    }
  }
}
