import Model
import Text

extension TelemetryRules {
  /// The clusters in the order in which the site names them, then the others by name.
  func inOrder(_ names: some Collection<SafeText>) -> [SafeText] {
    let places = Dictionary(
      clusters.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return names.sorted { ((places[$0] ?? .max), $0) < ((places[$1] ?? .max), $1) }
  }
}

extension Document.Content {
  /// The same records with clusters by the names that the site gives them, and accounts with their proposals.
  ///
  /// `cluster` is that of the document, for records that name none. Costs nothing where no rule speaks of names.
  func named(by rules: TelemetryRules, cluster: SafeText?) -> Document.Content {
    guard rules.speakOfNames else { return self }
    switch self {
    case .applications(var records):
      for index in records.indices {
        let machine = records[index].machine.map(rules.clusterName)
        if machine != records[index].machine { records[index].machine = machine }
        let machines = records[index].technical.machines?.map(rules.clusterName)
        if machines != records[index].technical.machines { records[index].technical.machines = machines }
      }
      return .applications(records)
    case .allocations(let records): return .allocations(records.named(by: rules, cluster: cluster))
    case .accounts(var records, let source):
      for index in records.indices { records[index].cluster = records[index].cluster.map(rules.clusterName) }
      return .accounts(records, source)
    case .cluster, .nodes, .groups, .jobs, .history, .partitions, .reservations, .scheduler, .qos, .balances,
      .quotas, .notUsed:
      return self
    // Their names are seen to where they are joined.
    case .waldur, .measurements: return self
    }
  }
}

extension [Allocation] {
  /// The same allocations by the site's names of clusters, with the proposals that it says the accounts belong to.
  func named(by rules: TelemetryRules, cluster: SafeText? = nil) -> [Allocation] {
    map { allocation in
      var allocation = allocation
      let name = allocation.cluster.map(rules.clusterName) ?? cluster
      if name != allocation.cluster { allocation.cluster = name }
      let proposal = rules.proposal(of: allocation.account, on: name)
      if let proposal, proposal != allocation.proposal { allocation.proposal = proposal }
      return allocation
    }
  }
}
