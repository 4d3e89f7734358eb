import Model
import Screen
import Text

extension ScreenDrawing {
  /// What can be done about the application under the cursor, each with its key and what stands in its way now.
  func drawTriageActions(on canvas: inout Canvas) {
    guard let author = state.recordingAccess.author else { return }
    let marked = state.markedParts
    let found = state.caseAtHand
    guard !marked.isEmpty || found != nil else { return }
    let lines = state.keys.bindings.filter { $0.scope == .triageActions }.compactMap { binding -> Line? in
      guard case .open(let triageAction) = binding.action, let key = binding.keys.first else { return nil }
      if !marked.isEmpty { return line(of: triageAction, key: key, on: marked, for: author) }
      return found.map { line(of: triageAction, key: key, on: $0, for: author) }
    }
    let width = max(32, lines.map(\.width).max() ?? 0)
    let contents = Size(columns: width, rows: lines.count)
    let subject = marked.isEmpty ? found?.application.id.withoutProgramme ?? "" : "\(marked.count) marked"
    let title: SafeText = "Decide · \(subject)"
    let keys = state.keys
    let note: SafeText =
      "\(keys.scrolling(as: "move")), \(keys.name(of: .chooseTriageAction, in: .triageActions)) takes, \(keys.name(of: .back)) closes"
    Overlay.draw(on: &canvas, title: title, note: note, contents: contents) { canvas, inside in
      for (row, line) in zip(inside.rows, lines) {
        line.draw(on: &canvas, column: inside.column, row: row, width: inside.width)
      }
      let selected = inside.row + state.menuCursor
      canvas.select(row: selected, within: inside)
      canvas.placeCursor(row: selected, within: inside)
    }
  }

  /// `a  accept    3 of 4  decide: access is awarded`
  private func line(
    of triageAction: TriageAction, key: Key, on parts: [DecisionForm.Part], for author: RecordAuthor
  ) -> Line {
    let form = DecisionForm(triageAction, on: parts, by: author, templates: state.templates)
    let count = triageAction == .correct ? 0 : form.possibleCount
    var line = Line(KeyNotation.name(of: key), .key)
    line.add(
      "  \(triageAction.title)\(SafeText.spaces(10 - triageAction.title.width))", count > 0 ? .strong : .muted
    )
    guard triageAction != .correct else {
      line.add("of one record by itself; \(state.keys.name(of: .undo)) takes back a batch", .muted)
      return line
    }
    line.add("\(count) of \(parts.count)  ", count < parts.count ? .warning : .text)
    line.add(triageAction.meaning, .muted)
    if state.draft(of: triageAction, on: nil) != nil { line.add("  draft", .warning) }
    return line
  }

  /// `a  accept    decide: access is awarded`; what the step does not allow is dim, and can be forced.
  private func line(of triageAction: TriageAction, key: Key, on found: Case, for author: RecordAuthor) -> Line
  {
    let obstacle = triageAction.obstacle(on: found, for: author)
    let isDraft = state.draft(of: triageAction, on: found.application.id) != nil
    var line = Line(KeyNotation.name(of: key), .key)
    line.add(
      "  \(triageAction.title)\(SafeText.spaces(10 - triageAction.title.width))",
      obstacle == nil ? .strong : .muted)
    line.add(obstacle ?? triageAction.meaning, .muted)
    if isDraft { line.add("  draft", .warning) }
    return line
  }
}
