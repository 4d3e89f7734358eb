import Entities
import Model
import Screen
import Text

extension PaneDefinition {
  static let applications = PaneDefinition(
    pane: .applications, view: .applications, title: "Applications", shortTitle: "appl ",
    scopes: \.scopesOfApplications,
    rows: { content, _ in content.applicationRows },
    body: \.applications,
    arrangement: { _, area in .wide(area, detail: 20) },
    drawDetail: { _, context, canvas, area in context.drawApplication(on: &canvas, in: area) })
}

extension DashboardState {
  fileprivate var scopesOfApplications: [KeyScope] {
    [.applications, .listedApplications, .filteredList]
  }
}

extension PaneBuilder {
  /// Who waits for an answer, worst first; above it how many of each mode are in which step.
  ///
  /// No personal names, whatever is revealed beside it.
  var applications: PaneModel {
    guard let applications = figures.applications else {
      return PaneModel(
        headline: Line("\(SafeText.unknown) pending"),
        emptyLines: content.emptyState(of: .applications).lines(isFull: isFull, keys: keys))
    }
    var body = PaneModel(headline: applicationsHeadline(applications))
    // Who filters looks for some, and needs the rows.
    body.above = listed == nil && isFull ? modeLines(applications) : [modeLine(applications)]
    body.aboveInShort = [modeLine(applications)]
    // With a journal, every application has a standing.
    let hasJournal = applications.items.first?.application.standing != nil
    let items = applications.items
    body.emptyLines = nothingIn([.applications], "no applications").lines(isFull: isFull, keys: keys)
    if let listed { body.tell(of: listed, keys) }
    body.show(
      shown(of: content.applicationOrder.lazy.map { items[$0] }),
      in: applicationColumns(hasJournal: hasJournal), of: self)
    body.selected = selected
    if let marked = markedNote(items) {
      body.note = marked
    } else if let cutoff = applications.nextCutoff {
      body.note = Line(
        "next cut-off \(cutoff.mode.title) \(clock.day(of: cutoff.at)) \(clock.time(of: cutoff.at)), in \(SafeText.duration(seconds: Int((cutoff.at - figures.now).count)))",
        .muted)
    }
    return body
  }

  /// What those that are marked ask for together, a dash where one of them does not tell; `nil` where none is marked.
  private func markedNote(_ items: [ApplicationItem]) -> Line? {
    let marked = items.filter { look.marks.contains(.application($0.application.id)) }
    guard !marked.isEmpty else { return nil }
    let asked = marked.compactMap(\.requested?.count)
    let sum = asked.count == marked.count ? asked.reduce(0, +) : nil
    var line = Line("marked ask ", .muted)
    line.add("\(SafeText.compact(sum)) GPU-h")
    return line
  }

  /// What is late first, where there is not room for all.
  private func applicationsHeadline(_ applications: ApplicationFigures) -> Line {
    let pending = Line("\(applications.pending) pending", .strong)
    var late: [Line] = []
    if applications.conflicts > 0 {
      late.append(
        Line("\(applications.conflicts) \(applications.conflicts == 1 ? "conflict" : "conflicts")", .critical)
      )
    }
    if applications.breached > 0 { late.append(Line("\(applications.breached) breached", .critical)) }
    if applications.dueToday > 0 {
      late.append(Line("\(applications.dueToday) \(isNarrow ? "today" : "due today")", .warning))
    }
    return Line(joining: isNarrow ? late + [pending] : [pending] + late)
  }

  private func pendingModes(_ applications: ApplicationFigures) -> [AccessMode] {
    AccessMode.known.filter { applications.pendingByMode[$0] != nil }
      + applications.pendingByMode.keys.filter { !AccessMode.known.contains($0) }.sorted { $0.word < $1.word }
  }

  /// All modes in one line: how many of each are pending.
  private func modeLine(_ applications: ApplicationFigures) -> Line {
    var line = Line()
    for mode in pendingModes(applications) {
      line.add("\(mode.code) ", .muted)
      line.add("\((applications.pendingByMode[mode] ?? [:]).values.reduce(0, +))  ")
    }
    return line
  }

  /// One line a mode: its code, how many are pending, and in which step they are.
  private func modeLines(_ applications: ApplicationFigures) -> [Line] {
    return pendingModes(applications).map { mode in
      let states = applications.pendingByMode[mode] ?? [:]
      var line = Line("\(mode.code) ", .strong)
      line.add(states.values.reduce(0, +).description(padded: 3), .strong)
      line.add("  ")
      let known = ApplicationState.known
      let inOrder =
        known.filter { states[$0] != nil }
        + states.keys.filter { !known.contains($0) }.sorted { $0.word < $1.word }
      for (index, state) in inOrder.enumerated() {
        if index > 0 { line.addSeparator() }
        line.add("\(state.title) ", .muted, mayBreak: index > 0)
        line.add("\(states[state] ?? 0)")
      }
      return line
    }
  }

  private func applicationColumns(hasJournal: Bool) -> [ListColumn<ApplicationItem>] {
    let says = ListColumn<ApplicationItem>("says", width: .fixed(8), priority: 75) { item in
      let mark = StandingMark(item.application.standing)
      return .text(mark?.word ?? "portal", Style(mark?.role ?? .muted))
    }
    return [
      .init("application", field: "id", width: .fixed(13), priority: 100) {
        .text($0.application.id.withoutProgramme)
      },
      .init("mode", field: "mode", width: .fixed(4), priority: 30) {
        .text($0.application.mode.code, Style(.muted))
      },
      .init("step", field: "step", width: .fixed(11), priority: 70) {
        .text($0.application.state.title, Style($0.isPending ? .text : .muted))
      },
    ] + (hasJournal && !isNarrow ? [says] : []) + [
      .init("organisation", field: "organisation", width: .flexible(minimum: 10, weight: 3), priority: 90) {
        organisation(of: $0)
      },
      .init("", field: "country", width: .fixed(2), priority: 40) {
        optional($0.application.country, role: .muted)
      },
      .init("machine", field: "machine", width: .flexible(minimum: 8, weight: 1), priority: 50) {
        optional($0.application.machine)
      },
      .init("GPU-h", field: "gpu-hours", width: .fixed(7), alignment: .right, priority: 80) {
        .text(SafeText.compact($0.requested?.count), Style($0.requested == nil ? .unknown : .text))
      },
      .init("left", field: "left", width: .fixed(isNarrow ? 13 : 16), alignment: .right, priority: 95) {
        timeLeft(of: $0)
      },
    ]
  }

  /// Where there is no room for a column of marks, they stand before the name.
  private func organisation(of item: ApplicationItem) -> Table.Content {
    guard isNarrow, let mark = StandingMark(item.application.standing) else {
      return optional(item.application.organisation)
    }
    return .text("\(mark.sign) \(item.application.organisation ?? .unknown)", Style(mark.role))
  }

  func optional(_ text: SafeText?, role: Role = .text) -> Table.Content {
    text.map { .text($0, Style(role)) } ?? .text(SafeText.unknown, Style(.unknown))
  }

  /// The state of the service clock in a word and the time left in working time.
  func timeLeft(of item: ApplicationItem) -> Table.Content {
    guard item.isPending else { return .text("", Style(.muted)) }
    let left = item.left.map(span) ?? .unknown
    return switch item.serviceClass {
    case .breached: .text("breached \(left)", Style(.critical))
    case .dueToday: .text("due in \(left)", Style(.warning))
    case .atRisk: .text("at risk \(left)", Style(.warning))
    case .ok: item.left == nil ? .text(.unknown, Style(.unknown)) : .text("\(left) left")
    case .paused: .text("paused", Style(.muted))
    case .notStarted: .text("not started", Style(.muted))
    }
  }
}

extension PaneBuilder {
  /// `14h 02m`, or `14h` where it is narrow: ten days and more need no hours, a thousand no days. At most seven cells,
  /// and four.
  private func span(_ left: Seconds) -> SafeText {
    let seconds = Int(clamping: left.count.magnitude)
    let days = seconds / 86_400
    let years = min(days / 365, 999)
    guard isNarrow else {
      if days >= 1000 { return "\(years) y" }
      return days >= 10 ? .span(seconds: seconds) : .duration(seconds: seconds)
    }
    return switch seconds {
    case ..<60: "<1m"
    case ..<3600: "\(seconds / 60)m"
    case ..<86_400: "\(seconds / 3600)h"
    default: days < 1000 ? "\(days)d" : "\(years)y"
    }
  }
}

extension Int {
  /// Right-aligned in `width` cells.
  func description(padded width: Int) -> SafeText {
    let digits: SafeText = "\(self)"
    return "\(SafeText.spaces(width - digits.width))\(digits)"
  }
}
