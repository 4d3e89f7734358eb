import Model
import Text

/// Tells which cluster a document is about.
///
/// The cluster that it names; else the one whose data the site says that it is; else the one that the other documents of its folder name, when that is one only; else,
/// for what describes a single cluster, the folder's name.
struct ClusterNaming {
  private var namedInFolder: [DataPath: Set<SafeText>] = [:]
  /// With the names of all files' clusters, in whatever case each of them writes them.
  private(set) var rules: TelemetryRules

  init(_ files: [TelemetryFile], rules: TelemetryRules) {
    self.rules = rules.spelling(files.flatMap { $0.document?.clusters ?? [] })
    for file in files {
      guard let name = file.document?.cluster else { continue }
      namedInFolder[file.path.folder, default: []].insert(self.rules.clusterName(for: name))
    }
    // Those of folders that nothing else names.
    self.rules = self.rules.spelling(files.compactMap { $0.document == nil ? nil : told(by: $0) })
  }

  /// `nil` for what may span clusters and names none, such as an answer of Prometheus in a root, and for a broken file that nothing else speaks for.
  func cluster(of file: TelemetryFile) -> SafeText? {
    told(by: file).map(rules.clusterName)
  }

  private func told(by file: TelemetryFile) -> SafeText? {
    if let name = file.document?.cluster { return name }
    switch file.document?.content {
    case .cluster, .nodes, .jobs, .history, .groups, .partitions, .reservations, .scheduler, .accounts, .qos:
      return neighbour(of: file) ?? file.folderName
    case .allocations, .balances, .waldur(.resources): return neighbour(of: file)
    case .applications, .quotas, .notUsed, .waldur(.proposals), .waldur(.steps), .waldur(.requests),
      .waldur(.usages), .waldur(.empty):
      return nil
    case .measurements, nil: return neighbour(of: file) ?? (file.isInRoot ? nil : file.folderName)
    }
  }

  private func neighbour(of file: TelemetryFile) -> SafeText? {
    if let name = rules.cluster(holding: file.path) { return name }
    guard let names = namedInFolder[file.path.folder], names.count == 1 else { return nil }
    return names.first
  }
}

extension Document {
  /// The clusters that it names, itself or in its records.
  fileprivate var clusters: Set<SafeText> {
    var names = Set([cluster].compactMap(\.self))
    switch content {
    case .allocations(let records): names.formUnion(records.lazy.compactMap(\.cluster))
    case .accounts(let records, _): names.formUnion(records.lazy.compactMap(\.cluster))
    case .cluster, .nodes, .jobs, .applications, .history, .groups, .partitions, .reservations, .scheduler,
      .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      break
    }
    return names
  }
}
