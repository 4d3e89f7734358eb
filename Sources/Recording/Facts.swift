import Model
import Text

/// What there is of a factory besides its lists: those that nobody tells are not the same as empty ones.
struct FactoryFacts {
  var site: SafeText?
  var factors: [SafeText: UnitFactors] = [:]
  /// In the factory's order.
  var clusters: [SafeText] = []
  var hasApplications = false
  var hasAllocations = false
  var hasQuotas = false
  var hasDecisions = false
  /// By which number sections name each of `clusters`.
  var owners: [UInt32] = []
}

extension FactoryFacts: RecordedThing {
  static var untold: FactoryFacts { FactoryFacts() }
  static let fields: [RecordedField<FactoryFacts>] = [
    RecordedField(1, \.site), RecordedField(2, \.factors), RecordedField(3, \.clusters),
    RecordedField(4, \.hasApplications), RecordedField(5, \.hasAllocations), RecordedField(6, \.hasQuotas),
    RecordedField(7, \.hasDecisions), RecordedField(8, \.owners),
  ]

  init(_ reading: RecordedReading, owners: [UInt32]) {
    self.owners = owners
    let factory = reading.factory
    site = factory.site
    factors = factory.otherFactors
    clusters = factory.clusters.map(\.name)
    hasApplications = factory.applications != nil
    hasAllocations = factory.allocations != nil
    hasQuotas = factory.quotas != nil
    hasDecisions = reading.decisions != nil
  }
}

/// The same of a cluster.
struct ClusterFacts {
  var factors = UnitFactors()
  var partitionOrder: [SafeText] = []
  var scheduler: SchedulerHealth?
  var facilityWatts: Double?
  var busyMeasuredAt: Timestamp?
  var slurmName: SafeText?
  var hasJobs = false
  var jobsReadAt: Timestamp?
  var jobsPlannedAt: Timestamp?
  var hasNodes = false
  var hasPartitions = false
  var hasReservations = false
  var hasAccounts = false
  var hasQOS = false
}

extension ClusterFacts: RecordedThing {
  static var untold: ClusterFacts { ClusterFacts() }
  static let fields: [RecordedField<ClusterFacts>] = [
    RecordedField(1, \.factors), RecordedField(2, \.partitionOrder), RecordedField(3, \.scheduler),
    RecordedField(4, \.facilityWatts), RecordedField(5, \.busyMeasuredAt), RecordedField(6, \.slurmName),
    RecordedField(7, \.hasJobs), RecordedField(8, \.jobsReadAt), RecordedField(9, \.jobsPlannedAt),
    RecordedField(10, \.hasNodes), RecordedField(11, \.hasPartitions), RecordedField(12, \.hasReservations),
    RecordedField(13, \.hasAccounts), RecordedField(14, \.hasQOS),
  ]

  init(_ cluster: Cluster) {
    factors = cluster.factors
    partitionOrder = cluster.partitionOrder
    scheduler = cluster.scheduler
    facilityWatts = cluster.facilityWatts
    busyMeasuredAt = cluster.busyMeasuredAt
    slurmName = cluster.slurmName
    hasJobs = cluster.jobs != nil
    jobsReadAt = cluster.jobs?.readAt
    jobsPlannedAt = cluster.jobs?.plannedAt
    hasNodes = cluster.nodes != nil
    hasPartitions = cluster.partitions != nil
    hasReservations = cluster.reservations != nil
    hasAccounts = cluster.accounts != nil
    hasQOS = cluster.qos != nil
  }
}

/// The history of an allocation, or the use of an account by day, which are told apart from it: they are long, and change
/// once a day.
extension UsageReading: RecordedValue {
  func write(to writer: inout ValueWriter) {
    at.write(to: &writer)
    used.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    let at = try Timestamp(from: &reader)
    self.init(at: at, used: try Double(from: &reader))
  }
}

extension Column<HistorySample> {
  /// A sample is known again by its time and its partition, which are in the key.
  static var all: [Column<HistorySample>] {
    [
      Column(1, moment: { $0[$1].at }, set: { $0.at = $1 ?? $0.at }),
      Column(2, text: { $0[$1].partition }, set: { $0.partition = $1 }),
      Column(3, optional: { $0[$1].gpusTotal }, set: { $0.gpusTotal = $1 }),
      Column(4, optional: { $0[$1].gpusAllocated }, set: { $0.gpusAllocated = $1 }),
      Column(5, optional: { $0[$1].gpusUnavailable }, set: { $0.gpusUnavailable = $1 }),
      Column(6, optional: { $0[$1].runningJobs }, set: { $0.runningJobs = $1 }),
      Column(7, optional: { $0[$1].pendingTasks }, set: { $0.pendingTasks = $1 }),
      Column(8, in: 10_000, { $0[$1].gpuBusy }, set: { $0.gpuBusy = $1 }),
      Column(9, in: 1000, { $0[$1].backlog?.count }, set: { $0.backlog = $1.map { GPUHours($0) } }),
      Column(10, optional: { $0[$1].medianWait }, set: { $0.medianWait = $1 }),
      Column(11, optional: { $0[$1].watts }, set: { $0.watts = $1 }),
    ]
  }

  static let keys: [UInt16] = [1, 2]
}
