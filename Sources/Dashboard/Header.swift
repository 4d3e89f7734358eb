import Model
import Screen
import Text

private enum Header {
  /// Below this many columns the day goes, and words are cut short.
  static let shortWidth = 68
}

extension ScreenDrawing {
  /// One line: whose factory, how large, what is wrong, what time it is and whether it runs.
  ///
  /// What is wrong and the time stay longest when the line is short.
  func drawHeader(on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.header))
    if drawTimeHeader(on: &canvas, in: rect) { return }
    let clock = clockLine(width: rect.width)
    let clockStart = rect.columns.upperBound - clock.width - 1
    clock.draw(on: &canvas, column: max(0, clockStart), row: rect.row, width: clock.width)

    var next = canvas.draw(" factorytop", column: rect.column, row: rect.row, style: Style(.header))
    guard let figures = state.content?.figures else { return }
    let alerts = alertLine(figures, isShort: rect.width < Header.shortWidth)
    let extent = extentLine(figures)
    let room = clockStart - next
    if let site = figures.site, room > alerts.width + site.width + 6 {
      next = canvas.draw(" · \(site)", column: next, row: rect.row, style: Style(.header))
    }
    if clockStart - next > alerts.width + extent.width + 6 {
      extent.draw(on: &canvas, column: next + 3, row: rect.row, width: extent.width)
      next += 3 + extent.width
    }
    let alertStart = min(next + 3, max(next + 1, clockStart - alerts.width - 2))
    alerts.draw(on: &canvas, column: alertStart, row: rect.row, width: max(0, clockStart - next - 2))
    let worstStart = alertStart + alerts.width
    if clockStart - worstStart > 24 {
      let width = clockStart - worstStart - 3
      newestAlert(figures, width: width).draw(
        on: &canvas, column: worstStart, row: rect.row, width: width)
    }
  }

  /// The day goes first where the terminal is narrow.
  private func clockLine(width: Int) -> Line {
    let isShort = width < Header.shortWidth
    var line = Line(isShort ? clock.time(of: clock.now) : "\(clock.text) \(clock.zone)", .header)
    line.add(isShort ? " " : "  ")
    line.add(standing)
    if case .readOnly = state.recordingAccess { line.add(isShort ? " RO" : "  READ-ONLY", .warning) }
    return line
  }

  /// Whether what is shown is what is, in a word.
  var standing: Line {
    if let frozenAt = state.frozenAt { return Line("FROZEN \(clock.time(of: frozenAt))", .warning) }
    if state.replayedMoment != nil { return Line("REPLAY", .accent) }
    if let worst = worstSource, worst.state != .ok { return Line(worst.headline, worst.state.role) }
    if let sources = state.content?.figures.sources, sources.isEmpty { return Line("NO DATA", .warning) }
    return clock.isFixed ? Line("FIXED", .muted) : Line("LIVE", .ok)
  }

  /// One that cannot be read before one of which records could not.
  private var worstSource: SourceFigures? {
    state.content?.figures.sources.max { left, right in
      left.state == right.state ? left.isIncomplete && !right.isIncomplete : left.state < right.state
    }
  }

  func extentLine(_ figures: Figures) -> Line {
    let clusters = figures.clusters.count
    let gpus = figures.clusters.compactMap(\.capacity?.gpus)
    var line = Line("\(clusters) \(clusters == 1 ? "cluster" : "clusters")", .header)
    let totals = gpus.compactMap(\.total)
    let total = totals.count == gpus.count ? totals.reduce(0, +) : nil
    if !gpus.isEmpty { line.add("  \(SafeText.grouped(total)) GPUs", .header) }
    return line
  }

  /// How much is wrong, and the worst of it in words as far as there is room.
  func alertLine(_ figures: Figures, isShort: Bool) -> Line {
    let critical = figures.alerts.count { $0.severity == .critical }
    let warnings = figures.alerts.count { $0.severity == .warning }
    // Nothing known is not nothing wrong.
    if figures.sources.isEmpty { return Line("no telemetry", .warning) }
    guard critical + warnings > 0 else { return Line("all well", .ok) }
    var line = Line()
    if critical > 0 { line.add("\(critical) \(isShort ? "crit" : "critical")", .critical) }
    if critical > 0, warnings > 0 { line.add(isShort ? " " : "  ") }
    if warnings > 0 {
      line.add("\(warnings) \(isShort ? "warn" : warnings == 1 ? "warning" : "warnings")", .warning)
    }
    return line
  }

  /// The newest of the worst alerts in words and its age, `newest: ` before it; where none of them tells since when, the
  /// worst. Without what stands behind a colon or a comma where there is no room for it.
  func newestAlert(_ figures: Figures, width: Int) -> Line {
    guard let worst = figures.alerts.first else { return Line() }
    // They are in the order of urgency, and of one severity the newest first.
    let alert = figures.alerts.first { $0.severity == worst.severity && $0.since != nil } ?? worst
    let label: SafeText = alert.since == nil ? "" : "newest: "
    let age =
      alert.since.map { ", \(SafeText.duration(seconds: Int((figures.now - $0).count)))" as SafeText } ?? ""
    let text = alert.text.shown
    let clauses = [text, String(text.prefix { $0 != ":" }), String(text.prefix { $0 != ":" && $0 != "," })]
    let told = clauses.filter { !$0.isEmpty }.flatMap { clause -> [SafeText] in
      let sentence = alert.sentence(of: SafeText(untrusted: clause), nameWidth: 24)
      return ["  \(label)\(sentence)\(age)", "  \(sentence)\(age)", "  \(sentence)"]
    }
    return Line(told.first { $0.width <= width } ?? told.last ?? "", alert.role)
  }
}

extension SourceFigures {
  /// The state in one word.
  fileprivate var headline: SafeText {
    switch state {
    case .ok: "LIVE"
    case .stale: "STALE"
    case .clock: "CLOCK"
    case .missing: "BROKEN"
    case .error: isIncomplete ? "PARTIAL" : "BROKEN"
    }
  }
}
