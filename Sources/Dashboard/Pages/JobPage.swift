import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Why it waits or where it runs, when, what it asks for, who pays.
  mutating func job(_ record: JobRecord, _ item: EntityItem) -> PageContents {
    let job = record.job
    let name = record.text(job.name)
    var sections: [PageSection] = []
    if job.state.isWaiting {
      sections.append(PageSection("why it waits", reasonFields(of: record, item)))
      sections.append(PageSection("when it may start", planFields(of: record)))
    } else {
      sections.append(
        PageSection(
          job.state.base == .running ? "where it runs" : "how it ended", courseFields(of: record, item)))
      sections += nodes(of: record)
    }
    sections += dependencies(of: record)
    sections += array(of: record)
    sections += others(ofAccountOf: record)
    sections += [
      PageSection(
        job.state.isWaiting ? "what it asks for" : "what it has", in: .right, requestFields(of: record, item)),
      PageSection("who pays", in: .right, payers(of: record)),
      otherFields(item, told: Self.toldOfJobs, .right),
    ]
    return PageContents(
      title: name.isEmpty ? "job \(record.number)" : "job \(record.number) · \(name)",
      headline: standing(of: record), sections: sections)
  }

  private static let toldOfJobs: Set<String> = [
    "id", "cluster", "state", "tasks", "partition", "account", "user", "qos", "nodes", "gpus", "cpus",
    "gpu-hours", "limit", "wait", "elapsed", "left", "priority", "submitted", "eligible", "starts", "ends",
    "reason", "detail", "dependency", "reservation", "licenses", "node", "name",
    "planned-nodes", "restarts", "idle-gpus",
  ]

  /// `pending 20h 12m`, `running 9h 02m of 12h 00m`
  private func standing(of record: JobRecord) -> Line {
    let job = record.job
    var line = Line(job.state.word.text, job.state.role == .text ? .strong : job.state.role)
    if let wait = record.wait { line.add(" \(.duration(seconds: Int(wait.count)))") }
    if let elapsed = record.elapsed {
      line.add(" \(.duration(seconds: Int(elapsed.count)))")
      if job.state.base == .running, case .span(let limit) = record.limit {
        line.add(" of \(.duration(seconds: Int(limit.count)))", .muted)
      }
    }
    return line
  }

  private mutating func reasonFields(of record: JobRecord, _ item: EntityItem) -> [FieldGroup.Field] {
    let job = record.job
    let detail = record.text(job.reasonDetail)
    var said = Line()
    said.add(pendingReason: record.text(job.reason))
    let source = context.figures.sources.first {
      $0.source.kind == .jobs && $0.source.cluster == record.cluster
    }
    if let age = source?.age {
      said.addSeparator()
      said.add(
        "as of \(SafeText.span(seconds: Int(age.count))) ago", source?.state == .stale ? .stale : .muted)
    }
    var fields: [FieldGroup.Field] = [("Slurm says", said)]
    if !detail.isEmpty { fields.append(("", Line(value: detail))) }
    var since = Line(value: (job.eligibleAt ?? job.submittedAt).map(momentAndAge))
    if let eligible = job.eligibleAt, now < eligible {
      since = Line("not before \(moment(eligible))")
    }
    if let restarts = job.restarts, restarts > 0 {
      // Slurm takes the moment of a requeue for that of the submission.
      since.add(", requeued \(SafeText.count(Int(restarts), "time", "times"))", .muted, mayBreak: true)
    }
    fields.append(("waiting since", since))
    let priority = job.priority.map { $0 == 0 ? "held: 0" : SafeText.grouped(Int($0)) } ?? .unknown
    fields.append(("priority", Line(priority, job.priority == nil ? .unknown : .text)))
    if record.isFolded { fields += self.fields(item, ["tasks"]) }
    for ahead in record.queue.table.ahead(of: job) ?? [] {
      var line = link(toPartition: ahead.partition, of: record.cluster)
      if ahead.tasks == 0 {
        line.add("nothing comes before it", mayBreak: true)
      } else {
        line.add(.atLeast(.grouped(ahead.tasks), if: ahead.areAtLeast), mayBreak: true)
        line.add(ahead.tasks == 1 ? " task comes before it" : " tasks come before it")
      }
      if let gpus = ahead.gpus, ahead.tasks > 0 {
        line.add(" and ask for \(SafeText.grouped(gpus)) GPUs", mayBreak: true)
      }
      if ahead.heldBackTasks > 0 {
        line.add(
          "; \(SafeText.grouped(ahead.heldBackTasks)) more are held back by limits or holds", .muted,
          mayBreak: true)
      }
      fields.append(("in line", line))
    }
    return fields
  }

  /// What Slurm plans, and only that: a start time without a plan is none.
  private mutating func planFields(of record: JobRecord) -> [FieldGroup.Field] {
    guard let plan = record.queue.table.plan(of: record.job, now: now) else {
      return [("Slurm plans", Line("nothing for it yet", .muted))]
    }
    let asOf: SafeText = plan.asOf.map { ", planned \(momentAndAge($0))" } ?? ""
    guard let start = plan.start(after: now) else {
      return [
        (
          "Slurm plans",
          Line(wrapping: "its planned time has passed; Slurm has not started it\(asOf)", .warning)
        )
      ]
    }
    var line = Line(momentAndAge(start), .strong)
    var fields: [FieldGroup.Field] = []
    if let nodes = plan.nodes {
      fields = [("Slurm plans", line)]
      let names = HostList(nodes).names(atMost: Self.mostNodesUnfolded)
      var shown = (names ?? []).prefix(Self.mostRelated).map { link(.node, $0, of: record.cluster) }
      if let names, names.count > shown.count {
        shown.append(Line(" +\(names.count - shown.count) more", .muted))
      }
      fields.append(("on", names == nil ? Line(value: nodes) : Self.beside(shown)))
    } else {
      line.add(", without naming nodes", .muted, mayBreak: true)
      fields = [("Slurm plans", line)]
    }
    fields.append(("", Line(wrapping: "as if every job ran to its limit; it may change\(asOf)", .muted)))
    return fields
  }

  private mutating func courseFields(of record: JobRecord, _ item: EntityItem) -> [FieldGroup.Field] {
    let job = record.job
    var fields: [FieldGroup.Field] = [("started", Line(value: job.startedAt.map(momentAndAge)))]
    if job.state.base == .running || job.state.base == .suspended {
      fields.append(("ends by", Line(value: job.endsAt.map(momentAndAge))))
    } else {
      fields.append(("ended", Line(value: job.endsAt.map(momentAndAge))))
    }
    let (reason, detail) = (record.text(job.reason), record.text(job.reasonDetail))
    if !reason.isEmpty, reason.shown != "None" {
      var line = PendingReason.plain(reason).map { Line(wrapping: $0) } ?? Line()
      line.add(line.width > 0 ? " (\(reason))" : reason, .muted, mayBreak: true)
      fields.append(("Slurm says", line))
    }
    if !detail.isEmpty { fields.append(("", Line(value: detail))) }
    if !record.nodeList.isEmpty { fields.append(("nodes", Line(value: record.nodeList))) }
    if let eligible = job.eligibleAt ?? job.submittedAt, let started = job.startedAt, eligible <= started {
      fields.append(("waited", Line(.duration(seconds: Int((started - eligible).count)))))
    }
    if item.value("idle-gpus") != .unknown { fields += self.fields(item, ["idle-gpus"]) }
    return fields
  }

  /// The nodes of a job, each with what it is and how busy its GPUs are.
  private mutating func nodes(of record: JobRecord) -> [PageSection] {
    guard !record.nodeList.isEmpty else { return [] }
    guard let names = HostList(record.nodeList).names(atMost: Self.mostNodesUnfolded) else {
      return [PageSection("on nodes", [Line(value: record.nodeList)])]
    }
    var table = LineTable([
      LineTable.Column(title: " node", priority: 100), LineTable.Column(title: "state", priority: 60),
      LineTable.Column(title: "its GPUs", isFigure: true, priority: 95),
      LineTable.Column(title: "GPUs held", isFigure: true, priority: 80),
      LineTable.Column(title: "busy", isFigure: true, priority: 90),
      LineTable.Column(title: "power", isFigure: true, priority: 50),
      LineTable.Column(title: "jobs", isFigure: true, priority: 40),
    ])
    for name in names.prefix(Self.mostRows) {
      let entity = EntityID(.node, name, cluster: record.cluster)
      guard let row = content.node(entity) else {
        table.add([Line(" \(name)")] + Array(repeating: Line(SafeText.unknown, .unknown), count: 6))
        continue
      }
      let node = row.node
      table.add([
        link(to: .entity(entity)),
        Line(row.nodeClass.word, row.nodeClass.role == .barAllocated ? .text : row.nodeClass.role),
        figure(record.queue.table.gpuIndices(of: record.job, on: name).map { $0.ranges }),
        figure(
          node.gpusInUse.map { "\($0) of \(node.gpus.map { SafeText.grouped($0) } ?? .unknown)" as SafeText }),
        figure(node.busyOfAllocated.map { SafeText.percent($0) }),
        figure(node.watts.map { .watts($0) }),
        figure(row.runningJobs.map { SafeText.grouped($0) }),
      ])
    }
    let rest = names.count - table.rows.count
    return [
      PageSection(
        "on \(.count(names.count, "node", "nodes"))", in: .left, table,
        under: rest > 0 ? Line("+\(rest) more: \(record.nodeList)", .muted) : nil)
    ]
  }

  /// More is no list that somebody reads.
  private static let mostNodesUnfolded = 4096
  /// How many rows of a kind a page shows of a long list; a link behind them leads to all.
  static let mostRows = 12

  func figure(_ text: SafeText?) -> Line { text.map { Line($0) } ?? Line(SafeText.unknown, .unknown) }

  /// The other tasks of its array, by state.
  private mutating func array(of record: JobRecord) -> [PageSection] {
    let id = record.job.arrayID
    guard id != 0 else { return [] }
    let rows = JobsInCommon(content, of: record.cluster) { _ in { $0.arrayID == id } }
    guard !rows.rows.isEmpty else { return [] }
    var fields: [FieldGroup.Field] = rows.records.prefix(Self.mostRows).map { member in
      let count = SafeText.atLeast(.grouped(member.tasks), if: member.tasksAreAtLeast)
      var line = link(to: member)
      line.add("\(count) \(member.tasks == 1 ? "task" : "tasks")")
      if member.job.state.isWaiting {
        let reason = member.text(member.job.reason)
        line.addSeparator()
        line.add(wrapping: PendingReason.plain(reason) ?? reason, .muted)
      }
      return (member.job.state.word.text, line)
    }
    let all: SafeText = "id:\(id)_ cluster=\(record.cluster.asFilterValue)"
    fields.append(("", link(.list(.jobs, all), "all of the array")))
    return [PageSection("its array \(id)", fields)]
  }

  /// What else runs and waits in its account.
  private mutating func others(ofAccountOf record: JobRecord) -> [PageSection] {
    let account = record.text(record.job.account)
    guard !account.isEmpty else { return [] }
    let jobs = JobsInCommon(content, of: record.cluster) { $0.test(\.account, is: account) }
    let own = record.job.id
    return jobTable(
      jobs, titled: "other jobs of its account", without: own, columns: [.user],
      all: "account=\(account.asFilterValue) cluster=\(record.cluster.asFilterValue)")
  }

  private mutating func requestFields(of record: JobRecord, _ item: EntityItem) -> [FieldGroup.Field] {
    let job = record.job
    var gpus = Line(value: record.gpusInWords)
    if let hours = record.gpuHours {
      gpus.addSeparator()
      gpus.add(
        "\(.atLeast(.compact(hours.count), if: record.tasksAreAtLeast)) GPU-h at its limit", mayBreak: true)
    }
    var fields: [FieldGroup.Field] = [("GPUs", gpus)] + self.fields(item, ["limit", "cpus"])
    let partitions = record.text(job.partition).shown.split(separator: ",").map {
      SafeText(untrusted: String($0))
    }
    fields.append(("cluster", link(to: .cluster(record.cluster))))
    fields.append(("partition", Self.beside(partitions.map { link(toPartition: $0, of: record.cluster) })))
    let qos = record.text(job.qos)
    fields.append(("QOS", qos.isEmpty ? Line(value: nil) : link(.qos, qos, of: record.cluster)))
    let reservation = record.text(job.reservation)
    if !reservation.isEmpty {
      fields.append(("reservation", link(.reservation, reservation, of: record.cluster)))
    }
    if job.licenses != .empty { fields += self.fields(item, ["licenses"]) }
    fields.append(("submitted", Line(value: job.submittedAt.map(momentAndAge))))
    return fields
  }

  /// Account and user, and how the budgets of the account stand.
  private mutating func payers(of record: JobRecord) -> [FieldGroup.Field] {
    let (account, user) = (record.text(record.job.account), record.text(record.job.user))
    var fields: [FieldGroup.Field] = [
      ("account", account.isEmpty ? Line(value: nil) : link(.account, account, of: record.cluster)),
      ("user", user.isEmpty ? Line(value: nil) : link(.user, user, of: record.cluster)),
    ]
    let budgets = content.budgets(ofAccount: account, on: record.cluster)
    guard !budgets.isEmpty else {
      if !account.isEmpty { fields.append(("budget", Line("no source tells of an allocation", .muted))) }
      return fields
    }
    for budget in budgets.prefix(Self.mostRelated) { fields += budgetFields(of: budget) }
    return fields
  }

  /// Used of granted, and where that leads; the application that it was granted to, and whom to ask.
  mutating func budgetFields(of budget: BudgetFigures) -> [FieldGroup.Field] {
    let unit = content.budgetUnit
    var used = Line(
      "\(SafeText.percent(budget.usedFraction)) used",
      budget.state.role == .text ? .strong : budget.state.role)
    used.add(" of \(unit.text(budget.allocation.granted, of: budget))")
    var fields: [FieldGroup.Field] = [("budget", used)]
    if let calendar = budget.calendarFraction {
      fields.append(("", Line("\(SafeText.percent(calendar)) of its days gone", .muted)))
    }
    var leads = Line(budget.state.title, budget.state.role)
    if let out = budget.exhaustsAt {
      leads.addSeparator()
      leads.add("runs out \(clock.day(of: out))", mayBreak: true)
    }
    if let last = budget.allocation.lastDay {
      leads.addSeparator()
      leads.add("ends \(clock.day(last))", .muted, mayBreak: true)
    }
    fields.append(("", leads))
    if let proposal = budget.allocation.proposal, let granted = content.application(proposal) {
      var line = link(to: .application(proposal))
      line.add(granted.application.mode.title, .muted)
      fields.append(("application", line))
      fields +=
        ContactLines(
          of: granted.application, isRevealed: context.revealed == proposal, keys: keys
        ).fields
    }
    return fields
  }
}

extension JobRecord {
  /// `8 on 2 nodes`, `8 × 64 tasks`
  fileprivate var gpusInWords: SafeText? {
    guard let gpus else { return nil }
    let nodes: SafeText = job.nodeCount.map { " on \(.count($0, "node", "nodes"))" } ?? ""
    let tasks: SafeText = isFolded ? ", \(.atLeast(.grouped(tasks), if: tasksAreAtLeast)) times" : ""
    return "\(SafeText.grouped(gpus))\(nodes)\(tasks)"
  }
}

extension [Int] {
  /// `0-3`, `0,2-3`: numbers in their order, those that follow each other as one; of none a dash.
  var ranges: SafeText {
    guard !isEmpty else { return "none" }
    var parts: [String] = []
    var numbers = sorted()[...]
    while let first = numbers.popFirst() {
      var last = first
      while numbers.first == last + 1 { last = numbers.removeFirst() }
      parts.append(first == last ? "\(first)" : "\(first)-\(last)")
    }
    return SafeText(untrusted: parts.joined(separator: ","))
  }
}
