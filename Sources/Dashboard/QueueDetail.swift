import Model
import Screen
import Text

extension PaneContext {
  /// How long what could start has been waiting, and beside it why tasks wait.
  func drawWaits(on canvas: inout Canvas, in area: Rect) {
    let parts = area.columns([.flexible(weight: 2), .flexible(weight: 3)], gap: 3)
    canvas.draw(
      "eligible tasks by wait", column: parts[0].column, row: parts[0].row, width: parts[0].width,
      style: Style(.muted))
    let waits = Rect(
      column: parts[0].column, row: parts[0].row + 1, width: parts[0].width, height: area.height - 1)
    Histogram(waitBins).draw(on: &canvas, in: waits)
    let table = Table(columns: [
      .init("tasks", width: .fixed(6), alignment: .right, priority: 4),
      .init("GPUs", width: .fixed(6), alignment: .right, priority: 2),
      .init("oldest", width: .fixed(7), alignment: .right, priority: 3),
      .init("why tasks wait", width: .flexible(minimum: 14, weight: 1), priority: 5),
      .init("Slurm's reason", width: .flexible(minimum: 14, weight: 1), priority: 1),
    ])
    let found = reasons
    let rows = shortened(found, to: table.capacity(in: parts[1])).map { reason in
      Table.Row.cells([
        .text(.atLeast(.grouped(reason.tasks), if: reason.areAtLeast), Style(.strong)),
        .text(
          .atLeast(.grouped(reason.gpus), if: reason.areAtLeast && reason.gpus != nil),
          Style(reason.gpus == nil ? .unknown : .text)),
        .text(
          SafeText.duration(seconds: reason.oldestEligibleWait.map { Int($0.count) }),
          Style(reason.oldestEligibleWait == nil ? .unknown : .text)),
        .text(PendingReason.plain(reason.reason) ?? reason.reason), .text(reason.reason, Style(.muted)),
      ])
    }
    if rows.isEmpty {
      canvas.draw(
        "nothing waits", column: parts[1].column, row: parts[1].row, width: parts[1].width,
        style: Style(.muted))
    } else {
      table.draw(rows, on: &canvas, in: parts[1])
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
        let head = Line("why \(tasks) wait  ", .muted)
        let items = queue.reasons.map { reason in
          var line = Line("\(SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast)) ", .strong)
          line.add(reason)
          return line
        }
        return Remark.flow(head, items, width: width, rows: rows) { "+\($0) more" }
      }
      let titles = Line("  tasks   GPUs   oldest  why they wait", .muted)
      return [titles]
        + shortened(queue.reasons, to: rows - 1).map { reason in
          var line = Line()
          for (text, room) in [
            (SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast), 7),
            (SafeText.atLeast(.grouped(reason.gpus), if: reason.areAtLeast && reason.gpus != nil), 7),
            (SafeText.duration(seconds: reason.oldestEligibleWait.map { Int($0.count) }), 9),
          ] {
            let isUnknown = text == SafeText.unknown
            line.add("\(SafeText.spaces(room - text.width))\(text)", isUnknown ? .unknown : .text)
          }
          line.add("  ")
          line.add(reason)
          return line
        }
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
