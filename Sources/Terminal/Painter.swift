import CNcurses
import Glibc
import Screen

/// One picture for the terminal.
struct Frame: Equatable {
  let canvas: Canvas
  let theme: Theme
}

/// Brings frames to the terminal through ncurses, and only what differs from the last one.
struct Painter {
  private let depth: ColorDepth
  /// What ncurses holds; nil when that is unknown and everything has to be written again.
  private var shown: Frame?
  private var colorPairs: ColorPairs?
  /// Whether the cursor is shown everywhere, and not only where letters go.
  private let alwaysShowsCursor: Bool
  /// Whether it is shown now; a screen opens without it.
  private var isCursorShown = false

  init(depth: ColorDepth, alwaysShowsCursor: Bool) {
    self.depth = depth
    self.alwaysShowsCursor = alwaysShowsCursor
  }

  /// Makes the next frame be drawn from an empty screen.
  mutating func forget() { shown = nil }

  /// Writes a frame. Writes no byte when it looks like the last one; blocks while the terminal takes no more.
  ///
  /// A row that did not change costs one comparison; a cell that did costs a call of ncurses.
  mutating func paint(_ frame: Frame) {
    guard frame != shown else { return }
    if frame.theme != shown?.theme { colorPairs = nil }
    var colorPairs = colorPairs ?? ColorPairs(theme: frame.theme, depth: depth)
    let before: Canvas?
    if let shown, shown.theme == frame.theme, shown.canvas.size == frame.canvas.size {
      before = shown.canvas
    } else {
      before = nil
      werase(shim_stdscr())
      if shown == nil { clearok(shim_curscr(), true) }
    }
    for row in 0..<min(frame.canvas.size.rows, Int(getmaxy(shim_stdscr()))) {
      paint(row, of: frame.canvas, over: before, colorPairs: &colorPairs)
    }
    // The last thing of a frame; where nothing claims the cursor, it stays out of the way.
    let cursor = frame.canvas.cursor
    wmove(shim_stdscr(), Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0))
    show(cursor: cursor.map { $0.isTyping || alwaysShowsCursor } ?? false)
    wnoutrefresh(shim_stdscr())
    doupdate()
    shown = frame
    self.colorPairs = colorPairs
  }

  /// curs_set writes at once, so it is called for a change alone.
  private mutating func show(cursor isShown: Bool) {
    guard isShown != isCursorShown else { return }
    isCursorShown = isShown
    curs_set(isShown ? 1 : 0)
  }

  private func paint(_ row: Int, of canvas: Canvas, over before: Canvas?, colorPairs: inout ColorPairs) {
    let cells = canvas.cells(row: row)
    let old = before?.cells(row: row)
    if cells == old { return }
    for column in 0..<min(canvas.size.columns, Int(getmaxx(shim_stdscr()))) {
      let index = cells.startIndex + column
      let cell = cells[index]
      // The right half of a wide character is written with its left half.
      if cell.isContinuation || cell == old?[index] { continue }
      let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation
      write(cell, width: isWide ? 2 : 1, column: column, row: row, ink: colorPairs.ink(for: cell.style))
    }
  }

  private func write(_ cell: Cell, width: Int32, column: Int, row: Int, ink: Ink) {
    wmove(shim_stdscr(), Int32(row), Int32(column))
    let base = wchar_t(cell.scalar.value)
    guard base < 0x80 || wcwidth(base) == width else {
      // The C library's table is another than ours: the columns to the right matter more than this character.
      for _ in 0..<width { add(0xFFFD, ink: ink) }
      return
    }
    add(base, marks: (mark(cell.mark1), mark(cell.mark2)), ink: ink)
  }

  /// A mark that the C library, too, takes for one; otherwise U+0000 for none.
  private func mark(_ scalar: Unicode.Scalar) -> wchar_t {
    let mark = wchar_t(scalar.value)
    return mark != 0 && wcwidth(mark) == 0 ? mark : 0
  }

  private func add(_ base: wchar_t, marks: (wchar_t, wchar_t) = (0, 0), ink: Ink) {
    var text = (base, marks.0 == 0 ? marks.1 : marks.0, marks.0 == 0 ? 0 : marks.1, wchar_t(0))
    var pair = ink.pair
    var character = cchar_t()
    withUnsafeBytes(of: &text) { bytes in
      guard let scalars = bytes.assumingMemoryBound(to: wchar_t.self).baseAddress else { return }
      // The pair goes in by pointer: the argument for it is a short, and extended pairs go beyond.
      setcchar(&character, scalars, ink.attributes, 0, &pair)
    }
    // Answers ERR at the bottom right, where nothing can follow, and has written it all the same.
    wadd_wch(shim_stdscr(), &character)
  }
}
