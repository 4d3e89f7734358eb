import Text

/// How somebody wants one kind of list.
package struct ListPreference: Sendable, Equatable {
  /// Where the fields are that make the columns, in their order; `nil` leaves it to the list.
  package var columns: [Int]?
  /// The order where no query sorts; empty leaves it to the list.
  package var sort: [SortTerm]

  package init(columns: [Int]? = nil, sort: [SortTerm] = []) {
    self.columns = columns
    self.sort = sort
  }
}

/// What somebody has settled about lists: columns, orders, and filters under names.
package struct ListSettings: Sendable, Equatable {
  /// A kind that is not among them is shown as usual.
  package var preferences: [ListKind: ListPreference] = [:]
  /// In their order in the menu.
  package private(set) var filters: [SavedFilter] = []

  package init() {}

  /// The filters of a kind, in their order.
  package func filters(of kind: ListKind) -> [SavedFilter] { filters.filter { $0.kind == kind } }

  /// Adds a filter, in the place of one of its kind and name. Its key is that of no other of its kind any more.
  package mutating func keep(_ filter: SavedFilter) {
    for index in filters.indices where filters[index].kind == filter.kind {
      if filter.key != nil, filters[index].key == filter.key { filters[index].key = nil }
    }
    if let place = filters.firstIndex(where: { $0.kind == filter.kind && $0.name == filter.name }) {
      filters[place] = filter
    } else {
      filters.append(filter)
    }
  }

  /// What is listed of a kind where somebody asks for `query`: in the order that is settled, unless it has one itself.
  package func query(_ query: Query?, of kind: ListKind) -> Query? {
    guard query?.sort.isEmpty ?? true, let sort = preferences[kind]?.sort, !sort.isEmpty else { return query }
    return Query(kind, query?.filter, sort: sort)
  }
}

extension ListSchema {
  /// Where the fields of these keys are.
  ///
  /// - Throws: which of them there is not, with the nearest one.
  package func places(of keys: [String]) throws(UnusableWords) -> [Int] {
    var places: [Int] = []
    for key in keys {
      let key = key.lowercased()
      guard let place = place(of: key) else {
        throw UnusableWords("no field is called “\(key.safe)”; \(advice(key: key))")
      }
      places.append(place)
    }
    return places
  }

  /// The order that these words ask for, each the key of a field, after a `-` for the greatest first.
  ///
  /// - Throws: which of them is none, with the nearest one.
  package func order(by words: [String]) throws(UnusableWords) -> [SortTerm] {
    var terms: [SortTerm] = []
    for word in words {
      do throws(ValueProblem) { terms.append(try sortTerm(word)) } catch {
        throw UnusableWords(error.sentence)
      }
    }
    return terms
  }
}

extension ListKind {
  /// All words that name one.
  package static var words: [String] { allCases.map(\.rawValue) + ["budgets"] }
}
