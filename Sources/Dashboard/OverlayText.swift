import Screen
import Text

/// Lines that lie over the screen, laid out for its size; what does not fit is scrolled.
struct OverlayText {
  let title: SafeText
  /// What closes it.
  private let closing: SafeText
  /// What scrolls it.
  private let scrolling: SafeText
  private let columns: [[Line]]
  private let columnWidth: Int
  let scroll: Scroll

  private static let gap = 2

  /// In two columns where one would not do, there is room for them, and `mayHalve` allows it.
  init(
    title: SafeText, closing: SafeText, scrolling: SafeText, lines: [Line], mayHalve: Bool = false,
    on size: Size
  ) {
    self.title = title
    self.closing = closing
    self.scrolling = scrolling
    let (inside, rows) = (max(1, size.columns - 4), max(1, size.rows - 2))
    let widest = lines.map(\.width).max() ?? 0
    let whole = lines.flatMap { $0.wrapped(to: inside) }
    if mayHalve, whole.count > rows, 2 * widest + Self.gap <= inside {
      let half = (lines.count + 1) / 2
      columns = [Array(lines.prefix(half)), Array(lines.dropFirst(half))]
      columnWidth = widest
    } else {
      columns = [whole]
      columnWidth = min(inside, max(widest, Self.leastWidth))
    }
    scroll = Scroll(lines: columns.map(\.count).max() ?? 0, rows: rows)
  }

  /// Enough for what stands on the frame's lower edge.
  private static let leastWidth = 44

  /// Draws it from a line on; what `told` says stands on the lower edge where the overlay hides the last line.
  func draw(on canvas: inout Canvas, top: Int, told: SafeText?) {
    let (position, first) = (scroll.position(top: top), scroll.clamped(top))
    let contents = Size(
      columns: columns.count * (columnWidth + Self.gap) - Self.gap, rows: scroll.lines)
    let keys = position.isEmpty ? closing : "\(scrolling), \(closing)"
    let hidesLastLine = scroll.lines + 2 >= canvas.size.rows - 1
    Overlay.draw(
      on: &canvas, title: title, note: hidesLastLine ? told ?? keys : keys, position: position,
      contents: contents
    ) { canvas, inside in
      for (index, lines) in columns.enumerated() {
        for (row, line) in zip(inside.rows, lines.dropFirst(first)) {
          line.draw(
            on: &canvas, column: inside.column + index * (columnWidth + Self.gap), row: row,
            width: min(columnWidth, inside.width))
        }
      }
    }
  }
}

extension ScreenDrawing {
  /// The text that lies over the screen.
  func overlayText(size: Size) -> OverlayText? {
    switch state.overlay {
    case .help: helpText(size: size)
    case .comparison: comparisonText(size: size)
    case .triageActions, .savedFilters, .copies, .export, .sort, .columns, .links, .found, nil: nil
    }
  }
}

extension KeyBindings {
  /// `? or q closes`, of what the action shows and hides.
  func closing(_ action: Action) -> SafeText { "\(name(of: action)) or \(name(of: .close)) closes" }

  /// `j k scroll`
  var scrolling: SafeText { scrolling(as: "scroll") }

  /// The keys that move, with a word for it.
  func scrolling(as verb: SafeText) -> SafeText { "\(name(of: .moveDown)) \(name(of: .moveUp)) \(verb)" }
}
