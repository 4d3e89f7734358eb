import Entities
import Model
import Text

/// A part of a filter that leaves nothing, and what it leaves by itself.
struct LonePart: Sendable {
  let text: SafeText
  let count: Int
  /// What was most likely meant, of one that leaves nothing by itself either.
  let meant: SafeText?

  /// More parts than these are not looked at, so that a filter costs a few times what it costs to list by it.
  static let most = 4

  /// The first of them, those that find nothing before the others; `found` counts what a filter leaves.
  static func parts(of query: Query, in list: EntityList, found: (Query) -> Int) -> [LonePart] {
    let parts = query.parts.prefix(most).map { part in
      let count = query.parts.count == 1 ? 0 : found(part)
      let meant = count == 0 ? part.nearestValue(in: list) ?? part.nearestCondition : nil
      return LonePart(text: part.text, count: count, meant: meant)
    }
    return parts.filter { $0.count == 0 } + parts.filter { $0.count > 0 }
  }
}

extension ListedRows {
  /// What stands there when none is left: what each part of the filter leaves by itself, and what `drops` all of it.
  func nothingFound(_ drops: SafeText) -> SafeText {
    guard let query else { return "there are none" }
    let closing: SafeText = "\(drops) drops the filter"
    let none: SafeText = "0 of \(SafeText.grouped(all)): "
    func hint(_ part: LonePart) -> SafeText { part.meant.map { " (\(SafeText.didYouMean($0)))" } ?? "" }
    guard let first = alone.first, alone.count > 1 else {
      return "\(none)\(query.nothingFound(meaning: alone.first?.meant)) · \(closing)"
    }
    let parts = alone.map { part -> SafeText in
      part.count == 0
        ? "\(part.text) alone finds 0\(hint(part))" : "\(part.text) \(SafeText.grouped(part.count))"
    }
    let unasked = query.parts.count - alone.count
    let rest: SafeText = unasked > 0 ? " · +\(unasked) more" : ""
    let together: SafeText = first.count > 0 ? ", but none of them all" : ""
    return "\(none)\(parts.joined(separator: ", "))\(together)\(rest) · \(closing)"
  }
}
