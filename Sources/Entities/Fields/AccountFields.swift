package import Model
package import Text

/// What the jobs of one account, user or QOS of a cluster come to.
package struct JobShare: Sendable {
  package let name: SafeText
  package let cluster: SafeText
  /// Jobs that run; `nil` when no source holds the cluster's jobs.
  package internal(set) var running: Int?
  /// Tasks that wait.
  package internal(set) var waiting: Int?
  package internal(set) var isAtLeast = false
  /// GPUs that its running jobs hold; `nil` where one does not tell how many.
  package internal(set) var gpus: Int?
  /// GPUs times time limit of what waits; `nil` where one does not tell.
  package internal(set) var backlog: GPUHours?

  init(_ name: SafeText, cluster: SafeText, hasJobs: Bool) {
    self.name = name
    self.cluster = cluster
    guard hasJobs else { return }
    running = 0
    waiting = 0
    gpus = 0
    backlog = GPUHours(0)
  }

  /// The shares of all that jobs name so, by cluster and name. Linear in the jobs.
  static func shares(of factory: Factory, by part: (Job) -> Symbol) -> [JobShare] {
    factory.clusters.enumerated().flatMap { number, cluster -> [JobShare] in
      let queue = JobsOfCluster(cluster, number: number, figures: nil, now: Timestamp(secondsSince1970: 0))
      var shares: [Symbol: JobShare] = [:]
      for place in queue.table.jobs.indices {
        let record = JobRecord(queue: queue, place: place)
        let symbol = part(record.job)
        guard symbol != .empty else { continue }
        shares[
          symbol, default: JobShare(record.text(symbol), cluster: cluster.name, hasJobs: true)
        ].add(record)
      }
      return shares.values.sorted { $0.name.precedesByNumber($1.name) }
    }
  }

  private mutating func add(_ record: JobRecord) {
    let job = record.job
    if job.state.base == .running {
      running = running.map { $0 + 1 }
      gpus = Self.sum(gpus, record.gpus) { $0 + $1 }
    }
    guard job.state.isWaiting else { return }
    waiting = waiting.map { $0 + max(0, Int(job.taskCount)) }
    isAtLeast = isAtLeast || job.tasksAreAtLeast
    backlog = Self.sum(backlog, record.gpuHours) { GPUHours($0.count + $1.count) }
  }

  /// One unknown term makes the sum unknown.
  private static func sum<Number>(
    _ left: Number?, _ right: Number?, _ add: (Number, Number) -> Number
  ) -> Number? {
    guard let left, let right else { return nil }
    return add(left, right)
  }

  /// The fields that accounts, users and QOS have in common.
  static func fields<Row>(
    title: SafeText, _ explanation: SafeText, of share: @escaping @Sendable (Row) -> JobShare
  ) -> [Field<Row>] {
    [
      Field("name", title: title, .name, searched: true, explanation) { .told(share($0).name) },
      Field("cluster", .name, "the cluster that it is of") { .told(share($0).cluster) },
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

/// An account of a cluster: its jobs and its budget.
package struct AccountRow: Sendable {
  package let share: JobShare
  /// `nil` where no allocation is known.
  package let budget: BudgetFigures?
}

/// What is told of an account.
package enum AccountFields {
  package static let all = Fields<AccountRow>(
    JobShare.fields(title: "account", "the account that jobs name", of: \.share) + [
      Field("granted", .amount, "what was granted, in GPU-hours") { .amount($0.budget?.granted?.count) },
      Field("used", .amount, "what was used, in GPU-hours") { .amount($0.budget?.used?.count) },
      Field("left", .amount, "granted less used, in GPU-hours") {
        guard let granted = $0.budget?.granted, let used = $0.budget?.used else { return .unknown }
        return .amount(granted.count - used.count)
      },
    ])

  /// Those that have jobs, an allocation or a limit of Slurm's, by cluster and name.
  static func rows(of factory: Factory, figures: Figures) -> [AccountRow] {
    struct Key: Hashable {
      let cluster: SafeText
      let account: SafeText
    }
    let budgets = Dictionary(
      (figures.budgets ?? []).map { budget in
        (Key(cluster: budget.allocation.cluster ?? "", account: budget.allocation.account), budget)
      }, uniquingKeysWith: { first, _ in first })
    var shares = Dictionary(
      JobShare.shares(of: factory, by: \.account).map { (Key(cluster: $0.cluster, account: $0.name), $0) },
      uniquingKeysWith: { first, _ in first })
    let withJobs = Set(factory.clusters.filter { $0.jobs != nil }.map(\.name))
    let others =
      budgets.keys.map { $0 }
      + factory.clusters.flatMap { cluster in
        (cluster.accounts ?? []).map { Key(cluster: cluster.name, account: $0.name) }
      }
    for key in others where shares[key] == nil {
      shares[key] = JobShare(key.account, cluster: key.cluster, hasJobs: withJobs.contains(key.cluster))
    }
    return shares.map { AccountRow(share: $0.value, budget: budgets[$0.key]) }.sorted { left, right in
      left.share.cluster == right.share.cluster
        ? left.share.name.precedesByNumber(right.share.name) : left.share.cluster < right.share.cluster
    }
  }
}

/// What is told of a user who has jobs.
package enum UserFields {
  package static let all = Fields<JobShare>(
    JobShare.fields(title: "user", "whose jobs they are") { $0 })
}
