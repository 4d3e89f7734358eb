import Entities
import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the page in its frame: on the upper edge the way there, what it is of and how that stands; on the lower one its
  /// place in the list, and which lines are shown.
  func draw(_ page: OpenPage, on canvas: inout Canvas, in rect: Rect) {
    let contents = contents(of: page, width: rect.width)
    let text = PageText(contents, in: Self.inside(rect))
    let title = title(of: contents, width: rect.width)
    // Where it is narrow the short form stands for the whole.
    let room = rect.width - title.width - 8
    let headline =
      contents.headline.width <= room ? contents.headline : contents.shortHeadline ?? contents.headline
    var note = Line(self.note(of: page), .muted)
    if let search = page.search {
      if note.width > 0 { note.addSeparator() }
      note.add(standing(of: search, in: text))
    }
    canvas.frame(
      rect, title: title, headline: headline, note: note,
      position: text.scroll.position(top: page.top), isFocused: true)
    text.draw(on: &canvas, top: page.top, selected: page.link, search: page.search)
  }

  /// The page laid out for a frame of that size.
  func text(of page: OpenPage, in rect: Rect) -> PageText {
    PageText(contents(of: page, width: rect.width), in: Self.inside(rect))
  }

  /// What stands on the page, or that there is no such thing any more.
  func contents(of page: OpenPage, width: Int) -> PageContents {
    let kinds = page.row.kind?.many ?? "things"
    let gone = PageContents(
      title: page.row.title,
      sections: [
        PageSection(
          nil,
          .lines([
            Line("\(page.row.entity.name ?? .unknown) is no longer among the \(kinds).", .warning),
            Line("\(state.keys.name(of: .back)) goes back.", .muted),
          ]))
      ])
    guard let content = state.content else { return gone }
    let context = PaneBuilder(
      content: content, clock: clock, isFull: true, selected: 0, isNarrow: width < 50,
      revealed: state.revealed, author: state.recordingAccess.author, pastSpan: state.pastSpan,
      keys: state.keys)
    let key = PageCache.Key(
      row: page.row, isNarrow: context.isNarrow, revealed: context.revealed, author: context.author,
      user: state.user, pastSpan: context.pastSpan, keys: context.keys,
      minute: clock.now.secondsSince1970 / 60,
      utcOffset: clock.utcOffset)
    return content.pages.contents(key) {
      var builder = PageBuilder(context: context, user: state.user)
      return builder.contents(of: page.row)
    } ?? gone
  }

  /// `2 Queue › job 8016124`, the beginning of the way left out where there is no room for it.
  private func title(of contents: PageContents, width: Int) -> SafeText {
    let way = state.wayToPage + [contents.title]
    let room = max(contents.title.width, (width - 8) / 2)
    for start in way.indices {
      let told = way[start...].joined(separator: " › ")
      if told.width <= room || start + 1 == way.count { return told }
    }
    return contents.title
  }

  /// `4 of 159`, or why the list does not have it.
  private func note(of page: OpenPage) -> SafeText {
    let rows = state.rowsBehindPage
    guard let index = page.cursor.index(in: rows) else {
      let isFiltered = page.row.kind.map { state.queries[$0]?.withoutOrder != nil } ?? false
      return isFiltered && state.content?.has(page.row, user: state.user) == true
        ? "the filter leaves it out" : ""
    }
    return "\(SafeText.grouped(index + 1)) of \(SafeText.grouped(rows.count))"
  }
}

extension DashboardState {
  /// The list that pages lie over, and those of them under the one that is shown.
  fileprivate var wayToPage: [SafeText] {
    let list: SafeText =
      openList.map(\.title) ?? "\(focus.rawValue) \(focus.definition.title)"
    let here = (view, focus, openList)
    let under = trail.reversed().prefix {
      $0.place.page != nil && ($0.place.view, $0.place.focus, $0.place.openList) == here
    }
    return [list] + under.reversed().compactMap { $0.page?.row.title }
  }
}

extension RowID {
  /// `job 8016124`; of an application its number alone, which tells what it is.
  var title: SafeText {
    let name = entity.name ?? .unknown
    guard application == nil, let kind else { return name }
    return "\(kind.one) \(name)"
  }
}
