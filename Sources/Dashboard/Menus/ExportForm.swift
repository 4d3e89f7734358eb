import Entities
import Model
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
