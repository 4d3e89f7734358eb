import Entities
import Model
import Screen
import Text

/// Makes the passages of what is on the screen.
struct PassageBuilder {
  let state: DashboardState
  let clock: Clock
  /// Whether some sources have not been read yet.
  var isReading = false

  private var screen: ScreenDrawing { ScreenDrawing(state: state, clock: clock) }

  /// What the place says that one is in.
  var passage: Passage {
    if let menu = state.menu { return passage(of: menu) }
    guard let content = state.content else { return Passage(heading: ["No source has been read yet."]) }
    if let page = state.page { return passage(of: page) }
    if state.view == .overview, state.openList == nil { return overview(content) }
    return list(of: state.kindAtHand, content)
  }

  /// Whose factory, what is wrong, and each pane in a sentence or two.
  private func overview(_ content: DashboardModel) -> Passage {
    let figures = content.figures
    let panes = state.shownPanes
    var items = Passage.Items(count: panes.count)
    items.item = { [screen] index in
      let pane = panes[index]
      let body = screen.body(of: pane, width: Self.remarkWidth)
      let sum = pane == .utilization ? gpus(figures) : nil
      let told =
        body.rows.isEmpty && body.headline.width == 0
        ? [body.empty.isEmpty ? body.emptyLines.first?.inWords ?? "" : body.empty.inWords]
        : [body.headline.inWords] + [sum].compactMap(\.self)
          + body.remarks.filter { !$0.isSpare }.flatMap { remark in
            remark.words.map { [$0] } ?? remark.lines(Self.remarkWidth, 1).map(\.inColumns)
          }
      return Passage.Item(
        name: pane.definition.title, facts: told.filter { !$0.isEmpty }.map { Passage.Fact($0) },
        separator: "; ")
    }
    items.choice = { .pane(panes[$0]) }
    let partial: [SafeText] = isReading ? ["Some sources are still being read: figures are not whole."] : []
    return Passage(
      heading: partial + ["\(figures.site ?? "factorytop"), \(extent.inWords)", wrong(figures)],
      body: .items(items))
  }

  /// Enough for the first of what there is to say, and how much more there is.
  private static let remarkWidth = 140

  /// `151 GPUs allocated, 65 idle, 42 unavailable`; `nil` where a cluster does not tell.
  private func gpus(_ figures: Figures) -> SafeText? {
    let gpus = figures.clusters.compactMap(\.capacity?.gpus)
    func sum(_ part: (GPUFigures) -> Int?) -> Int? {
      gpus.reduce(0) { sum, gpus in sum.flatMap { sum in part(gpus).map { sum + $0 } } }
    }
    guard !gpus.isEmpty, let allocated = sum(\.allocated), let idle = sum(\.idle),
      let unavailable = sum(\.unavailable)
    else { return nil }
    return
      "\(SafeText.grouped(allocated)) GPUs allocated, \(SafeText.grouped(idle)) idle, \(SafeText.grouped(unavailable)) unavailable"
  }

  /// `Saturday 28 November 11:52 UTC, live. 4 clusters, 216 GPUs.`
  private var extent: Line {
    var line = Line("\(clock.text) \(clock.zone), ")
    line.add(screen.standing.text.lowercased)
    line.add(". ")
    if let figures = state.content?.figures { line.add(screen.extentLine(figures)) }
    line.add(".")
    return line
  }

  /// How much is wrong, and the newest of the worst.
  private func wrong(_ figures: Figures) -> SafeText {
    let counts = screen.alertLine(figures, isShort: false).inWords
    let newest = screen.newestAlert(figures, width: PageSection.anyWidth).inWords
    return newest.isEmpty ? "\(counts)." : "\(counts); \(newest)."
  }

  private func passage(of menu: Menu) -> Passage {
    var items = Passage.Items(count: menu.items.count)
    items.item = { index in
      let item = menu.items[index]
      let words: [SafeText] = [item.sign == " " ? "" : "chosen", item.words.inWords]
      return Passage.Item(name: item.title, facts: words.filter { !$0.isEmpty }.map { Passage.Fact($0) })
    }
    return Passage(
      heading: ["\(menu.title)."] + (menu.items.isEmpty ? menu.hint.map(\.inWords) : []), body: .items(items))
  }
}

extension Line {
  /// A remark, whose heading and count stand in columns of their own: `drained 3: lumi nid000008 2 days`.
  fileprivate var inColumns: SafeText {
    var columns = text.shown.split(separator: "  ").map(String.init)[...]
    guard columns.count > 1, let first = columns.popFirst() else { return inWords }
    var head = SafeText(untrusted: first).titleInWords
    if columns.count > 1, let count = columns.first, count.allSatisfy({ $0.isNumber || $0 == "," }) {
      head.append(" \(SafeText(untrusted: count))")
      columns.removeFirst()
    }
    // One after the other, for a class of spans goes on from the one before.
    return "\(head): \(SafeText(untrusted: columns.joined(separator: "  ")).inWords)"
  }
}

extension SafeText {
  fileprivate var lowercased: SafeText { SafeText(untrusted: shown.lowercased()) }
}
