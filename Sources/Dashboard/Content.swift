package import Model
import Text

/// One reading with everything derived from it that does not depend on size or cursor.
///
/// Made off the thread that draws: at 100,000 jobs it takes tens of milliseconds.
package struct Content: Sendable {
  package let factory: Factory
  package let figures: Figures
  let policy: Policy
  /// The rows of each pane in the order in which they are shown.
  let partitionRows: [RowID]
  /// Each cluster's nodes in the order of their names.
  let nodesInOrder: [SafeText: [Node]]
  let jobRows: [JobRow]
  let jobRowIDs: [RowID]
  /// Where the items of the figures are in the order of the screen.
  let applicationOrder: [Int]
  let applicationRows: [RowID]
  /// Where each application is among the items of the figures; of two with one ID, the first.
  private let places: [SafeText: Int]
  /// Of each item of the figures, what a filter compares.
  let foldedApplications: [FoldedApplication]
  /// The budgets in the order in which somebody has to act on them.
  let budgets: [BudgetFigures]
  let budgetUnit: BudgetUnit
  let allocationRows: [RowID]

  package init(factory: Factory, policy: Policy, now: Timestamp) {
    self.factory = factory
    self.policy = policy
    figures = Figures(of: factory, policy: policy, now: now)
    partitionRows = figures.clusters.flatMap { cluster in
      [.cluster(cluster.name)]
        + cluster.partitions.map { .partition(cluster: cluster.name, name: $0.name) }
    }
    nodesInOrder = Dictionary(
      factory.clusters.map { cluster in
        let nodes = (cluster.nodes ?? []).filter(\.state.exists)
        return (cluster.name, nodes.sorted { $0.name.precedesByNumber($1.name) })
      },
      uniquingKeysWith: { first, _ in first })
    jobRows = factory.clusters.indices.flatMap { JobRow.folded(factory.clusters[$0].jobs, cluster: $0) }
    jobRowIDs = jobRows.map { row in .job(cluster: factory.clusters[row.cluster].name, id: row.id) }
    let items = figures.applications?.items ?? []
    applicationOrder = items.screenOrder
    applicationRows = applicationOrder.map { .application(items[$0].application.id) }
    places = Dictionary(
      items.enumerated().map { ($0.element.application.id, $0.offset) }, uniquingKeysWith: min)
    foldedApplications = items.map { FoldedApplication($0.application) }
    budgets = (figures.budgets ?? []).inScreenOrder
    budgetUnit = BudgetUnit(of: budgets)
    allocationRows = budgets.map { budget in
      .allocation(
        cluster: budget.allocation.cluster, account: budget.allocation.account,
        unit: budget.allocation.unit)
    }
  }

  /// An application with what is derived from it.
  func application(_ id: SafeText) -> ApplicationItem? {
    places[id].flatMap { figures.applications?.items[$0] }
  }

  /// All rows of `pane` in `view`; a filter may leave some of them.
  func rows(of pane: Pane, in view: View) -> [RowID] {
    switch pane {
    case .utilization: partitionRows
    case .queue: view == .queue ? jobRowIDs : partitionRows
    case .applications: applicationRows
    case .budget: allocationRows
    }
  }
}
