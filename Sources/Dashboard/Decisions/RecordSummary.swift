import Model
import Screen
import Text

/// What is to be recorded, all of it, however many lines that takes.
struct RecordSummary {
  let form: DecisionForm
  let task: CaseDraft
  let clock: Clock
  let width: Int

  /// A line or more under one label.
  private struct Part {
    let label: SafeText
    var lines: [Line]
    /// Whether it is recorded as it was typed, and so is said so.
    var isAsTyped = false
  }

  var lines: [Line] {
    parts.flatMap { part in
      zip([part.label] + Array(repeating: "", count: part.lines.count), part.lines).map { label, value in
        var line = Line("\(label)\(SafeText.spaces(FormDrawing.labelWidth - label.width))", .muted)
        line.add(value)
        return line
      }
    }
  }

  /// All of it, a sentence for each label.
  var words: [SafeText] {
    func sentence(_ part: Part, _ words: (Line) -> SafeText) -> SafeText {
      let text = part.lines.map(words).joined(separator: " ")
      return part.label.isEmpty ? text : "\(part.label): \(text)"
    }
    return parts.map { part in
      part.isAsTyped ? sentence(part, \.text) : sentence(part, \.inWords)
    }
  }

  private var seen: Case { task.found }
  private var draft: DecisionDraft { task.draft }
  private var valueWidth: Int { max(2, width - FormDrawing.labelWidth) }

  private var parts: [Part] {
    [application, record, step, forced, note, author, knowledge].compactMap(\.self)
  }

  private func part(_ label: SafeText, _ text: SafeText, _ role: Role = .text) -> Part {
    Part(label: label, lines: Line(wrapping: text, role).wrapped(to: valueWidth))
  }

  private var application: Part {
    Part(label: "application", lines: [Line(telling: seen.application.id)], isAsTyped: true)
  }

  private var record: Part {
    Part(label: "record", lines: triageAction.pieces(ofWidth: valueWidth).map { Line($0, .strong) })
  }

  private var step: Part? {
    seen.step(of: draft.kind).map { part("step", "\($0.from.title) → \($0.to.title)") }
  }

  private var forced: Part? {
    draft.isForced ? part("forced", "although \(form.refusal ?? "")", .warning) : nil
  }

  /// The note line by line.
  private var note: Part {
    let lines = (draft.note?.lines ?? []).flatMap { $0.pieces(ofWidth: valueWidth) }
    return Part(
      label: form.triageAction.noteTitle,
      lines: lines.isEmpty ? [Line("none", .muted)] : lines.map { Line($0) }, isAsTyped: true)
  }

  private var author: Part { part("by", "\(form.author.name) on \(form.author.host)") }

  private var knowledge: Part {
    let history = seen.standing.history
    let count = history.entries.count
    let records: SafeText = count == 1 ? "record" : "records"
    var known = part(
      "knowing",
      "the portal’s state \(seen.standing.portalState.title), \(count) \(records) of the journal",
      .muted)
    if history.heads.count > 1 {
      known.lines +=
        part("", "it joins \(history.heads.count) records that did not know of each other", .muted).lines
    }
    return known
  }

  private var triageAction: SafeText {
    switch draft.kind {
    case .assign(let assignee): "assign to \(assignee)"
    case .correction(let id):
      "take back \(seen.standing.history.entry(id).map { seen.told($0.record, clock: clock) } ?? id)"
    case .outcome, .ask, .answer, .decision, .note, .unknown: draft.kind.name
    }
  }
}
