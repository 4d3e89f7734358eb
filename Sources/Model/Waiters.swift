package import Text

/// A record of a queue that waits for its turn, as it is named where a whole queue is told of.
package struct WaitingJob: Sendable, Equatable {
  package var cluster: SafeText
  /// As squeue prints it.
  package var number: SafeText
  /// As `Job.id`.
  package var id: Int64
  /// `gres/gpu` of one task; `nil` when Slurm does not say how many.
  package var gpus: Int?
  /// Since it became eligible; `nil` when Slurm does not say when.
  package var wait: Seconds?
  /// Slurm's reason.
  package var reason: SafeText
  /// When Slurm plans to start it, which is ahead; `nil` while it does not.
  package var startsAt: Timestamp?
}

/// The few eligible jobs of a queue that somebody asks about first.
package struct Waiters: Sendable, Equatable {
  /// No more than these are kept of each.
  package static let most = 8

  /// Those of which it is known since when they wait, the longest wait first.
  package private(set) var longest: [WaitingJob] = []
  /// Those that ask for GPUs, most GPUs a task first.
  package private(set) var largest: [WaitingJob] = []

  package init() {}

  init(longest: [WaitingJob], largest: [WaitingJob]) {
    (self.longest, self.largest) = (longest, largest)
  }

  /// Those of several queues as those of one.
  package static func joined(_ all: [Waiters]) -> Waiters {
    Waiters(
      longest: Array(all.flatMap(\.longest).sorted { $0.waitsLonger(than: $1) }.prefix(most)),
      largest: Array(all.flatMap(\.largest).sorted { $0.isLarger(than: $1) }.prefix(most)))
  }
}

extension WaitingJob {
  fileprivate func waitsLonger(than other: WaitingJob) -> Bool {
    let (wait, otherWait) = (wait ?? Seconds(-1), other.wait ?? Seconds(-1))
    if wait != otherWait { return wait > otherWait }
    return (cluster, id) < (other.cluster, other.id)
  }

  fileprivate func isLarger(than other: WaitingJob) -> Bool {
    let (gpus, otherGPUs) = (gpus ?? 0, other.gpus ?? 0)
    return gpus == otherGPUs ? waitsLonger(than: other) : gpus > otherGPUs
  }
}

/// Finds the waiters of a cluster in one pass over its jobs: nearly all are passed over by one comparison.
struct WaiterTally {
  private struct Candidate {
    let rank: Int64
    let place: Int32
  }

  private var longest: [Candidate] = []
  private var largest: [Candidate] = []

  /// Looks at a waiting job; parts of GPUs count as none.
  mutating func consider(_ job: Job, at place: Int, _ waiting: WaitingTasks, isAmongGPUParts: Bool) {
    guard waiting.ineligibleReason == nil, waiting.tasks > 0 else { return }
    if let wait = waiting.wait { Self.insert(wait.count, place, into: &longest) }
    if !isAmongGPUParts, let gpus = job.gpus, gpus > 0 { Self.insert(Int64(gpus), place, into: &largest) }
  }

  /// Of equals the one that the source names first.
  private static func insert(_ rank: Int64, _ place: Int, into best: inout [Candidate]) {
    if best.count == Waiters.most {
      guard rank > best[Waiters.most - 1].rank else { return }
      best.removeLast()
    }
    let index = best.firstIndex { $0.rank < rank } ?? best.endIndex
    best.insert(Candidate(rank: rank, place: Int32(place)), at: index)
  }

  func waiters(in table: JobTable, of cluster: SafeText, now: Timestamp) -> Waiters {
    func jobs(_ candidates: [Candidate]) -> [WaitingJob] {
      candidates.map { candidate in
        let job = table.jobs[Int(candidate.place)]
        return WaitingJob(
          cluster: cluster, number: job.number(in: table.symbols), id: job.id, gpus: job.gpus.map(Int.init),
          wait: job.eligibleAt.map { max(now - $0, Seconds(0)) }, reason: table.symbols[job.reason],
          startsAt: table.plan(of: job, now: now)?.start(after: now))
      }
    }
    return Waiters(longest: jobs(longest), largest: jobs(largest))
  }
}
