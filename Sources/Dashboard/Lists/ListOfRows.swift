import Entities
import Model

/// What the rows of the focused list stand for, as copies and exports see it.
extension DashboardState {
  /// The columns that somebody chose or settled for a list, otherwise its usual ones.
  func columns(of schema: ListSchema) -> [Int] {
    chosenColumns(of: schema.kind) ?? schema.usualColumns
  }

  /// The columns that somebody chose for lists of a kind, otherwise those that are settled; `nil` without either.
  func chosenColumns(of kind: ListKind) -> [Int]? {
    looks[kind]?.columns ?? lists.preferences[kind]?.columns
  }

  /// The list that a row of the one at hand stands for something of: of jobs each record by itself.
  func list(holding row: RowID, in content: DashboardModel) -> EntityList {
    switch row {
    case .cluster: content.list(of: .clusters, user: user)
    case .job: content.jobsUnfolded
    case .divider, .partition, .application, .allocation, .entity, .alert:
      content.list(of: row.kind ?? kindAtHand, user: user)
    }
  }

  /// What things of that list are sorted by, where it is the one at hand.
  func sort(of list: EntityList) -> [SortTerm] { list.schema.kind == kindAtHand ? sortAtHand : [] }
}

extension DashboardModel {
  /// Where the things are in their list that these rows stand for. Linear in the list.
  func places(of rows: Set<RowID>, in list: EntityList) -> [Int32] {
    if list.schema.kind == .jobs { return recordsOfJobs(in: rows) }
    return self.rows(of: list).enumerated().compactMap { rows.contains($1) ? Int32($0) : nil }
  }
}
