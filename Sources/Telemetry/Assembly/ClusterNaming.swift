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
    let known = CopyFolders(folders.keys)
    for (folder, copies) in folders where namedInFolder[folder] == nil {
      let originals = known.originals(of: folder).compactMap { folders[$0] }
      if originals.isEmpty { continue }
      let keys = copies.map(NamesOfFile.init)
      guard let live = originals.first(where: { NamesOfFiles($0).isMostly(inAnyOf: keys) }) else { continue }
      for original in live {
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

/// What tells nodes, jobs and partitions of a file from others of their kind.
private struct NamesOfFile {
  let kind: Source.Kind?
  let names: Set<Listing.Key>

  init(_ file: TelemetryFile) {
    kind = file.document?.content.kind
    names = file.document?.content.names ?? []
  }
}

/// The same of the files of a folder, with the files in which each name stands.
private struct NamesOfFiles {
  private let files: [NamesOfFile]
  private var places: [Listing.Key: [Int]] = [:]

  init(_ files: [TelemetryFile]) {
    self.files = files.map(NamesOfFile.init)
    for (place, file) in self.files.enumerated() {
      for name in file.names { places[name, default: []].append(place) }
    }
  }

  /// Whether most of the nodes, jobs or partitions of one of these files and of one of those are the same. Costs the
  /// names that they have in common.
  func isMostly(inAnyOf others: [NamesOfFile]) -> Bool {
    others.contains { other in
      var both: [Int: Int] = [:]
      for name in other.names {
        for place in places[name] ?? [] where files[place].kind == other.kind { both[place, default: 0] += 1 }
      }
      return both.contains { $0.value * 2 >= min(files[$0.key].names.count, other.names.count) }
    }
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
