package import Text

/// Everything that is known at one moment: the value that panes, reports and checks are computed from.
package struct Factory: Sendable {
  /// The AI Factory's or centre's name, when some source tells it.
  package var site: SafeText?
  /// In the order in which the site names them, the others behind by name.
  package var clusters: [Cluster]
  /// The factors of clusters that no source tells of, as the site states them.
  package var otherFactors: [SafeText: UnitFactors]
  /// `nil` when no source holds applications, empty when one does and there are none.
  package var applications: [Application]?
  /// `nil` when no file and no portal holds allocations. What Slurm's accounting tells is in `Cluster.accounts`.
  package var allocations: [Allocation]?
  /// What Open OnDemand says is left to projects.
  package var balances: [Balance]
  /// `nil` when no source holds quotas of storage.
  package var quotas: [StorageQuota]?
  /// Oldest first.
  package var applicationHistory: [ApplicationSample] = []
  /// Telemetry by path, and behind it the journal and what of the program's own files is broken.
  package var sources: [Source]

  package init(
    site: SafeText? = nil, clusters: [Cluster] = [], otherFactors: [SafeText: UnitFactors] = [:],
    applications: [Application]? = nil, allocations: [Allocation]? = nil, balances: [Balance] = [],
    quotas: [StorageQuota]? = nil, sources: [Source] = []
  ) {
    self.site = site
    self.clusters = clusters
    self.otherFactors = otherFactors
    self.applications = applications
    self.allocations = allocations
    self.balances = balances
    self.quotas = quotas
    self.sources = sources
  }
}

/// One cluster with what its sources told.
package struct Cluster: Sendable {
  /// What the site calls it, which may differ from `slurmName`.
  package var name: SafeText
  /// Factor by factor what the site states, else what a description of the cluster does.
  package var factors: UnitFactors
  /// `nil` when no source holds nodes.
  package var nodes: [Node]?
  /// `nil` when no source holds jobs.
  package var jobs: JobTable?
  /// Oldest first.
  package var history: [HistorySample]
  /// The order in which partitions are shown, when a source gives one; others follow by name.
  package var partitionOrder: [SafeText]
  /// In Slurm's own order; `nil` when no source holds partitions.
  package var partitions: [Partition]?
  /// `nil` when no source holds reservations.
  package var reservations: [Reservation]?
  /// `nil` when no source tells how the scheduler does.
  package var scheduler: SchedulerHealth?
  /// What Slurm's accounting tells of each account; `nil` when no source holds any.
  package var accounts: [SlurmAccount]?
  /// `nil` when no source holds QOS.
  package var qos: [QOS]?
  /// Power that the cluster's facility draws, in watts; `nil` when nothing measures it.
  package var facilityWatts: Double?
  /// When GPUs were measured: the newest sample; `nil` when none was.
  package var busyMeasuredAt: Timestamp?
  /// What Slurm calls it, and its commands after `-M`; `nil` where no source tells.
  package var slurmName: SafeText?

  package init(
    name: SafeText, factors: UnitFactors = UnitFactors(), nodes: [Node]? = nil, jobs: JobTable? = nil,
    history: [HistorySample] = [], partitionOrder: [SafeText] = [], partitions: [Partition]? = nil,
    reservations: [Reservation]? = nil, scheduler: SchedulerHealth? = nil, accounts: [SlurmAccount]? = nil,
    qos: [QOS]? = nil, facilityWatts: Double? = nil, busyMeasuredAt: Timestamp? = nil,
    slurmName: SafeText? = nil
  ) {
    self.name = name
    self.factors = factors
    self.nodes = nodes
    self.jobs = jobs
    self.history = history
    self.partitionOrder = partitionOrder
    self.partitions = partitions
    self.reservations = reservations
    self.scheduler = scheduler
    self.accounts = accounts
    self.qos = qos
    self.facilityWatts = facilityWatts
    self.busyMeasuredAt = busyMeasuredAt
    self.slurmName = slurmName
  }
}

/// One telemetry file: what it is, how old, and what is wrong with it.
package struct Source: Sendable, Equatable {
  /// What a file tells.
  package enum Kind: String, Sendable {
    case cluster, nodes, jobs, applications, allocations, history, partitions, reservations, scheduler
    case measurements, qos, quotas
    /// A format that is recognised and holds nothing that is shown.
    case other
    /// The program's own configuration, while it cannot be used.
    case configuration
    /// The folder of the journal of decisions.
    case journal
  }

  /// How a file is, by the word of reports.
  package enum State: String, Sendable, CaseIterable {
    case ok, stale
    /// It cannot be read, or some of its records could not.
    case error
    case missing
    /// It is dated ahead of the clock that it is held against, so that nobody knows its age.
    case clock
  }

  /// As the user would type it: relative to the working folder when it was given so.
  package var path: SafeText
  /// `other` also where another file counts in its place.
  package var kind: Kind
  /// The producer's form, such as `slurm jobs` or `factorytop/nodes`; `nil` when nothing was recognised.
  package var format: SafeText?
  /// The form's version, such as `v0.0.41` or `1`.
  package var version: SafeText?
  /// The cluster that it tells of; `nil` for what may tell of several and names none, and where nothing says which.
  package var cluster: SafeText?
  /// The time that the document itself states, else, live, the file's modification time.
  package var dataAt: Timestamp?
  /// The time that the document itself states, be it only when what it lists last changed.
  package var statedAt: Timestamp?
  /// When its bytes were written, as the file system says; `nil` where file times do not count.
  package var writtenAt: Timestamp?
  /// Records that were read, skipped ones not counted.
  package var records: Int
  /// Records that could not be read, or are on pages that no file holds.
  package var skipped: Int
  /// What is wrong and what to do, in one sentence.
  package var problem: SafeText?
  /// Why nothing of it counts, or what of it does not and why, such as that another file tells it better; `nil` while
  /// all of it counts.
  package var notUsed: SafeText?
  /// Whether the newest content could be used; false while an older one is shown instead.
  package var isReadable: Bool
  /// Whether there is no such file, or no more.
  package var isMissing: Bool
  /// Whether it is unreadable because its file system does not answer.
  package var isHanging = false
  /// Of a journal: how many records' files do not belong to whom they name as their author.
  package var unverified = 0
  /// Of those: how many stand beside a verified record that counts instead.
  package var outranked = 0

  package init(
    path: SafeText, kind: Kind, format: SafeText? = nil, version: SafeText? = nil, cluster: SafeText? = nil,
    dataAt: Timestamp? = nil, statedAt: Timestamp? = nil, writtenAt: Timestamp? = nil, records: Int = 0,
    skipped: Int = 0, problem: SafeText? = nil,
    notUsed: SafeText? = nil, isReadable: Bool = true, isMissing: Bool = false
  ) {
    self.path = path
    self.kind = kind
    self.format = format
    self.version = version
    self.cluster = cluster
    self.dataAt = dataAt
    self.statedAt = statedAt
    self.writtenAt = writtenAt
    self.records = records
    self.skipped = skipped
    self.problem = problem
    self.notUsed = notUsed
    self.isReadable = isReadable
    self.isMissing = isMissing
  }
}
