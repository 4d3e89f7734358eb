import Model
import Text

/// Makes readings of records again, in the order in which they were written.
struct ReadingDecoder {
  private var fast = ReadChain()
  private var lasting = ReadChain()
  /// Whether a key record was taken, and every difference since.
  private(set) var isWhole = false
  /// Whether all that lasts through the file was taken.
  private var isLastingWhole = true
  private var next: UInt32 = 1
  private var at: Int64 = 0

  /// Takes the next record of a file; of one before the key record that is asked for, what `lasts` alone.
  mutating func take(_ record: RecordView, lastingOnly: Bool = false) throws(Damage) {
    if record.number != next {
      isLastingWhole = false
      isWhole = false
    }
    next = record.number &+ 1
    let isKey = record.kind == RecordKind.key.rawValue
    if isKey, !lastingOnly {
      fast = ReadChain()
      isWhole = true
    }
    at = record.at
    do throws(Damage) {
      for part in record.parts {
        guard let kind = SectionKind(rawValue: part.name.kind) else { continue }
        if kind.isLasting {
          if isLastingWhole { try lasting.take(try part.unpacked(), of: part.name, kind) }
        } else if isWhole, !lastingOnly {
          try fast.take(try part.unpacked(), of: part.name, kind)
        }
      }
    } catch {
      isWhole = false
      isLastingWhole = false
      throw error
    }
  }

  /// What the last record told, with those before it.
  func reading() throws(Damage) -> RecordedReading {
    guard isWhole else { throw Damage("the record that it builds on is not there") }
    let room = Room()
    guard let facts = try fast.list(.factory, as: FactoryFacts.self, in: room).first,
      facts.owners.count == facts.clusters.count
    else { throw Damage("nothing tells of the factory") }
    var factory = Factory(site: facts.site, otherFactors: facts.factors)
    for (name, owner) in zip(facts.clusters, facts.owners) {
      factory.clusters.append(try cluster(name, owner, in: room))
    }
    if facts.hasApplications { factory.applications = try fast.list(.applications, in: room) }
    if facts.hasAllocations {
      var allocations = try fast.list(.allocations, as: Allocation.self, in: room)
      if isLastingWhole {
        let histories = try lasting.list(.usage, as: [UsageReading].self, in: room)
        for (index, history) in zip(allocations.indices, histories) { allocations[index].history = history }
      }
      factory.allocations = allocations
    }
    factory.balances = try fast.list(.balances, in: room)
    if facts.hasQuotas { factory.quotas = try fast.list(.quotas, in: room) }
    factory.sources = try fast.list(.sources, in: room)
    if isLastingWhole { factory.applicationHistory = try lasting.list(.applicationSamples, in: room) }
    var reading = RecordedReading(
      at: Timestamp(secondsSince1970: at.flooredDivision(by: 1000)), factory: factory)
    if facts.hasDecisions {
      let cases = try fast.list(.decisions, as: RecordedCase.self, in: room)
      reading.decisions = Dictionary(
        cases.map { ($0.application, CaseHistory(of: $0.application, records: $0.records)) },
        uniquingKeysWith: { first, _ in first })
    }
    return reading
  }

  private func cluster(_ name: SafeText, _ owner: UInt32, in room: Room) throws(Damage) -> Cluster {
    guard let facts = try fast.list(.cluster, of: owner, as: ClusterFacts.self, in: room).first else {
      throw Damage("nothing tells of a cluster")
    }
    var cluster = Cluster(name: name, factors: facts.factors)
    cluster.partitionOrder = facts.partitionOrder
    cluster.scheduler = facts.scheduler
    cluster.facilityWatts = facts.facilityWatts
    cluster.busyMeasuredAt = facts.busyMeasuredAt
    cluster.slurmName = facts.slurmName
    if facts.hasJobs {
      var jobs = try JobTable(fast.table(.jobs, of: owner), fast.texts, in: room)
      jobs.readAt = facts.jobsReadAt
      jobs.plannedAt = facts.jobsPlannedAt
      cluster.jobs = jobs
    }
    if facts.hasNodes { cluster.nodes = try nodes(of: owner, in: room) }
    if facts.hasPartitions { cluster.partitions = try fast.list(.partitions, of: owner, in: room) }
    if facts.hasReservations { cluster.reservations = try fast.list(.reservations, of: owner, in: room) }
    if facts.hasAccounts { cluster.accounts = try accounts(of: owner, in: room) }
    if facts.hasQOS { cluster.qos = try fast.list(.qos, of: owner, in: room) }
    if isLastingWhole {
      var symbols = ColumnSymbols(texts: lasting.texts, in: room)
      cluster.history = try lasting.table(.samples, of: owner).rows(
        Column<HistorySample>.all, from: HistorySample(at: Timestamp(secondsSince1970: 0)), &symbols)
    }
    return cluster
  }

  private func nodes(of owner: UInt32, in room: Room) throws(Damage) -> [Node] {
    var symbols = ColumnSymbols(texts: fast.texts, in: room)
    var nodes = try fast.table(.nodes, of: owner).rows(Column<Node>.all, from: .untold, &symbols)
    let gauges = try fast.table(.gauges, of: owner).rows(
      Column<NodeGauges>.all, from: .untold, &symbols)
    // In the order of the nodes, of which some have none.
    var next = gauges.startIndex
    for index in nodes.indices where next < gauges.endIndex && nodes[index].name == gauges[next].name {
      nodes[index].take(gauges[next])
      next += 1
    }
    guard next == gauges.endIndex else { throw Damage("a node that was measured is not there") }
    return nodes
  }

  private func accounts(of owner: UInt32, in room: Room) throws(Damage) -> [SlurmAccount] {
    var accounts = try fast.list(.accounts, of: owner, as: SlurmAccount.self, in: room)
    if isLastingWhole {
      let uses = try lasting.list(.dailyUse, of: owner, as: [CivilDate: GresHours].self, in: room)
      for (index, daily) in zip(accounts.indices, uses) { accounts[index].daily = daily }
    }
    return accounts
  }
}
