import Model
import Screen
import Text

extension DashboardState {
  /// Remembers what is shown.
  mutating func markMoment() {
    // What was asked for just now is meant.
    if awaitsReplay {
      marksWhatComes = true
    } else if let content {
      mark(content)
    } else {
      notice = Notice(passing: "there is nothing to mark yet")
    }
  }

  mutating func mark(_ model: DashboardModel) {
    marksWhatComes = false
    markedModel = model
    let moment = model.figures.now
    let clock = Clock(
      now: moment, utcOffset: model.recorded.map { _ in model.policy.zone.offset(at: moment) } ?? Seconds(0))
    let time: SafeText = model.recorded == nil ? "" : " \(clock.time(of: moment))"
    notice = Notice("marked\(time): compare, at another moment, tells what differs")
  }

  /// Tells over the screen what differs from what was marked.
  mutating func compareWithMark() {
    guard let markedModel, let content else {
      notice = Notice(passing: "nothing is marked to compare with: mark remembers what is shown")
      return
    }
    let isLater = markedModel.figures.now <= content.figures.now
    comparison =
      isLater
      ? ModelChanges(from: markedModel, to: content) : ModelChanges(from: content, to: markedModel)
    overlay = .comparison
  }
}

extension ScreenDrawing {
  /// What differs between what was marked and what is shown.
  func comparisonText(size: Size) -> OverlayText {
    let changes = state.comparison
    let lines = changes?.lines ?? []
    let title: SafeText =
      changes.map { "\(moment($0.earlier)) → \(moment($0.later))" } ?? "Compare"
    return OverlayText(
      title: title, closing: "\(state.keys.name(of: .close)) closes", scrolling: state.keys.scrolling,
      lines: lines, on: size)
  }

  private func moment(_ model: DashboardModel) -> SafeText {
    "\(clock.day(of: model.figures.now)) \(clock.time(of: model.figures.now))"
  }
}

extension ModelChanges {
  /// Of one kind; what is more is counted.
  private static let most = 40

  var lines: [Line] {
    let groups: [(title: SafeText, lines: [Line])] = [
      ("Alerts", alertLines), ("Nodes", nodeLines), ("Jobs", jobLines), ("Applications", applicationLines),
      ("Budgets", budgetLines),
    ]
    let told = groups.filter { !$0.lines.isEmpty }
    guard !told.isEmpty else { return [Line("nothing differs", .muted)] }
    return Array(
      told.map { group in
        let rest = group.lines.count - Self.most
        return [Line(group.title, .title)] + group.lines.prefix(Self.most)
          + (rest > 0 ? [Line("  \(SafeText.grouped(rest)) more", .muted)] : [])
      }.joined(separator: [Line()]))
  }

  private var alertLines: [Line] {
    came.map { alert in
      var line = Line("  new  ", .muted)
      line.add(alert.sentence(of: alert.text, nameWidth: 24), alert.role, mayBreak: true)
      return line
    }
      + gone.map { alert in
        var line = Line("  gone ", .muted)
        line.add(alert.sentence(of: alert.text, nameWidth: 24), .text, mayBreak: true)
        return line
      }
  }

  /// What is lost, taken out or back, each; of the others how many there are of each change.
  private var nodeLines: [Line] {
    let order: [(NodeChange) -> Bool] = [\.isLost, \.isTakenOut, \.isBack]
    let told = order.flatMap { isOne in nodes.filter(isOne) }
    let others = nodes.filter { node in !order.contains { $0(node) } }
    return told.map { node in
      var line = Line("  \(node.cluster) \(node.name)  ")
      line.add("\(node.before.word.text) → ", .muted)
      line.add(node.after.word.text, node.after.outage?.isOutOfService == true ? .critical : .text)
      if let reason = node.reason, node.after.outage != nil {
        line.add("  \(reason)", .muted, mayBreak: true)
      }
      return line
    }
      + Dictionary(grouping: others, by: \.cluster).sorted { $0.key < $1.key }.map { cluster, nodes in
        let changes = Dictionary(grouping: nodes) {
          "\($0.before.word.text) → \($0.after.word.text)" as SafeText
        }
        var line = Line("  \(cluster)  ")
        line.add(counts: changes.mapValues(\.count), .muted)
        return line
      }
  }

  private var jobLines: [Line] {
    jobs.filter { !$0.isEmpty }.flatMap { change -> [Line] in
      var line = Line("  \(change.cluster)  ")
      let lost: SafeText = change.lost > 0 ? ", \(SafeText.grouped(change.lost)) lost a node" : ""
      line.add(
        "\(SafeText.grouped(change.started)) started, \(SafeText.grouped(change.ended)) ended, \(SafeText.grouped(change.submitted)) tasks submitted\(lost)"
      )
      if let before = figures(of: change.cluster, in: earlier),
        let after = figures(of: change.cluster, in: later)
      {
        line.add(
          "; GPUs allocated \(SafeText.grouped(before.gpus)) → \(SafeText.grouped(after.gpus)), waiting tasks \(SafeText.grouped(before.tasks)) → \(SafeText.grouped(after.tasks))",
          .muted, mayBreak: true)
      }
      guard change.lost > 0 else { return [line] }
      var accounts = Line("    lost a node: ", .muted)
      accounts.add(counts: change.lostByAccount, .text)
      return [line, accounts]
    }
  }

  private func figures(of cluster: SafeText, in model: DashboardModel) -> (gpus: Int?, tasks: Int?)? {
    model.figures.clusters.first { $0.name == cluster }.map {
      ($0.capacity?.gpus.allocated, $0.queue?.pendingTasks)
    }
  }

  private var applicationLines: [Line] {
    let before = Dictionary(
      (earlier.figures.applications?.items ?? []).map { ($0.application.id, $0.application.state) },
      uniquingKeysWith: { first, _ in first })
    let late = Set(breached)
    return (later.figures.applications?.items ?? []).compactMap { item in
      let (id, state) = (item.application.id, item.application.state)
      let was = before[id]
      let isLate = late.contains(id)
      guard was != state || isLate else { return nil }
      var line = Line("  \(id)  ")
      if was != state {
        line.add(was.map { "\($0.title) → " } ?? "new: ", .muted)
        line.add("\(state.title)  ")
      }
      if isLate { line.add("past the promised time", .critical) }
      return line
    }
  }

  private var budgetLines: [Line] {
    func key(_ budget: BudgetFigures) -> RowID {
      .allocation(
        cluster: budget.allocation.cluster, account: budget.allocation.account, unit: budget.allocation.unit)
    }
    let before = Dictionary(
      earlier.budgets.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let changed = later.budgets.compactMap { budget -> (budget: BudgetFigures, was: Double, now: Double)? in
      guard let was = before[key(budget)]?.allocation.used, let now = budget.allocation.used,
        later.budgetUnit.text(was, of: budget) != later.budgetUnit.text(now, of: budget)
      else { return nil }
      return (budget, was, now)
    }
    return changed.sorted { abs($0.now - $0.was) > abs($1.now - $1.was) }.map { change in
      let unit = later.budgetUnit
      var line = Line("  \(change.budget.allocation.account)  ")
      line.add(
        "used \(unit.text(change.was, of: change.budget)) → \(unit.text(change.now, of: change.budget))")
      return line
    }
  }
}

extension Line {
  /// Each with how many there are of it, most first: `teaching 2, local-ai 1`.
  fileprivate mutating func add(counts: [SafeText: Int], _ role: Role) {
    let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (place, count) in most.enumerated() {
      add(
        "\(place == 0 ? "" : ", ")\(count.key) \(SafeText.grouped(count.value))", role, mayBreak: place > 0)
    }
  }
}
