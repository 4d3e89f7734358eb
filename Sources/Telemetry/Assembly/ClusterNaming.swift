import Model
import Text

/// Tells which cluster a document is about.
///
/// The cluster that it names; else the one whose data the site says that it is; else the one that the other documents of
/// its folder name, when that is one only; else, for what describes a single cluster, that of the files that its folder
/// holds copies of, or the folder's name.
struct ClusterNaming {
  private var namedInFolder: [DataPath: Set<SafeText>] = [:]
  /// For folders of copies, by the kind of what is copied, a file of the originals.
  private var copied: [DataPath: [Source.Kind: TelemetryFile]] = [:]
  /// With the names of all files' clusters, in whatever case each of them writes them.
  private(set) var rules: TelemetryRules

  init(_ files: [TelemetryFile], rules: TelemetryRules) {
    self.rules = rules.spelling(files.flatMap { $0.document?.clusters ?? [] })
    for file in files {
      guard let name = file.document?.cluster else { continue }
      namedInFolder[file.path.folder, default: []].insert(self.rules.clusterName(for: name))
    }
    findCopies(among: files)
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
      if let name = neighbour(of: file) { return name }
      guard let original = copied[file.path.folder]?[file.document?.content.kind ?? .other] else {
        return file.folderName
      }
      return original.document?.cluster ?? neighbour(of: original) ?? original.folderName
    case .allocations, .balances, .waldur(.resources): return neighbour(of: file)
    case .applications, .quotas, .notUsed, .waldur(.proposals), .waldur(.steps), .waldur(.requests),
      .waldur(.usages), .waldur(.empty):
      return nil
    case .measurements, nil: return neighbour(of: file) ?? (file.isInRoot ? nil : file.folderName)
    }
  }

  /// Finds the folders that are named for copies (`demo/backup`, `demo.old`) and list most of what another lists: those
  /// are no clusters of their own.
  private mutating func findCopies(among files: [TelemetryFile]) {
    let folders = Dictionary(grouping: files) { $0.path.folder }
    for (folder, copies) in folders where namedInFolder[folder] == nil {
      let originals = folders.filter { CopyName.isCopy(folder: folder, of: $0.key) }.sorted {
        $0.key < $1.key
      }
      let live = originals.first { _, originals in
        copies.contains { copy in originals.contains { copy.tellsMost(of: $0) } }
      }
      guard let live else { continue }
      for original in live.value {
        guard let kind = original.document?.content.kind else { continue }
        copied[folder, default: [:]][kind] = copied[folder]?[kind] ?? original
      }
    }
  }

  private func neighbour(of file: TelemetryFile) -> SafeText? {
    if let name = rules.cluster(holding: file.path) { return name }
    guard let names = namedInFolder[file.path.folder], names.count == 1 else { return nil }
    return names.first
  }
}

extension TelemetryFile {
  /// Whether most of the nodes, jobs or partitions of one file are in the other.
  fileprivate func tellsMost(of other: TelemetryFile) -> Bool {
    guard let content = document?.content, let others = other.document?.content, content.kind == others.kind
    else { return false }
    let (keys, otherKeys) = (content.names, others.names)
    let both = keys.count { otherKeys.contains($0) }
    return both > 0 && both * 2 >= min(keys.count, otherKeys.count)
  }
}

extension Document.Content {
  /// What tells nodes, jobs and partitions from others of their kind; empty for all else.
  fileprivate var names: Set<Listing.Key> {
    switch self {
    case .nodes(let nodes): Set(nodes.map { .name($0.name) })
    case .groups(let groups): Set(groups.flatMap(\.nodes).map { .name($0.name) })
    case .jobs(let table): Set(table.jobs.map { .number($0.id) })
    case .partitions(let records): Set(records.map { .name($0.name) })
    case .cluster, .applications, .allocations, .history, .reservations, .scheduler, .accounts, .waldur,
      .measurements, .balances, .quotas, .qos, .notUsed:
      []
    }
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
