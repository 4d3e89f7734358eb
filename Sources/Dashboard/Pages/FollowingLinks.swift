import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// Selects the next link of the page, after the last one the first, and scrolls to it.
  mutating func selectLink(by steps: Int, size: Size, now: Timestamp) {
    guard let page, case .page(let rect) = Layout(self, size: size).arrangement else { return }
    let text = ScreenDrawing(state: self, clock: Clock(now: now)).text(of: page, in: rect)
    guard !text.links.isEmpty else {
      notice = Notice(passing: "nothing on this page leads on")
      return
    }
    let top = text.scroll.clamped(page.top)
    let present = text.links.firstIndex { $0.target == page.link }
    // The first one that is on the screen, or from the end the last.
    let shown = top..<(top + text.scroll.rows)
    let first =
      steps > 0
      ? text.links.firstIndex { shown.contains($0.line) } ?? 0
      : text.links.lastIndex { shown.contains($0.line) } ?? text.links.count - 1
    let count = text.links.count
    let link = text.links[present.map { (($0 + steps) % count + count) % count } ?? first]
    self.page?.link = link.target
    if !shown.contains(link.line) {
      self.page?.top = text.scroll.clamped(link.line < top ? link.line : link.line - text.scroll.rows + 1)
    }
  }

  /// Selects the link under the mouse; follows it where it is selected already.
  mutating func clickLink(_ event: MouseEvent, size: Size, now: Timestamp) {
    guard let page, case .page(let rect) = Layout(self, size: size).arrangement else { return }
    let text = ScreenDrawing(state: self, clock: Clock(now: now)).text(of: page, in: rect)
    guard let target = text.target(column: event.column, row: event.row, top: page.top) else { return }
    if page.link == target { follow(target) } else { self.page?.link = target }
  }

  /// Goes where the selected link leads, as long as the page has it.
  mutating func followLink() {
    guard let page, let link = page.link else {
      notice = Notice(
        passing: "\(keys.name(of: .nextLink, in: .page)) selects a link · \(keys.name(of: .back)) goes back")
      return
    }
    guard contents(of: page)?.links.contains(link) == true else {
      self.page?.link = nil
      notice = Notice("the link that was selected is not on the page any more", isBad: true)
      return
    }
    follow(link)
  }

  mutating func follow(_ link: PageLink) {
    switch link {
    case .page(let row): open(row)
    case .list(let kind, let words): show(listOf: kind, by: QueryReading(words, kind.schema).query)
    }
  }

  /// Opens the page of a row: of an alert what it is about, or those that it counts.
  mutating func open(_ row: RowID) {
    if case .alert(let rule, let entity) = row, show(whatIsCountedBy: rule, about: entity) { return }
    guard content?.has(row, user: user) == true else {
      notice = Notice("\(row.title) is not there any more", isBad: true)
      return
    }
    var thing: RowID?
    if case .alert(_, let entity) = row { thing = content?.row(of: entity) }
    let opened = thing.flatMap { content?.has($0, user: user) == true ? $0 : nil } ?? row
    openPage(of: opened)
    if case .alert = row, let behind = pagesOfAlerts, behind.contains(opened) { page?.behind = behind }
  }

  /// What the alerts that are listed open a page of, each once; `nil` where they are not listed. Of those that open a list
  /// there is none.
  private var pagesOfAlerts: [RowID]? {
    guard openList == .alerts, let content else { return nil }
    var known: Set<RowID> = []
    return rows(at: .alone(.alerts)).compactMap { content.page(ofAlert: $0) }
      .filter { known.insert($0).inserted }
  }

  /// Asks where to go of what belongs to the thing of the page, or to the one under the cursor.
  mutating func showLinks() {
    guard overlay == nil else {
      notice = Notice(passing: "there is nothing to go to from here · \(keys.name(of: .close)) closes")
      return
    }
    guard let row = page?.row ?? rowToOpen, let contents = contents(of: OpenPage(row)) else { return }
    let links = contents.namedLinks
    guard !links.isEmpty else {
      notice = Notice(passing: "nothing that is known belongs to it")
      return
    }
    linkRequest = LinkRequest(title: row.title, links: links)
    overlay = .links
  }

  /// What stands on a page in a window that is wide enough; `nil` before the first reading.
  private func contents(of page: OpenPage) -> PageContents? {
    content.map { content in
      ScreenDrawing(state: self, clock: Clock(now: content.figures.now))
        .contents(of: page, width: PageContents.widthOfLinks)
    }
  }

  var linkMenu: Menu {
    Menu(
      title: "Go to · \(linkRequest.title)",
      items: linkRequest.links.map { link, name in
        Menu.Item(key: nil, title: "\(link.kind) \(name)", words: link.words)
      })
  }

  mutating func takeLink(_ index: Int) {
    let links = linkRequest.links
    overlay = nil
    guard links.indices.contains(index) else { return }
    follow(links[index].link)
  }
}

/// What the menu of links offers, as it was when that was opened: a newer reading moves nothing under the cursor.
struct LinkRequest: Sendable {
  /// What they belong to.
  var title: SafeText = ""
  var links: [(link: PageLink, name: SafeText)] = []
}

extension PageContents {
  /// So wide that no column of a table is left out.
  fileprivate static let widthOfLinks = 160

  /// Each place that the page leads to, once, with the name that it has there.
  fileprivate var namedLinks: [(link: PageLink, name: SafeText)] {
    var known: Set<PageLink> = []
    return sections.flatMap { $0.lines(width: Self.widthOfLinks) }.flatMap { line in
      line.links.compactMap { span, _, number in
        let link = links[number]
        return known.insert(link).inserted ? (link, line.spans[span].text) : nil
      }
    }
  }
}

extension PageLink {
  /// What tells it from others of its name.
  fileprivate var words: SafeText {
    switch self {
    case .page(let row): row.entity.kind == .cluster ? "" : row.entity.cluster ?? ""
    case .list(_, let words): words
    }
  }
}

extension DashboardModel {
  /// The application whose contact stands on the page of a thing: that of the first allocation of an account.
  func application(toldOnPageOf row: RowID, user: SafeText?) -> SafeText? {
    let account: (SafeText, SafeText?)?
    switch row {
    case .allocation(let cluster, let name, _): account = (name, cluster)
    case .entity(let entity) where entity.kind == .account: account = entity.name.map { ($0, entity.cluster) }
    case .job, .entity: account = record(of: row).map { ($0.text($0.job.account), $0.cluster) }
    case .cluster, .divider, .partition, .application, .alert: account = nil
    }
    guard let account else { return nil }
    return budgets(ofAccount: account.0, on: account.1).lazy.compactMap(\.allocation.proposal)
      .first { self.application($0) != nil }
  }
}
