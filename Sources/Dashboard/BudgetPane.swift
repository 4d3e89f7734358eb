import Entities
import Model
import Screen
import Text

extension PaneDefinition {
  static let budget = PaneDefinition(
    pane: .budget, view: .budget, title: "Budget", shortTitle: "budg ",
    scopes: { _ in [.filteredList] },
    rows: { content, _ in content.allocationRows },
    body: \.budget,
    arrangement: { _, area in .stacked(area, detail: 14) },
    drawDetail: { _, context, canvas, area in context.drawBurn(on: &canvas, in: area) })
}

extension PaneBuilder {
  /// Per allocation used of granted against the calendar, worst first.
  var budget: PaneModel {
    guard figures.budgets != nil else {
      return PaneModel(
        headline: Line("\(SafeText.unknown) active"),
        emptyLines: content.emptyState(of: .allocations).lines(isFull: isFull, keys: keys))
    }
    let budgets = content.budgets
    var body = PaneModel(headline: budgetHeadline(budgets))
    let shown = shown(of: budgets)
    body.emptyLines = nothingIn([.allocations], "no allocations").lines(isFull: isFull, keys: keys)
    if let listed { body.tell(of: listed, keys) }
    body.show(shown, in: budgetColumns, of: self)
    body.selected = selected
    if !isFull {
      body.secondLine = { index in shown.indices.contains(index) ? secondLine(of: shown[index]) : nil }
    }
    if let place = place(ofRow: selected), budgets.indices.contains(place) {
      body.note = budgetNote(budgets[place])
    }
    return body
  }

  private func budgetHeadline(_ budgets: [BudgetFigures]) -> Line {
    func count(_ state: BudgetState) -> Int { budgets.count { $0.state == state } }
    let active = Line("\(budgets.count - count(.ended) - count(.notStarted)) active", .strong)
    let behind = count(.under) + count(.idleStart)
    var troubled: [Line] = []
    if count(.exhausted) > 0 { troubled.append(Line("\(count(.exhausted)) exhausted", .critical)) }
    if count(.ahead) > 0 { troubled.append(Line("\(count(.ahead)) ahead", .warning)) }
    if behind > 0 { troubled.append(Line("\(behind) under", .warning)) }
    let unit = isFull && !isNarrow && !budgets.isEmpty ? [Line("all in \(unit.title)", .muted)] : []
    return Line(joining: isNarrow ? troubled + [active] : [active] + troubled + unit)
  }

  private var unit: BudgetUnit { content.budgetUnit }

  private var budgetColumns: [ListColumn<BudgetFigures>] {
    let unit = unit
    func amount(_ amount: Double?, of budget: BudgetFigures) -> Table.Content {
      figure(.compact(unit.amount(amount, of: budget)))
    }
    let (usedTitle, dailyTitle): (SafeText, SafeText) = ("used \(unit.title)", "\(unit.title)/d")
    return [
      .init("allocation", field: "id", width: .flexible(minimum: 13, weight: 0), priority: 100) {
        .text($0.allocation.proposal?.withoutProgramme ?? $0.allocation.account)
      },
      .init(
        "account", field: "account", width: .flexible(minimum: 10, weight: 2), priority: 45, isFullOnly: true
      ) {
        .text($0.allocation.account, Style(.muted))
      },
      .init("cluster", field: "cluster", width: .fixed(8), priority: 60) {
        optional($0.allocation.cluster, role: .muted)
      },
      .init("used", sortField: "used%", width: .flexible(minimum: 10, weight: 3), priority: 90) {
        usedOrLeft($0)
      },
      .init(
        usedTitle, field: "used", width: .fixed(usedTitle.width), alignment: .right, priority: 55,
        isFullOnly: true
      ) {
        amount($0.allocation.used, of: $0)
      },
      .init("granted", field: "granted", width: .fixed(8), alignment: .right, priority: 56, isFullOnly: true)
      {
        amount($0.allocation.granted, of: $0)
      },
      .init("used%", field: "used%", width: .fixed(5), alignment: .right, priority: 85) {
        figure(.percentFigure($0.usedFraction))
      },
      .init("pace", field: "pace", width: .fixed(4), alignment: .right, priority: 80) {
        figure(.decimal($0.pace))
      },
      .init(dailyTitle, field: "burn", width: .fixed(dailyTitle.width), alignment: .right, priority: 40) {
        amount($0.burnPerDay, of: $0)
      },
      .init("needed", width: .fixed(6), alignment: .right, priority: 35, isFullOnly: true) {
        amount($0.neededPerDay, of: $0)
      },
      .init("7 days", width: .fixed(7), priority: 25, isFullOnly: true) {
        .sparkline(Sparkline(UsageCurve($0.allocation, now: figures.now).usedByDay(last: 7)))
      },
      .init("runs out", field: "out", width: .fixed(8), alignment: .right, priority: 50) {
        .text($0.exhaustsAt.map(clock.dayOrMonth) ?? SafeText.unknown, Style(.muted))
      },
      .init("ends", field: "ends", width: .fixed(8), alignment: .right, priority: 52, isFullOnly: true) {
        .text($0.allocation.lastDay.map(clock.dayOrMonth) ?? SafeText.unknown, Style(.muted))
      },
      .init("unused", field: "unused", width: .fixed(6), alignment: .right, priority: 30, isFullOnly: true) {
        amount($0.unusedAtEnd, of: $0)
      },
      .init("state", field: "state", width: .fixed(11), priority: 95) {
        .text($0.state.title, Style($0.state.role))
      },
    ].filter { isFull || !$0.isFullOnly }
  }

  /// The bar of use; where only a balance is known, what is left in the site's own unit.
  private func usedOrLeft(_ budget: BudgetFigures) -> Table.Content {
    if budget.usedFraction == nil, let balance = budget.allocation.balance {
      return .text(balance.left, Style(balance.value > 0 ? .text : .critical))
    }
    return .budget(BudgetBar(used: budget.usedFraction, elapsed: budget.calendarFraction))
  }

  /// A figure that stands back when it is not known.
  private func figure(_ text: SafeText) -> Table.Content {
    .text(text, Style(text == .unknown ? .unknown : .text))
  }

  /// `ends 2 Jan with 15.3 k GPU-h unused`, of one that leaves some of it.
  private func secondLine(of budget: BudgetFigures) -> Line? {
    switch budget.state {
    case .under, .idleStart, .ending:
      guard let unused = budget.unusedAtEnd, unused > 0, let last = budget.allocation.lastDay else {
        return nil
      }
      return Line("  ends \(clock.day(last)) with \(unit.text(unused, of: budget)) unused", .muted)
    case .exhausted, .ahead, .onPace, .notStarted, .ended, .unknown: return nil
    }
  }

  /// What there is to say about the allocation under the cursor.
  private func budgetNote(_ budget: BudgetFigures) -> Line {
    let allocation = budget.allocation
    let standing: SafeText = allocation.standing.map { $0 == .active ? "" : ", \($0.word)" } ?? ""
    let name: SafeText = "\(allocation.account)\(standing)"
    if let balance = allocation.balance, budget.usedFraction == nil {
      return Line("\(name): \(balance.left), no grant known", balance.value > 0 ? .muted : .critical)
    }
    switch budget.state {
    case .exhausted:
      return Line("\(name): all \(unit.text(allocation.granted, of: budget)) used", .critical)
    case .ahead:
      guard let out = budget.exhaustsAt, let end = allocation.endsAt else { break }
      let early = SafeText.span(seconds: Int(max(Seconds(0), end - out).count))
      return Line("\(name): runs out \(clock.day(of: out)), \(early) before its end", .warning)
    case .under, .idleStart, .ending:
      guard let unused = budget.unusedAtEnd, let last = allocation.lastDay else { break }
      return Line(
        "\(name): ends \(clock.day(last)) with \(unit.text(unused, of: budget)) unused", budget.state.role)
    case .notStarted:
      guard let first = allocation.firstDay else { break }
      return Line(
        "\(name): \(unit.text(allocation.granted, of: budget)) from \(clock.day(first))", .muted)
    case .onPace, .ended, .unknown: break
    }
    return Line("\(name): \(unit.text(allocation.used, allocation.granted, of: budget))", .muted)
  }
}

extension Balance {
  /// `20 RU left`
  fileprivate var left: SafeText {
    let amount: SafeText = SafeText.compact(value)
    return unit.isEmpty ? "\(amount) left" : "\(amount) \(unit) left"
  }
}

extension BudgetState {
  var title: SafeText {
    switch self {
    case .notStarted: "not started"
    case .idleStart: "idle start"
    case .under: "under"
    case .onPace: "on pace"
    case .ahead: "ahead"
    case .exhausted: "exhausted"
    case .ending: "ending"
    case .ended: "ended"
    case .unknown: "unknown"
    }
  }

  var role: Role {
    switch self {
    case .exhausted: .critical
    case .ahead, .under, .idleStart, .ending: .warning
    case .onPace: .text
    case .notStarted, .ended: .muted
    case .unknown: .unknown
    }
  }
}
