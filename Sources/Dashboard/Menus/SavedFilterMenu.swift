import Entities
import Screen
import Text

extension DashboardState {
  /// The filters of the list that has the keys.
  private var savedFilters: [SavedFilter] { lists.filters(of: kindAtHand) }

  var savedFilterMenu: Menu {
    let kind = kindAtHand.many
    var menu = Menu(
      title: "Saved filters · \(kind)",
      items: savedFilters.map { filter in
        Menu.Item(key: filter.key.map(Key.character), title: filter.name, words: filter.query.written)
      })
    menu.hint = [
      Line(
        wrapping:
          "no filter of \(kind) is saved: \(keys.name(of: .openCommand))save NAME saves the one in use; in a configuration that is",
        .muted),
      Line("[[filter]]"),
      Line("name = \"…\""),
      Line("list = \"\(kind)\""),
      Line("words = \"…\""),
      Line("key = \"…\""),
    ]
    return menu
  }

  /// Lists by a saved filter in place of what is listed by, with its order.
  mutating func takeSavedFilter(_ index: Int) {
    let filter = savedFilters[index]
    overlay = nil
    list(filter.kind, by: filter.query)
  }

  /// Keeps what the list that has the keys is listed by under a name, or says why not.
  package mutating func saveFilter(named name: String) -> [Effect] {
    let kind = kindAtHand
    guard SavedFilter.isName(name) else {
      notice = Notice(passing: "the name of a filter has to be \(SavedFilter.nameForm)")
      return []
    }
    guard !Self.isCommand(name) else {
      notice = Notice(passing: "“\(SafeText(untrusted: name))” is a command: give the filter another name")
      return []
    }
    guard let query = queries[kind] else {
      notice = Notice(
        passing: "there is no filter to save · \(keys.name(of: .openFilter, in: .filteredList)) types one")
      return []
    }
    let name = SafeText(untrusted: name)
    let former = savedFilters.first { $0.name == name }
    // What cannot be read again is not written: with its order a filter may be longer than one that is typed.
    do throws(UnusableWords) {
      return [.save(try SavedFilter(name, words: query.written.shown, of: kind, key: former?.key))]
    } catch {
      notice = Notice(passing: "not saved: \(error.sentence)")
      return []
    }
  }
}
