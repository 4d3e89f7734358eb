import Model
import Screen
import Text

/// What a page is searched for, and where the search has come to.
struct PageSearch: Hashable, Sendable {
  let words: SafeText
  /// The match that was gone to last; `nil` while none was.
  var place: PagePlace?
}

/// A line of a page: how far down, and in which of the columns beside each other.
struct PagePlace: Hashable, Comparable, Sendable {
  let line: Int
  let column: Int

  static func < (one: PagePlace, other: PagePlace) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

/// What is typed to search a page.
struct PageSearchPrompt: Sendable {
  var field = TextField(hasLines: false)
  /// The page as it was before, to which one comes back.
  let former: OpenPage
}

extension PageText {
  /// The lines that have some words, whatever their case: from top to bottom, of two beside each other the left one first.
  func places(of words: SafeText) -> [PagePlace] {
    columns.enumerated().flatMap { column, part in
      part.lines.indices.filter { part.lines[$0].has(words) }.map { PagePlace(line: $0, column: column) }
    }.sorted()
  }
}

extension DashboardState {
  /// Whether what is typed goes into the search of a page.
  var isSearchingPage: Bool { pageSearch != nil && page != nil && overlay == nil && !isInForm }

  mutating func openPageSearch() { pageSearch = page.map { PageSearchPrompt(former: $0) } }

  /// Of no word the search that was there before goes on.
  mutating func keepPageSearch() {
    guard let typed = pageSearch else { return }
    pageSearch = nil
    guard !typed.field.isEmpty else { return restore(typed.former) }
    if page?.search?.place == nil { tellNothingFound() }
  }

  mutating func dropPageSearch() {
    guard let typed = pageSearch else { return }
    pageSearch = nil
    restore(typed.former)
  }

  private mutating func restore(_ former: OpenPage) {
    page?.search = former.search
    page?.top = former.top
  }

  /// Goes to the first match of what is typed from where the search began, behind the last one from the top.
  mutating func changePageSearch(
    size: Size, now: Timestamp, _ change: (inout TextField) throws(TextField.Refusal) -> Void
  ) throws(TextField.Refusal) {
    guard var typed = pageSearch else { return }
    let before = typed.field.text
    try change(&typed.field)
    pageSearch = typed
    guard typed.field.text != before else { return }
    restore(typed.former)
    guard !typed.field.isEmpty else { return }
    page?.search = PageSearch(words: typed.field.text)
    goToFirstMatch(size: size, now: now)
  }

  /// Goes to the first match on the page from its first line that is shown, or from its top.
  mutating func goToFirstMatch(size: Size, now: Timestamp) {
    guard let page, let search = page.search, let text = pageText(size: size, now: now) else { return }
    let places = text.places(of: search.words)
    let top = text.scroll.clamped(page.top)
    self.page?.search?.place = nil
    guard let place = places.first(where: { $0.line >= top }) ?? places.first else { return }
    go(to: place, in: text)
  }

  /// Goes to the next or the previous match, behind the last one to the first.
  mutating func moveToMatchOnPage(by step: Int, size: Size, now: Timestamp) {
    guard let page, let search = page.search else {
      notice = Notice(
        passing: "nothing is searched for · \(keys.name(of: .searchPage, in: .page)) searches the page")
      return
    }
    guard let text = pageText(size: size, now: now) else { return }
    let places = text.places(of: search.words)
    guard let first = places.first, let last = places.last else { return tellNothingFound() }
    // From where one has scrolled to, where the last one is not on the screen any more.
    let top = text.scroll.clamped(page.top)
    let shown = top..<(top + text.scroll.rows)
    let from = search.place.flatMap { shown.contains($0.line) ? $0 : nil }
    if step > 0 {
      let next = places.first { place in from.map { place > $0 } ?? (place.line >= top) }
      if next == nil { notice = Notice(passing: "no match is further down: the first again") }
      go(to: next ?? first, in: text)
    } else {
      let next = places.last { place in from.map { place < $0 } ?? (place.line < top) }
      if next == nil { notice = Notice(passing: "no match is further up: the last again") }
      go(to: next ?? last, in: text)
    }
  }

  private mutating func go(to place: PagePlace, in text: PageText) {
    guard let page else { return }
    self.page?.search?.place = place
    let top = text.scroll.clamped(page.top)
    guard !(top..<(top + text.scroll.rows)).contains(place.line) else { return }
    // With some of what stands before it, such as its heading.
    self.page?.top = text.scroll.clamped(place.line - text.scroll.rows / 3)
  }

  private mutating func tellNothingFound() {
    guard let words = page?.search?.words else { return }
    notice = Notice(passing: "no line of this page has “\(words.truncated(toWidth: 40))”")
  }

  private func pageText(size: Size, now: Timestamp) -> PageText? {
    guard let page, case .page(let rect) = Layout(self, size: size).arrangement else { return nil }
    return ScreenDrawing(state: self, clock: Clock(now: now)).text(of: page, in: rect)
  }
}

extension ScreenDrawing {
  /// `“qos” 3 of 12`, for the frame of a page that is searched.
  func standing(of search: PageSearch, in text: PageText) -> Line {
    let words: SafeText = "“\(search.words.truncated(toWidth: 20))”"
    let places = text.places(of: search.words)
    guard !places.isEmpty else { return Line("\(words) is not here", .warning) }
    // What moves while it is read moves its lines: then the next one counts.
    let number = search.place.map { place in places.firstIndex { $0 >= place } ?? places.count - 1 }
    let count = SafeText.grouped(places.count)
    return Line("\(words) \(number.map { "\(SafeText.grouped($0 + 1)) of \(count)" } ?? count)", .strong)
  }

  /// The footer's line while a page is searched.
  func drawPageSearch(_ typed: PageSearchPrompt, on canvas: inout Canvas, in rect: Rect) {
    let keys = keysOfSearch
    drawSearch(typed.field, remarks: ["words of this page · \(keys)", keys], on: &canvas, in: rect)
  }
}
