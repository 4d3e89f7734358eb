import Entities
package import Model
import Synchronization
import Text

/// One reading with everything derived from it that does not depend on size or cursor.
///
/// Made off the thread that draws: at 100,000 jobs it takes tens of milliseconds.
package struct DashboardModel: Sendable {
  package let factory: Factory
  /// With the budgets in the order in which somebody has to act on them.
  package let figures: Figures
  let policy: Policy
  /// What its recording says beside it; `nil` of one that was read just now.
  package let recorded: RecordedMoment?
  let partitions: PartitionRows
  /// The rows of each pane in the order in which they are shown.
  let partitionRows: RowList
  /// The same for a list that has not room for all of them.
  let foldedPartitions: PartitionRows
  let foldedRows: RowList
  /// The nodes of each cluster, as filters, sorts and the map see them.
  let nodes: [NodesOfCluster]
  let jobRows: [JobRow]
  let jobRowIDs: RowList
  /// The queue of each cluster, as filters and sorts see it.
  let jobQueues: [JobsOfCluster]
  /// The records that each row of the jobs stands for.
  let jobRecords: JoinedParts
  /// Where the items of the figures are in the order of the screen.
  let applicationOrder: [Int]
  let applicationRows: RowList
  /// Where each application is among the items of the figures; of two with one ID, the first.
  private let places: [SafeText: Int]
  let budgetUnit: BudgetUnit
  let waitingHistory: WaitingHistory
  let allocationRows: RowList
  /// Those that no pane has.
  private let otherLists = ListsWhenAsked()
  let pages = PageCache()

  /// Derives everything that does not depend on size or cursor. Linear in the records, a few times over.
  package init(factory: Factory, policy: Policy, now: Timestamp, recorded: RecordedMoment? = nil) {
    self.recorded = recorded
    self.factory = factory
    self.policy = policy
    var figures = Figures(of: factory, policy: policy, now: now)
    figures.budgets?.arrangeForScreen()
    self.figures = figures
    partitions = PartitionRows(of: figures.clusters)
    partitionRows = RowList(partitions)
    foldedPartitions = partitions.folded(FoldedClusters(of: figures, policy: policy))
    foldedRows = RowList(foldedPartitions)
    nodes = factory.clusters.map { NodesOfCluster($0) }
    jobRows = factory.clusters.indices.flatMap { JobRow.folded(factory.clusters[$0].jobs, cluster: $0) }
    let clusters = factory.clusters.map { ($0.name, $0.jobs?.jobs ?? []) }
    jobRowIDs = RowList(count: jobRows.count) { [jobRows] index in
      let (cluster, jobs) = clusters[jobRows[index].cluster]
      return .job(cluster: cluster, id: jobs[jobRows[index].job].id)
    }
    jobQueues = JobsOfCluster.all(of: factory, figures: figures)
    jobRecords = JoinedParts(jobRows.lazy.map { 1 + $0.otherJobs.count })
    waitingHistory = WaitingHistory(of: factory, now: now)
    let items = figures.applications?.items ?? []
    applicationOrder = items.screenOrder
    applicationRows = RowList(count: items.count) { [applicationOrder] index in
      .application(items[applicationOrder[index]].application.id)
    }
    places = Dictionary(
      items.enumerated().map { ($0.element.application.id, $0.offset) }, uniquingKeysWith: min)
    let budgets = figures.budgets ?? []
    budgetUnit = BudgetUnit(of: budgets)
    allocationRows = RowList(count: budgets.count) { index in
      let allocation = budgets[index].allocation
      return .allocation(cluster: allocation.cluster, account: allocation.account, unit: allocation.unit)
    }
  }

  /// The budgets in the order in which somebody has to act on them.
  var budgets: [BudgetFigures] { figures.budgets ?? [] }

  /// An application with what is derived from it.
  func application(_ id: SafeText) -> ApplicationItem? {
    places[id].flatMap { figures.applications?.items[$0] }
  }

  /// All rows of `pane` in `view`; a filter may leave some of them.
  func rows(of pane: Pane, in view: View) -> RowList {
    pane.definition.rows(self, view)
  }
}

extension DashboardModel {
  /// The things of a kind, in the order in which they are shown.
  func list(of kind: ListKind, user: SafeText?) -> EntityList {
    switch kind {
    case .applications:
      ApplicationFields.list(figures.applications?.items ?? [], in: applicationOrder, user: user)
    case .jobs:
      JobFields.list(count: jobRows.count) { [self] in record(jobRows[$0]) }
    // Budgets of the figures are in the order of the screen already.
    case .allocations:
      AllocationFields.list(budgets) { [budgetUnit] in budgetUnit.amount(1, of: $0) }
    case .nodes: NodeFields.list(of: nodes)
    case .clusters, .partitions, .accounts, .users, .qos, .reservations, .sources, .alerts:
      otherLists.list(of: kind) { EntityList(kind, of: factory, figures: figures, user: user) }
    }
  }

  /// What the rows of one of its lists are, in the same order.
  func rows(of list: EntityList) -> RowList {
    switch list.schema.kind {
    case .applications: applicationRows
    case .jobs: jobRowIDs
    case .allocations: allocationRows
    case .partitions: RowList(partitions.flat((0..<partitions.partitionCount).map { Int32($0) }))
    case .clusters:
      RowList(count: list.count) { [figures] in .cluster(figures.clusters[$0].name) }
    case .nodes: RowList(list, .node)
    case .accounts: RowList(list, .account)
    case .users: RowList(list, .user)
    case .qos: RowList(list, .qos)
    case .reservations: RowList(list, .reservation)
    case .sources:
      RowList(count: list.count) { [figures] in .entity(EntityID(.source, figures.sources[$0].source.path)) }
    case .alerts:
      RowList(count: list.count) { [figures] in
        let alert = figures.alerts[$0]
        return .alert(alert.rule, alert.entity)
      }
    }
  }

  /// Whether it is this very content and not one like it.
  func isSame(as other: DashboardModel) -> Bool { otherLists === other.otherLists }
}

/// Lists that are made when they are first asked for, and kept: to make one takes as long as there are jobs.
private final class ListsWhenAsked: Sendable {
  private let lists = Mutex<[ListKind: EntityList]>([:])

  /// Two that ask at once may both make it.
  func list(of kind: ListKind, make: () -> EntityList) -> EntityList {
    if let known = lists.withLock({ $0[kind] }) { return known }
    let made = make()
    lists.withLock { $0[kind] = made }
    return made
  }
}

extension RowList {
  /// The rows of a list whose things go by a name and a cluster.
  fileprivate init(_ list: EntityList, _ kind: EntityID.Kind) {
    let (name, cluster) = (list.schema.place(of: "name"), list.schema.place(of: "cluster"))
    self.init(count: list.count) { row in
      func text(_ field: Int?) -> SafeText? { field.flatMap { list.value($0, of: row).texts.first } }
      return .entity(EntityID(kind, text(name), cluster: text(cluster)))
    }
  }
}
