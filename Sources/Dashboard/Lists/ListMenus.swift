import Entities
import Text

extension DashboardState {
  /// The fields that the focused list can be sorted by, after the order that it has where nobody asks for another.
  var sortMenu: Menu {
    let first = sortAtHand.first
    // What is out of service has an order of its own, whatever is settled for nodes.
    let settled = isOnNodes ? nil : lists.query(nil, of: kindAtHand)?.orderInWords
    let own = Menu.Item(
      key: nil, title: settled == nil ? "its own order" : "as configured", words: settled ?? "",
      sign: queries[kindAtHand]?.sort.isEmpty ?? true ? "●" : " ")
    let fields = kindAtHand.schema.fields.enumerated().map { place, field in
      Menu.Item(
        key: nil, title: field.key.safeKey, words: field.explanation,
        sign: first?.field == place ? first?.arrow ?? " " : " ")
    }
    return Menu(title: "Sort \(kindAtHand.title) by", items: [own] + fields)
  }

  /// Begins on what the list is sorted by.
  mutating func openSortMenu() {
    overlay = .sort
    menuCursor = sortAtHand.first.map { $0.field + 1 } ?? 0
  }

  mutating func takeSort(_ item: Int) {
    overlay = nil
    sort(by: item == 0 ? nil : item - 1)
  }
}

extension String {
  fileprivate var safeKey: SafeText { SafeText(untrusted: self) }
}
