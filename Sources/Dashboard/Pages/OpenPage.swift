import Entities
import Model
import Screen
package import Text

/// The page that fills the screen: of what it is, and how far it is scrolled.
package struct OpenPage: Hashable, Sendable {
  /// What it is of, and where that was seen last among what is listed.
  var cursor: Cursor
  /// The first line that is shown.
  package internal(set) var top = 0
  /// The link that the keys act on.
  package internal(set) var link: PageLink?
  /// What it is searched for.
  var search: PageSearch?
  /// What the keys step through in place of a list of its kind: what the alerts are about, of which it is one.
  var behind: [RowID]?

  package var row: RowID { cursor.row }
  /// The application that it is of.
  package var application: SafeText? { row.application }

  init(_ row: RowID, place: Int = 0) { cursor = Cursor(row: row, place: place) }
}

extension DashboardState {
  /// Opens the page of a thing over whatever is on the screen; one level back leads there again.
  mutating func openPage(of row: RowID) {
    overlay = nil
    guard page?.row != row else { return }
    trail.append(TrailPlace(place: screenPlace, page: page))
    page = OpenPage(row)
    moveCursorToPage()
  }

  /// Opens another thing of the list that the page lies over, and searches its page for the same; where there is none
  /// further on, the page stays as it is.
  mutating func turnPage(by steps: Int, size: Size, now: Timestamp) {
    guard let page else { return }
    let rows = rowsBehindPage
    let kind = page.row.kind?.one ?? "thing"
    guard !rows.isEmpty else {
      notice = Notice("no \(kind) is listed; \(keys.name(of: .back)) goes back to the list")
      return
    }
    // In the place of one that has gone, the cursor of the list is on the next one already.
    let found = page.cursor.index(in: rows)
    if found == nil, case .entity(let entity) = page.row, entity.kind == .job {
      // A single task of an array, which has no row.
      notice = Notice(passing: "it stands in no list by itself · \(keys.name(of: .back)) goes back")
      return
    }
    let place = found ?? min(page.cursor.place, rows.count - 1)
    let next = found != nil || steps < 0 ? place + steps : place + steps - 1
    var reached = min(max(0, next), rows.count - 1)
    if rows[reached] == .divider { reached += steps < 0 ? -1 : 1 }
    guard rows[reached] != page.row else {
      notice = Notice("no \(kind) of the list is further on")
      return
    }
    self.page = OpenPage(rows[reached], place: reached)
    self.page?.search = page.search
    self.page?.behind = page.behind
    moveCursorToPage()
    moveCursorToAlert()
    goToFirstMatch(size: size, now: now)
  }

  /// Puts the page on its thing's place among what is listed, and the cursor of the list that it lies over on it. Linear
  /// in the rows where it has moved.
  mutating func moveCursorToPage() {
    guard var page else { return }
    let rows = rowsBehindPage
    guard let index = page.cursor.index(in: rows) else {
      // At the end of a shorter list it is on the last one.
      page.cursor.place = max(0, min(page.cursor.place, rows.count - 1))
      self.page = page
      return
    }
    page.cursor.place = index
    self.page = page
    if liesOverItsList { cursors[placeAtHand] = Cursor(row: rows[index], place: index) }
  }

  /// Puts the cursor of the list of alerts on one about what the page is of, where the page steps through these.
  private mutating func moveCursorToAlert() {
    guard let page, page.behind != nil, openList == .alerts, let content else { return }
    let alerts = rows(at: placeAtHand)
    guard let index = alerts.firstIndex(where: { content.page(ofAlert: $0) == page.row }) else { return }
    cursors[placeAtHand] = Cursor(row: alerts[index], place: index)
  }

  /// Whether the list that the page lies over is of such things as it is of.
  private var liesOverItsList: Bool {
    guard let kind = page?.row.kind else { return false }
    return kind == kindAtHand || kind == .clusters && kindAtHand == .partitions
  }

  /// What the keys step through from page to page: the list that the page lies over, where that has such things, otherwise
  /// all of its kind, or those that a filter leaves.
  var rowsBehindPage: RowList {
    guard let content, let kind = page?.row.kind else { return .none }
    if let behind = page?.behind { return RowList(count: behind.count) { behind[$0] } }
    if liesOverItsList { return rows(at: placeAtHand) }
    return listed[kind]?.rows ?? content.rows(of: content.list(of: kind, user: user))
  }

  /// Whether what the page is of is among those.
  var isPageListed: Bool { page?.cursor.index(in: rowsBehindPage) != nil }
}
