import Model
import Text

/// Makes records of readings: what one file holds, one after the other.
struct ReadingEncoder {
  private var fast = WrittenChain()
  private var lasting = WrittenChain()
  private var owners: [SafeText: UInt32] = [:]

  /// The sections that tell a reading, all of it where `isKey`, else what is different from the one before. Linear in the
  /// size of the reading.
  mutating func sections(of reading: RecordedReading, isKey: Bool) -> [(name: SectionName, bytes: [UInt8])] {
    if isKey { fast = WrittenChain() }
    let factory = reading.factory
    let numbers = factory.clusters.map { owner(of: $0.name) }
    fast.write([FactoryFacts(reading, owners: numbers)], as: SectionName(.factory))
    for (cluster, owner) in zip(factory.clusters, numbers) { write(cluster, owner) }
    fast.write(factory.applications ?? [], as: SectionName(.applications))
    let decisions = (reading.decisions ?? [:]).values.sorted { $0.application < $1.application }
    fast.write(decisions.map(RecordedCase.init), as: SectionName(.decisions))
    let allocations = factory.allocations ?? []
    fast.write(allocations, as: SectionName(.allocations))
    lasting.write(allocations.map(\.history), as: SectionName(.usage))
    fast.write(factory.balances, as: SectionName(.balances))
    fast.write(factory.quotas ?? [], as: SectionName(.quotas))
    fast.write(factory.sources, as: SectionName(.sources))
    lasting.write(factory.applicationHistory, as: SectionName(.applicationSamples))
    return lasting.takeSections(texts: .lastingTexts) + fast.takeSections(texts: .texts)
  }

  private mutating func write(_ cluster: Cluster, _ owner: UInt32) {
    fast.write([ClusterFacts(cluster)], as: SectionName(.cluster, of: owner))
    if let jobs = cluster.jobs {
      fast.write(jobs.columns(fast.texts), as: SectionName(.jobs, of: owner), keys: Column<Job>.keys)
    }
    if let nodes = cluster.nodes {
      let texts = ColumnTexts(fast.texts)
      fast.write(
        ColumnTable(nodes, Column<Node>.all, texts), as: SectionName(.nodes, of: owner),
        keys: Column<Node>.keys)
      fast.write(
        ColumnTable(nodes.compactMap { NodeGauges($0) }, Column<NodeGauges>.all, texts),
        as: SectionName(.gauges, of: owner), keys: Column<NodeGauges>.keys)
    }
    fast.write(cluster.partitions ?? [], as: SectionName(.partitions, of: owner))
    fast.write(cluster.reservations ?? [], as: SectionName(.reservations, of: owner))
    fast.write(cluster.accounts ?? [], as: SectionName(.accounts, of: owner))
    fast.write(cluster.qos ?? [], as: SectionName(.qos, of: owner))
    lasting.write((cluster.accounts ?? []).map(\.daily), as: SectionName(.dailyUse, of: owner))
    lasting.write(
      ColumnTable(cluster.history, Column<HistorySample>.all, ColumnTexts(lasting.texts)),
      as: SectionName(.samples, of: owner), keys: Column<HistorySample>.keys)
  }

  private mutating func owner(of cluster: SafeText) -> UInt32 {
    if let owner = owners[cluster] { return owner }
    let owner = UInt32(owners.count + 1)
    owners[cluster] = owner
    return owner
  }
}

/// What the journal held of an application, which tells how it stood when it is folded again.
struct RecordedCase: RecordedValue {
  var application: SafeText
  var records: [DecisionRecord]

  init(_ history: CaseHistory) {
    application = history.application
    records = history.entries.map(\.record)
  }

  func write(to writer: inout ValueWriter) {
    application.write(to: &writer)
    records.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    application = try SafeText(from: &reader)
    records = try [DecisionRecord](from: &reader)
  }
}
