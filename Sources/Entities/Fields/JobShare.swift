package import Model
package import Text

/// What the jobs of one account, user or QOS of a cluster come to.
package struct JobShare: Sendable {
  package let name: SafeText
  /// `nil` where no source tells of which.
  package let cluster: SafeText?
  /// Jobs that run; `nil` when no source holds the cluster's jobs.
  package internal(set) var running: Int?
  /// Tasks that wait.
  package internal(set) var waiting: Int?
  /// Whether `waiting` and `backlog` are lower bounds, because Slurm cut an array's list of tasks.
  package internal(set) var isAtLeast = false
  /// GPUs that its running jobs hold; `nil` where one does not tell how many.
  package internal(set) var gpus: Int?
  /// GPUs times time limit of what waits; `nil` where one does not tell.
  package internal(set) var backlog: GPUHours?

  init(_ name: SafeText, cluster: SafeText?, hasJobs: Bool) {
    self.name = name
    self.cluster = cluster
    guard hasJobs else { return }
    running = 0
    waiting = 0
    gpus = 0
    backlog = GPUHours(0)
  }

  /// The shares of all that jobs name so, by cluster and name. O(n log n) in the names, linear in the jobs.
  static func shares(of factory: Factory, figures: Figures, by part: (Job) -> Symbol) -> [JobShare] {
    JobsOfCluster.all(of: factory, figures: figures).flatMap { queue -> [JobShare] in
      var shares: [Symbol: JobShare] = [:]
      for place in queue.table.jobs.indices {
        let record = JobRecord(queue: queue, place: place)
        let symbol = part(record.job)
        guard symbol != .empty else { continue }
        shares[symbol, default: JobShare(record.text(symbol), cluster: queue.name, hasJobs: true)].add(record)
      }
      return shares.values.sorted { $0.name.precedesByNumber($1.name) }
    }
  }

  /// Parts of GPUs count as none, for one that is unknown would make all unknown.
  private mutating func add(_ record: JobRecord) {
    let job = record.job
    if job.state.base == .running {
      running = running.map { $0 + 1 }
      gpus = Self.sum(gpus, record.isOfGPUParts ? 0 : record.gpus)
    }
    guard job.state.isWaiting else { return }
    waiting = waiting.map { $0 + max(0, Int(job.taskCount)) }
    isAtLeast = isAtLeast || job.tasksAreAtLeast
    backlog = Self.sum(backlog, record.isOfGPUParts ? GPUHours(0) : record.gpuHours)
  }

  /// What the jobs of both come to, under the name of this one.
  func joined(with other: JobShare) -> JobShare {
    var share = self
    share.running = Self.sum(running, other.running)
    share.waiting = Self.sum(waiting, other.waiting)
    share.isAtLeast = isAtLeast || other.isAtLeast
    share.gpus = Self.sum(gpus, other.gpus)
    share.backlog = Self.sum(backlog, other.backlog)
    return share
  }

  private static func sum(_ left: GPUHours?, _ right: GPUHours?) -> GPUHours? {
    sum(left?.count, right?.count).map { GPUHours($0) }
  }

  /// One unknown term makes the sum unknown.
  private static func sum<Number: AdditiveArithmetic>(_ left: Number?, _ right: Number?) -> Number? {
    guard let left, let right else { return nil }
    return left + right
  }

  /// The fields that accounts, users and QOS have in common.
  static func fields<Row>(
    title: SafeText, _ explanation: SafeText, of share: @escaping @Sendable (Row) -> JobShare
  ) -> [Field<Row>] {
    [
      Field("name", title: title, .name, searched: true, explanation) { .told(share($0).name) },
      Field("cluster", .name, searched: true, "the cluster that it is of") { .told(share($0).cluster) },
      Field("running", .count, "jobs that run") { .count(share($0).running) },
      Field("waiting", .count, "tasks that wait, each element of an array counting as one") {
        .count(share($0).waiting, isAtLeast: share($0).isAtLeast)
      },
      Field("gpus", title: "GPUs", .count, "GPUs that its running jobs hold") { .count(share($0).gpus) },
      Field(
        "gpu-hours", title: "GPU-h wanted", .amount, unit: .gpuHours, "GPUs times time limit of what waits"
      ) {
        .amount(share($0).backlog?.count, isAtLeast: share($0).isAtLeast)
      },
    ]
  }
}
