package import Entities
package import Model
import Text

/// A list that is to be written: its rows as they were when it was asked for, and where to.
package struct ExportOrder: Sendable {
  enum Rows: Sendable {
    /// Which they are is worked out already.
    case known(Listing)
    /// Those at these places, in the order of the query.
    case places([Int32])
    /// What the query leaves, by the site's clock.
    case left(EuropeanZone)
    /// What is marked.
    case marked(Set<RowID>, of: DashboardModel)
  }

  package enum Target: Hashable, Sendable {
    /// In the home folder, under this name or, where that is taken, one like it.
    case file(name: String)
    case clipboard
  }

  package let list: EntityList
  let rows: Rows
  /// The query that made the rows; of marked rows no filter did.
  package let query: Query?
  /// Where the fields are that make the columns.
  package let columns: [Int]
  package let format: ExportFormat
  package let target: Target
  /// The time of the reading.
  package let moment: Timestamp

  /// Which rows of the list are written. Worked out when it is asked for, so that keys are answered meanwhile: linear in
  /// the list, and in what is compared.
  package var listing: Listing {
    switch rows {
    case .known(let listing): listing
    case .places(let places): Listing(list, at: places, sortedBy: query?.sort ?? [])
    case .left(let zone): Listing(list, by: query, now: moment, zone: zone)
    case .marked(let rows, let content):
      Listing(list, at: content.places(of: rows, in: list), sortedBy: query?.sort ?? [])
    }
  }
}

extension ExportOrder {
  /// More files of one minute than anybody wants.
  package static let mostOfOneName = 99

  /// The names that a file may get, in the order in which they are tried: `-2` goes before the ending, then `-3`.
  package static func names(like name: String) -> [String] {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return (1...mostOfOneName).map { number in
      number == 1 ? name : "\(name[..<dot])-\(number)\(name[dot...])"
    }
  }
}

extension ExportOrder: Equatable {
  /// By all but the rows.
  package static func == (left: ExportOrder, right: ExportOrder) -> Bool {
    left.list.schema.kind == right.list.schema.kind && left.query == right.query
      && left.columns == right.columns
      && left.format == right.format && left.target == right.target && left.moment == right.moment
  }
}
