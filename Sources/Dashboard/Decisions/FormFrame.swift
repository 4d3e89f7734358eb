import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the open form over what stands at the left, the list or the fields of the page, so that the checks can be
  /// read beside it; where nothing stands beside them, over all of it.
  func drawForm(_ form: DecisionForm, on canvas: inout Canvas, in body: Rect) {
    let width = leftWidth(in: body).map { $0 + 4 } ?? body.width
    let rect = Rect(column: body.column, row: body.row, width: width, height: body.height)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      let application = form.seen.application
      canvas.frame(
        rect, title: "\(form.deed.title) · \(application.id.withoutProgramme)",
        headline: Line(application.organisation ?? "", .strong),
        note: Line(state.keys.offered(in: state.formScope ?? .form, isRecording: form.isRecording), .muted),
        position: form.position, isFocused: true)
      let inside = rect.inset(columns: 2, rows: 1)
      canvas.clipped(to: inside) { drawing(of: form).draw(on: &$0, in: inside) }
    }
  }
}

extension ScreenDrawing {
  /// The width of what stands at the left; `nil` where nothing stands beside it.
  private func leftWidth(in body: Rect) -> Int? {
    let inside = body.inset(columns: 2, rows: 1)
    if let page = state.page {
      let isThere = page.application.flatMap { state.content?.application($0) } != nil
      let areas = PageText.areas(in: inside, isWideAtRight: true)
      return isThere && areas.count > 1 ? areas[0].width : nil
    }
    let parts = Pane.applications.definition.arrangement(self, inside)
    return parts.list.columns.upperBound < parts.detail.column ? parts.list.width : nil
  }

  private func drawing(of form: DecisionForm) -> FormDrawing {
    let checks = state.content?.application(form.application)?.checks ?? []
    return FormDrawing(form: form, checks: checks, clock: clock, keys: state.keys)
  }
}

extension KeyBindings {
  /// What the keys of a form do now.
  func offered(in scope: KeyScope, isRecording: Bool) -> SafeText {
    bindings.compactMap { binding -> SafeText? in
      guard binding.scope == scope, let word = binding.footer, let key = binding.keys.first else {
        return nil
      }
      if isRecording, binding.action != .leaveForm { return nil }
      return "\(KeyNotation.name(of: key)) \(word)"
    }.joined(separator: " · ")
  }
}

extension DecisionForm {
  fileprivate var isRecording: Bool {
    if case .recording = stage { true } else { false }
  }

  /// How much of what a note may hold is used.
  fileprivate var position: SafeText {
    guard stage == .editing, field == .note else { return "" }
    return "\(note.scalarCount)/\(TextField.limit)"
  }
}
