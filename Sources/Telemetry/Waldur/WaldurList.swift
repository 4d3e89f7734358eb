import JSONStream
import Text

/// What one of Waldur's lists holds. What it means, the rules of the site and other lists decide (`WaldurParts`).
package enum WaldurList: Sendable {
  case proposals([WaldurProposal])
  case steps([WaldurStep])
  case requests([WaldurRequest])
  case resources([WaldurResource])
  case usages([WaldurUsage])
  /// A list without a record does not say what it is a list of.
  case empty

  /// The same list without its records.
  var emptied: WaldurList {
    switch self {
    case .proposals: .proposals([])
    case .steps: .steps([])
    case .requests: .requests([])
    case .resources: .resources([])
    case .usages: .usages([])
    case .empty: .empty
    }
  }
}

extension Document {
  /// A list of no record: valid, and complete.
  static let emptyList = Document(
    format: "empty list", version: nil, cluster: nil, dataAt: nil, content: .waldur(.empty), records: 0,
    skipped: 0, problem: nil)

  /// This document in the place of an older version of the same file: an empty list is one of the kind that stood
  /// there before, unless it says that there are records.
  func following(_ old: Document?) -> Document {
    guard case .waldur(.empty) = content, page?.saysMore != true, let old,
      case .waldur(let list) = old.content
    else { return self }
    var document = self
    document.format = old.format
    document.content = .waldur(list.emptied)
    return document
  }
}
