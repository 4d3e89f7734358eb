import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// The page of an account, and of each of its allocations: its budgets with their plot, its jobs, who uses it, what it
  /// was granted for.
  mutating func account(_ row: RowID, _ item: EntityItem) -> PageContents {
    let (account, cluster) = (row.entity.name ?? .unknown, row.entity.cluster)
    var budgets = content.budgets(ofAccount: account, on: cluster)
    // The allocation that was opened comes first.
    if let own = budgets.firstIndex(where: { $0.row == row }) {
      budgets.insert(budgets.remove(at: own), at: 0)
    }
    var sections = budgets.prefix(Self.mostRelated).flatMap { self.budget($0) }
    if budgets.isEmpty {
      sections.append(PageSection("budget", [Line("no source tells of an allocation", .muted)]))
    }
    if let first = budgets.first { sections.append(plot(of: first)) }
    let jobs = JobsInCommon(content, of: cluster) { $0.test(\.account, is: account, ignoringCase: true) }
    let place: SafeText = cluster.map { " cluster=\($0.asFilterValue)" } ?? ""
    let words: SafeText = "account=\(account.asFilterValue)\(place)"
    sections += reasons(of: jobs, .right, all: words)
    sections += jobTable(jobs, titled: "jobs", .right, columns: [.user], all: words)
    if jobs.rows.isEmpty {
      let hasJobs = content.cluster(cluster)?.jobs != nil
      sections.append(
        PageSection("jobs", in: .right, [Line(hasJobs ? "none" : "no source tells of jobs", .muted)]))
    }
    sections += users(of: jobs)
    sections += applications(of: budgets)
    if let cluster, content.cluster(cluster) != nil {
      sections.append(PageSection("where it counts", in: .right, [("cluster", link(to: .cluster(cluster)))]))
    }
    sections += alerts(.right) {
      ($0.kind == .account || $0.kind == .allocation) && $0.name == account && $0.cluster == cluster
    }
    let accounts = item.list.schema.kind == .accounts
    sections.append(otherFields(item, told: accounts ? Self.toldOfAccounts : Self.toldOfAllocations, .right))
    var headline = Line()
    if let first = budgets.first {
      headline = Line(first.state.title, first.state.role == .text ? .strong : first.state.role)
      if let out = first.exhaustsAt { headline.add(" · runs out \(clock.day(of: out))") }
      if let last = first.allocation.lastDay { headline.add(" · ends \(clock.day(last))", .muted) }
    }
    return PageContents(
      title: cluster.map { "\(account) · \($0)" } ?? account, headline: headline,
      shortHeadline: budgets.first.map { Line($0.state.title, $0.state.role) }, sections: sections)
  }

  private static let toldOfAccounts: Set<String> = ["name", "cluster"]
  private static let toldOfAllocations: Set<String> = [
    "id", "proposal", "account", "cluster", "granted", "used", "left", "committed", "burn", "needed", "pace",
    "used%",
    "elapsed", "out", "ends", "starts", "unused", "state", "unit",
  ]

  /// The bar, and the figures behind it.
  private mutating func budget(_ budget: BudgetFigures) -> [PageSection] {
    let (allocation, unit) = (budget.allocation, content.budgetUnit)
    var name = Line(allocation.proposal ?? allocation.account, .strong)
    name.addSeparator()
    name.add(budget.state.title, budget.state.role)
    if let standing = allocation.standing, standing != .active {
      name.addSeparator()
      name.add(standing.word, .warning)
    }
    func amount(_ label: SafeText, _ amount: Double?) -> Line {
      var line = Line("\(label) ", .muted)
      line.add(unit.text(amount, of: budget), amount == nil ? .unknown : .text)
      return line
    }
    let left = allocation.granted.flatMap { granted in allocation.used.map { granted - $0 } }
    var rows = [
      Line(joining: [
        amount("granted", allocation.granted), amount("used", allocation.used), amount("left", left),
        amount("running jobs may take", allocation.committed),
      ]),
      Line(
        joining: [
          amount("a day", budget.burnPerDay),
          // Of nothing that is left there is no pace.
          left.map { $0 > 0 } == false ? nil : amount("even pace would be", budget.neededPerDay),
          amount("unused at the end", budget.unusedAtEnd),
        ].compactMap(\.self)),
    ]
    if let balance = allocation.balance, budget.usedFraction == nil {
      rows = [Line("\(.compact(balance.value)) \(balance.unit) left", balance.value > 0 ? .text : .critical)]
    }
    var days = Line(value: allocation.firstDay.map(clock.day))
    days.add(" to ", .muted)
    days.add(allocation.lastDay.map(clock.day) ?? .unknown)
    if let out = budget.exhaustsAt {
      days.addSeparator()
      days.add(
        "runs out \(momentOrDay(out))", budget.state.role == .text ? .muted : budget.state.role,
        mayBreak: true)
    }
    rows.append(days)
    let bar = BudgetBar(used: budget.usedFraction, elapsed: budget.calendarFraction)
    var told = Line("  \(SafeText.percent(budget.usedFraction)) used", .strong)
    told.addSeparator(", ")
    told.add("\(SafeText.percent(budget.calendarFraction)) of its days gone", .muted, mayBreak: true)
    told.addSeparator(", ")
    told.add("pace \(SafeText.decimal(budget.pace))", .muted, mayBreak: true)
    let (used, rest) = (told, rows)
    @Sendable func lines(_ width: Int) -> [Line] {
      var lines: [Line] = []
      if budget.usedFraction != nil {
        let barWidth = max(10, min(width - used.width, width * 3 / 5))
        var line = Self.lines(Size(columns: barWidth, rows: 1)) { canvas, rect in
          bar.draw(on: &canvas, column: 0, row: 0, width: rect.width)
        }[0]
        line.add(used, mayBreak: true)
        lines += line.wrapped(to: width)
      }
      return lines + rest.flatMap { $0.breakable.wrapped(to: width) }
    }
    return [PageSection(name, .drawn(lines, words: (budget.usedFraction == nil ? [] : [told]) + rows))]
  }

  private func momentOrDay(_ moment: Timestamp) -> SafeText { clock.day(of: moment) }

  /// Use as it was counted over the allocation's days, with today.
  private func plot(of budget: BudgetFigures) -> PageSection {
    let context = context
    @Sendable func lines(_ width: Int) -> [Line] {
      guard width >= 30 else { return [] }
      return Self.lines(Size(columns: min(width, 110), rows: 12)) { canvas, rect in
        context.drawBurn(of: budget, on: &canvas, in: rect)
      }
    }
    // Its figures stand in words above it.
    return PageSection(nil, .drawn(lines, words: []))
  }

  /// Who uses it, those with most jobs first.
  private mutating func users(of jobs: JobsInCommon) -> [PageSection] {
    var counts: [EntityID: Int] = [:]
    for record in jobs.records {
      let user = record.text(record.job.user)
      guard !user.isEmpty else { continue }
      counts[EntityID(.user, user, cluster: record.cluster), default: 0] += record.tasks
    }
    guard !counts.isEmpty else { return [] }
    let most = counts.sorted { ($1.value, $0.key.name ?? "") < ($0.value, $1.key.name ?? "") }
    var line = Self.beside(
      most.prefix(Self.mostRows).map { user, count in
        var line = link(to: .entity(user))
        line.add(SafeText.grouped(count), .muted)
        return line
      })
    if most.count > Self.mostRows { line.add(" +\(most.count - Self.mostRows) more", .muted, mayBreak: true) }
    return [PageSection("users, with their tasks", in: .right, [line])]
  }

  /// What the allocations were granted for, and whom to ask.
  private mutating func applications(of budgets: [BudgetFigures]) -> [PageSection] {
    var fields: [FieldGroup.Field] = []
    for budget in budgets.prefix(Self.mostRelated) {
      guard let proposal = budget.allocation.proposal else { continue }
      guard let item = content.application(proposal) else {
        fields.append(("application", Line("\(proposal), which no source tells of", .muted)))
        continue
      }
      var line = link(to: .application(proposal))
      line.add(item.application.mode.title, .muted)
      if let organisation = item.application.organisation { line.add(wrapping: ", \(organisation)") }
      fields.append(("application", line))
      fields +=
        ContactLines(of: item.application, isRevealed: context.revealed == proposal, keys: keys).fields
    }
    return fields.isEmpty ? [] : [PageSection("granted to", in: .right, fields)]
  }
}

extension BudgetFigures {
  /// The row that shows it.
  var row: RowID {
    .allocation(cluster: allocation.cluster, account: allocation.account, unit: allocation.unit)
  }
}
