import Model
package import Text

/// What is listed and in which order, as somebody asks for it: `state:pending gpus>=8 sort:-wait`.
package struct Query: Hashable, Sendable {
  package let kind: ListKind
  /// `nil` leaves all.
  let filter: QueryNode?
  /// The first counts most; where all are equal, the list keeps its own order.
  package let sort: [SortTerm]

  /// `nil` when it neither leaves any row out nor sorts.
  init?(_ kind: ListKind, _ filter: QueryNode?, sort: [SortTerm]) {
    if filter == nil, sort.isEmpty { return nil }
    self.kind = kind
    self.filter = filter
    self.sort = sort
  }

  /// What a filter leaves, in an order that counts before the filter's own; `nil` when neither asks for anything.
  package static func joining(_ filter: Query?, sortedBy order: Query?) -> Query? {
    guard let kind = filter?.kind ?? order?.kind else { return nil }
    return Query(kind, filter?.filter, sort: (order?.sort ?? []) + (filter?.sort ?? []))
  }

  /// The same filter in another order; `nil` when nothing is asked for.
  package static func sorting(_ query: Query?, by terms: [SortTerm], of kind: ListKind) -> Query? {
    Query(kind, query?.filter, sort: terms)
  }

  /// The filter alone; `nil` where there is none.
  package var withoutOrder: Query? { Query(kind, filter, sort: []) }

  /// As it was written, each space one; what could not be understood is left out, and so is the order.
  package var text: SafeText { filter?.text ?? "" }

  /// The filter and the order as somebody would type them.
  package var written: SafeText {
    let fields = kind.schema.fields
    let terms = sort.map {
      "\($0.isDescending ? "-" : "")\(SafeText(untrusted: fields[$0.field].key))" as SafeText
    }
    let order: SafeText? = terms.isEmpty ? nil : "sort:\(terms.joined(separator: ","))"
    return [filter?.text, order].compactMap(\.self).joined(separator: " ")
  }

  /// What was most likely meant by a text that is found nowhere: the field that has it as one of its words, as in
  /// `state:node_fail`, or the flag that it nearly is; `nil` where it is neither.
  package var nearestCondition: SafeText? {
    let flags = kind.schema.flags.map(\.word)
    return (filter?.words ?? []).lazy.compactMap { word -> SafeText? in
      guard case .text(let text) = word.test, text.count > 3, !word.source.shown.contains("\"") else {
        return nil
      }
      if let field = kind.schema.fields.first(where: { $0.hasChoice(word.source) }) {
        return "\(SafeText(untrusted: field.key)):\(word.source)"
      }
      return nearestName(to: String(decoding: text, as: UTF8.self), among: flags).map {
        SafeText(untrusted: $0)
      }
    }.first
  }

  /// Whether it asks for what only somebody who is known can have.
  package func asks(forFlag flag: Int) -> Bool { filter?.words.contains { $0.test == .flag(flag) } ?? false }
}

extension Query {
  /// That nothing matches, with what was most likely meant: where nobody knows better, what its texts are nearly.
  package func nothingFound(meaning meant: SafeText? = nil) -> SafeText {
    let hint: SafeText = (meant ?? nearestCondition).map { " (\(SafeText.didYouMean($0)))" } ?? ""
    return "no \(kind.one) matches “\(text)”\(hint)"
  }
}

extension Query {
  /// Its conditions beside each other, each as a filter of its own.
  package var parts: [Query] {
    let nodes: [QueryNode] =
      switch filter {
      case nil: []
      case .all(let nodes): nodes
      case .word, .any, .group: [filter].compactMap(\.self)
      }
    return nodes.compactMap { Query(kind, $0, sort: []) }
  }

  /// The value that was most likely meant, where the filter is one word that asks for a name which `list` does not have.
  ///
  /// Linear in the rows of the list.
  package func nearestValue(in list: EntityList) -> SafeText? {
    guard case .word(let word)? = filter, !word.isNegated,
      case .field(let field, _, let values) = word.test, values.count == 1,
      case .name(let pattern)? = values.first, let wanted = pattern.plain,
      let known = list.valueCounts(of: field)?.values.prefix(Self.mostNeighbours)
    else { return nil }
    let nearest = ListSchema.nearest(to: wanted.shown, among: known.map(\.text.shown))
    return nearest.map { SafeText(untrusted: $0) }
  }

  /// Each of them is compared letter by letter.
  private static let mostNeighbours = 2000
}

extension Query {
  /// The query with the flag, or without it where it has it; `opposite` goes, beside which it would find nothing.
  package static func toggling(
    _ flag: String, opposite: String? = nil, in query: Query?, of schema: ListSchema
  ) -> Query? {
    guard let place = schema.place(ofFlag: flag) else { return query }
    let opposite = opposite.flatMap { schema.place(ofFlag: $0) }
    func isFlag(_ node: QueryNode, _ flag: Int?) -> Bool {
      if case .word(let word) = node, case .flag(flag) = word.test, !word.isNegated { true } else { false }
    }
    let nodes: [QueryNode] =
      switch query?.filter {
      case nil: []
      case .all(let nodes): nodes
      case .any(let nodes): [.group(.any(nodes), isNegated: false)]
      case .word, .group: [query?.filter].compactMap(\.self)
      }
    // What says the contrary of the flag itself goes too.
    var kept = nodes.filter { node in
      if case .word(let word) = node, word.test == .flag(place) { return false }
      return opposite == nil || !isFlag(node, opposite)
    }
    if !nodes.contains(where: { isFlag($0, place) }) {
      kept.append(
        .word(QueryWord(source: SafeText(untrusted: flag), isNegated: false, test: .flag(place))))
    }
    let filter: QueryNode? = kept.count > 1 ? .all(kept) : kept.first
    return Query(schema.kind, filter, sort: query?.sort ?? [])
  }
}

/// What a list is sorted by.
package struct SortTerm: Hashable, Sendable {
  /// The field's place in the schema.
  package let field: Int
  /// Whether the greatest comes first.
  package let isDescending: Bool

  package init(field: Int, isDescending: Bool) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// A part of a filter.
indirect enum QueryNode: Hashable, Sendable {
  case word(QueryWord)
  /// Beside each other: all have to hold.
  case all([QueryNode])
  /// With `or` between them: one has to hold.
  case any([QueryNode])
  /// In brackets.
  case group(QueryNode, isNegated: Bool)

  var text: SafeText {
    switch self {
    case .word(let word): word.source
    case .all(let nodes): nodes.map(\.text).joined(separator: " ")
    case .any(let nodes): nodes.map(\.text).joined(separator: " or ")
    case .group(let node, let isNegated): "\(isNegated ? "!" : "")(\(node.text))"
    }
  }

  var words: [QueryWord] {
    switch self {
    case .word(let word): [word]
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.words)
    case .group(let node, _): node.words
    }
  }
}

/// A word of a filter, as it was written and as it is understood.
package struct QueryWord: Hashable, Sendable {
  /// As it was written, with its `!`.
  package let source: SafeText
  /// Whether a `!` stands before it: it must not hold.
  package let isNegated: Bool
  let test: QueryTest
}

/// What a word asks of a row.
enum QueryTest: Hashable, Sendable {
  case flag(Int)
  /// Some searched field has it.
  case text([UInt8])
  /// One of several values.
  case field(Int, Comparison, [TestValue])
}

enum Comparison: String, Hashable, Sendable, CaseIterable {
  // The longer ones first, as they are looked for.
  case atLeast = ">="
  case atMost = "<="
  case colon = ":"
  case equal = "="
  case more = ">"
  case less = "<"

  var isOrder: Bool {
    switch self {
    case .atLeast, .atMost, .more, .less: true
    case .colon, .equal: false
    }
  }
}

/// One of the values behind a comparison.
enum TestValue: Hashable, Sendable {
  /// `-`: what no source tells.
  case untold
  case name(NamePattern)
  /// The place of a word in its closed set; `nil` is a word outside of it.
  case choice(Int?)
  case figure(Double)
  case figures(from: Double?, to: Double?)
  case moment(TimePoint)
  case moments(from: TimePoint?, to: TimePoint?)
}

/// A moment as it is written: by the calendar of the site, or from now.
enum TimePoint: Hashable, Sendable {
  /// `-2h` and `+2d`.
  case fromNow(Seconds)
  /// `06:00`, today.
  case timeOfDay(secondOfDay: Int)
  /// `yesterday 18:00`, `mon`: so many days from today.
  case day(offset: Int, secondOfDay: Int?)
  /// The last day of that name, today among them: 0 for Monday.
  case weekday(Int)
  case date(CivilDate, secondOfDay: Int?)
  case exact(Timestamp)

  /// When it begins.
  func start(now: Timestamp, zone: EuropeanZone) -> Timestamp {
    let today = zone.localTime(at: now).date
    func moment(_ date: CivilDate, _ second: Int?) -> Timestamp {
      second.map { zone.moment(at: LocalTime(date: date, secondOfDay: $0)) } ?? zone.startOfDay(date)
    }
    switch self {
    case .fromNow(let span): return now + span
    case .timeOfDay(let second): return moment(today, second)
    case .day(let offset, let second): return moment(today.adding(days: offset), second)
    case .weekday(let day): return moment(today.adding(days: -((today.weekday - day + 7) % 7)), nil)
    case .date(let date, let second): return moment(date, second)
    case .exact(let moment): return moment
    }
  }

  /// The last moment of it, where it ends a range.
  func end(now: Timestamp, zone: EuropeanZone) -> Timestamp {
    if case .fromNow = self { return start(now: now, zone: zone) }
    return moments(now: now, zone: zone).upperBound + Seconds(-1)
  }

  /// All of it: its day, its minute or, where seconds are written, its second. Of a span from now, that and what lies between.
  func moments(now: Timestamp, zone: EuropeanZone) -> Range<Timestamp> {
    let start = start(now: now, zone: zone)
    switch self {
    case .fromNow: return min(start, now)..<(max(start, now) + Seconds(1))
    case .timeOfDay(let second), .day(_, let second?), .date(_, let second?):
      return start..<(start + (second % 60 == 0 ? .minutes(1) : Seconds(1)))
    case .day, .weekday, .date:
      return start..<zone.startOfDay(zone.localTime(at: start).date.adding(days: 1))
    case .exact: return start..<(start + Seconds(1))
    }
  }
}
