import Model
import Screen
import Text

extension ScreenDrawing {
  /// Where not the newest figures are shown, the whole first line says so, and is in reverse.
  ///
  /// - Returns: false where they are.
  func drawTimeHeader(on canvas: inout Canvas, in rect: Rect) -> Bool {
    switch state.time {
    case .live: return false
    case .frozen(let moment):
      drawTimeHeader(
        told(frozenAt: moment, isShort: isShort(rect)), "FROZEN", .stale, on: &canvas, in: rect)
    case .replay:
      guard let shown = state.replayedMoment else { return false }
      drawTimeHeader(
        told(replaying: shown, isShort: isShort(rect)), "REPLAY", .cursor, on: &canvas, in: rect)
    }
    return true
  }

  /// Below this many columns the zone goes, and words are cut short.
  private func isShort(_ rect: Rect) -> Bool { rect.width < 100 }

  private func drawTimeHeader(
    _ told: (left: [SafeText], way: SafeText), _ badge: SafeText, _ role: Role, on canvas: inout Canvas,
    in rect: Rect
  ) {
    let isNarrow = rect.width < 60
    let moment: SafeText =
      isNarrow ? clock.time(of: clock.now) : isShort(rect) ? clock.text : "\(clock.text) \(clock.zone)"
    let right: SafeText = "\(moment)  \(badge)"
    let rightStart = max(0, rect.columns.upperBound - right.width - 1)
    canvas.draw(right, column: rightStart, row: rect.row, width: right.width, style: Style(role))
    let wayStart = rightStart - told.way.width - (isShort(rect) ? 2 : 4)
    let left =
      told.left.first { rect.column + 1 + $0.width < wayStart } ?? told.left.last ?? ""
    let end = canvas.draw(
      left, column: rect.column + 1, row: rect.row, width: max(0, rightStart - rect.column - 3),
      style: Style(role))
    if wayStart > end + 1 {
      canvas.draw(told.way, column: wayStart, row: rect.row, width: told.way.width, style: Style(role))
    }
    canvas.restyle(rect, as: Style(role))
  }

  /// ` FROZEN at 11:52 · 4 m ago · 2 newer readings wait, 1 new critical: leonardo 9 nodes down`, the longest first.
  private func told(frozenAt moment: Timestamp, isShort: Bool) -> (left: [SafeText], way: SafeText) {
    let age = SafeText.duration(seconds: Int(max(0, (clock.now - moment).count)))
    let new = newCriticals
    let critical: SafeText? =
      new.isEmpty ? nil : "\(new.count) new critical\(isShort ? new.count == 1 ? " waits" : " wait" : "")"
    let count = state.newerReadings
    let waiting: SafeText? =
      count == 0
      ? nil : "\(SafeText.count(count, "newer reading", "newer readings")) \(count == 1 ? "waits" : "wait")"
    let way: SafeText = "\(state.keys.name(of: .toggleFreeze)) goes on"
    if isShort {
      let start: SafeText = "FROZEN \(age)"
      return ([[start, critical ?? waiting].compactMap(\.self).joined(separator: " · "), start], way)
    }
    let start: SafeText = "FROZEN at \(clock.time(of: moment)) · \(age) ago"
    let both = [waiting, critical].compactMap(\.self).joined(separator: ", ")
    let whole: SafeText = both.isEmpty ? start : "\(start) · \(both)"
    let named: SafeText? = new.first.map { "\(whole): \($0)" }
    return ([named, whole, start].compactMap(\.self), way)
  }

  /// The sentences of critical alerts that the newest reading has and what is shown has not.
  private var newCriticals: [SafeText] {
    guard let newest = state.heldBack, let content = state.content else { return [] }
    let known = Set(content.figures.alerts.filter { $0.severity == .critical }.map { RowID($0) })
    return newest.figures.alerts.filter { $0.severity == .critical && !known.contains(RowID($0)) }.map {
      $0.sentence(of: $0.text, nameWidth: 24)
    }
  }

  /// ` REPLAY of lumi, karolina, leonardo · these figures are 1h 52m old · nothing can be recorded`, the longest first.
  private func told(replaying shown: Timestamp, isShort: Bool) -> (left: [SafeText], way: SafeText) {
    let age = SafeText.duration(seconds: Int(max(0, ((clock.readersNow ?? shown) - shown).count)))
    let way: SafeText =
      state.replaySource == .alone
      ? "" : "\(state.keys.name(of: .goNewest)) \(isShort ? "live" : "goes live")"
    if let gap = state.gap {
      let sentence: SafeText =
        "NO RECORDING \(clock.time(of: gap.lowerBound))–\(clock.time(of: gap.upperBound))"
      return (["REPLAY · \(sentence), shown is \(clock.time(of: shown))", sentence], way)
    }
    if isShort {
      return (
        [
          "REPLAY \(age) ago · nothing can be recorded", "REPLAY \(age) ago · nothing recorded",
          "REPLAY \(age) ago", "REPLAY",
        ], way
      )
    }
    let names = state.content?.figures.clusters.map(\.name) ?? []
    let rules: SafeText = state.content?.recorded?.isJudgedAsThen == false ? " · rules of today" : ""
    let start: SafeText = "these figures are \(age) old\(rules)"
    return (
      [
        "REPLAY of \(names.joined(separator: ", ")) · \(start) · nothing can be recorded",
        "REPLAY of \(SafeText.count(names.count, "cluster", "clusters")) · \(start) · nothing can be recorded",
        "REPLAY · \(start)", "REPLAY",
      ], way
    )
  }
}
