import Model
import Text

/// Joins documents, given in the order of their paths, into one factory.
struct FactoryAssembly {
  /// The factory, still without its sources.
  let factory: Factory
  /// For each candidate why nothing of it counts.
  let notUsed: [SafeText?]
  /// For each candidate whether it is of no account how old it is, and whether it is there, because another version of
  /// it counts.
  let isSuperseded: [Bool]
  /// For each candidate whether its file was removed on purpose.
  let isRetired: [Bool]
  /// For each candidate the pages of its list that no file holds.
  let missingPages: [MissingPages?]

  init(_ candidates: [DatedDocument?], rules: TelemetryRules, now: Timestamp?) {
    let documents = candidates.compactMap(\.self)
    let listings = CountingListings(documents, now: now)
    let counting = listings.counting
    let precedence = Precedence(counting.compactMap(\.self))

    var applications: RecordUnion<SafeText, Application>?
    var allocations: AllocationUnion?
    var balances = RecordUnion<BalanceKey, Balance>()
    var quotas: QuotaUnion?
    var clusters: [SafeText: ClusterParts] = [:]
    var waldur = WaldurParts()
    for (place, (document, rank)) in zip(counting, listings.ranks).enumerated() {
      guard let document else { continue }
      switch document.content {
      case .applications(let records):
        applications = applications ?? RecordUnion()
        applications?.add(records, rank: rank, key: \.id)
      case .allocations(let records):
        allocations = allocations ?? AllocationUnion()
        let source = document.path.text
        allocations?.add(
          records.map { record in
            var record = record
            // Written to only where it is needed, for then the record is no longer shared.
            if let cluster = document.cluster, record.cluster == nil { record.cluster = cluster }
            record.source = source
            return record
          }, rank: rank)
      case .accounts(let records, let source):
        for record in records {
          guard let name = record.cluster ?? document.cluster else { continue }
          clusters[name, default: ClusterParts()].add(
            record, from: source, countedAt: document.dataAt, rank: rank)
        }
      case .cluster, .nodes, .groups, .jobs, .history, .partitions, .reservations, .scheduler, .qos:
        if let name = document.cluster {
          clusters[name, default: ClusterParts()].add(document.content, rank: rank)
          if let told = document.slurmCluster { clusters[name]?.add(slurmName: told, rank: rank) }
        }
      case .waldur(let list):
        waldur.add(list, of: document, place: place, rank: rank)
      case .balances(let records):
        let source = document.path.text
        for var record in records {
          record.cluster = document.cluster
          record.source = source
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
    var places = documents.indices.makeIterator()
    let indices = candidates.map { $0 == nil ? nil : places.next() }
    let answers = indices.map { index -> Int? in
      guard let document = index.flatMap({ counting[$0] }), case .measurements(let series) = document.content
      else { return nil }
      return measurements.add(
        series, cluster: document.cluster, named: document.name, at: document.path.text)
    }
    let remarks = measurements.apply(to: &joined)
    isSuperseded = zip(indices, answers).map { index, answer in
      if let answer { return measurements.isSuperseded(answer) }
      return index.map { listings.whyNotUsed($0) != nil && !listings.mayBePart($0) } ?? false
    }
    let missing = waldur.missing
    missingPages = indices.map { index in index.flatMap { missing[$0] } }
    isRetired = indices.map { index in index.map(listings.isRetired) ?? false }
    let withoutUnit = waldur.withoutUnit(rules)
    notUsed = zip(indices, answers).map { index, answer in
      if let answer { return remarks[answer] }
      guard let index else { return nil }
      guard let document = counting[index] else { return listings.whyNotUsed(index) }
      return precedence.whyNotUsed(document) ?? withoutUnit[document.path.text]
    }
    factory = Factory(
      site: rules.site ?? (sites.count == 1 ? sites.first : nil),
      clusters: joined,
      otherFactors: Dictionary(
        rules.clusters.filter { clusters[$0.name] == nil }.map { ($0.name, $0.factors(over: UnitFactors())) },
        uniquingKeysWith: { first, _ in first }),
      applications: NativeBeforePortal.join(applications?.records, waldur.applications(rules)),
      allocations: NativeBeforePortal.join(allocations?.records, waldur.allocations(rules)?.named(by: rules)),
      balances: balances.records, quotas: quotas?.quotas)
  }
}
