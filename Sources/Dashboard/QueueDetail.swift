import Entities
import Model
import Screen
import Text

extension PaneBuilder {
  /// How the detail of the full view is shared out: how long tasks wait, and beside it why; only why where it is narrow.
  private func waitParts(of area: Rect) -> (waits: Rect, reasons: Rect) {
    guard area.width >= 64 else {
      return (Rect(column: area.column, row: area.row, width: 0, height: 0), area)
    }
    let parts = area.columns([.fixed(min(48, max(24, area.width * 3 / 10))), .flexible()], gap: 2)
    return (parts[0], parts[1])
  }

  /// The rows that the detail needs so that nothing of it has to be scrolled.
  func waitRows(width: Int) -> Int {
    let area = Rect(column: 0, row: 0, width: width, height: 1)
    return 1 + max(waitBins.count, scrolledLines(width: waitParts(of: area).reasons.width).count)
  }

  /// What was recorded of the cluster of the job under the cursor; `nil` where that is nothing.
  private var pastOfQueue: Past? {
    guard let cluster = selectedJob?.cluster else { return nil }
    let past = past(of: cluster)
    return past.newest == nil ? nil : past
  }

  /// The rows that the detail has for the past besides, where the screen is high enough to spare them.
  func pastRows(in area: Rect) -> Int {
    area.height >= 40 && area.width >= 64 && pastOfQueue != nil ? 1 + waitBins.count + 1 + 8 : 0
  }

  /// The lines on why tasks wait, in the rows that the detail has for them.
  func reasonScroll(in area: Rect) -> Scroll {
    Scroll(
      lines: scrolledLines(width: waitParts(of: area).reasons.width).count, rows: max(0, area.height - 1))
  }

  /// Slurm has fewer words than this; a file that has more is not laid out to its end at every key.
  static let mostReasons = 250

  private func scrolledLines(width: Int) -> [Line] {
    reasonLines(shortened(reasons, to: Self.mostReasons), width: width)
  }

  /// How long what is eligible has been waiting, and beside it why tasks wait, from line `top` on.
  func drawWaits(on canvas: inout Canvas, in area: Rect, top: Int) {
    let (left, right) = waitParts(of: area)
    if !left.isEmpty {
      canvas.draw(
        "eligible tasks by wait", column: left.column, row: left.row, width: left.width, style: Style(.muted))
      let waits = Rect(column: left.column, row: left.row + 1, width: left.width, height: area.height - 1)
      Histogram(waitBins).draw(on: &canvas, in: waits)
      drawPastOfQueue([.tasks], on: &canvas, in: left, above: waitBins.count)
    }
    let lines = scrolledLines(width: right.width)
    if !left.isEmpty, pastOfQueue?.figures.contains(.waits) == true {
      drawPastOfQueue([.waits], on: &canvas, in: right, above: lines.count)
    }
    guard !lines.isEmpty else {
      canvas.draw(
        "nothing waits", column: right.column, row: right.row, width: right.width, style: Style(.muted))
      return
    }
    let scroll = reasonScroll(in: area)
    let position = scroll.position(top: top)
    let (up, down) = (
      keys.name(of: .previousReason, in: .queueView), keys.name(of: .nextReason, in: .queueView)
    )
    let hint: SafeText = position.isEmpty ? "" : "  \(up) \(down) \(position)"
    let titles = Self.reasonTitles.width + hint.width <= right.width ? Self.reasonTitles : Self.shortTitles
    titles.draw(on: &canvas, column: right.column, row: right.row, width: right.width)
    canvas.draw(
      hint, column: right.columns.upperBound - hint.width, row: right.row, width: hint.width,
      style: Style(.accent))
    for (row, line) in zip(right.rows.dropFirst(), lines.dropFirst(scroll.clamped(top))) {
      line.draw(on: &canvas, column: right.column, row: row, width: right.width)
    }
  }

  /// What was recorded, at the foot of a part of the detail, where it is clear of the `lines` above it.
  private func drawPastOfQueue(
    _ figures: [PastFigure], on canvas: inout Canvas, in area: Rect, above lines: Int
  ) {
    let rest = area.height - 1 - max(lines, waitBins.count) - 1
    guard rest > Plot.smallest.rows, let past = pastOfQueue else { return }
    let part = Rect(
      column: area.column, row: area.rows.upperBound - rest, width: min(area.width, 72), height: rest)
    drawPast(past, figures, on: &canvas, in: part)
  }

  private static let reasonTitles = Line("  tasks   GPUs   oldest  why they wait", .muted)
  private static let shortTitles = Line("  tasks   GPUs   oldest  why", .muted)
  /// Where the reason stands behind the figures.
  private static let reasonIndent = 25

  /// A line for each reason, or more where the width asks for it: no word is cut. Slurm's own words stand in a column
  /// of their own where there is room, and where there is little only beside those in plain words that several share.
  private func reasonLines(_ reasons: [ReasonFigures], width: Int) -> [Line] {
    let room = width - Self.reasonIndent
    let plain = reasons.map { PendingReason.plain($0.reason)?.width ?? 0 }.max() ?? 0
    let own = reasons.map { PendingReason.plain($0.reason) == nil ? 0 : $0.reason.width }.max() ?? 0
    let hasColumns = plain + 2 + own <= room
    let uses = Dictionary(grouping: reasons) { PendingReason.plain($0.reason) ?? "" }
    return reasons.flatMap { reason -> [Line] in
      var line = Line()
      line.indent = Self.reasonIndent
      for (text, room) in [
        (SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast), 7),
        (SafeText.atLeast(.grouped(reason.gpus), if: reason.areAtLeast && reason.gpus != nil), 7),
        (SafeText.duration(seconds: reason.oldestEligibleWait.map { Int($0.count) }), 9),
      ] {
        let isUnknown = text == SafeText.unknown
        line.add("\(SafeText.spaces(room - text.width))\(text)", isUnknown ? .unknown : .text)
      }
      line.add("  ")
      guard let words = PendingReason.plain(reason.reason) else {
        line.add(wrapping: reason.reason.isEmpty ? "no reason given" : reason.reason)
        return line.wrapped(to: width)
      }
      if hasColumns {
        line.add("\(words)\(SafeText.spaces(plain + 2 - words.width))")
        line.add(reason.reason, .muted)
        return [line]
      }
      line.add(wrapping: words)
      guard room >= 36 || uses[words]?.count ?? 0 > 1 else { return line.wrapped(to: width) }
      line.add(" ")
      let pieces = "(\(reason.reason))" as SafeText
      for piece in pieces.pieces(ofWidth: max(2, room)) { line.add(piece, .muted, mayBreak: true) }
      return line.wrapped(to: width)
    }
  }

  /// The reasons in so many rows; those for which there is none are one row together, `+3 more`.
  func shortened(_ reasons: [ReasonFigures], to rows: Int) -> [ReasonFigures] {
    guard reasons.count > rows, rows > 0 else { return reasons }
    return reasons.prefix(rows - 1) + [.sum(of: reasons.dropFirst(rows - 1))]
  }

  /// Why the tasks of a cluster or a partition wait: a row for each reason with GPUs and the longest wait, or one line
  /// where there is room for no more.
  func reasonRemark(of queue: QueueFigures?) -> Remark? {
    guard let queue, !queue.reasons.isEmpty else { return nil }
    let tasks = SafeText.atLeast(.grouped(queue.pendingTasks), if: queue.tasksAreAtLeast)
    return Remark("\(tasks) waiting") { width, rows in
      if rows < min(3, queue.reasons.count + 1) {
        let head = Line("why \(tasks) \(queue.pendingTasks == 1 ? "waits" : "wait")  ", .muted)
        let items = queue.reasons.map { reason in
          var line = Line("\(SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast)) ", .strong)
          line.add(reason)
          return line
        }
        return Remark.flow(head, items, width: width, rows: rows) { "+\($0) more" }
      }
      let lines = reasonLines(queue.reasons, width: width)
      if lines.count < rows { return [Self.reasonTitles] + lines }
      // As many reasons as there is room for, and the others as one.
      for count in stride(from: min(rows - 1, queue.reasons.count), through: 1, by: -1) {
        let lines = reasonLines(shortened(queue.reasons, to: count), width: width)
        if lines.count < rows { return [Self.reasonTitles] + lines }
      }
      return [Self.reasonTitles] + lines.prefix(rows - 1)
    }
  }

  /// Each reason in a line of words, as a page read aloud has them: tasks, their GPUs, the oldest wait and why.
  func reasonsInWords(of queue: QueueFigures?) -> [Line] {
    (queue?.reasons ?? []).map { reason in
      let tasks = SafeText.atLeast(.count(reason.tasks, "task", "tasks"), if: reason.areAtLeast)
      let gpus = reason.gpus.map { SafeText.atLeast(.count($0, "GPU", "GPUs"), if: reason.areAtLeast) }
      let oldest = reason.oldestEligibleWait.map {
        "the oldest \(SafeText.duration(seconds: Int($0.count)))" as SafeText
      }
      var line = Line("\([tasks, gpus, oldest].compactMap(\.self).joined(separator: ", ")): ")
      line.add(reason)
      return line
    }
  }

  /// Why a job waits, in whole words, and what Slurm says of it besides; nothing of one that does not wait.
  func reasonLines(of record: JobRecord) -> [Line] {
    guard record.job.state.base == .pending else { return [] }
    let detail = record.text(record.job.reasonDetail)
    var line = Line("\(record.number.truncated(toWidth: 24)) ", .accent)
    line.add(pendingReason: record.text(record.job.reason))
    if !detail.isEmpty {
      line.add(": ")
      line.add(wrapping: detail)
      if detail.isAltered { line.add("  altered from \(detail.escaped)", .warning, mayBreak: true) }
    }
    return [line]
  }
}

extension Line {
  /// Why a job waits, in plain words with Slurm's own behind them.
  mutating func add(pendingReason reason: SafeText) {
    if let plain = PendingReason.plain(reason) {
      add(wrapping: plain)
      add(" (\(reason))", .muted, mayBreak: true)
    } else {
      add(wrapping: reason.isEmpty ? "no reason given" : reason)
    }
  }
}

extension ReasonFigures {
  /// Several reasons as a row of their own, named by how many they are.
  fileprivate static func sum(of reasons: ArraySlice<ReasonFigures>) -> ReasonFigures {
    let name: SafeText = "+\(reasons.count) more"
    let renamed = reasons.map { reason in
      var reason = reason
      reason.reason = name
      return reason
    }
    return joined(renamed)[0]
  }
}
