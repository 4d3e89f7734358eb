import JSONStream
import Model

/// A simulated queue as `squeue --json` writes it: the fields that people read, with Slurm's names and types.
struct SlurmJobsDocument {
  private let cluster: ClusterSimulation
  private let name: String
  private let form: SlurmForm

  init(of cluster: ClusterSimulation, in form: SlurmForm) {
    self.cluster = cluster
    self.name = cluster.machine.name.lowercased()
    self.form = form
  }

  var value: JSONValue {
    let jobs = (cluster.pending + cluster.running.values + cluster.ended).sorted { $0.id < $1.id }
    return form.document(
      "jobs", jobs.map(record), cluster: name, command: ["squeue", "--json"], at: cluster.now,
      plannedAt: cluster.plannedAt)
  }

  private func record(_ job: SimulatedJob) -> JSONValue {
    let request = job.request
    let user = "aif" + zeroPadded(request.user, to: 4)
    let nodeNumbers = job.placement.map { $0.node + 1 }
    let isPending = job.phase == .pending
    let isHeld = job.hold == .byUser || job.hold == .byAdmin
    let resources = tres(request)
    return .record([
      "account": .string(cluster.accounts[request.account].name),
      "accrue_time": form.time(job.hold == nil ? job.eligibleAt : nil),
      "array_job_id": form.number(job.array?.arrayID ?? 0),
      "array_task_id": form.number(task(of: job)),
      "array_max_tasks": form.number(taskLimit(of: job)),
      "array_task_string": form.text(restOfArray(job)),
      "batch_flag": true,
      "cluster": .string(name),
      "comment": form.text(""),
      "container_type": form.since(45, form.text("")),
      "cpus": form.number(request.cpus),
      "dependency": form.text(dependency(of: job)),
      "eligible_time": form.time(job.eligibleAt),
      "end_time": form.time(job.endedAt ?? job.limitEndsAt),
      "exit_code": exitCode(of: job),
      "gres_detail": .array(
        isPending ? [] : job.placement.filter { $0.gpus != 0 }.map { .string(gres($0.gpus)) }),
      "het_job_id": form.number(0),
      "het_job_id_set": form.text(""),
      "het_job_offset": form.number(0),
      "hold": form.since(39, .bool(isHeld)),
      "job_id": .integer(Int64(job.id)),
      "job_resources": held(by: job).value(in: form),
      "job_state": state(of: job),
      "memory_update_delay": form.since(45, 0),
      "memory_update_margin": form.since(45, 0),
      "name": .string(request.name),
      "nice": form.isBeforeDataParser ? .null : 0,
      "node_count": form.number(request.nodes),
      "nodes": form.text(nodeList(nodeNumbers)),
      "partition": .string(cluster.machine.partitions[request.partition].name),
      "priority": form.number(isHeld ? 0 : priority(of: job)),
      "qos": .string(cluster.accounts[request.account].qos),
      "requeue": false,
      "restart_cnt": 0,
      "scheduled_nodes": form.since(39, form.text(nodeList((job.plan?.nodes ?? []).map { $0 + 1 }))),
      "standard_output": .string("/home/\(user)/slurm-%j.out"),
      "start_time": form.time(job.startedAt ?? job.plan?.startsAt),
      "state_description": form.text(""),
      "state_reason": .string(job.reason.rawValue),
      "submit_time": form.time(job.submittedAt),
      "suspend_time": form.time(nil),
      "tasks": form.number(max(1, request.gpus)),
      "time_limit": form.number(Int(request.limit.count / 60)),
      "tres_alloc_str": form.text(isPending ? "" : resources),
      "tres_per_node": form.text(
        request.shape.gpusPerNode > 0 ? form.requestedGres("gpu", request.shape.gpusPerNode) : ""),
      "tres_req_str": .string(resources),
      "user_id": .integer(Int64(20_000 + request.user)),
      "user_name": .string(user),
    ])
  }

  private func state(of job: SimulatedJob) -> JSONValue {
    switch job.phase {
    case .pending: form.jobState(base: "PENDING", flags: [])
    case .running: form.jobState(base: "RUNNING", flags: [])
    case .completing(let outcome): form.jobState(base: outcome.word, flags: ["COMPLETING"])
    case .ended(let outcome): form.jobState(base: outcome.word, flags: [])
    }
  }

  /// Slurm keeps it for jobs that hold nodes, and for a while after.
  private func held(by job: SimulatedJob) -> SlurmJobResources {
    let machine = cluster.machine
    let cpus = job.request.nodes > 0 ? job.request.cpus / job.request.nodes : 0
    return SlurmJobResources(
      nodeList: nodeList(job.placement.map { $0.node + 1 }),
      nodes: job.placement.map { machine.nodePrefix + zeroPadded($0.node + 1, to: machine.nodeDigits) },
      cpusPerNode: cpus, megabytesPerNode: machine.memoryPerNode / machine.cpusPerNode * cpus)
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
    FoldedNames(prefix: cluster.machine.nodePrefix, digits: cluster.machine.nodeDigits, numbers: numbers).text
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
    return form.exitCode(status: status, code: code)
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
