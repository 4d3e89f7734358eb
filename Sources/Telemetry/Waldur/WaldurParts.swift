import Model
import Text

/// What several of Waldur's lists tell together, each record once: pages of one list join, and of two versions of a
/// record the newer file's counts.
struct WaldurParts {
  private var proposals: RecordUnion<SafeText, WaldurProposal>?
  private var steps: [WaldurUUID: RecordUnion<PartKey, WaldurStep>] = [:]
  private var requests: [WaldurUUID: RecordUnion<PartKey, WaldurRequest>] = [:]
  private var resources: RecordUnion<SafeText, WaldurResource>?
  private var usages = RecordUnion<PartKey, WaldurUsage>()
  private var pages = WaldurPages()

  /// Pages that no file holds, by the places of the files that say so.
  var missing: [Int: MissingPages] { pages.missing }

  /// What tells a record from others of its kind: its UUID, else its place.
  private enum PartKey: Hashable {
    case uuid(WaldurUUID)
    case place(rank: Int, index: Int)
    case month(WaldurUUID?, SafeText?, CivilDate?)
  }

  /// Takes a list in.
  ///
  /// - Parameters:
  ///   - list: the records of one file.
  ///   - document: the file: the UUID in its name is the only place where steps say whose they are, its cluster is what
  ///     resources without an offering's name are on, and its path is where resources are told.
  ///   - place: what `missing` names the file by.
  ///   - rank: the file's place in the order of precedence.
  mutating func add(_ list: WaldurList, of document: DatedDocument, place: Int, rank: Int) {
    pages.add(list, of: document, place: place)
    let fileUUID = document.fileUUID
    switch list {
    case .proposals(let records):
      var union = proposals ?? RecordUnion()
      for record in records { union.add(record, key: record.uuid?.hex ?? record.id, rank: rank) }
      proposals = union
    case .steps(let records):
      guard let fileUUID else { return }
      for (index, record) in records.enumerated() {
        let key = record.uuid.map(PartKey.uuid) ?? .place(rank: rank, index: index)
        steps[fileUUID, default: RecordUnion()].add(record, key: key, rank: rank)
      }
    case .requests(let records):
      for (index, record) in records.enumerated() {
        guard let proposal = record.proposal ?? fileUUID else { continue }
        let key = record.uuid.map(PartKey.uuid) ?? .place(rank: rank, index: index)
        requests[proposal, default: RecordUnion()].add(record, key: key, rank: rank)
      }
    case .resources(let records):
      var union = resources ?? RecordUnion()
      for var record in records {
        record.offering = record.offering ?? document.cluster
        record.path = document.path.text
        union.add(record, key: record.identity, rank: rank)
      }
      resources = union
    case .usages(let records):
      let first = records.compactMap(\.period).min()
      for var record in records {
        record.listBegins = first
        let key =
          record.uuid.map(PartKey.uuid) ?? .month(record.resource, record.component, record.period)
        usages.add(record, key: key, rank: rank)
      }
    case .empty: break
    }
  }

  /// What of the resources' limits makes no budget because none of a resource's components has a unit: in one clause, by
  /// the paths of the files that tell of them.
  func withoutUnit(_ rules: TelemetryRules) -> [SafeText: SafeText] {
    var components: [SafeText: Set<SafeText>] = [:]
    for resource in resources?.records ?? [] {
      let told = Set(resource.limits.keys).union(resource.limitUsage.keys)
        .union(resource.currentUsages.keys)
      guard let path = resource.path, !told.isEmpty, told.allSatisfy({ rules.waldur.units[$0] == nil }) else {
        continue
      }
      components[path, default: []].formUnion(told)
    }
    return components.mapValues { names in
      let named = names.sorted().prefix(3).map { "“\($0.truncated(toWidth: 30))”" as SafeText }
      let more: SafeText = names.count > 3 ? " and \(names.count - 3) more" : ""
      return
        "resources that have \(named.joined(separator: ", "))\(more) alone, whose unit is not known; say it in [waldur.units] of the configuration"
    }
  }

  /// `nil` when no list of proposals is there.
  func applications(_ rules: TelemetryRules) -> [Application]? {
    guard let proposals else { return nil }
    let given = Dictionary(grouping: resources?.records ?? [], by: \.project)
    let named = Dictionary(grouping: resources?.records ?? []) { $0.proposalID?.text }
    return proposals.records.map { proposal in
      let uuid = proposal.uuid
      let byName = proposal.proposalID.flatMap { named[$0.text] }
      let byProject = proposal.project.flatMap { given[$0] }
      return Application(
        proposal, steps: WaldurSteps(uuid.flatMap { steps[$0]?.records } ?? []),
        requests: uuid.flatMap { requests[$0]?.records } ?? [],
        resources: byName ?? byProject ?? [], rules)
    }
  }

  /// `nil` when no list of resources is there.
  func allocations(_ rules: TelemetryRules) -> [Allocation]? {
    guard let resources else { return nil }
    let uses = WaldurUses(usages.records, areWhole: !pages.lackUsages)
    let proposals = Dictionary(
      (proposals?.records ?? []).compactMap { proposal in proposal.project.map { ($0, proposal.id) } },
      uniquingKeysWith: { first, _ in first })
    return resources.records.flatMap { resource in
      resource.allocations(
        proposal: resource.proposalID?.text ?? resource.project.flatMap { proposals[$0] }, uses: uses, rules)
    }
  }
}
