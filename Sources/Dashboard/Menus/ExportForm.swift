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
  /// When the question was asked, for the name of the file.
  var askedAt = Timestamp(secondsSince1970: 0)

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
  package enum Target: Hashable, Sendable {
    /// In the home folder, under this name or, where that is taken, one like it.
    case file(name: String)
    case clipboard
  }

  package let list: EntityList
  package let listing: Listing
  /// By what was listed.
  package let query: Query?
  /// Where the fields are that make the columns.
  package let columns: [Int]
  /// Where the fields are that an item of JSON holds.
  package let members: [Int]
  package let format: ExportFormat
  package let target: Target
  /// When what is listed was so.
  package let moment: Timestamp
}

extension ExportOrder: Equatable {
  /// By all but what the rows hold.
  package static func == (left: ExportOrder, right: ExportOrder) -> Bool {
    left.list.schema.kind == right.list.schema.kind && left.listing.places == right.listing.places
      && left.query == right.query && left.columns == right.columns && left.members == right.members
      && left.format == right.format && left.target == right.target && left.moment == right.moment
  }
}
