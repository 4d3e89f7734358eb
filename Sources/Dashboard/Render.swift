import Entities
package import Model
package import Screen
import Text

/// What the clock says: the moment, and how far the reader's clock is ahead of UTC.
package struct Clock: Hashable, Sendable {
  package var now: Timestamp
  package var utcOffset: Seconds
  /// Whether the moment was given, as for a replay or a snapshot.
  package var isFixed: Bool
  /// The reader's own moment, where `now` is one of a recording.
  package var readersNow: Timestamp?

  package init(
    now: Timestamp, utcOffset: Seconds = Seconds(0), isFixed: Bool = false, readersNow: Timestamp? = nil
  ) {
    self.readersNow = readersNow
    self.now = now
    self.utcOffset = utcOffset
    self.isFixed = isFixed
  }
}

/// The screen: a pure function of the state, the size and the time.
///
/// Costs what is visible, not what is known: lists make only the rows that are drawn.
package func render(_ known: DashboardState, size: Size, clock: Clock) -> Canvas {
  var state = known
  state.fit(to: size)
  var canvas = Canvas(size: size)
  canvas.breaksFrames = state.keepsBack && !(state.replay != nil && state.replayedMoment == nil)
  let layout = Layout(state, size: size)
  let screen = ScreenDrawing(state: state, clock: clock)
  switch layout.arrangement {
  case .tooSmall:
    canvas.draw(
      "needs \(Layout.minimum.columns)x\(Layout.minimum.rows), is \(size.columns)x\(size.rows)",
      column: 0,
      row: 0, width: size.columns)
    canvas.placeCursor(column: 0, row: 0)
    return canvas
  case .summary(let headlines, let list):
    screen.drawSummary(on: &canvas, headlines: headlines, list: list)
  case .page(let rect):
    if let page = state.page { canvas.clipped(to: rect) { screen.draw(page, on: &$0, in: rect) } }
  case .list(let kind, let rect):
    canvas.clipped(to: rect) { screen.draw(listOf: kind, on: &$0, in: rect) }
  case .panes(let panes):
    for (pane, rect) in panes {
      canvas.clipped(to: rect) { screen.draw(pane, on: &$0, in: rect) }
    }
  }
  canvas.clipped(to: layout.header) { screen.drawHeader(on: &$0, in: layout.header) }
  if let timeline = layout.timeline {
    canvas.clipped(to: timeline) { screen.drawTimeline(on: &$0, in: timeline) }
  }
  if let prompt = state.prompt, !state.isInForm {
    canvas.clipped(to: layout.prompt) { screen.drawPrompt(prompt, on: &$0, in: layout.prompt) }
  } else {
    canvas.clipped(to: layout.footer) { screen.drawFooter(on: &$0, in: layout.footer) }
  }
  screen.overlayText(size: size)?.draw(on: &canvas, top: state.overlayTop, told: state.notice?.text)
  if state.isSearchingHelp, let search = state.helpSearch {
    screen.drawHelpSearch(search, on: &canvas, in: layout.footer)
  }
  if state.isSearchingPage, let typed = state.pageSearch {
    screen.drawPageSearch(typed, on: &canvas, in: layout.footer)
  }
  if let menu = state.menu { screen.draw(menu, on: &canvas) }
  if state.overlay == .export { screen.drawExport(on: &canvas) }
  if state.overlay == .triageActions { screen.drawTriageActions(on: &canvas) }
  if let form = state.form { screen.drawForm(form, on: &canvas, in: layout.body) }
  // Last, because it has the keys whatever lies over the screen.
  if let prompt = state.unoffered { screen.drawUnoffered(prompt, on: &canvas, in: layout.footer) }
  return canvas
}

/// The state and the clock, with everything that draws from them.
struct ScreenDrawing {
  let state: DashboardState
  let clock: Clock

  /// Draws one pane in its frame: the full view's own arrangement, or the list alone.
  func draw(_ pane: Pane, on canvas: inout Canvas, in rect: Rect) {
    if rect.height == 1 { return drawInOneLine(pane, on: &canvas, in: rect) }
    let isFocused = pane == state.focus
    let body = self.body(of: pane, width: rect.width)
    let inside = Self.inside(rect)
    let isFull = state.view != .overview
    let list = listArea(of: pane, in: rect)
    let nodes =
      pane == .utilization && isFull ? listAreas(ofUtilization: wholeListArea(of: pane, in: rect)).nodes : nil
    body.drawFrame(
      titled: "\(pane.rawValue) \(pane.definition.title)", on: &canvas, in: rect,
      position: body.position(in: list), isFocused: isFocused)
    body.drawContents(on: &canvas, in: list, isFocused: isFocused && !state.isOnNodes)
    if let nodes { drawNodes(on: &canvas, in: nodes) }
    if isFull { drawDetail(of: pane, on: &canvas, in: pane.definition.arrangement(self, inside)) }
  }

  /// Where a pane's list is in the pane's frame.
  func listArea(of pane: Pane, in rect: Rect) -> Rect {
    let whole = wholeListArea(of: pane, in: rect)
    return pane == .utilization && state.view == .utilization
      ? listAreas(ofUtilization: whole).partitions : whole
  }

  /// Where the nodes are in the frame of the full view of utilization.
  func nodeArea(in rect: Rect) -> Rect {
    listAreas(ofUtilization: wholeListArea(of: .utilization, in: rect)).nodes
  }

  private func wholeListArea(of pane: Pane, in rect: Rect) -> Rect {
    let inside = Self.inside(rect)
    return state.view == .overview ? inside : pane.definition.arrangement(self, inside).list
  }

  func body(of pane: Pane, width: Int) -> PaneModel {
    guard let content = state.content else {
      return PaneModel(headline: Line(), empty: "reading the sources …")
    }
    let rows = state.rows(of: pane)
    let context = PaneBuilder(
      content: content, clock: clock, isFull: state.view == pane.view,
      selected: state.selectedIndex(of: pane, in: rows), isNarrow: width < 50,
      listed: state.listed[state.listKind(of: pane)], isFolded: state.isFolded(pane),
      kind: state.listKind(of: pane), rows: rows, look: state.look(of: .pane(pane)),
      keys: state.keys)
    return pane.definition.body(context)
  }
}

/// What a pane is made from.
struct PaneBuilder {
  let content: DashboardModel
  let clock: Clock
  /// Whether the pane fills the screen.
  let isFull: Bool
  /// The row under the cursor, as an index into the pane's rows.
  let selected: Int
  /// Whether the pane has so little width that words are cut short.
  let isNarrow: Bool
  /// What a query leaves of the pane's list; `nil` when all is listed in the pane's own order.
  var listed: ListedRows?
  /// Whether most clusters have one row, and no partition of theirs.
  var isFolded = false
  /// What the pane lists.
  var kind = ListKind.partitions
  /// What the rows of the list are.
  var rows = RowList.none
  /// What of the list is marked, and which columns it has.
  var look = ListLook()
  /// The application whose personal names are shown.
  var revealed: SafeText?
  /// Whether a form has the keys, so that none is offered beside it.
  var isDeciding = false
  /// Who can take records back here.
  var author: RecordAuthor?
  /// How much of the past graphs show.
  var pastSpan = PastSpan.day
  /// For hints.
  var keys = KeyBindings.standard

  var figures: Figures { content.figures }
}
