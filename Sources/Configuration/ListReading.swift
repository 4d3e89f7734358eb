import Text

extension DraftReader {
  /// What is said of a kind of list counts key by key over what an earlier file says of it.
  mutating func readLists(_ setting: Setting, into draft: inout ConfigurationDraft) {
    for (kind, setting) in (table(setting, called: ListSetting.section) ?? [:]).sorted(by: {
      ($0.value.line, $0.key) < ($1.value.line, $1.key)
    }) {
      let name = "\(ListSetting.section).\(kind)"
      guard let inner = table(setting, called: name) else { continue }
      let place = Place(path: path, line: setting.line)
      let former = draft.settled.written.lists.firstIndex { $0.kind == kind }
      var list =
        former.map { draft.settled.written.lists.remove(at: $0) } ?? ListSetting(kind: kind, place: place)
      list.place = place
      read(inner, of: name, ListSetting.keys, into: &list)
      for key in ListSetting.keys {
        guard let said = inner[key.name] else { continue }
        list.places[key.name] = Place(path: path, line: said.line)
        // A text may hold several words, with commas between them.
        list.linesOfWords[key.name] = said.list?.flatMap { element in
          let words = element.text?.split(separator: ",", omittingEmptySubsequences: false).count ?? 1
          return Array(repeating: element.line, count: words)
        }
      }
      draft.settled.written.lists.append(list)
    }
  }

  /// A filter takes the place of that of the same name and list in an earlier file.
  mutating func readFilters(_ setting: Setting, into draft: inout ConfigurationDraft) {
    let filters = filters(of: setting)
    draft.settled.written.filters.removeAll { former in
      filters.contains { $0.name == former.name && $0.list == former.list }
    }
    draft.settled.written.filters += filters
  }

  /// The filters of a list of tables. One of which something is missing or of another form is none: that is noted, and
  /// nothing else can be said of it.
  mutating func filters(of setting: Setting) -> [FilterSetting] {
    var number = 0
    var filters = records(setting, called: FilterSetting.section, FilterSetting.keys) { place in
      number += 1
      return FilterSetting(place: place, number: number)
    }
    var broken: Set<Int> = []
    for index in filters.indices {
      let table = setting.list?[index].table ?? [:]
      for key in FilterSetting.keys {
        if let line = table[key.name]?.line {
          filters[index].places[key.name] = Place(path: path, line: line)
          if key.name != "key", table[key.name]?.text == nil { broken.insert(index) }
        } else if key.name != "key" {
          broken.insert(index)
          note(
            filters[index].place.line,
            "filter \(index + 1) has no \(SafeText(untrusted: key.name)): give it one")
        }
      }
    }
    return filters.indices.filter { !broken.contains($0) }.map { filters[$0] }
  }
}
