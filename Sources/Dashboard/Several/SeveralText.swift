import Model
import Screen
import Text

/// What a form on several applications tells: each by name, with what is recorded of it or why nothing is, and for
/// grants what they come to.
struct SeveralText {
  let form: DecisionForm
  let content: DashboardModel?
  let clock: Clock
  let width: Int

  static let labelWidth = 10

  /// How many will get a record, and how many do not.
  var head: Line {
    let count = form.drafts.count
    let left = form.parts.count - count
    let verb: SafeText = form.scope == .undo ? "taken back" : "recorded"
    var line = Line("\(count) of \(form.parts.count) will be \(verb)", .strong)
    if left > 0 { line.add(", \(left) \(left == 1 ? "is" : "are") left out", .warning, mayBreak: true) }
    return line
  }

  /// All that scrolls.
  var lines: [Line] {
    let left = Set(form.leftOut.map(\.application))
    let ordered =
      form.parts.filter { !left.contains($0.application) }
      + form.parts.filter { left.contains($0.application) }
    let parts = ordered.flatMap { lines(of: $0).flatMap { $0.wrapped(to: width) } }
    let rest = noteLines + sums.flatMap { $0.wrapped(to: width) }
    return parts + (rest.isEmpty ? [] : [Line()] + rest)
  }

  private var idWidth: Int { form.parts.map(\.application.withoutProgramme.width).max() ?? 0 }

  private func lines(of part: DecisionForm.Part) -> [Line] {
    switch form.outlook(of: part) {
    case .leftOut(let reason):
      var line = beginning("–", .muted, part)
      line.add(wrapping: "\(reason): left out", .warning)
      return [line]
    case .record(let draft):
      let item = content?.application(part.application)
      let checks = isGrant ? checks(of: item) : nil
      var line = beginning(checks?.sign ?? "✓", checks?.role ?? .ok, part)
      if width >= 70, let organisation = draft.found.application.organisation {
        let cells = min(24, width / 4)
        let cut = organisation.truncated(toWidth: cells)
        line.add("\(cut)\(SafeText.spaces(cells + 2 - cut.width))", .muted, mayBreak: false)
      }
      line.add(triageAction(of: part, draft), mayBreak: true)
      if let checks {
        line.addSeparator()
        line.add(checks.words, checks.role, mayBreak: true)
      }
      return [line] + filledNote(of: draft)
    }
  }

  private func beginning(_ sign: SafeText, _ role: Role, _ part: DecisionForm.Part) -> Line {
    let id = part.application.withoutProgramme
    var line = Line("\(sign) ", role)
    line.add("\(id)\(SafeText.spaces(idWidth + 2 - id.width))", .strong)
    line.indent = 4
    return line
  }

  private var isGrant: Bool { form.triageAction == .accept }

  /// `43.0 k GPU-h karolina`, `admin check → info asked`, `accept → awarded, 23 Nov 09:40`
  private func triageAction(of part: DecisionForm.Part, _ task: CaseDraft) -> Line {
    let application = task.found.application
    if let record = part.record {
      var line = Line(record.summary(in: task.found.standing.history))
      if let state = record.to { line.add(" → \(state.title)") }
      line.add(", \(clock.day(of: record.at)) \(clock.time(of: record.at))", .muted)
      return line
    }
    if isGrant, form.stage == .editing {
      let asked = content?.application(part.application)?.grantEffect?.asked?.count
      return Line("\(SafeText.compact(asked)) GPU-h \(application.machine ?? .unknown)")
    }
    if let step = task.found.step(of: task.draft.kind) {
      return Line("\(step.from.title) → \(step.to.title)")
    }
    if case .assign(let assignee) = task.draft.kind {
      return Line("\(application.assignee ?? .unknown) → \(assignee.isEmpty ? .unknown : assignee)")
    }
    return Line(task.draft.kind.name)
  }

  /// The text as it stands in the record, where it is not the same in all of them.
  private func filledNote(of draft: CaseDraft) -> [Line] {
    guard form.stage != .editing, form.scope != .undo, TextTemplate.hasPlaces(form.note.text),
      let note = draft.draft.note
    else { return [] }
    return note.lines.map { text in
      var line = Line("    ")
      line.indent = 4
      line.add(wrapping: text)
      return line
    }
  }

  /// The text that is the same in all records, once it is asked whether to record them.
  private var noteLines: [Line] {
    guard form.stage != .editing, form.scope != .undo, !TextTemplate.hasPlaces(form.note.text) else {
      return []
    }
    let title = form.triageAction.noteTitle
    let text = form.note.text
    guard !text.isEmpty else { return [labelled(title, Line("none", .muted))] }
    return text.lines.enumerated().flatMap { place, text in
      labelled(place == 0 ? title : "", Line(wrapping: text)).wrapped(to: width)
    }
  }

  private func labelled(_ label: SafeText, _ value: Line) -> Line {
    var line = Line("\(label)\(SafeText.spaces(Self.labelWidth - label.width))", .muted)
    line.indent = Self.labelWidth
    line.add(value)
    return line
  }
}

extension SeveralText {
  /// `7 pass`, `8 unknown`, `1 fails`: the worst of them.
  private func checks(of item: ApplicationItem?) -> (sign: SafeText, words: SafeText, role: Role)? {
    guard let checks = item?.checks, !checks.isEmpty else { return nil }
    func count(_ verdict: Verdict) -> Int { checks.count { $0.verdict == verdict } }
    let (failed, unknown) = (count(.fail), count(.unknown))
    if failed > 0 { return ("✗", failed == 1 ? "1 check fails" : "\(failed) checks fail", .critical) }
    if unknown > 0 { return ("?", "\(SafeText.count(unknown, "check", "checks")) unknown", .unknown) }
    return ("✓", "\(checks.count) pass", .ok)
  }

  /// What the grants come to together, against pools, machines and what waits. No figure of it wears a colour: it is
  /// nobody's verdict.
  private var sums: [Line] {
    guard isGrant else { return [] }
    let granted = form.parts.filter { if case .record = form.outlook(of: $0) { true } else { false } }
    guard !granted.isEmpty else { return [] }
    let effects = granted.compactMap { content?.application($0.application)?.grantEffect }
    guard effects.count == granted.count else {
      return [labelled("together", Line(SafeText.unknown, .unknown))]
    }
    let sum = GrantSum(of: effects)
    let each = sum.machines.map {
      "\(SafeText.compact($0.asked?.count)) \($0.machine ?? .unknown)" as SafeText
    }
    var together = Line("\(SafeText.compact(sum.asked?.count)) GPU-h")
    together.add(wrapping: ": \(each.joined(separator: ", "))")
    return [labelled("together", together)]
      + sum.pools.enumerated().map { labelled($0.offset == 0 ? "pool left" : "", line(of: $0.element, sum)) }
      + sum.machines.map {
        labelled($0.machine?.truncated(toWidth: Self.labelWidth - 1) ?? .unknown, line(of: $0))
      }
  }

  /// `FL 120 k → 69.0 k GPU-h`
  private func line(of pool: GrantSum.OfPool, _ sum: GrantSum) -> Line {
    var line = Line(pool.mode.code)
    if sum.machines.count > 1 { line.add(" on \(pool.machine ?? .unknown)") }
    guard let now = pool.leftNow else {
      line.add(" ")
      line.add(SafeText.unknown, .unknown)
      line.add(wrapping: ", none is configured", .muted)
      return line
    }
    line.add(" \(pool.isAtMost ? "at most " : "")\(SafeText.compact(now.count)) → ")
    switch pool.leftThen {
    case nil: line.add(SafeText.unknown, .unknown)
    case let then? where then.count < 0: line.add("\(SafeText.compact(-then.count)) too few")
    case let then?: line.add("\(SafeText.compact(then.count)) GPU-h")
    }
    return line
  }

  /// `92 → 93 % of available, drain 6 h, 6 h 20 m with all of it queued`
  private func line(of machine: GrantSum.OnMachine) -> Line {
    var line = Line(
      "\(SafeText.percentFigure(machine.allocatedNow)) → \(SafeText.percentFigure(machine.allocatedThen)) % of available"
    )
    line.addSeparator()
    line.add(
      "drain \(drain(machine.drainNow, machine)), \(drain(machine.drainThen, machine)) with all of it queued",
      mayBreak: true)
    return line
  }

  private func drain(_ hours: Double?, _ machine: GrantSum.OnMachine) -> SafeText {
    guard let hours else { return .unknown }
    return .atLeast(hours == 0 ? "0" : .duration(hours: hours), if: machine.drainIsAtLeast)
  }
}
