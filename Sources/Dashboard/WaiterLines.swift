import Model
import Screen
import Text

/// What is told of single jobs under the list of the queue, where rows are spare.
extension PaneBuilder {
  /// The jobs that have waited longest, the largest ones, and how many can never start.
  var waiterRemarks: [Remark] {
    [
      topRemark("longest", figures.waiters.longest, whole: longestInWords) {
        "\(SafeText.duration(seconds: $0.wait.map { Int($0.count) }))"
      },
      topRemark("largest", figures.waiters.largest, whole: largestInWords) {
        "\(SafeText.count($0.gpus ?? 0, "GPU", "GPUs"))"
      },
      neverRemark,
    ].compactMap(\.self)
  }

  /// The first with what there is to say of it, and behind it as many as fit.
  private func topRemark(
    _ label: SafeText, _ jobs: [WaitingJob], whole: (WaitingJob) -> SafeText,
    figure: @escaping (WaitingJob) -> SafeText
  ) -> Remark? {
    guard let first = jobs.first else { return nil }
    let items =
      [named(first, whole(first))] + jobs.dropFirst().prefix(3).map { named($0, figure($0)) }
    return Remark(label, isSpare: true) { width, rows in
      let head = queueHead(label)
      for count in stride(from: items.count, through: 2, by: -1) {
        var line = head
        for (index, item) in items.prefix(count).enumerated() {
          if index > 0 { line.addSeparator() }
          line.add(item, mayBreak: index > 0)
        }
        let lines = line.wrapped(to: width)
        if lines.count <= min(rows, 2), lines.allSatisfy({ $0.width <= width }) { return lines }
      }
      var line = head
      line.add(items[0].shortened(to: width - head.width))
      return [line]
    }
  }

  /// `5016 leonardo 3d 08h`, the cluster where there are several.
  private func named(_ job: WaitingJob, _ text: SafeText) -> Line {
    var line = Line(job.number.truncated(toWidth: 24), .strong)
    line.add(figures.clusters.count > 1 ? " \(job.cluster) " : " ", .muted)
    line.add(text)
    return line
  }

  private func longestInWords(_ job: WaitingJob) -> SafeText {
    "\(SafeText.duration(seconds: job.wait.map { Int($0.count) })), \(planOrReason(job))"
  }

  private func largestInWords(_ job: WaitingJob) -> SafeText {
    "\(SafeText.count(job.gpus ?? 0, "GPU", "GPUs")), \(planOrReason(job))"
  }

  /// When Slurm plans to start it; as long as it plans nothing, why it waits.
  private func planOrReason(_ job: WaitingJob) -> SafeText {
    guard let start = job.startsAt else {
      return PendingReason.plain(job.reason, after: 1)
        ?? (job.reason.isEmpty ? "no reason given" : job.reason)
    }
    let day = clock.day(of: start)
    return "planned \(day == clock.day(of: clock.now) ? "today" : day) \(clock.time(of: start))"
  }

  private var neverRemark: Remark? {
    let never = queues.flatMap(\.reasons).filter { $0.family == .dependencyNever }
    let tasks = never.reduce(0) { $0 + $1.tasks }
    guard tasks > 0 else { return nil }
    let count = SafeText.atLeast(.grouped(tasks), if: never.contains(where: \.areAtLeast))
    return Remark("never", isSpare: true) { width, _ in
      var line = queueHead("never")
      line.add(count, .strong)
      line.add(" \(tasks == 1 ? "job" : "jobs") whose dependency cannot be met")
      return [line.shortened(to: width)]
    }
  }

  /// What a line under the list of the queue is about, in a column that all of them keep where there is room.
  func queueHead(_ label: SafeText) -> Line {
    var line = Line("\(label)\(SafeText.spaces(isNarrow ? 1 : 9 - label.width))", .muted)
    line.indent = isNarrow ? 2 : line.width
    return line
  }
}
