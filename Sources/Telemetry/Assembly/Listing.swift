import Model
import Text

/// What one file lists of one subject, as far as it matters for which of several files count.
struct Listing {
  /// What tells a record from others of its kind.
  enum Key: Hashable {
    case number(Int64)
    case name(SafeText)
    case pair(SafeText, SafeText)
    case account(SafeText, unit: AccountingUnit, from: Timestamp?)
    case personalQuota(StorageQuota.Resource, UInt64)
  }

  /// The partitions that its records are of.
  struct Partitions {
    var all: Set<SafeText> = []
    /// Those that every record has: `squeue -p gpu` gives jobs that wait for other partitions too.
    var common: Set<SafeText>?

    mutating func add(_ partitions: Set<SafeText>) {
      all.formUnion(partitions)
      common = common?.intersection(partitions) ?? partitions
    }
  }

  /// The place of its document among all.
  let document: Int
  /// When its content was true; `nil` where nothing tells.
  let time: Timestamp?
  /// Whether it says so itself.
  let statesTime: Bool
  /// The command that it answers, where it tells all of it.
  let command: SafeText?
  /// Whether it was asked for some of what there is.
  let isSelection: Bool
  let keys: Set<Key>
  /// Whether it has no record; personal quotas of which nothing is used have no key.
  let isEmpty: Bool
  /// `nil` for what is in no partition.
  let partitions: Partitions?
  /// Whether it lists one job, with all its tasks, one node or one partition.
  let isOfOne: Bool

  init(_ document: DatedDocument, at place: Int, of subject: ListingSubject) {
    self.document = place
    time = document.listedAt
    statesTime = document.statesTime
    command = document.command
    isSelection = document.isSelection
    var keys: Set<Key> = []
    var partitions: Partitions?
    var isOfOne = false
    var hasOthers = false
    switch document.content {
    case .jobs(let table):
      keys.reserveCapacity(table.jobs.count)
      var symbols: Set<Symbol> = []
      var arrays: Set<Int64> = []
      for job in table.jobs {
        keys.insert(.number(job.id))
        symbols.insert(job.partition)
        if arrays.count < 2 { arrays.insert(job.arrayID > 0 ? job.arrayID : job.id) }
      }
      partitions = Partitions()
      for symbol in symbols { partitions?.add(Set(table.symbols[symbol].listed)) }
      isOfOne = arrays.count == 1
    case .nodes(let nodes):
      partitions = Partitions()
      for node in nodes {
        keys.insert(.name(node.name))
        partitions?.add(Set(node.partitions ?? []))
      }
      isOfOne = nodes.count == 1
    case .groups(let groups):
      for group in groups {
        // A partition without nodes is one too.
        keys.insert(.name(group.partition.name))
        for node in group.nodes { keys.insert(.pair(group.partition.name, node.name)) }
      }
    case .partitions(let records):
      keys = Set(records.map { .name($0.name) })
      isOfOne = records.count == 1
    case .reservations(let records): keys = Set(records.map { .name($0.name) })
    case .qos(let records): keys = Set(records.map { .name($0.name) })
    case .applications(let records): keys = Set(records.map { .name($0.id) })
    case .allocations(let records):
      keys = Set(
        records.filter { .allocations(of: $0.cluster ?? document.cluster) == subject }
          .map { .account($0.account, unit: $0.unit, from: $0.startsAt) })
    case .accounts(let records, _):
      keys = Set(
        records.filter { record in
          guard let cluster = record.cluster ?? document.cluster else { return false }
          return subject == .shares(of: cluster) || subject == .associations(of: cluster)
        }.map { .name($0.account.name) })
    case .waldur(.proposals(let records)): keys = Set(records.map { .name($0.uuid?.hex ?? $0.id) })
    case .waldur(.resources(let records)): keys = Set(records.map { .name($0.identity) })
    case .balances(let records): keys = Set(records.map { .pair($0.account, $0.unit) })
    case .quotas(let records):
      hasOthers = !records.isEmpty
      for quota in records {
        if let path = quota.path {
          keys.insert(.name(path))
        } else if quota.fraction > 0 {
          // Of a person nothing is kept that would tell one from another, but few use the same part of their quota.
          keys.insert(.personalQuota(quota.resource, quota.fraction.bitPattern))
        }
      }
    // There is one of it.
    case .scheduler, .cluster: keys = [.name("")]
    case .history, .measurements, .waldur, .notUsed: break
    }
    self.keys = keys
    isEmpty = keys.isEmpty && !hasOthers
    self.partitions = partitions
    self.isOfOne = isOfOne
  }
}

extension Listing {
  /// Whether each is of other partitions, or all of it of one partition that the other is not of: then a record in both
  /// is one that is of both.
  func isOfOtherPartitions(than other: Listing) -> Bool {
    guard let own = partitions, let others = other.partitions else { return false }
    func areApart(_ left: Set<SafeText>?, _ right: Set<SafeText>?) -> Bool {
      guard let left, let right else { return false }
      return !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
    }
    return areApart(own.common, others.common) || areApart(own.all, others.all)
  }

  /// Whether it has most of another's records, or that one most of its, and not only the one that two pages may share.
  func hasMost(of other: Listing) -> Bool {
    let both = keys.count { other.keys.contains($0) }
    let smaller = min(keys.count, other.keys.count)
    return both > 0 && (both == smaller || (both >= 2 && both * 2 >= smaller))
  }

  /// Whether nothing tells that one is newer: their times are the same, or not known, or those of files that were
  /// written one right after the other, as where a folder is copied.
  func isAsOld(as other: Listing) -> Bool {
    guard let time, let otherTime = other.time, !statesTime, !other.statesTime else {
      return self.time == other.time
    }
    return max(time, otherTime) - min(time, otherTime) <= Self.copying
  }

  private static let copying = Seconds(2)
}

extension SafeText {
  /// The names that commas separate.
  fileprivate var listed: [SafeText] {
    guard shown.utf8.contains(UInt8(ascii: ",")) else { return [self] }
    return shown.split(separator: ",").map { SafeText(untrusted: String($0)) }
  }
}
