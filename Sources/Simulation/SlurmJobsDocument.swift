import JSONStream
import Model

/// A simulated queue as `squeue --json` writes it: the fields that people read, with Slurm's names and types.
struct SlurmJobsDocument {
  private let cluster: ClusterSimulation
  private let name: String

  init(of cluster: ClusterSimulation) {
    self.cluster = cluster
    self.name = cluster.machine.name.lowercased()
  }

  var value: JSONValue {
    let jobs = (cluster.pending + cluster.running.values + cluster.ended).sorted { $0.id < $1.id }
    return SlurmEnvelope.document(
      "jobs", jobs.map(record), cluster: name, command: ["squeue", "--json"], at: cluster.now)
  }

  private func record(_ job: SimulatedJob) -> JSONValue {
    let request = job.request
    let user = "aif" + zeroPadded(request.user, to: 4)
    let nodeNumbers = job.placement.map { $0.node + 1 }
    let isPending = job.phase == .pending
    let isHeld = job.hold == .byUser || job.hold == .byAdmin
    let resources = tres(request)
    return [
      "account": .string(cluster.accounts[request.account].name),
      "accrue_time": SlurmEnvelope.time(job.hold == nil ? job.eligibleAt : nil),
      "array_job_id": SlurmEnvelope.number(job.array?.arrayID ?? 0),
      "array_task_id": SlurmEnvelope.number(task(of: job)),
      "array_max_tasks": SlurmEnvelope.number(taskLimit(of: job)),
      "array_task_string": .string(restOfArray(job)),
      "batch_flag": true,
      "cluster": .string(name),
      "comment": "",
      "cpus": SlurmEnvelope.number(request.cpus),
      "dependency": .string(dependency(of: job)),
      "eligible_time": SlurmEnvelope.time(job.eligibleAt),
      "end_time": SlurmEnvelope.time(job.endedAt ?? job.limitEndsAt),
      "exit_code": exitCode(of: job),
      "gres_detail": .array(
        isPending ? [] : job.placement.filter { $0.gpus != 0 }.map { .string(gres($0.gpus)) }),
      "het_job_id": SlurmEnvelope.number(0),
      "het_job_id_set": "",
      "het_job_offset": SlurmEnvelope.number(0),
      "hold": .bool(isHeld),
      "job_id": .integer(Int64(job.id)),
      "job_state": .array(stateWords(of: job).map(JSONValue.string)),
      "name": .string(request.name),
      "nice": 0,
      "node_count": SlurmEnvelope.number(request.nodes),
      "nodes": .string(nodeList(nodeNumbers)),
      "partition": .string(cluster.machine.partitions[request.partition].name),
      "priority": SlurmEnvelope.number(isHeld ? 0 : priority(of: job)),
      "qos": .string(cluster.accounts[request.account].qos),
      "requeue": false,
      "restart_cnt": 0,
      "standard_output": .string("/home/\(user)/slurm-%j.out"),
      "start_time": SlurmEnvelope.time(job.startedAt ?? job.plannedAt),
      "state_description": "",
      "state_reason": .string(job.reason.rawValue),
      "submit_time": SlurmEnvelope.time(job.submittedAt),
      "suspend_time": SlurmEnvelope.time(nil),
      "tasks": SlurmEnvelope.number(max(1, request.gpus)),
      "time_limit": SlurmEnvelope.number(Int(request.limit.count / 60)),
      "tres_alloc_str": .string(isPending ? "" : resources),
      "tres_per_node": .string(request.shape.gpusPerNode > 0 ? "gres/gpu:\(request.shape.gpusPerNode)" : ""),
      "tres_req_str": .string(resources),
      "user_id": .integer(Int64(20_000 + request.user)),
      "user_name": .string(user),
    ]
  }

  private func stateWords(of job: SimulatedJob) -> [String] {
    switch job.phase {
    case .pending: ["PENDING"]
    case .running: ["RUNNING"]
    case .completing(let outcome): [outcome.word, "COMPLETING"]
    case .ended(let outcome): [outcome.word]
    }
  }

  private func task(of job: SimulatedJob) -> Int? {
    guard case .task(let task)? = job.array?.part else { return nil }
    return task
  }

  private func taskLimit(of job: SimulatedJob) -> Int {
    guard case .rest(_, let limit)? = job.array?.part else { return 0 }
    return limit
  }

  private func restOfArray(_ job: SimulatedJob) -> String {
    guard case .rest(let tasks, let limit)? = job.array?.part else { return "" }
    let span = tasks.count == 1 ? "\(tasks.lowerBound)" : "\(tasks.lowerBound)-\(tasks.upperBound - 1)"
    return "\(span)%\(limit)"
  }

  private func dependency(of job: SimulatedJob) -> String {
    guard case .after(let id)? = job.hold else { return "" }
    return "afterok:\(id)(unfulfilled)"
  }

  /// One point a minute of waiting, as the rank that orders the queue.
  private func priority(of job: SimulatedJob) -> Int {
    max(1, 10_000 + Int((cluster.now - cluster.rank(of: job)).count / 60))
  }

  private func nodeList(_ numbers: [Int]) -> String {
    HostList(prefix: cluster.machine.nodePrefix, digits: cluster.machine.nodeDigits, numbers: numbers).text
  }

  private func gres(_ gpus: UInt64) -> String {
    GPUList(gpus).gres(type: cluster.machine.gpuType)
  }

  private func tres(_ request: JobRequest) -> String {
    let cpus = request.cpus
    let megabytes = cluster.machine.memoryPerNode / cluster.machine.cpusPerNode * cpus
    var parts = ["cpu=\(cpus)", "mem=\(megabytes)M", "node=\(request.nodes)", "billing=\(cpus)"]
    if request.gpus > 0 {
      parts += ["gres/gpu=\(request.gpus)", "gres/gpu:\(cluster.machine.gpuType)=\(request.gpus)"]
    }
    return parts.joined(separator: ",")
  }

  private func exitCode(of job: SimulatedJob) -> JSONValue {
    let status: String
    let code: Int
    switch job.phase {
    case .pending, .running: (status, code) = ("SUCCESS", 0)
    case .completing(let outcome), .ended(let outcome): (status, code) = outcome.exit
    }
    return [
      "status": [.string(status)], "return_code": SlurmEnvelope.number(code),
      "signal": ["id": SlurmEnvelope.number(nil), "name": ""],
    ]
  }
}

/// The GPUs of a node that are set in a mask, as Slurm lists them: `gpu:a100:3(IDX:0-1,3)`.
struct GPUList {
  private let indices: [Int]

  init(_ mask: UInt64) { indices = (0..<64).filter { mask >> $0 & 1 == 1 } }

  func gres(type: String) -> String {
    let list = HostList(prefix: "", digits: 1, numbers: indices).text
    let bare = indices.count > 1 ? String(list.dropFirst().dropLast()) : list
    return "gpu:\(type):\(indices.count)(IDX:\(indices.isEmpty ? "N/A" : bare))"
  }
}

extension SimulatedJob.Outcome {
  /// Slurm's word for the state.
  var word: String {
    switch self {
    case .completed: "COMPLETED"
    case .failed: "FAILED"
    case .timeout: "TIMEOUT"
    case .cancelled: "CANCELLED"
    case .nodeFail: "NODE_FAIL"
    case .outOfMemory: "OUT_OF_MEMORY"
    }
  }

  fileprivate var exit: (status: String, code: Int) {
    switch self {
    case .completed, .cancelled, .timeout, .nodeFail: ("SUCCESS", 0)
    case .failed: ("ERROR", 1)
    case .outOfMemory: ("ERROR", 137)
    }
  }
}
