import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// To the next match of a page's search, or to the next row that the filter leaves; without a filter, to the next one in trouble. Linear in the rows on the way.
  mutating func moveToMatch(by step: Int, size: Size, now: Timestamp) {
    guard page == nil else { return moveToMatchOnPage(by: step, size: size, now: now) }
    let (kind, place) = (kindAtHand, placeAtHand)
    let rows = rows(at: place)
    guard !rows.isEmpty else { return }
    let start = selectedIndex(at: place, in: rows)
    let isFiltered = queries[kind]?.withoutOrder != nil
    let found: Int?
    if isFiltered, let listed = listed[kind] {
      found = listed.match(from: start, by: step)
    } else {
      let isInTrouble = content?.trouble(of: kind, in: rows, listed[kind]) ?? { _ in false }
      found = stride(from: start + step, to: step > 0 ? rows.count : -1, by: step).first(where: isInTrouble)
    }
    if let found {
      moveCursor(to: found, of: rows)
    } else {
      notice = Notice(passing: "no \(isFiltered ? "match" : kind.troubled) is further on")
    }
  }
}

extension DashboardModel {
  /// Whether the row at a place of `rows` is in trouble: an alert is about it, or it is late, used up, out of service or
  /// without hope itself.
  fileprivate func trouble(of kind: ListKind, in rows: RowList, _ listed: ListedRows?) -> (Int) -> Bool {
    if kind == .jobs {
      let jobs = JobTrouble(content: self)
      return { index in jobs.isTrouble(ofRow: listed.map { Int($0.listing.places[index]) } ?? index) }
    }
    let entities = Set(figures.alerts.map(\.entity))
    let list = list(of: kind, user: nil)
    let flags = kind.flagsOfTrouble.compactMap { list.schema.place(ofFlag: $0) }
    return { index in
      entities.contains(rows[index].entity)
        || !flags.isEmpty
          && flags.contains {
            list.flag($0, of: listed.map { Int($0.listing.places[index]) } ?? index) == true
          }
    }
  }
}

/// Jobs that failed or can never start, each distinct reason being read once.
private final class JobTrouble {
  private let content: DashboardModel
  private var answers: [InternedText: Bool] = [:]

  init(content: DashboardModel) { self.content = content }

  func isTrouble(ofRow place: Int) -> Bool {
    let row = content.jobRows[place]
    let table = content.jobQueues[row.cluster].table
    return [[Int32(row.job)], row.otherJobs].joined().contains { index in
      let job = table.jobs[Int(index)]
      if job.state.hasFailed { return true }
      return job.state.isWaiting && neverStarts(job.reason, cluster: row.cluster, table)
    }
  }

  private func neverStarts(_ reason: Symbol, cluster: Int, _ table: JobTable) -> Bool {
    let key = InternedText(table: cluster, symbol: reason)
    if let known = answers[key] { return known }
    let family = ReasonFamily(of: table.symbols[reason])
    let answer = family == .dependencyNever || family == .request
    answers[key] = answer
    return answer
  }
}

extension ListKind {
  /// The flags of a thing that needs a hand by itself.
  fileprivate var flagsOfTrouble: [String] {
    switch self {
    case .nodes: ["out"]
    case .applications: ["breached", "due", "risk", "conflict"]
    case .allocations: ["exhausted", "early", "under"]
    case .clusters, .partitions, .jobs, .accounts, .users, .qos, .reservations, .sources, .alerts: []
    }
  }

  /// One in trouble, in words.
  fileprivate var troubled: SafeText {
    switch self {
    case .jobs: "job that failed or can never start"
    case .nodes: "node that is out of service"
    case .applications: "application that is late, due, at risk or told in two ways"
    case .allocations: "allocation that is used up, runs out too early or is hardly used"
    case .alerts: "alert"
    case .clusters, .partitions, .accounts, .users, .qos, .reservations, .sources:
      "\(one) that an alert is about"
    }
  }
}
