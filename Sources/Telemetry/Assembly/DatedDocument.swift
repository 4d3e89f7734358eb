import Model
import Text

/// A file that has content, with what was decided about it.
struct DatedDocument {
  let path: DataPath
  var content: Document.Content
  var cluster: SafeText?
  /// As Slurm names it, where it does.
  var slurmCluster: SafeText?
  var dataAt: Timestamp?
  /// When what it lists was true, as far as that tells two listings of one kind apart; `nil` where nothing tells.
  var listedAt: Timestamp?
  /// Whether `listedAt` is what the document itself says.
  var statesTime: Bool
  /// When it was written; `nil` where file times do not count.
  var writtenAt: Timestamp?
  /// The newest time in its records, where nothing else tells its age.
  var newestRecord: Timestamp?
  /// Whether that is ahead of now, or of the file's own time.
  var isAhead: Bool
  var originals = Originals()
  /// The clusters whose allocations it lists, where it lists none.
  var emptyOf: Set<SafeText> = []
  /// Whether it was asked for some of what there is.
  var isSelection: Bool
  /// The command that it answers, where it tells all of it.
  var command: SafeText?
  var isMissing: Bool
  /// Whether its newest content cannot be used, and this is what was there before.
  var isBroken: Bool
  /// The UUID in the file's name, which says whose steps a file of Waldur's holds.
  var fileUUID: WaldurUUID?
  /// The list that it is a page of.
  var page: ListPage?
  /// Records that could not be read.
  var skipped: Int
  /// The file's name without its extension.
  var name: SafeText

  init?(file: TelemetryFile, source: Source, rules: TelemetryRules, now: Timestamp?) {
    guard let document = file.document else { return nil }
    path = file.path
    content = document.content.named(by: rules, cluster: source.cluster)
    cluster = source.cluster
    slurmCluster = document.slurmCluster
    dataAt = source.dataAt
    if case .jobs(var table) = content {
      table.readAt = dataAt
      content = .jobs(table)
    }
    listedAt = document.changedAt ?? source.dataAt
    statesTime = document.changedAt != nil || document.dataAt != nil
    writtenAt = source.writtenAt
    newestRecord = listedAt == nil ? content.newestRecord : nil
    isSelection = document.isSelection
    command = document.command
    isMissing = source.isMissing
    isBroken = file.fault != nil && !isMissing
    if case .waldur = content { fileUUID = WaldurUUID(in: file.path.lastComponent) }
    page = document.page
    skipped = document.skipped
    name = file.path.stem
    isAhead = now.map { source.lead(at: $0) != nil } ?? false
  }

  var isNamedAsCopy: Bool { !originals.isEmpty }

  /// The order of precedence, the oldest first: by age, as far as anything tells it, and where that is the same by name,
  /// because a copy has the longer one.
  var standing: Standing {
    Standing(
      time: listedAt, originality: isNamedAsCopy ? 0 : 1, newestRecord: newestRecord,
      shortness: -path.lastComponent.shown.utf8.count)
  }

  struct Standing: Comparable {
    let time: Timestamp?
    /// 0 for what is named as a copy.
    let originality: Int
    let newestRecord: Timestamp?
    let shortness: Int

    static func < (left: Standing, right: Standing) -> Bool {
      let unknown = Timestamp(secondsSince1970: .min)
      return (left.time ?? unknown, left.originality, left.newestRecord ?? unknown, left.shortness)
        < (right.time ?? unknown, right.originality, right.newestRecord ?? unknown, right.shortness)
    }
  }
}

extension DatedDocument {
  /// Whether records of Waldur's that are in both tell of a later time than another's do, and none of an earlier one.
  func hasNewerRecords(than other: DatedDocument) -> Bool {
    let (times, others) = (content.recordTimes, other.content.recordTimes)
    let both = times.compactMap { key, time in others[key].map { (time, $0) } }
    return both.contains { $0 > $1 } && both.allSatisfy { $0 >= $1 }
  }
}

extension Document.Content {
  /// When Waldur's records were true, each.
  fileprivate var recordTimes: [SafeText: Timestamp] {
    let told: [(SafeText, Timestamp?)]
    switch self {
    case .waldur(.proposals(let records)):
      told = records.map { ($0.uuid?.hex ?? $0.id, $0.createdAt) }
    case .waldur(.resources(let records)): told = records.map { ($0.identity, $0.lastSync ?? $0.createdAt) }
    case .waldur, .cluster, .nodes, .jobs, .applications, .allocations, .history, .groups, .partitions,
      .reservations, .scheduler, .accounts, .measurements, .balances, .quotas, .qos, .notUsed:
      return [:]
    }
    return Dictionary(
      told.compactMap { key, time in time.map { (key, $0) } }, uniquingKeysWith: { max($0, $1) })
  }

  /// The newest time of something that has happened, as its records tell.
  fileprivate var newestRecord: Timestamp? {
    switch self {
    case .jobs(let table): table.jobs.compactMap(\.submittedAt).max()
    case .nodes(let nodes): nodes.compactMap(\.reasonSetAt).max()
    case .groups(let groups): groups.flatMap(\.nodes).compactMap(\.reasonSetAt).max()
    case .waldur(.proposals(let records)): records.compactMap(\.createdAt).max()
    case .waldur(.resources(let records)): records.compactMap { $0.lastSync ?? $0.createdAt }.max()
    case .cluster, .applications, .allocations, .history, .partitions, .reservations, .scheduler, .accounts,
      .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      nil
    }
  }
}
