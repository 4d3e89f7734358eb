package import Model
package import Text

/// The things of one kind in their own order, as a filter, a sort, a table and an export see them: rows of values.
///
/// Holds what the rows are made from and no row: of a hundred thousand jobs none is kept a second time.
package struct EntityList: Sendable {
  package let schema: ListSchema
  package let count: Int
  private let valueOf: @Sendable (_ row: Int, _ field: Int) -> FieldValue
  private let flagOf: @Sendable (_ row: Int, _ flag: Int) -> Bool?
  private let symbolOf: @Sendable (_ row: Int, _ field: Int) -> InternedText?
  private let search: @Sendable (_ row: Int, Visit) -> Bool

  /// What is asked of a searched field: its place, its symbol where it is interned, and its value.
  typealias Visit = (_ field: Int, _ symbol: InternedText?, _ value: () -> FieldValue) -> Bool

  /// `row` makes the row at each place below `count`, in constant time.
  package init<Row>(
    _ kind: ListKind, _ fields: Fields<Row>, count: Int, row: @escaping @Sendable (Int) -> Row
  ) {
    schema = ListSchema(kind, fields)
    self.count = count
    // Apart from the fields' words, which would be held and let go at each call.
    let values = fields.fields.map(\.value)
    let symbols = fields.fields.map(\.symbol)
    let flags = fields.flags.map(\.holds)
    valueOf = { values[$1](row($0)) }
    flagOf = { flags[$1](row($0)) }
    symbolOf = { place, field in symbols[field].map { $0(row(place)) } }
    let searched = fields.fields.indices.filter { fields.fields[$0].description.isSearched }
    search = { place, visit in
      // One row for all its fields.
      let row = row(place)
      for field in searched where visit(field, symbols[field]?(row), { values[field](row) }) { return true }
      return false
    }
  }

  package init<Row: Sendable>(_ kind: ListKind, _ fields: Fields<Row>, _ rows: [Row]) {
    self.init(kind, fields, count: rows.count) { rows[$0] }
  }

  /// What a field says of a row.
  package func value(_ field: Int, of row: Int) -> FieldValue { valueOf(row, field) }

  /// Whether a flag holds for a row; `nil` where nobody knows.
  package func flag(_ flag: Int, of row: Int) -> Bool? { flagOf(row, flag) }

  /// Whether `visit` holds for one of the searched fields of a row; it is asked no further then.
  func anySearched(of row: Int, _ visit: Visit) -> Bool { search(row, visit) }

  /// The symbol of the text that a field has for a row, where it is interned.
  func symbol(_ field: Int, of row: Int) -> InternedText? { symbolOf(row, field) }
}

extension EntityList {
  /// The list of that kind, from what is known and what is derived of it; `user` is who looks, as applications are
  /// assigned.
  ///
  /// Linear in what the kind's figures are made from; jobs and nodes are read where they are.
  package init(
    _ kind: ListKind, of factory: Factory, figures: Figures, user: SafeText? = nil
  ) {
    switch kind {
    case .clusters: self.init(kind, ClusterFields.all, figures.clusters)
    case .partitions: self.init(kind, PartitionFields.all, PartitionFields.rows(of: figures))
    case .nodes: self = NodeFields.list(of: factory.clusters.map { NodesOfCluster($0) })
    case .jobs: self = JobFields.list(of: JobsOfCluster.all(of: factory, figures: figures))
    case .applications:
      self.init(kind, ApplicationFields.all, ApplicationFields.rows(of: figures, user: user))
    case .allocations: self.init(kind, AllocationFields.all, figures.budgets ?? [])
    case .accounts: self.init(kind, AccountFields.all, AccountFields.rows(of: factory, figures: figures))
    case .users: self.init(kind, UserFields.all, JobShare.shares(of: factory, figures: figures, by: \.user))
    case .qos: self.init(kind, QOSFields.all, QOSFields.rows(of: factory, figures: figures))
    case .reservations:
      self.init(kind, ReservationFields.all, ReservationFields.rows(of: factory, now: figures.now))
    case .sources: self.init(kind, SourceFields.all, figures.sources)
    case .alerts: self.init(kind, AlertFields.all, figures.alerts)
    }
  }
}
