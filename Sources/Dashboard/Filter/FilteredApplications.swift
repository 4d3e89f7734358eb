import Model
import Screen
package import Text

/// The applications that a filter leaves of a content, worked out when either changes and not when they are drawn.
struct FilteredApplications: Sendable {
  let filter: ApplicationFilter
  /// Whether the filter asks for what is somebody's own, and it is not known who looks.
  let lacksUser: Bool
  /// Where they are among the items of the figures, in the order of the list.
  let indices: [Int]
  let rows: RowList

  /// Linear in the applications.
  init(of content: Content, by filter: ApplicationFilter, user: SafeText?) {
    self.filter = filter
    lacksUser = user == nil && filter.asksWhoLooks
    let items = content.figures.applications?.items ?? []
    let user = user.map(FoldedApplication.fold)
    indices = content.applicationOrder.filter {
      filter.matches(items[$0], folded: content.foldedApplications[$0], user: user)
    }
    rows = RowList(count: indices.count) { [indices] in .application(items[indices[$0]].application.id) }
  }
}

/// The applications of the list, in its order: all, or those that a filter leaves.
struct ListedApplications: RandomAccessCollection {
  let items: [ApplicationItem]
  /// Where the listed ones are in `items`.
  let indicesOfItems: [Int]

  var startIndex: Int { 0 }
  var endIndex: Int { indicesOfItems.count }
  subscript(index: Int) -> ApplicationItem { items[indicesOfItems[index]] }
}

extension PaneContext {
  var listedApplications: ListedApplications {
    ListedApplications(
      items: figures.applications?.items ?? [], indicesOfItems: filtered?.indices ?? content.applicationOrder)
  }

  /// The application under the cursor.
  var selectedApplication: ApplicationItem? {
    let listed = listedApplications
    return listed.indices.contains(selected) ? listed[selected] : nil
  }
}

extension FilteredApplications {
  /// How many of all are listed, and by which filter: `5 of 37 · mode:PG mine`.
  func note(of count: Int) -> Line {
    var line = Line("\(indices.count) of \(count) · \(filter.text)", .accent)
    if lacksUser { line.add(" (it is not known who looks)", .accent) }
    return line
  }

  /// What stands there when none is left.
  func nothingFound(_ keys: KeyBindings) -> SafeText {
    "\(filter.nothingFound); \(keys.name(of: .back)) clears the filter"
  }
}

extension ApplicationFilter {
  /// That no application matches, with the word of the grammar that was meant where a text is nearly one.
  package var nothingFound: SafeText {
    let flags = FilterFlag.allCases.map(\.rawValue)
    let meant = words.lazy.compactMap { word -> String? in
      guard case .text(let text) = word.test, text.count > 3, !word.source.shown.contains("\"") else {
        return nil
      }
      return nearestName(to: String(decoding: text, as: UTF8.self), among: flags)
    }.first
    let hint: SafeText = meant.map { " (did you mean \(SafeText(untrusted: $0))?)" } ?? ""
    return "no application matches “\(text)”\(hint)"
  }
}
