package import Text

/// What comes before a waiting job in one of its partitions.
package struct JobsAhead: Sendable, Equatable {
  package var partition: SafeText
  /// Tasks that compete and come first; Slurm may start smaller ones behind them earlier.
  package var tasks = 0
  /// `gres/gpu` that these ask for, parts of GPUs counting as none; `nil` where one does not tell.
  package var gpus: Int? = 0
  /// Tasks that would come first and that a limit, a hold, a begin time or another job keeps back.
  package var heldBackTasks = 0
  /// Whether Slurm cut the list of some array, so that there may be more.
  package var areAtLeast = false
}

extension JobTable {
  /// What comes before a job in each of its partitions, in the order in which it names them; `nil` where it does not
  /// compete.
  ///
  /// The order is that of Slurm's queue in one partition: the higher priority there, then the earlier submission, then the
  /// smaller number. Slurm puts jobs with a reservation before all, which are counted nowhere, and preemption may change
  /// the order.
  ///
  /// One pass over the jobs. Beside the answer it keeps one bit for each reason and list of partitions that is met.
  package func ahead(of job: Job) -> [JobsAhead]? {
    guard competes(job) else { return nil }
    let ranks = names(in: job.partition).prefix(Self.mostPartitions)
      .map { PartitionRank(of: job, job.priority(in: $0, symbols), in: $0) }
    var ahead = ranks.map { JobsAhead(partition: $0.partition) }
    var places = PlacesOfPartitions(ranks.map(\.partition))
    var families: [Symbol: Bool] = [:]
    var told = PrioritiesByPartition(ranks.map(\.partition))
    for other in jobs where other.state.isWaiting && other.reservation == .empty && other.id != job.id {
      guard let priority = other.priority, priority > 0 else { continue }
      for place in places.places(of: other.partition, in: symbols)
      where PartitionRank(of: other, told.priority(of: other, at: place, symbols), in: ranks[place].partition)
        < ranks[place]
      {
        let competes =
          other.reasonDetail == .empty
          ? families[other.reason] ?? family(of: other).competes : family(of: other).competes
        if other.reasonDetail == .empty { families[other.reason] = competes }
        ahead[place].add(other, competes: competes)
      }
    }
    return ahead
  }

  /// A job names few; what it has behind these is not told.
  private static var mostPartitions: Int { 64 }

  private func names(in list: Symbol) -> [SafeText] { symbols[list].listedNames }
}

extension JobsAhead {
  fileprivate mutating func add(_ job: Job, competes: Bool) {
    let tasks = max(0, Int(job.taskCount))
    areAtLeast = areAtLeast || job.tasksAreAtLeast
    guard competes else {
      heldBackTasks += tasks
      return
    }
    self.tasks += tasks
    let isOfParts = job.hasGPUParts && job.gpus ?? 0 == 0
    guard !isOfParts else { return }
    gpus = gpus.flatMap { sum in job.gpus.map { sum + max(0, Int($0)) * tasks } }
  }
}

/// A job's place in the queue of one partition: what comes first is less.
private struct PartitionRank: Comparable {
  let partition: SafeText
  private let priority: Int64
  private let submittedAt: Int64
  private let id: Int64

  init(of job: Job, _ priority: Int64?, in partition: SafeText) {
    self.partition = partition
    self.priority = priority ?? 0
    submittedAt = job.submittedAt?.secondsSince1970 ?? .max
    id = job.id
  }

  static func < (left: PartitionRank, right: PartitionRank) -> Bool {
    (-left.priority, left.submittedAt, left.id) < (-right.priority, right.submittedAt, right.id)
  }
}

extension Job {
  /// In that one of its partitions; where Slurm does not tell partitions apart, its only one.
  package func priority(in partition: SafeText, _ symbols: SymbolTable) -> Int64? {
    guard priorities != .empty else { return priority }
    return symbols[priorities].priority(in: partition) ?? priority
  }
}

extension SafeText {
  /// What such a text as `gpu=120,cpu=80` says of a partition.
  fileprivate func priority(in partition: SafeText) -> Int64? {
    listedNames.lazy.compactMap { entry -> Int64? in
      let name = entry.shown
      guard let sign = name.lastIndex(of: "="), name[..<sign] == partition.shown else { return nil }
      return Int64(name[name.index(after: sign)...])
    }.first
  }
}

/// The priorities of jobs in some partitions, each text that tells them read once.
private struct PrioritiesByPartition {
  private let partitions: [SafeText]
  private var known: [Symbol: [Int64?]] = [:]

  init(_ partitions: [SafeText]) { self.partitions = partitions }

  mutating func priority(of job: Job, at place: Int, _ symbols: SymbolTable) -> Int64? {
    guard job.priorities != .empty else { return job.priority }
    if let known = known[job.priorities] { return known[place] ?? job.priority }
    let told = partitions.map { symbols[job.priorities].priority(in: $0) }
    known[job.priorities] = told
    return told[place] ?? job.priority
  }
}

/// Which of a job's partitions are in other jobs' lists, each list looked at once.
private struct PlacesOfPartitions {
  private let names: [SafeText: Int]
  private var known: [Symbol: [Int]] = [:]

  init(_ partitions: [SafeText]) {
    names = Dictionary(
      partitions.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func places(of list: Symbol, in symbols: SymbolTable) -> [Int] {
    if let known = known[list] { return known }
    let places = Set(symbols[list].listedNames.compactMap { names[$0] }).sorted()
    known[list] = places
    return places
  }
}

extension SafeText {
  /// The names of one of Slurm's lists, `a` or `a,b`, each once.
  fileprivate var listedNames: [SafeText] {
    var seen: Set<SafeText> = []
    return (original ?? shown).split(separator: ",").map { SafeText(untrusted: String($0)) }
      .filter { seen.insert($0).inserted }
  }
}
