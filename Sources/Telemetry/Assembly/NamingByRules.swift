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
    guard !rules.clusters.isEmpty || !rules.proposals.isEmpty else { return self }
    switch self {
    case .applications(var records):
      for index in records.indices { records[index].machine = records[index].machine.map(rules.clusterName) }
      return .applications(records)
    case .allocations(var records):
      for index in records.indices {
        let name = records[index].cluster.map(rules.clusterName) ?? cluster
        records[index].cluster = name
        let proposal = rules.proposal(of: records[index].account, on: name)
        records[index].proposal = proposal ?? records[index].proposal
      }
      return .allocations(records)
    case .accounts(var records, let source):
      for index in records.indices { records[index].cluster = records[index].cluster.map(rules.clusterName) }
      return .accounts(records, source)
    case .cluster, .nodes, .groups, .jobs, .history, .partitions, .reservations, .scheduler, .notUsed:
      return self
    }
  }
}
