package import Entities
import Model
import Synchronization
import Text

/// What is to be listed of a content. Worked out by whoever has the time, so that keys are answered meanwhile.
package struct ListingRequest: Sendable {
  /// Tells the requests of a dashboard apart: of one kind, the answer to the newest counts.
  package let number: Int
  package let kind: ListKind
  let content: DashboardModel
  let order: ListOrder
  let user: SafeText?

  /// Linear in the rows of the list, and in what they compare: at 100,000 jobs about a tenth of a second.
  package func answer() -> ListingAnswer {
    ListingAnswer(number: number, kind: kind, rows: ListedRows(of: content, kind, by: order, user: user))
  }
}

/// What is listed then.
package struct ListingAnswer: Sendable {
  package let number: Int
  package let kind: ListKind
  let rows: ListedRows
}

/// What is asked of a list.
struct ListOrder: Hashable, Sendable {
  var query: Query?
  /// Whether the rows that the query leaves out are listed too, those that it leaves marked.
  var showsRest = false
}

/// A reading on its way to the screen, whose long lists are being worked out.
struct IncomingModel: Sendable {
  let content: DashboardModel
  /// The numbers of the requests that have no answer yet.
  var awaited: [ListKind: Int] = [:]
  var listed: [ListKind: ListedRows] = [:]
}

extension DashboardState {
  /// What has to be worked out, to be answered through `receive(_:)` in any order; each is handed out once.
  package mutating func takeListingRequests() -> [ListingRequest] {
    defer { listingRequests = [] }
    let awaited = awaitedListings
    return listingRequests.filter { awaited.contains($0.number) }
  }

  /// The numbers of the requests whose answers count; to any other one an answer would be pointless.
  package var awaitedListings: Set<Int> {
    Set(awaited.values).union(incoming?.awaited.values.map(\.self) ?? [])
  }

  /// The newest reading, whether it is on the screen or not.
  var newestContent: DashboardModel? { heldBack ?? following ?? incoming?.content ?? content }

  /// Whether what a list shows is still of an older filter, order or reading.
  package func isListing(_ kind: ListKind) -> Bool { awaited[kind] != nil }

  /// Takes in what is listed. Constant time, but for finding the row under the cursor.
  package mutating func receive(_ answer: ListingAnswer) {
    if awaited[answer.kind] == answer.number {
      awaited[answer.kind] = nil
      adopt(answer.rows, of: answer.kind)
      // The values that it offers may be counted now.
      if prompt?.purpose == .filter(answer.kind), prompt?.chosen == nil { lookUpCompletion() }
    } else if incoming?.awaited[answer.kind] == answer.number {
      incoming?.awaited[answer.kind] = nil
      incoming?.listed[answer.kind] = answer.rows
      showIncomingIfReady()
    }
  }

  /// What is asked of the list of a kind; `nil` where its panes show all, in their own order.
  func order(of kind: ListKind) -> ListOrder? {
    let order = ListOrder(query: lists.query(queries[kind], of: kind), showsRest: showsRest.contains(kind))
    if kind == .nodes, view == .utilization, openList == nil {
      // Where nobody asks otherwise, what is out of service, the newest first; an order that is settled for lists of nodes
      // is not for this one.
      let asked = queries[kind]
      let sort = asked.flatMap { $0.sort.isEmpty ? nil : $0.sort } ?? Self.outOfService?.sort ?? []
      return ListOrder(
        query: .sorting(asked?.withoutOrder ?? Self.outOfService, by: sort, of: kind),
        showsRest: order.showsRest)
    }
    return order.query != nil || openList == kind ? order : nil
  }

  /// Works out anew what is listed of a kind: now where that is quick, otherwise what was listed stays meanwhile.
  mutating func listContent(of kind: ListKind) {
    awaited[kind] = nil
    let order = order(of: kind)
    if let content, let order {
      if content.takesLong(to: kind) {
        awaited[kind] = ask(for: kind, of: content, by: order)
      } else {
        adopt(ListedRows(of: content, kind, by: order, user: user), of: kind)
      }
    } else {
      adopt(nil, of: kind)
    }
    // What is on its way is listed by what is asked for now, also where nothing is on the screen yet.
    guard let next = incoming?.content, next.takesLong(to: kind) else { return }
    let number = order.map { ask(for: kind, of: next, by: $0) }
    incoming?.listed[kind] = nil
    incoming?.awaited[kind] = number
    if number == nil { showIncomingIfReady() }
  }

  /// Lets a reading on the screen, at once where nothing takes long, otherwise when its long lists are there.
  ///
  /// While they are worked out for an earlier one, it waits behind that: where files change faster than they are listed,
  /// nothing newer would ever be shown otherwise.
  mutating func prepare(_ newer: DashboardModel) {
    heldBack = nil
    bring(newer)
  }

  /// The same with a reading of a recording, behind which the live one waits.
  mutating func prepareRecorded(_ model: DashboardModel) { bring(model) }

  private mutating func bring(_ newer: DashboardModel) {
    guard incoming == nil else {
      following = newer
      return
    }
    var next = IncomingModel(content: newer)
    for kind in ListKind.allCases where newer.takesLong(to: kind) {
      guard let order = order(of: kind) else { continue }
      next.awaited[kind] = ask(for: kind, of: newer, by: order)
    }
    incoming = next
    showIncomingIfReady()
  }

  private mutating func showIncomingIfReady() {
    guard let ready = incoming, ready.awaited.isEmpty else { return }
    incoming = nil
    show(ready.content, listed: ready.listed)
    guard let next = following else { return }
    following = nil
    next.recorded == nil ? receive(next) : prepareRecorded(next)
  }

  private mutating func ask(for kind: ListKind, of content: DashboardModel, by order: ListOrder) -> Int {
    lastListingRequest += 1
    let request = ListingRequest(
      number: lastListingRequest, kind: kind, content: content, order: order, user: user)
    listingRequests.append(request)
    return lastListingRequest
  }
}

extension DashboardModel {
  /// Up to so many records a list is worked out between two keys: it takes some milliseconds.
  private static let mostAtOnce = 5_000

  /// Whether to list things of the kind takes so long that a key would wait for it.
  func takesLong(to kind: ListKind) -> Bool {
    func sum(_ count: (Cluster) -> Int) -> Int { factory.clusters.reduce(0) { $0 + count($1) } }
    let jobs = { sum { $0.jobs?.jobs.count ?? 0 } }
    let records =
      switch kind {
      case .jobs, .users: jobs()
      case .accounts: jobs() + budgets.count + sum { $0.accounts?.count ?? 0 }
      case .qos: jobs() + sum { $0.qos?.count ?? 0 }
      case .nodes: jobs() + sum { $0.nodes?.count ?? 0 }
      case .applications: applicationRows.count
      case .allocations: allocationRows.count
      case .partitions, .clusters: partitions.partitionCount
      // Each is held against all nodes.
      case .reservations: sum { ($0.reservations?.count ?? 0) * max(1, $0.nodes?.count ?? 0) }
      case .sources: factory.sources.count
      case .alerts: figures.alerts.count
      }
    return records > Self.mostAtOnce
  }
}
