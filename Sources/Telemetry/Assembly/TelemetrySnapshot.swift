package import Model
package import Text

/// What all telemetry files together say at one moment.
package struct TelemetrySnapshot: Sendable {
  package var factory: Factory
  /// Files that can be read and are no telemetry: named by `check`, and otherwise left alone. In the order of paths.
  package var unrecognised: [SafeText]
  /// Folders that lie so deep that nothing in them was looked at. In the order of paths.
  package var tooDeep: [SafeText]
  /// Files that have vanished and that nobody misses: nothing of them has to be remembered.
  package var retired: [DataPath] = []
  /// Whether no file was still being read, or waited for that.
  package var isWhole = true

  /// Joins the files. The order in which they come says nothing.
  ///
  /// Of files that list the same, the newest counts, and with it those that are parts of one list (`CountingListings`).
  /// Records of the same key (node, job, application, or an account's allocation on a cluster in a unit) are kept once:
  /// the one of the document whose data are newer, at equal times that of the shorter name, then of the later path. The
  /// jobs and nodes of a file that has vanished count as long as no other file about as new tells those of the same
  /// cluster, so that a renamed file does not count twice. What a site's own files tell of an application or an
  /// allocation counts before what Waldur tells of it, field by field.
  ///
  /// A file that is dated ahead of `now`, or of its own file, counts as one that is as old as its file, or, where that is
  /// not known, as old as parts of one list may be; without `now` every time is believed.
  package init(
    of files: [TelemetryFile], untoldTime: UntoldTime, rules: TelemetryRules = .standard,
    now: Timestamp? = nil
  ) {
    let files = files.sorted { $0.path < $1.path }.flatMap(\.byCluster)
    let copies = Self.unreadableCopies(among: files)
    tooDeep = files.filter(\.isTooDeep).map(\.path.text)
    unrecognised = files.filter { ($0.isUnrecognised && !$0.isTooDeep) || copies.contains($0.path) }
      .map(\.path.text)
    let telemetry = files.filter { !$0.isUnrecognised && !copies.contains($0.path) }
    let naming = ClusterNaming(telemetry, rules: rules)
    let rules = naming.rules
    let sources = telemetry.map { Source($0, cluster: naming.cluster(of: $0), untoldTime: untoldTime) }
    let assembly = FactoryAssembly(
      zip(telemetry, sources).map {
        DatedDocument(file: $0, source: $1, rules: rules, now: now)
      }, rules: rules, now: now)
    factory = assembly.factory
    var retired: [DataPath] = []
    factory.sources = telemetry.indices.compactMap { index in
      var source = sources[index]
      source.notUsed = assembly.notUsed[index]
      if let missing = assembly.missingPages[index] {
        source.skipped += missing.records
        source.problem = [source.problem, missing.sentence].compactMap(\.self).joined(separator: "; ")
      }
      // A version that another counts for, or what is left of a proposal that is listed no more, need not be new, and
      // need not be there.
      let isOfProposal = telemetry[index].document?.content.isOfOneProposal == true
      let isNeedless = assembly.isSuperseded[index] || (isOfProposal && source.notUsed != nil)
      if source.isMissing, isNeedless || assembly.isRetired[index] {
        retired.append(telemetry[index].path)
        return nil
      }
      if isNeedless { source.kind = .other }
      return source
    }
    self.retired = retired
  }
}

extension TelemetrySnapshot {
  /// Files that never told anything and are named as copies of one in their folder that does: `squeue.json.2.gz`.
  private static func unreadableCopies(among files: [TelemetryFile]) -> Set<DataPath> {
    let silent = files.filter { $0.document == nil && $0.fault?.isOfContent == true }
    guard !silent.isEmpty else { return [] }
    let told = Dictionary(grouping: files.filter { $0.document != nil }, by: \.path.folder)
    let names = told.mapValues { CopyName.Names($0.map { $0.path.lastComponent.shown }) }
    return Set(
      silent.map(\.path).filter { path in
        names[path.folder]?.hasOriginal(of: path.lastComponent.shown) ?? false
      })
  }
}

extension TelemetryFile {
  fileprivate var isTooDeep: Bool {
    if case .tooDeep = fault { return true }
    return false
  }
}

extension TelemetryError {
  /// Whether the file could be read, and its bytes are of no use.
  fileprivate var isOfContent: Bool {
    switch self {
    case .empty, .compressed, .text, .binary, .json, .unknownFormat, .unknownSchema, .schemaAfterRecords,
      .recordsMissing, .producerFailed:
      true
    case .missing, .unreadable, .notAFile, .tooLarge, .tooMuchToKeep, .changing, .hung, .linkOutside,
      .tooDeep, .tooManyFiles:
      false
    }
  }
}

extension Source {
  init(_ file: TelemetryFile, cluster: SafeText?, untoldTime: UntoldTime) {
    let document = file.document
    self.init(
      path: file.path.text,
      kind: document?.content.kind ?? .other,
      format: document?.format,
      version: document?.version,
      cluster: cluster,
      dataAt: document?.dataAt ?? (untoldTime == .whenWritten ? file.documentWrittenAt : nil),
      statedAt: document?.dataAt ?? document?.changedAt,
      writtenAt: untoldTime == .whenWritten ? file.documentWrittenAt : nil,
      records: document?.records ?? 0,
      skipped: document?.skipped ?? 0,
      problem: file.fault?.explanation ?? (file.wentBack ? Self.wentBack : nil) ?? document?.told,
      isReadable: file.fault == nil,
      isMissing: file.fault == .missing)
    if case .hung = file.fault { isHanging = true }
  }

  private static let wentBack: SafeText =
    "states an earlier time than its last version did; check the producer's clock, or whether two producers write it"
}

extension Document.Content {
  /// Whether it is a list that Waldur has one of for each proposal.
  fileprivate var isOfOneProposal: Bool {
    switch self {
    case .waldur(.steps), .waldur(.requests): true
    case .waldur(.proposals), .waldur(.resources), .waldur(.usages), .waldur(.empty), .cluster, .nodes, .jobs,
      .applications, .allocations, .history, .groups, .partitions, .reservations, .scheduler, .accounts,
      .measurements, .balances, .quotas, .qos, .notUsed:
      false
    }
  }

  var kind: Source.Kind {
    switch self {
    case .cluster: .cluster
    case .nodes: .nodes
    case .jobs: .jobs
    case .applications: .applications
    case .allocations: .allocations
    case .history: .history
    case .groups: .nodes
    case .partitions: .partitions
    case .reservations: .reservations
    case .scheduler: .scheduler
    case .accounts, .balances: .allocations
    case .waldur(.proposals), .waldur(.steps), .waldur(.requests): .applications
    case .waldur(.resources), .waldur(.usages): .allocations
    case .waldur(.empty): .other
    case .measurements: .measurements
    case .quotas: .quotas
    case .qos: .qos
    case .notUsed: .other
    }
  }
}
