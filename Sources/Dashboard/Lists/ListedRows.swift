import Entities
import Model
import Screen
import Text

/// The rows of a list as somebody asks for them, worked out when that or the content changes and not when they are drawn.
struct ListedRows: Sendable {
  let order: ListOrder
  /// Whether the query asks for what is somebody's own, and it is not known who looks.
  let lacksUser: Bool
  /// All rows of the list, in its own order.
  let list: EntityList
  /// Where the listed ones are among all rows of the list.
  let listing: Listing
  let rows: RowList
  /// Whether each listed row is one that the filter leaves, where the rest is listed too; otherwise all are.
  private let matches: [Bool]?
  /// How many rows the filter leaves.
  let matchCount: Int
  /// Of jobs where a row may stand for several records: where those that the filter leaves are among all
  /// (`DashboardModel.jobsUnfolded`); `nil` where every row is a record, and where nothing is filtered or sorted.
  let records: [Int32]?
  /// Where the filter leaves nothing: what each part of it leaves by itself.
  let alone: [LonePart]
  /// Of jobs: what the listed ones come to, by cluster, for what is told above the list; `nil` of other things.
  let queues: [QueueFigures]?

  var kind: ListKind { list.schema.kind }
  var query: Query? { order.query }
  /// How many rows the list has without the query.
  var all: Int { list.count }

  /// Linear in the rows of the list, and in what they compare; a few times that where nothing is left.
  init(of content: DashboardModel, _ kind: ListKind, by order: ListOrder, user: SafeText?) {
    self.order = order
    let query = order.query
    let mine = kind.schema.place(ofFlag: "mine")
    lacksUser = user == nil && mine.map { query?.asks(forFlag: $0) ?? false } ?? false
    let list = content.list(of: kind, user: user)
    self.list = list
    let (left, records) = content.counted(of: list, by: query)
    self.records = records
    matchCount = left.places.count
    alone =
      query.flatMap { query in
        left.places.isEmpty && list.count > 0
          ? LonePart.parts(of: query, in: list) { content.listing(of: list, by: $0).places.count } : nil
      } ?? []
    if order.showsRest {
      let matching = Set(left.places)
      listing = Listing(list, at: (0..<list.count).map { Int32($0) }, sortedBy: query?.sort ?? [])
      matches = listing.places.map { matching.contains($0) }
    } else {
      listing = left
      matches = nil
    }
    let every = content.rows(of: list)
    rows = RowList(count: listing.places.count) { [listing] in every[Int(listing.places[$0])] }
    queues = kind == .jobs ? content.queues(ofRows: left.places) : nil
  }

  /// Whether the filter leaves the row at that place of the listed ones.
  func isMatch(_ index: Int) -> Bool { matches.map { $0[index] } ?? true }

  /// The next row from `index` on, forward or back, that the filter leaves; `nil` when there is none.
  func match(from index: Int, by step: Int) -> Int? {
    var next = index + step
    while rows.indices.contains(next) {
      if isMatch(next) { return next }
      next += step
    }
    return nil
  }
}

extension DashboardModel {
  /// What a query leaves of a list, in its order.
  func listing(of list: EntityList, by query: Query?) -> Listing {
    counted(of: list, by: query).rows
  }

  /// The same, with the records of jobs that it leaves.
  fileprivate func counted(of list: EntityList, by query: Query?) -> (rows: Listing, records: [Int32]?) {
    // A row of several tasks is listed where one of them is.
    if list.schema.kind == .jobs, hasFoldedJobs, let query {
      let (rows, records) = rowsOfJobs(leftBy: query)
      return (Listing(list, at: rows, sortedBy: query.sort), records)
    }
    return (Listing(list, by: query, now: figures.now, zone: policy.zone), nil)
  }
}

extension ListedRows {
  /// The order and the filter, for the title: `by left ▲ · mode:PG mine`.
  var asked: SafeText {
    let text = query?.text ?? ""
    let rest: SafeText? = order.showsRest ? "and the rest" : nil
    return [query?.orderInWords, text.isEmpty ? nil : text, rest].compactMap(\.self).joined(separator: " · ")
  }

  /// How many of all a filter leaves: `5 of 37`; nothing where there is none.
  var count: Line {
    guard query?.withoutOrder != nil else { return Line() }
    var line = Line("\(SafeText.grouped(matchCount)) of \(SafeText.grouped(all))", .accent)
    if lacksUser { line.add(" (it is not known who looks)", .accent) }
    return line
  }
}

extension Query {
  /// `by wait ▼, user ▲`, where `▲` is the least first, as in a column that goes up; `nil` for a list's own order.
  var orderInWords: SafeText? {
    guard !sort.isEmpty else { return nil }
    let fields = kind.schema.fields
    let words = sort.map { "\(fields[$0.field].title) \($0.arrow)" as SafeText }
    return "by \(words.joined(separator: ", "))"
  }
}

extension SortTerm {
  var arrow: SafeText { isDescending ? "▼" : "▲" }
}

extension PaneModel {
  /// Says what a query leaves, and where it leaves nothing, that.
  mutating func tell(of listed: ListedRows, _ keys: KeyBindings) {
    asked = listed.asked
    count = listed.count
    listsRest = listed.order.showsRest
    isMatch = listed.isMatch
    if listed.all > 0, listed.query != nil { empty = listed.nothingFound(keys.name(of: .back)) }
  }
}
