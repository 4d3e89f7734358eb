import Text

/// So many lines in so many rows.
struct Scroll: Equatable {
  let lines: Int
  let rows: Int

  private var lastTop: Int { max(0, lines - rows) }

  /// The first line that is shown where `top` is asked for: the last line never leaves the last row.
  func clamped(_ top: Int) -> Int { min(max(0, top), lastTop) }

  /// A page, less one row to keep the eye's place.
  var pageLength: Int { max(1, rows - 1) }

  /// Which lines are shown, when those are not all: `12–40/96 ▼`.
  func position(top: Int) -> SafeText {
    guard lastTop > 0, rows > 0 else { return "" }
    let first = clamped(top)
    let arrow: SafeText = if first == 0 { "▼" } else if first == lastTop { "▲" } else { "▲▼" }
    return "\(first + 1)–\(first + rows)/\(lines) \(arrow)"
  }
}
