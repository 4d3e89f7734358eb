import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the open form over a part of the screen: the checks of one application, or the list of several, can be read
  /// beside it where there is room; a question whether to take something back is in the middle, wherever one is.
  func drawForm(_ form: DecisionForm, on canvas: inout Canvas, in body: Rect) {
    let rect = rect(of: form, in: body)
    let inside = rect.inset(columns: 2, rows: 1)
    let offered = state.keys.offered(to: form, in: state.formScope ?? .form)
    let note = Line([form.keysOfField, offered].compactMap(\.self).joined(separator: " · "), .muted)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      if let seen = form.seen {
        let drawing = drawing(of: form, on: seen, in: inside)
        canvas.frame(
          rect, title: "\(form.title) · \(seen.application.id.withoutProgramme)",
          headline: Line(seen.application.organisation ?? "", .strong), note: note,
          position: drawing.scroll?.position(top: form.top) ?? form.usedOfNote, isFocused: true)
        canvas.clipped(to: inside) { drawing.draw(on: &$0) }
      } else {
        let drawing = drawing(ofSeveral: form, in: inside)
        canvas.frame(
          rect, title: form.titleOfSeveral,
          headline: Line(SafeText.count(form.drafts.count, "record", "records"), .strong), note: note,
          position: [form.usedOfNote, drawing.scroll.position(top: form.top)].filter { !$0.isEmpty }
            .joined(separator: " · "),
          isFocused: true)
        canvas.clipped(to: inside) { drawing.draw(on: &$0) }
      }
    }
  }

  /// How long what is told of several applications is, or what is to be recorded of one, and how much of it is shown;
  /// `nil` while that of one is filled in, and where the terminal is too small.
  func formScroll(of form: DecisionForm, size: Size) -> Scroll? {
    guard !Layout.isTooSmall(size) else { return nil }
    let inside = rect(of: form, in: Layout(state, size: size).body).inset(columns: 2, rows: 1)
    guard form.scope == .one else { return drawing(ofSeveral: form, in: inside).scroll }
    return form.seen.flatMap { drawing(of: form, on: $0, in: inside).scroll }
  }

  private func drawing(of form: DecisionForm, on seen: Case, in area: Rect) -> FormDrawing {
    FormDrawing(
      form: form, seen: seen, checks: state.content?.application(seen.application.id)?.checks ?? [],
      clock: clock, keys: state.keys, area: area)
  }

  private func drawing(ofSeveral form: DecisionForm, in area: Rect) -> SeveralDrawing {
    SeveralDrawing(text: text(of: form, width: area.width), keys: state.keys, area: area)
  }

  private func text(of form: DecisionForm, width: Int) -> SeveralText {
    SeveralText(form: form, content: state.content, clock: clock, width: width)
  }

  private func rect(of form: DecisionForm, in body: Rect) -> Rect {
    var rect = body
    switch form.scope {
    case .one: rect.width = leftWidth(in: body).map { $0 + 4 } ?? body.width
    case .several:
      if let parts = listAndDetail(in: body), state.view == .applications {
        rect.column = parts.detail.column - 2
        rect.width = body.columns.upperBound - rect.column
      }
    case .undo:
      rect.width = min(body.width, 80)
      let text = text(of: form, width: rect.width - 4)
      let lines = text.head.wrapped(to: rect.width - 4).count + text.lines.count
      rect.height = min(body.height, lines + 5 + (form.problem == nil ? 0 : 2))
      rect.column += (body.width - rect.width) / 2
      rect.row += (body.height - rect.height) / 2
    }
    return rect
  }

  /// The width of what stands at the left; `nil` where nothing stands beside it.
  private func leftWidth(in body: Rect) -> Int? {
    guard let page = state.page else { return listAndDetail(in: body)?.list.width }
    let isThere = page.application.flatMap { state.content?.application($0) } != nil
    let areas = PageText.areas(in: body.inset(columns: 2, rows: 1), isWideAtRight: true)
    return isThere && areas.count > 1 ? areas[0].width : nil
  }

  /// The list of the applications and what stands beside it; `nil` where nothing does.
  private func listAndDetail(in body: Rect) -> (list: Rect, detail: Rect)? {
    let parts = Pane.applications.definition.arrangement(self, body.inset(columns: 2, rows: 1))
    return parts.list.columns.upperBound < parts.detail.column ? (parts.list, parts.detail) : nil
  }
}

extension KeyBindings {
  /// What the keys of a form do now.
  func offered(to form: DecisionForm, in scope: KeyScope) -> SafeText {
    bindings.compactMap { binding -> SafeText? in
      guard binding.scope == scope, var word = binding.footer, let key = binding.keys.first else {
        return nil
      }
      if form.isRecording, binding.action != .leaveForm { return nil }
      if form.scope == .undo, binding.action == .record { word = "take back" }
      return "\(KeyNotation.name(of: key)) \(word)"
    }.joined(separator: " · ")
  }
}

extension DecisionForm {
  /// How much of what a note may hold is used.
  fileprivate var usedOfNote: SafeText {
    guard stage == .editing, field == .note else { return "" }
    return "\(note.scalarCount)/\(TextField.limit)"
  }

  /// What keys do in the current field alone; `nil` where it is typed in.
  fileprivate var keysOfField: SafeText? {
    guard stage == .editing else { return nil }
    return switch field {
    case .template, .outcome, .target: "← → choose"
    case .force: "Space ticks"
    case .assignee, .note, .done: nil
    }
  }

  fileprivate var titleOfSeveral: SafeText {
    guard scope == .undo else { return "\(title) · \(parts.count) marked" }
    return parts.count == 1 ? "take back" : "take back · \(parts.count) at once"
  }
}
