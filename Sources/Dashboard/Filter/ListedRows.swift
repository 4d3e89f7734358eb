import Entities
import Model
import Screen
import Text

/// The rows that a query leaves of a pane's list, worked out when either changes and not when they are drawn.
struct ListedRows: Sendable {
  let query: Query
  /// Whether the query asks for what is somebody's own, and it is not known who looks.
  let lacksUser: Bool
  /// Where the listed ones are among all rows of the list.
  let listing: Listing
  let rows: RowList
  /// How many rows the list has without the query.
  let all: Int
  /// Where nothing is left: what each part of the query leaves by itself.
  let alone: [LonePart]
  /// Of jobs: what the listed ones come to, by cluster, for what is told above the list; `nil` of other things.
  let queues: [QueueFigures]?

  /// Linear in the rows of the list, and in what they compare; a few times that where nothing is left.
  init(of content: Content, by query: Query, user: SafeText?) {
    self.query = query
    let mine = query.kind.schema.place(ofFlag: "mine")
    lacksUser = user == nil && mine.map { query.asks(forFlag: $0) } ?? false
    let list = content.list(of: query.kind, user: user)
    all = list.count
    // A row of several tasks is listed where one of them is.
    func left(by query: Query) -> Listing {
      query.kind == .jobs && content.hasFoldedJobs
        ? Listing(list, at: content.rowsOfJobs(leftBy: query), sortedBy: query.sort)
        : Listing(list, by: query, now: content.figures.now, zone: content.policy.zone)
    }
    listing = left(by: query)
    alone =
      listing.places.isEmpty && list.count > 0
      ? LonePart.parts(of: query, in: list) { left(by: $0).places.count } : []
    let every = content.rows(of: query.kind)
    rows = RowList(count: listing.places.count) { [listing] in every[Int(listing.places[$0])] }
    queues = query.kind == .jobs ? content.queues(ofRows: listing.places) : nil
  }
}

extension ListedRows {
  /// How many of all are listed, in which order, and by which filter: `5 of 37 · by left · mode:PG mine`.
  var note: Line {
    let count: SafeText =
      listing.places.count == all
      ? .grouped(all) : "\(SafeText.grouped(listing.places.count)) of \(SafeText.grouped(all))"
    var line = Line("\(count)\(order)\(query.text.isEmpty ? "" : " · \(query.text)")", .accent)
    if lacksUser { line.add(" (it is not known who looks)", .accent) }
    return line
  }

  /// `▲` is the least first, as in a column that goes up.
  private var order: SafeText {
    guard !query.sort.isEmpty else { return "" }
    let fields = query.kind.schema.fields
    let words = query.sort.map { term -> SafeText in
      "\(fields[term.field].title) \(term.isDescending ? "▼" : "▲")"
    }
    return " · by \(words.joined(separator: ", "))"
  }
}

extension PaneContext {
  /// Clusters and their partitions, or the partitions that a query leaves.
  var partitionRows: PartitionRows {
    listed.map { content.partitions.flat($0.listing.places) }
      ?? (isFolded ? content.foldedPartitions : content.partitions)
  }

  /// Where the row of the pane's list is among all rows of the content.
  func place(ofRow row: Int) -> Int? {
    guard row >= 0 else { return nil }
    guard let listed else { return row }
    return listed.listing.places.indices.contains(row) ? Int(listed.listing.places[row]) : nil
  }

  /// What a list shows of `all`: all, or what a query leaves, in its order.
  func shown<Items: RandomAccessCollection>(of all: Items) -> ShownItems<Items> where Items.Index == Int {
    ShownItems(all: all, places: listed?.listing.places)
  }

  /// The application under the cursor.
  var selectedApplication: ApplicationItem? {
    let items = figures.applications?.items ?? []
    guard let place = place(ofRow: selected), content.applicationOrder.indices.contains(place) else {
      return nil
    }
    return items[content.applicationOrder[place]]
  }
}

extension PaneBody {
  /// Says what a query leaves, and where it leaves nothing, that.
  mutating func tell(of listed: ListedRows, _ keys: KeyBindings) {
    note = listed.note
    isFiltered = true
    if listed.all > 0 { empty = listed.nothingFound(keys) }
  }
}

/// Some items of a list in an order of their own, or all of them.
struct ShownItems<Items: RandomAccessCollection>: RandomAccessCollection where Items.Index == Int {
  let all: Items
  /// `nil` for all.
  let places: [Int32]?

  var startIndex: Int { 0 }
  var endIndex: Int { places?.count ?? all.count }
  subscript(index: Int) -> Items.Element { all[places.map { Int($0[index]) } ?? index] }
}
