/// The rows of a pane in their order, each made when it is asked for: of a million jobs none is kept a second time.
package struct RowList: RandomAccessCollection, Sendable {
  package let endIndex: Int
  private let row: @Sendable (Int) -> RowID

  /// `row` gives the row at each index below `count`, in constant time.
  init(count: Int, _ row: @escaping @Sendable (Int) -> RowID) {
    endIndex = count
    self.row = row
  }

  /// No row.
  static let none = RowList(count: 0) { _ in preconditionFailure("there is no row") }

  package var startIndex: Int { 0 }
  package subscript(index: Int) -> RowID { row(index) }
}
