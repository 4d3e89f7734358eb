import Text

extension ClusterFigures {
  /// Counts the nodes and jobs of `cluster` in one pass over each; `sources` are its files.
  init(of cluster: Cluster, sources: [SourceFigures], policy: Policy, now: Timestamp) {
    let configured = Dictionary(
      (cluster.partitions ?? []).map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    var partitions = PartitionNumbers(cluster.partitionOrder + (cluster.partitions ?? []).map(\.name))
    let given = partitions.names.count
    let idleBelow = policy.alerts.idleBusyFraction
    let starts = JobStarts(partitions: cluster.partitions)
    let capacity = cluster.nodes.map {
      CapacityTallies($0, idleBelow: idleBelow, now: now, starts: starts, partitions: &partitions)
    }
    var queue = cluster.jobs.map {
      QueueTallies($0, partitions: &partitions, now: now) {
        capacity?.tally(of: $0).hasOnlyGPUParts ?? false
      }
    }
    // A file that has never told anything is missed only where no other one tells the nodes and the jobs.
    let isTold = cluster.nodes != nil && cluster.jobs != nil
    let own = sources.filter {
      $0.isIncomplete
        ? $0.source.kind.tellsOfCluster
        : $0.source.kind.makesClusterOld && ($0.source.kind != .other || !isTold)
    }
    let worst = SourceFigures.worst(of: own)

    let reasonNames = queue?.reasonNames ?? []
    let names = partitions.names
    // With a hundred thousand partitions the numbers by name are large, and are not needed any more.
    partitions = PartitionNumbers([])
    // Behind those whose order is given the ones with GPUs by name, then the others by name; ordered by number, for figures are large to move.
    let others = (given..<names.count)
      .map { (number: $0, hasNoGPUs: capacity?.tally(of: $0).hasNoGPUs ?? false) }
      .sorted { left, right in
        left.hasNoGPUs == right.hasNoGPUs
          ? names[left.number] < names[right.number] : right.hasNoGPUs
      }
    let shown = (Array(0..<given) + others.map(\.number)).map { number in
      let nodes = capacity?.tally(of: number)
      return PartitionFigures(
        name: names[number], configured: configured[names[number]],
        capacity: nodes.flatMap { tally in capacity.map { tally.figures($0.states) } },
        queue: queue?.tally(of: number, hasOnlyGPUParts: nodes?.hasOnlyGPUParts ?? false)
          .figures(factors: cluster.factors, usableNodes: nodes?.usableNodes, reasonNames: reasonNames))
    }
    self.init(
      name: cluster.name, capacity: capacity.map { $0.whole.figures($0.states) },
      partitions: shown,
      queue: queue?.whole
        .figures(
          factors: cluster.factors, usableNodes: capacity?.whole.usableNodes, reasonNames: reasonNames),
      waiters: queue?.waiters(of: cluster.name) ?? Waiters(),
      powerWatts: capacity?.whole.watts, facilityWatts: cluster.facilityWatts,
      pue: cluster.facilityWatts.flatMap { capacity?.whole.pue(ofFacility: $0) },
      idleAllocations: cluster.idleAllocations(below: idleBelow),
      busyIsFrom: cluster.busyMeasuredAt.flatMap { now - $0 > policy.staleness.scheduler ? $0 : nil },
      maintenance: cluster.maintenance(at: now, orWithin: policy.alerts.maintenanceWithin),
      scheduler: cluster.scheduler,
      outages: OutageFigures.grouping(cluster.nodes ?? [], by: starts, now: now),
      sourceState: worst?.state ?? .ok, sourceAge: worst?.age,
      unreadRecords: worst?.isIncomplete == true ? own.reduce(0) { $0 + $1.source.skipped } : 0)
  }
}

extension Source.Kind {
  /// Whether the cluster's figures lack what a file of this kind lacks.
  fileprivate var tellsOfCluster: Bool {
    switch self {
    case .cluster, .nodes, .jobs, .history, .partitions, .reservations, .scheduler, .measurements, .qos: true
    case .applications, .allocations, .quotas, .other, .configuration, .journal: false
    }
  }

  /// Whether an old file of this kind makes the figures of its cluster old. What it does not say so of says its own age
  /// beside what it tells.
  fileprivate var makesClusterOld: Bool {
    switch self {
    case .cluster, .nodes, .jobs, .other: true
    case .applications, .allocations, .history, .partitions, .reservations, .scheduler, .measurements, .qos,
      .quotas, .configuration, .journal:
      false
    }
  }
}

extension CapacityTally {
  /// Power usage effectiveness: facility over IT, which is never below 1.
  fileprivate func pue(ofFacility facility: Double) -> Double? {
    guard let watts, watts > 0, !lacksWatts, facility >= watts else { return nil }
    return facility / watts
  }
}

extension Cluster {
  fileprivate func maintenance(at now: Timestamp, orWithin span: Seconds) -> [Reservation] {
    (reservations ?? []).filter { $0.isMaintenance(at: now, orWithin: span) }
      .sorted { ($0.startsAt, $0.name) < ($1.startsAt, $1.name) }
  }
}

/// The partitions of a cluster, numbered in the order in which they are met.
struct PartitionNumbers {
  private(set) var names: [SafeText] = []
  private var numbers: [SafeText: Int] = [:]

  init(_ names: [SafeText]) {
    for name in names { _ = number(of: name) }
  }

  mutating func number(of name: SafeText) -> Int {
    if let number = numbers[name] { return number }
    let number = names.count
    numbers[name] = number
    names.append(name)
    return number
  }

  /// The numbers of Slurm's list of partitions, `a` or `a,b`, each once.
  mutating func numbers(inList list: SafeText) -> [Int] {
    var seen: Set<Int> = []
    return (list.original ?? list.shown).split(separator: ",")
      .map { number(of: SafeText(untrusted: String($0))) }
      .filter { seen.insert($0).inserted }
  }
}

/// Nodes of a cluster and of each of its partitions.
private struct CapacityTallies {
  private(set) var whole: CapacityTally
  private(set) var states = StateNumbers()
  private var parts: [CapacityTally] = []

  /// A node counts once in a partition, however often it names it.
  init(
    _ nodes: [Node], idleBelow: Double, now: Timestamp, starts: JobStarts,
    partitions: inout PartitionNumbers
  ) {
    whole = CapacityTally()
    // Nodes of the same partitions stand side by side, and share the list where it was read from one answer.
    var list: [SafeText]?
    var numbers: [(number: Int, name: SafeText)] = []
    // By index, for a node is large to copy.
    for index in nodes.indices {
      let state = nodes.span[index].state
      guard state.exists else { continue }
      let number = states.number(of: state)
      let counted = CountedNode(
        nodes.span[index], state: number, outage: states.outage(number), idleBelow: idleBelow, now: now)
      whole.add(
        counted, unavailability: starts.unavailability(of: state, inAnyOf: nodes.span[index].partitions))
      if nodes.span[index].partitions != list {
        list = nodes.span[index].partitions
        var seen: Set<Int> = []
        numbers = (list ?? []).map { (partitions.number(of: $0), $0) }.filter { seen.insert($0.0).inserted }
        while parts.count < partitions.names.count { parts.append(CapacityTally()) }
      }
      for (number, name) in numbers {
        parts[number].add(counted, unavailability: starts.unavailability(of: state, in: name))
      }
    }
  }

  func tally(of partition: Int) -> CapacityTally {
    partition < parts.count ? parts[partition] : CapacityTally()
  }
}

/// Jobs of a cluster and of each of its partitions. A partition's are counted when it is asked for: the tallies of a
/// hundred thousand partitions at once would take more memory than the jobs.
private struct QueueTallies {
  private(set) var whole = QueueTally()
  /// Slurm's reasons by their number.
  private(set) var reasonNames: [SafeText] = []
  private var ineligibleReasons: [IneligibleReason?] = []
  private var reasons: SymbolNumbers
  private let table: JobTable
  private let now: Timestamp
  /// The jobs' places in the table, those of one list of partitions side by side, and where those of each list begin.
  private var places: [Int32] = []
  private var starts: [Int] = []
  private var lists = ListsOfPartitions()
  private var found = WaiterTally()

  /// Strings are looked at once per symbol, never per job. `hasOnlyGPUParts` is asked once for each list of partitions.
  init(
    _ table: JobTable, partitions: inout PartitionNumbers, now: Timestamp, hasOnlyGPUParts: (Int) -> Bool
  ) {
    self.table = table
    self.now = now
    reasons = SymbolNumbers(of: table.symbols)
    var numbers = SymbolNumbers(of: table.symbols)
    var areAllParts: [Bool] = []
    var counts: [Int] = []
    for index in table.jobs.indices {
      let job = table.jobs[index]
      let list = numbers.number(of: job.partition)
      if list == counts.count {
        let named = partitions.numbers(inList: table.symbols[job.partition])
        counts.append(0)
        areAllParts.append(!named.isEmpty && named.allSatisfy(hasOnlyGPUParts))
        for partition in named { lists.add(list, naming: partition) }
      }
      counts[list] += 1
      whole.count(job)
      guard job.state.isWaiting else { continue }
      let reason = reasons.number(of: job.reason)
      if reason == ineligibleReasons.count {
        reasonNames.append(table.symbols[job.reason])
        ineligibleReasons.append(IneligibleReason(reason: table.symbols[job.reason]))
      }
      let waiting = waiting(job)
      whole.count(areAllParts[list] ? waiting.amongGPUParts : waiting)
      found.consider(job, at: index, waiting, isAmongGPUParts: areAllParts[list])
    }
    place(by: &numbers, counts)
  }

  /// Sorts the jobs' places by their lists of partitions, by counting.
  private mutating func place(by numbers: inout SymbolNumbers, _ counts: [Int]) {
    starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var next = starts
    places = [Int32](repeating: 0, count: table.jobs.count)
    for index in table.jobs.indices {
      let list = numbers.number(of: table.jobs[index].partition)
      places[next[list]] = Int32(index)
      next[list] += 1
    }
  }

  private mutating func waiting(_ job: Job) -> WaitingTasks {
    let reason = reasons.number(of: job.reason)
    return WaitingTasks(job, reason: (reason, ineligibleReasons[reason]), now: now)
  }

  func waiters(of cluster: SafeText) -> Waiters { found.waiters(in: table, of: cluster, now: now) }

  /// Costs what the partition's jobs are.
  mutating func tally(of partition: Int, hasOnlyGPUParts: Bool) -> QueueTally {
    var tally = QueueTally()
    for list in lists.naming(partition) {
      for place in places[starts[list]..<starts[list + 1]] {
        let job = table.jobs[Int(place)]
        tally.count(job)
        guard job.state.isWaiting else { continue }
        let waiting = waiting(job)
        tally.count(hasOnlyGPUParts ? waiting.amongGPUParts : waiting)
      }
    }
    return tally
  }
}

/// Which lists of partitions, `a` or `a,b`, name a partition: chains in two arrays, because nearly every partition is
/// named by one list.
private struct ListsOfPartitions {
  private var links: [(list: Int32, next: Int32)] = []
  /// By partition its last link; -1 without one.
  private var last: [Int32] = []

  mutating func add(_ list: Int, naming partition: Int) {
    while last.count <= partition { last.append(-1) }
    links.append((Int32(list), last[partition]))
    last[partition] = Int32(links.count - 1)
  }

  func naming(_ partition: Int) -> [Int] {
    var lists: [Int] = []
    var link = partition < last.count ? last[partition] : -1
    while link >= 0 {
      lists.append(Int(links[Int(link)].list))
      link = links[Int(link)].next
    }
    return lists
  }
}

/// Small numbers for those symbols of a table that play one part, in the order in which they are met.
private struct SymbolNumbers {
  private var numbers: [Int32]
  private var count: Int32 = 0

  init(of symbols: SymbolTable) { numbers = [Int32](repeating: -1, count: symbols.texts.count) }

  mutating func number(of symbol: Symbol) -> Int {
    let index = Int(symbol.index)
    if numbers[index] < 0 {
      numbers[index] = count
      count += 1
    }
    return Int(numbers[index])
  }
}
