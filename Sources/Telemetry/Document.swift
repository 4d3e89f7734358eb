package import Model
package import Text

/// What one telemetry file held.
package struct Document: Sendable {
  /// The producer's form, such as `slurm jobs` or `factorytop/nodes`.
  package var format: SafeText
  /// The form's version, such as `v0.0.41` or `1`; `nil` when it does not say.
  package var version: SafeText?
  /// The cluster that the document itself names.
  package var cluster: SafeText?
  /// The same where it is Slurm that names it, which is what Slurm's commands take.
  package var slurmCluster: SafeText?
  /// When the document says that it was true.
  package var dataAt: Timestamp?
  /// When what it lists last changed, where it says that and not when it was true: of two versions the newer one has
  /// the later time, but neither tells its age by it.
  package var changedAt: Timestamp?
  /// Whether it was asked for some of what there is, so that what it does not list may be there.
  package var isSelection = false
  /// The command that it answers, where it tells all of it: two answers to one command are versions of one list.
  package var command: SafeText?
  package var content: Content
  /// The list that it is a page of; `nil` where it does not say that it is one.
  package var page: ListPage?
  /// What is remembered of the bytes of its records, where they are jobs or nodes of Slurm's.
  var remembered: RememberedRecords?
  /// How many of its records were taken over from the version before, because their bytes were the same but for numbers
  /// that change all the time.
  package var takenOver: Int { remembered?.takenOver ?? 0 }
  /// The answers of other clusters in the same file.
  package var others: [Document] = []
  /// Records that were read, skipped ones not counted.
  package var records: Int
  /// Records that could not be read.
  package var skipped: Int
  /// The first skipped record, or the first odd field: which, and why. One sentence.
  package var problem: SafeText?
  /// What is read and not counted although nothing is odd about it, such as parts of GPUs. One sentence.
  package var remark: SafeText?

  /// Problem and remark; `nil` without either.
  package var told: SafeText? {
    let parts = [problem, remark].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  package enum Content: Sendable {
    case cluster(ClusterDescription)
    /// Each name once.
    case nodes([Node])
    case jobs(JobTable)
    case applications([Application])
    case allocations([Allocation])
    case history([HistorySample])
    /// Nodes as `sinfo` groups them, and the partitions beside them.
    case groups([NodeGroup])
    case partitions([Partition])
    case reservations([Reservation])
    case scheduler(SchedulerHealth)
    case accounts([AccountRecord], AccountSource)
    /// A list of Waldur's, still in its words: other lists and the site's rules say what it means.
    case waldur(WaldurList)
    case measurements([PrometheusSeries])
    case balances([Balance])
    case quotas([StorageQuota])
    case qos([QOS])
    /// A format that is recognised, and holds nothing that is shown.
    case notUsed
  }
}

/// What a page says of the list that it is one of.
package struct ListPage: Sendable, Equatable {
  /// The records of all pages together; `nil` when it does not say.
  package var count: Int?
  /// Whether there is a page after it.
  package var hasNext = false

  /// Whether the list has records, as far as the page tells.
  package var saysMore: Bool { count.map { $0 > 0 } ?? hasNext }
}

/// What factorytop's own `cluster` documents tell.
package struct ClusterDescription: Sendable {
  /// The site's name; `nil` where the document does not say it.
  package var site: SafeText?
  package var factors: UnitFactors
  /// The order in which partitions are shown; empty where the document does not say it.
  package var partitionOrder: [SafeText]
}
