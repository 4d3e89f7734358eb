import Model
import Text

/// A file that has content, with what was decided about it.
struct DatedDocument {
  var content: Document.Content
  var cluster: SafeText?
  var dataAt: Timestamp?
  var isMissing: Bool
  /// The UUID in the file's name, which says whose steps a file of Waldur's holds.
  var fileUUID: WaldurUUID?
  /// The file's name without its extension.
  var name: SafeText

  init?(file: TelemetryFile, source: Source, rules: TelemetryRules) {
    guard let document = file.document else { return nil }
    content = document.content.named(by: rules, cluster: source.cluster)
    cluster = source.cluster
    dataAt = source.dataAt
    isMissing = source.isMissing
    if case .waldur = content { fileUUID = WaldurUUID(in: file.path.lastComponent) }
    name = file.path.stem
  }
}

/// Joins documents, given in the order of their paths, into one factory.
struct FactoryAssembly {
  /// The factory, still without its sources.
  let factory: Factory
  /// For each candidate why nothing of it counts.
  let notUsed: [SafeText?]

  init(_ candidates: [DatedDocument?], rules: TelemetryRules) {
    let documents = Self.withoutReplaced(candidates.compactMap(\.self))
    let ranks = Self.ranks(of: documents)
    let precedence = Precedence(documents)

    var applications: RecordUnion<SafeText, Application>?
    var allocations: RecordUnion<AllocationKey, Allocation>?
    var balances = RecordUnion<BalanceKey, Balance>()
    var quotas: QuotaUnion?
    var clusters: [SafeText: ClusterParts] = [:]
    var waldur = WaldurParts()
    for (document, rank) in zip(documents, ranks) {
      switch document.content {
      case .applications(let records):
        applications = applications ?? RecordUnion()
        for record in records { applications?.add(record, key: record.id, rank: rank) }
      case .allocations(let records):
        allocations = allocations ?? RecordUnion()
        for var record in records {
          record.cluster = record.cluster ?? document.cluster
          let key = AllocationKey(account: record.account, cluster: record.cluster, unit: record.unit)
          allocations?.add(record, key: key, rank: rank)
        }
      case .accounts(let records, let source):
        for record in records {
          guard let name = record.cluster ?? document.cluster else { continue }
          clusters[name, default: ClusterParts()].add(
            record, from: source, countedAt: document.dataAt, rank: rank)
        }
      case .cluster, .nodes, .groups, .jobs, .history, .partitions, .reservations, .scheduler, .qos:
        if let name = document.cluster {
          clusters[name, default: ClusterParts()].add(document.content, rank: rank)
        }
      case .waldur(let list):
        waldur.add(list, fileUUID: document.fileUUID, cluster: document.cluster, rank: rank)
      case .balances(let records):
        for var record in records {
          record.cluster = document.cluster
          let key = BalanceKey(account: record.account, cluster: record.cluster, unit: record.unit)
          balances.add(record, key: key, rank: rank)
        }
      case .quotas(let records):
        quotas = quotas ?? QuotaUnion()
        quotas?.add(records, rank: rank)
      case .measurements, .notUsed: break
      }
    }

    let sites = Set(clusters.values.compactMap { $0.description?.site })
    var joined = rules.inOrder(clusters.keys).compactMap { name in
      clusters[name]?.cluster(named: name, rules: rules)
    }
    var measurements = MeasurementUnion(joined, rules: rules)
    notUsed = candidates.map { document in
      guard let document else { return nil }
      guard case .measurements(let series) = document.content else { return precedence.whyNotUsed(document) }
      return measurements.add(series, cluster: document.cluster, named: document.name)
    }
    measurements.apply(to: &joined)
    factory = Factory(
      site: rules.site ?? (sites.count == 1 ? sites.first : nil),
      clusters: joined,
      otherFactors: Dictionary(
        rules.clusters.filter { clusters[$0.name] == nil }.map { ($0.name, $0.factors(over: UnitFactors())) },
        uniquingKeysWith: { first, _ in first }),
      applications: OwnBeforePortal.join(applications?.records, waldur.applications(rules)),
      allocations: OwnBeforePortal.join(allocations?.records, waldur.allocations(rules)?.named(by: rules)),
      balances: balances.records, quotas: quotas?.quotas)
  }

  /// A vanished file's nodes or jobs count only while no file that is there tells those of the same cluster.
  private static func withoutReplaced(_ documents: [DatedDocument]) -> [DatedDocument] {
    documents.filter { document in
      guard document.isMissing else { return true }
      switch document.content {
      case .nodes, .groups, .jobs:
        return !documents.contains {
          !$0.isMissing && $0.cluster == document.cluster && $0.content.kind == document.content.kind
        }
      case .cluster, .applications, .allocations, .history, .partitions, .reservations, .scheduler, .accounts,
        .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
        return true
      }
    }
  }

  /// The place of each document in the order of precedence: by the time of its data, unknown first, then by path.
  private static func ranks(of documents: [DatedDocument]) -> [Int] {
    let oldest = Timestamp(secondsSince1970: .min)
    let order = documents.indices.sorted {
      (documents[$0].dataAt ?? oldest, $0) < (documents[$1].dataAt ?? oldest, $1)
    }
    var ranks = [Int](repeating: 0, count: documents.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    return ranks
  }
}
