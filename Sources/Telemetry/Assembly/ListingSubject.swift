import Model
import Text

/// What it is that a file lists. Files that list the same are versions of one list, or parts of it.
enum ListingSubject: Hashable {
  case jobs(of: SafeText)
  /// Nodes one by one.
  case nodes(of: SafeText)
  /// Nodes in the rows of `sinfo`, by partition.
  case nodeRows(of: SafeText)
  case partitions(of: SafeText)
  case reservations(of: SafeText)
  case scheduler(of: SafeText)
  case description(of: SafeText)
  case qos(of: SafeText)
  case shares(of: SafeText)
  case associations(of: SafeText)
  case allocations(of: SafeText?)
  case applications
  /// Waldur's
  case proposals, resources
  case balances(of: SafeText?)
  case quotas

  /// How far apart in time the parts of one list may be: a scheduler's are written within one round of its collector,
  /// what changes by the day within half a day, so that yesterday's is none.
  var partsWithin: Seconds {
    switch self {
    case .jobs, .nodes, .nodeRows: .minutes(5)
    case .partitions, .reservations, .scheduler: .minutes(30)
    case .description, .qos, .shares, .associations, .allocations, .applications, .proposals, .resources,
      .balances, .quotas:
      .hours(12)
    }
  }

  /// How what is listed comes and goes.
  enum Turnover {
    /// In minutes, by itself.
    case byItself
    /// When somebody changes it.
    case slow
    /// Its records do not tell one from another for certain.
    case unknown
  }

  var turnover: Turnover {
    switch self {
    case .jobs, .reservations: .byItself
    case .nodes, .partitions, .scheduler, .description, .qos, .shares, .associations, .allocations,
      .applications, .proposals, .resources, .balances:
      .slow
    case .nodeRows, .quotas: .unknown
    }
  }

  /// Whether it is told in pages, which are always full but for the last.
  var hasPages: Bool { self == .proposals || self == .resources }

  /// The cluster whose jobs or nodes are listed.
  var clusterOfQueue: SafeText? {
    switch self {
    case .jobs(let cluster), .nodes(let cluster), .nodeRows(let cluster): cluster
    case .partitions, .reservations, .scheduler, .description, .qos, .shares, .associations, .allocations,
      .applications, .proposals, .resources, .balances, .quotas:
      nil
    }
  }

  /// As messages name what is listed.
  var inWords: SafeText {
    switch self {
    case .jobs(let cluster): "the jobs of \(cluster)"
    case .nodes(let cluster), .nodeRows(let cluster): "the nodes of \(cluster)"
    case .partitions(let cluster): "the partitions of \(cluster)"
    case .reservations(let cluster): "the reservations of \(cluster)"
    case .scheduler(let cluster): "the statistics of \(cluster)"
    case .description(let cluster): "what \(cluster) is"
    case .qos(let cluster): "the QOS of \(cluster)"
    case .shares(let cluster): "the shares of \(cluster)"
    case .associations(let cluster): "the associations of \(cluster)"
    case .allocations(let cluster): cluster.map { "the allocations of \($0)" } ?? "allocations"
    case .applications: "applications"
    case .proposals: "proposals"
    case .resources: "resources"
    case .balances: "balances"
    case .quotas: "quotas"
    }
  }
}

extension DatedDocument {
  /// What its records are listings of. Empty for what is joined whatever its age: samples, measurements, the accounting
  /// database's jobs by their days, the use of resources by its months, and what is told of one proposal.
  var subjects: Set<ListingSubject> {
    switch content {
    case .applications: [.applications]
    case .allocations(let records):
      records.isEmpty
        ? Set(emptyOf.map { .allocations(of: $0) }).union([.allocations(of: cluster)])
        : Set(records.map { .allocations(of: $0.cluster ?? cluster) })
    case .accounts(let records, .shares): Set(clusters(of: records).map { .shares(of: $0) })
    case .accounts(let records, .associations): Set(clusters(of: records).map { .associations(of: $0) })
    case .waldur(.proposals): [.proposals]
    case .waldur(.resources): [.resources]
    case .balances: [.balances(of: cluster)]
    case .quotas: [.quotas]
    case .jobs: Set(cluster.map { .jobs(of: $0) })
    case .nodes: Set(cluster.map { .nodes(of: $0) })
    case .groups: Set(cluster.map { .nodeRows(of: $0) })
    case .partitions: Set(cluster.map { .partitions(of: $0) })
    case .reservations: Set(cluster.map { .reservations(of: $0) })
    case .scheduler: Set(cluster.map { .scheduler(of: $0) })
    case .cluster: Set(cluster.map { .description(of: $0) })
    case .qos: Set(cluster.map { .qos(of: $0) })
    case .history, .measurements, .accounts(_, .jobs), .waldur(.steps), .waldur(.requests), .waldur(.usages),
      .waldur(.empty), .notUsed:
      []
    }
  }

  private func clusters(of records: [AccountRecord]) -> [SafeText] {
    records.isEmpty ? [cluster].compactMap(\.self) : records.compactMap { $0.cluster ?? cluster }
  }

  /// The same without the records that are of the subjects given; of a listing of one subject nothing remains.
  func without(_ subjects: Set<ListingSubject>) -> DatedDocument? {
    guard !subjects.isEmpty else { return self }
    var document = self
    switch content {
    case .allocations(var records):
      records.removeAll { subjects.contains(.allocations(of: $0.cluster ?? cluster)) }
      document.content = .allocations(records)
      return records.isEmpty ? nil : document
    case .accounts(var records, let source):
      records.removeAll { record in
        (record.cluster ?? cluster).map { name in
          subjects.contains(source == .shares ? .shares(of: name) : .associations(of: name))
        } ?? false
      }
      document.content = .accounts(records, source)
      return records.isEmpty ? nil : document
    case .cluster, .nodes, .jobs, .applications, .history, .groups, .partitions, .reservations, .scheduler,
      .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      return nil
    }
  }
}

extension Set<ListingSubject> {
  fileprivate init(_ subject: ListingSubject?) { self = subject.map { [$0] } ?? [] }
}
