import Text

extension ClusterFigures {
  /// Counts the nodes and jobs of `cluster` in one pass over each; `sources` are the files of all clusters.
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
    let queue = cluster.jobs.map {
      QueueTallies($0, partitions: &partitions, now: now) {
        capacity?.tally(of: $0).hasOnlyGPUParts ?? false
      }
    }
    // A file that has never told anything is missed only where no other one tells the nodes and the jobs.
    let isTold = cluster.nodes != nil && cluster.jobs != nil
    let own = sources.filter {
      $0.source.cluster == cluster.name
        && ($0.isIncomplete
          ? $0.source.kind.tellsOfCluster
          : $0.source.kind.makesClusterOld && ($0.source.kind != .other || !isTold))
    }
    let worst = SourceFigures.worst(of: own)

    func queueFigures(_ tally: QueueTally, usableNodes: Int?) -> QueueFigures {
      tally.figures(
        factors: cluster.factors, usableNodes: usableNodes, reasonNames: queue?.reasonNames ?? [])
    }
    let shown = partitions.names.indices.map { number in
      let nodes = capacity?.tally(of: number)
      return PartitionFigures(
        name: partitions.names[number], configured: configured[partitions.names[number]],
        capacity: nodes.flatMap { tally in capacity.map { tally.figures($0.states) } },
        queue: queue.map { queueFigures($0.tally(of: number), usableNodes: nodes?.usableNodes) })
    }
    self.init(
      name: cluster.name, capacity: capacity.map { $0.whole.figures($0.states) },
      partitions: PartitionFigures.arranged(shown, given: given),
      queue: queue.map { queueFigures($0.whole, usableNodes: capacity?.whole.usableNodes) },
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

extension PartitionFigures {
  /// The first `given` as they are, then those with GPUs by name, then the others by name.
  fileprivate static func arranged(_ partitions: [PartitionFigures], given: Int) -> [PartitionFigures] {
    let others = partitions.dropFirst(given).sorted { left, right in
      if left.hasNoGPUs != right.hasNoGPUs { return right.hasNoGPUs }
      return left.name < right.name
    }
    return partitions.prefix(given) + others
  }

  private var hasNoGPUs: Bool { capacity?.gpus.total == 0 }
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
      whole.add(counted, hindrance: starts.hindrance(of: state, inAnyOf: nodes.span[index].partitions))
      if nodes.span[index].partitions != list {
        list = nodes.span[index].partitions
        var seen: Set<Int> = []
        numbers = (list ?? []).map { (partitions.number(of: $0), $0) }.filter { seen.insert($0.0).inserted }
        while parts.count < partitions.names.count { parts.append(CapacityTally()) }
      }
      for (number, name) in numbers {
        parts[number].add(counted, hindrance: starts.hindrance(of: state, in: name))
      }
    }
  }

  func tally(of partition: Int) -> CapacityTally {
    partition < parts.count ? parts[partition] : CapacityTally()
  }
}

/// Jobs of a cluster and of each of its partitions.
private struct QueueTallies {
  private(set) var whole = QueueTally()
  private var parts: [QueueTally] = []
  /// Slurm's reasons by their number.
  private(set) var reasonNames: [SafeText] = []

  /// Strings are looked at once per symbol, never per job. `hasOnlyGPUParts` is asked once for each list of partitions.
  init(
    _ table: JobTable, partitions: inout PartitionNumbers, now: Timestamp, hasOnlyGPUParts: (Int) -> Bool
  ) {
    var reasons = SymbolNumbers(of: table.symbols)
    var hindrances: [Hindrance?] = []
    var lists = SymbolNumbers(of: table.symbols)
    var partitionsOfList: [[Int]] = []
    var onlyParts: [[Bool]] = []
    for job in table.jobs {
      let list = lists.number(of: job.partition)
      if list == partitionsOfList.count {
        let numbers = partitions.numbers(inList: table.symbols[job.partition])
        partitionsOfList.append(numbers)
        onlyParts.append(numbers.map(hasOnlyGPUParts))
        while parts.count < partitions.names.count { parts.append(QueueTally()) }
      }
      whole.count(job)
      for partition in partitionsOfList[list] { parts[partition].count(job) }

      guard job.state.isWaiting else { continue }
      let reason = reasons.number(of: job.reason)
      if reason == hindrances.count {
        reasonNames.append(table.symbols[job.reason])
        hindrances.append(Hindrance(reason: table.symbols[job.reason]))
      }
      let waiting = WaitingTasks(job, reason: (reason, hindrances[reason]), now: now)
      let areAllParts = !onlyParts[list].contains(false) && !onlyParts[list].isEmpty
      whole.count(areAllParts ? waiting.amongGPUParts : waiting)
      for (partition, isOfParts) in zip(partitionsOfList[list], onlyParts[list]) {
        parts[partition].count(isOfParts ? waiting.amongGPUParts : waiting)
      }
    }
  }

  func tally(of partition: Int) -> QueueTally { partition < parts.count ? parts[partition] : QueueTally() }
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
