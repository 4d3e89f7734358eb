package import Model
import Screen
import Text

/// A part of a recording in one row: when there are readings, and where critical alerts came and nodes were lost.
package struct ReplayTimeline: Sendable {
  package struct Sample: Hashable, Sendable {
    package let at: Timestamp
    /// The critical alerts that there were, by what tells them apart.
    package let critical: Set<RowID>
    /// The nodes that were out of service.
    package let out: Set<EntityID>

    package init(at: Timestamp, alerts: [Alert], nodesOut: [EntityID] = []) {
      self.at = at
      out = Set(nodesOut)
      critical = Set(alerts.lazy.filter { $0.severity == .critical }.map { RowID($0) })
    }
  }

  package let span: ClosedRange<Timestamp>
  /// Where no reading is: longer than two intervals.
  package let gaps: [Range<Timestamp>]
  /// Oldest first; those that have been worked out.
  package var samples: [Sample]

  package init(span: ClosedRange<Timestamp>, gaps: [Range<Timestamp>], samples: [Sample] = []) {
    self.span = span
    self.gaps = gaps
    self.samples = samples
  }

  /// What a recording's line of time spans: all of it, of more than a day the day of the moment.
  package static func span(of extent: ClosedRange<Timestamp>, around moment: Timestamp, zone: EuropeanZone)
    -> ClosedRange<Timestamp>
  {
    guard extent.upperBound - extent.lowerBound > .hours(24) else { return extent }
    let date = zone.localTime(at: moment).date
    let start = max(extent.lowerBound, zone.startOfDay(date))
    let end = min(extent.upperBound, zone.startOfDay(date.adding(days: 1)))
    return min(start, end)...end
  }

  /// Where readings are further apart than two intervals.
  package static func gaps(
    between moments: [Timestamp], in span: ClosedRange<Timestamp>, interval: Seconds
  ) -> [Range<Timestamp>] {
    let most = Seconds(2 * max(1, interval.count))
    let places = [span.lowerBound] + moments + [span.upperBound]
    return zip(places, places.dropFirst()).compactMap { $1 - $0 > most ? $0..<$1 : nil }
  }

  /// One value a column: how many critical alerts came in it, and one more where nodes were lost; 0 where none was looked at yet, `nil` in a gap.
  func columns(_ count: Int) -> [Double?] {
    var values = [Double?](repeating: 0, count: count)
    for column in 0..<count {
      let (start, end) = (moment(ofColumn: column, of: count), moment(ofColumn: column + 1, of: count))
      if gaps.contains(where: { $0.lowerBound <= start && end <= $0.upperBound }) { values[column] = nil }
    }
    for (before, sample) in zip(samples, samples.dropFirst()) {
      let place = column(of: sample.at, of: count)
      let lost = sample.out.subtracting(before.out)
      let came = sample.critical.subtracting(before.critical).count + (lost.isEmpty ? 0 : 1)
      if let value = values[place] { values[place] = value + Double(came) }
    }
    return values
  }

  /// In which column a moment is.
  func column(of moment: Timestamp, of count: Int) -> Int {
    let whole = (span.upperBound - span.lowerBound).count
    guard whole > 0, count > 1 else { return 0 }
    let past = min(max(0, (moment - span.lowerBound).count), whole)
    return min(count - 1, Int(past * Int64(count) / whole))
  }

  private func moment(ofColumn column: Int, of count: Int) -> Timestamp {
    span.lowerBound
      + Seconds((span.upperBound - span.lowerBound).count * Int64(column) / Int64(max(1, count)))
  }
}

extension ScreenDrawing {
  /// ```
  ///  06:00 ▁▁▃▁▁▅▁▂▁▁▁▁▁▁▁▁▁▁▁▁┃▁▁▁▆▁▁▁▁▁▁▆▂▁▁ 11:52  60× ▶   f plays  t T step  [ ] event  b time
  /// ```
  func drawTimeline(on canvas: inout Canvas, in rect: Rect) {
    guard let replay = state.replay, let shown = state.replayedMoment else { return }
    let speed: SafeText = "\(replay.speed)× \(replay.isPlaying ? "▶" : "■")"
    let hints = timelineHints(isPlaying: replay.isPlaying)
    // The line itself comes before the keys.
    let hint = hints.first { $0.width + 50 <= rect.width } ?? ""
    let hintStart = rect.columns.upperBound - hint.width - 1
    canvas.draw(hint, column: hintStart, row: rect.row, width: hint.width, style: Style(.muted))
    let speedStart = hintStart - speed.width - 3
    canvas.draw(
      speed, column: speedStart, row: rect.row, width: speed.width,
      style: Style(replay.isPlaying ? .accent : .muted))
    guard let line = state.timeline else {
      canvas.draw(
        "looking through the recording …", column: rect.column + 1, row: rect.row,
        width: max(0, speedStart - rect.column - 2), style: Style(.muted))
      return
    }
    let hasDays = line.span.upperBound - line.span.lowerBound > .hours(24)
    func label(_ moment: Timestamp) -> SafeText {
      hasDays ? "\(clock.day(of: moment)) \(clock.time(of: moment))" : clock.time(of: moment)
    }
    let (first, last) = (label(line.span.lowerBound), label(line.span.upperBound))
    let start = canvas.draw(first, column: rect.column + 1, row: rect.row, style: Style(.muted)) + 1
    let width = speedStart - 2 - last.width - 1 - start
    guard width > 4 else { return }
    let values = line.columns(width)
    Sparkline(values, role: .critical).draw(on: &canvas, column: start, row: rect.row, width: width)
    for (offset, value) in values.enumerated() where value == nil || value == 0 {
      canvas.draw(
        glyph: value == nil ? " " : "▁", column: start + offset, row: rect.row,
        style: Style(value == nil ? .muted : .sparkline))
    }
    canvas.draw(
      glyph: "┃", column: start + line.column(of: shown, of: width), row: rect.row, style: Style(.accent))
    canvas.draw(last, column: start + width + 1, row: rect.row, style: Style(.muted))
  }

  /// The longest first.
  private func timelineHints(isPlaying: Bool) -> [SafeText] {
    let keys = state.keys
    func both(_ first: Action, _ second: Action) -> SafeText {
      "\(keys.name(of: first)) \(keys.name(of: second))"
    }
    let play: SafeText = "\(keys.name(of: .toggleFreeze)) \(isPlaying ? "stops" : "plays")"
    let step: SafeText = "\(both(.nextReading, .previousReading)) step"
    let event: SafeText = "\(both(.previousEvent, .nextEvent)) event"
    let to: SafeText = "\(keys.name(of: .goToTime)) time"
    return ["\(play)  \(step)  \(event)  \(to)", "\(play)  \(event)  \(to)"]
  }
}
