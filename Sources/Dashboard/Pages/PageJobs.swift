import Entities
import Model
import Screen
import Text

/// Whose job it is, where the page does not say so already.
enum JobOwner {
  case account, user
}

extension PageBuilder {
  /// Jobs that have something in common: those that run by what they hold, then those that wait; with a link to all, as
  /// the filter `words` lists them.
  mutating func jobTable(
    _ jobs: JobsInCommon, titled title: SafeText, _ column: PageSection.Column = .left,
    without own: Int64? = nil, columns owners: [JobOwner], all words: SafeText
  ) -> [PageSection] {
    let (running, waiting, others) = (jobs.running, jobs.waiting, jobs.others)
    let shown = Self.chosen(running, waiting, others).filter { $0.job.id != own }
    guard !shown.isEmpty else { return [] }
    var table = LineTable(
      [
        LineTable.Column(title: " job", priority: 100), LineTable.Column(title: "state", priority: 90),
        LineTable.Column(title: "GPUs", isFigure: true, priority: 80),
        LineTable.Column(title: "for", isFigure: true, priority: 85),
      ]
        + owners.map { owner in
          switch owner {
          case .account: LineTable.Column(title: " account", priority: 60)
          case .user: LineTable.Column(title: " user", priority: 55)
          }
        } + [LineTable.Column(title: "why, or where", priority: 70)])
    for record in shown {
      let job = record.job
      var cells = [
        link(to: record), Line(job.state.word.text, job.state.role == .ok ? .text : job.state.role),
        figure(record.gpus.map { SafeText.grouped($0) }),
        figure((record.wait ?? record.elapsed).map { .duration(seconds: Int($0.count)) }),
      ]
      for owner in owners {
        switch owner {
        case .account:
          cells.append(owned(by: record.text(job.account), .account, of: record.cluster))
        case .user: cells.append(owned(by: record.text(job.user), .user, of: record.cluster))
        }
      }
      let reason = record.text(job.reason)
      let why = job.state.isWaiting ? PendingReason.plain(reason) ?? reason : record.nodeList
      table.add(cells + [Line(why, .muted)])
    }
    let counts = [
      (Self.tasks(running), "running" as SafeText), (Self.tasks(waiting), "waiting"),
      (Self.tasks(others), "ended"),
    ].filter { $0.0 > 0 }.map { "\(SafeText.grouped($0.0)) \($0.1)" as SafeText }.joined(separator: ", ")
    let under = link(.list(.jobs, words), "all: \(counts)")
    return [PageSection(title, in: column, table, under: under)]
  }

  /// Why those that wait do: tasks by Slurm's reason, most first, each with a link to them, and the first start that Slurm
  /// plans.
  mutating func reasons(
    of jobs: JobsInCommon, _ column: PageSection.Column = .left, all words: SafeText
  ) -> [PageSection] {
    let waiting = jobs.waiting
    guard !waiting.isEmpty else { return [] }
    var tasks: [SafeText: Int] = [:]
    for record in waiting { tasks[record.text(record.job.reason), default: 0] += record.tasks }
    let most = tasks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var lines = most.prefix(Self.mostRows).map { reason, count in
      let plain = PendingReason.plain(reason)
      let told = plain ?? (reason.isEmpty ? "no reason given" : reason)
      var line = link(
        .list(.jobs, "pending \(words) reason=\(reason.asFilterValue)"), "\(SafeText.grouped(count)) \(told)")
      if plain != nil { line.add("(\(reason))", .muted, mayBreak: true) }
      return line
    }
    let starts = waiting.compactMap { record in
      record.queue.table.plan(of: record.job, now: now)?.start(after: now).map { (record, $0) }
    }
    if let (record, start) = starts.min(by: { $0.1 < $1.1 }) {
      var line = Line("the first start that Slurm plans ", .muted)
      line.add(link(to: record), mayBreak: true)
      line.add(momentAndAge(start))
      lines.append(line)
    } else {
      lines.append(Line("Slurm plans no start of them yet", .muted))
    }
    return [PageSection("why they wait", in: column, lines)]
  }

  private mutating func owned(by name: SafeText, _ kind: EntityID.Kind, of cluster: SafeText) -> Line {
    name.isEmpty ? Line(" \(SafeText.unknown)", .unknown) : link(kind, name, of: cluster)
  }

  private static func tasks(_ records: [JobRecord]) -> Int { records.reduce(0) { $0 + $1.tasks } }

  /// Of each some, what runs first; of what runs those with most GPUs.
  private static func chosen(
    _ running: [JobRecord], _ waiting: [JobRecord], _ others: [JobRecord]
  ) -> [JobRecord] {
    let largest = running.sorted { ($0.gpus ?? 0, $1.job.id) > ($1.gpus ?? 0, $0.job.id) }
    let ofRunning = largest.prefix(max(mostRows / 2, mostRows - waiting.count))
    let ofWaiting = waiting.prefix(mostRows - ofRunning.count)
    return Array(ofRunning + ofWaiting + others.prefix(mostRows - ofRunning.count - ofWaiting.count))
  }
}
