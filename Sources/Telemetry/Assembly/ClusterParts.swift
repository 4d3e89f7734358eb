import Model
import Text

/// What several documents tell of one cluster.
struct ClusterParts {
  private(set) var description: ClusterDescription?
  private var descriptionRank = -1
  private var nodes: RecordUnion<SafeText, Node>?
  private var groups: [(groups: [NodeGroup], rank: Int)] = []
  private var jobs: [(table: JobTable, rank: Int)] = []
  private var samples: [(samples: [HistorySample], rank: Int)] = []
  private var partitions: RecordUnion<SafeText, Partition>?
  private var reservations: RecordUnion<SafeText, Reservation>?
  private var scheduler: (health: SchedulerHealth, rank: Int)?
  private var accounts: AccountUnion?
  private var qos: RecordUnion<SafeText, QOS>?
  private var slurmName: (name: SafeText, rank: Int)?

  mutating func add(slurmName name: SafeText, rank: Int) {
    if rank > slurmName?.rank ?? -1 { slurmName = (name, rank) }
  }

  mutating func add(_ content: Document.Content, rank: Int) {
    switch content {
    case .cluster(let told):
      guard rank > descriptionRank else { return }
      description = told
      descriptionRank = rank
    case .nodes(let records):
      nodes = nodes ?? RecordUnion()
      nodes?.add(records, rank: rank, key: \.name)
    case .groups(let told): groups.append((told, rank))
    case .jobs(let table): jobs.append((table, rank))
    case .history(let records): samples.append((records, rank))
    case .partitions(let records):
      partitions = partitions ?? RecordUnion()
      for record in records { partitions?.add(record, key: record.name, rank: rank) }
    case .reservations(let records):
      reservations = reservations ?? RecordUnion()
      for record in records { reservations?.add(record, key: record.name, rank: rank) }
    case .scheduler(let health):
      if rank > scheduler?.rank ?? -1 { scheduler = (health, rank) }
    case .qos(let records):
      qos = qos ?? RecordUnion()
      for record in records { qos?.add(record, key: record.name, rank: rank) }
    case .applications, .allocations, .accounts, .waldur, .measurements, .balances, .quotas, .notUsed: break
    }
  }

  mutating func add(
    _ record: AccountRecord, from source: AccountSource, countedAt: Timestamp?, rank: Int
  ) {
    // Changed in its place: a copy would cost as much as all records before it.
    if accounts == nil { accounts = AccountUnion() }
    accounts?.add(record, from: source, countedAt: countedAt, rank: rank)
  }

  /// Older forms do not say when Slurm planned; sdiag does, of a plan that the jobs tell if they are younger.
  private var jobTable: JobTable? {
    guard !jobs.isEmpty else { return nil }
    var table = JobTable(union: jobs)
    if table.plannedAt == nil, let planned = scheduler?.health.backfilledAt,
      planned <= table.readAt ?? planned
    {
      table.plannedAt = planned
    }
    return table
  }

  /// What the site says of the cluster counts before what its description says.
  func cluster(named name: SafeText, rules: TelemetryRules) -> Cluster {
    let said = rules.rules(of: name)
    let factors = description?.factors ?? UnitFactors()
    // Rows of which none could be read do not say that there is no node.
    let rows = groups.allSatisfy(\.0.isEmpty) ? nil : [NodeGroup](union: groups)
    let order = said?.partitionOrder ?? []
    return Cluster(
      name: name,
      factors: said?.factors(over: factors) ?? factors,
      nodes: nodes?.records ?? rows?.distinctNodes,
      jobs: jobTable,
      history: [HistorySample](union: samples),
      partitionOrder: order.isEmpty ? description?.partitionOrder ?? [] : order,
      partitions: partitions?.records ?? rows?.distinctPartitions,
      reservations: reservations?.records,
      scheduler: scheduler?.health,
      accounts: accounts?.accounts.map { account in
        var account = account
        account.proposal = rules.proposal(of: account.name, on: name)
        return account
      },
      qos: qos?.records, slurmName: slurmName?.name)
  }
}
