import Entities
import JSONStream
import Text

/// Columns of a table: fields under titles of the table's own.
struct FieldColumns<Row> {
  private let columns: [(title: SafeText, field: Field<Row>)]

  /// A key that no field has makes no column; the tests see to it that there is none.
  init(_ fields: Fields<Row>, _ columns: [(title: SafeText, key: String)]) {
    self.columns = columns.compactMap { column in fields[column.key].map { (column.title, $0) } }
  }

  func cells(of row: Row) -> [SafeText] { columns.map { $0.field.value(row).shown } }
  func rows(_ rows: [Row]) -> [[SafeText]] { rows.map(cells) }

  /// A titled table of things.
  func section(_ title: SafeText, of rows: [Row]) -> String { section(title, rows: self.rows(rows)) }

  /// A titled table of rows that are there already.
  func section(_ title: SafeText, rows: [[SafeText]]) -> String {
    let heads = columns.map { (title: $0.title, isFigure: $0.field.description.form.isFigure) }
    return PlainTable.section(title, heads, rows: rows)
  }
}

extension PlainTable {
  /// A table under a title of its own.
  static func section(
    _ title: SafeText, _ columns: [(title: SafeText, isFigure: Bool)], rows: [[SafeText]]
  ) -> String {
    "\n\(title.shown)\n\(text(columns, rows: rows))"
  }
}

/// Members of a JSON object: what fields say of a thing, each under a name.
struct FieldMembers<Row> {
  private let members: [(name: String, field: Field<Row>)]

  /// A key that no field has makes no member; the tests see to it that there is none.
  init(_ fields: Fields<Row>, _ members: [(name: String, key: String)]) {
    self.members = members.compactMap { member in fields[member.key].map { (member.name, $0) } }
  }

  func json(_ row: Row) -> [(key: String, value: JSONValue)] {
    members.map { ($0.name, ListDocument.value($0.field.value(row))) }
  }
}
