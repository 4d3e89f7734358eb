import Model
import Text

/// Tells which cluster a document is about.
///
/// The cluster that it names; else the one whose data the site says that it is; else the one that the other documents of its folder name, when that is one only; else,
/// for what describes a single cluster, the folder's name.
struct ClusterNaming {
  private var namedInFolder: [DataPath: Set<SafeText>] = [:]
  private let rules: TelemetryRules

  init(_ files: [TelemetryFile], rules: TelemetryRules) {
    self.rules = rules
    for file in files {
      guard let name = file.document?.cluster else { continue }
      namedInFolder[file.path.folder, default: []].insert(rules.clusterName(for: name))
    }
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
