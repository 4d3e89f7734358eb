import Model

/// A moment that tests agree on.
let moment = Timestamp(secondsSince1970: 1_795_428_000)  // 2026-11-23T10:00:00Z

/// The smallest documents of factorytop's own form.
enum OwnText {
  static func nodes(cluster: String = "alpha", at time: Timestamp = moment) -> String {
    """
    {"schema": "factorytop/nodes/1", "generated_at": "\(time.rfc3339)", "cluster": "\(cluster)", "nodes": [
      {"name": "n1", "state": "MIXED", "partitions": ["gpu"], "gpus": 4, "alloc_gpus": 3},
      {"name": "n2", "state": "DOWN", "partitions": ["gpu"], "gpus": 4, "alloc_gpus": 0}]}
    """
  }

  static func jobs(cluster: String = "alpha", at time: Timestamp = moment) -> String {
    """
    {"schema": "factorytop/jobs/1", "generated_at": "\(time.rfc3339)", "cluster": "\(cluster)", "jobs": [
      {"job_id": 1, "job_state": "RUNNING", "partition": "gpu", "gpus": 3},
      {"job_id": 2, "job_state": "PENDING", "partition": "gpu", "array_task_string": "1-10", "gpus": 2,
       "time_limit_minutes": 60, "state_reason": "Priority"}]}
    """
  }
}
