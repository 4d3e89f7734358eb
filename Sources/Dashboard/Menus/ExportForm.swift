package import Entities
package import Model
import Text

/// How a list is written.
package enum ExportFormat: CaseIterable, Sendable {
  case markdown, csv, json

  var title: SafeText {
    switch self {
    case .markdown: "Markdown"
    case .csv: "CSV"
    case .json: "JSON"
    }
  }

  /// Of the name of its file.
  var ending: String {
    switch self {
    case .markdown: "md"
    case .csv: "csv"
    case .json: "json"
    }
  }
}

/// The question how to export a list: a few fields, each with a few choices.
struct ExportForm: Sendable {
  enum Field: CaseIterable {
    case format, rows, target
  }
  enum Rows: CaseIterable {
    case listed, marked
  }
  enum Target: CaseIterable {
    case file, clipboard
  }

  var field = Field.format
  var format = ExportFormat.markdown
  var rows = Rows.listed
  var target = Target.file
  /// How many rows what is marked has in the file.
  var markedCount = 0
  /// When the question was asked, for the name of the file.
  var askedAt = Timestamp(secondsSince1970: 0)
  /// The files of such names that are there already, as far as that is known.
  var taken: Set<String> = []

  mutating func moveField(by steps: Int) { field = field.moved(by: steps) }

  mutating func choose(by steps: Int) {
    switch field {
    case .format: format = format.moved(by: steps)
    case .rows: rows = rows.moved(by: steps)
    case .target: target = target.moved(by: steps)
    }
  }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  /// The one so many further on, as far as there are any.
  fileprivate func moved(by steps: Int) -> Self {
    let all = Self.allCases
    let index = (all.firstIndex(of: self) ?? 0).advanced(by: max(-all.count, min(steps, all.count)))
    return all[min(max(0, index), all.count - 1)]
  }
}

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
    case marked(Set<RowID>, of: Content)
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
