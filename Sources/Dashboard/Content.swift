package import Model
import Text

/// One reading with everything derived from it that does not depend on size or cursor.
///
/// Made off the thread that draws: at 100,000 jobs it takes tens of milliseconds.
package struct Content: Sendable {
  package let factory: Factory
  /// With the budgets in the order in which somebody has to act on them.
  package let figures: Figures
  let policy: Policy
  let partitions: PartitionRows
  /// The rows of each pane in the order in which they are shown.
  let partitionRows: RowList
  /// Each cluster's nodes in the order of their names.
  let nodesInOrder: [SafeText: OrderedNodes]
  let jobRows: [JobRow]
  let jobRowIDs: RowList
  /// Where the items of the figures are in the order of the screen.
  let applicationOrder: [Int]
  let applicationRows: RowList
  /// Where each application is among the items of the figures; of two with one ID, the first.
  private let places: [SafeText: Int]
  /// Of each item of the figures, what a filter compares.
  let foldedApplications: [FoldedApplication]
  let budgetUnit: BudgetUnit
  let allocationRows: RowList

  package init(factory: Factory, policy: Policy, now: Timestamp) {
    self.factory = factory
    self.policy = policy
    var figures = Figures(of: factory, policy: policy, now: now)
    figures.budgets?.arrangeForScreen()
    self.figures = figures
    partitions = PartitionRows(of: figures.clusters)
    partitionRows = RowList(partitions)
    nodesInOrder = Dictionary(
      factory.clusters.map { ($0.name, OrderedNodes(byName: $0.nodes ?? [])) },
      uniquingKeysWith: { first, _ in first })
    jobRows = factory.clusters.indices.flatMap { JobRow.folded(factory.clusters[$0].jobs, cluster: $0) }
    let clusters = factory.clusters.map { ($0.name, $0.jobs?.jobs ?? []) }
    jobRowIDs = RowList(count: jobRows.count) { [jobRows] index in
      let (cluster, jobs) = clusters[jobRows[index].cluster]
      return .job(cluster: cluster, id: jobs[jobRows[index].job].id)
    }
    let items = figures.applications?.items ?? []
    applicationOrder = items.screenOrder
    applicationRows = RowList(count: items.count) { [applicationOrder] index in
      .application(items[applicationOrder[index]].application.id)
    }
    places = Dictionary(
      items.enumerated().map { ($0.element.application.id, $0.offset) }, uniquingKeysWith: min)
    foldedApplications = items.map { FoldedApplication($0.application) }
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
