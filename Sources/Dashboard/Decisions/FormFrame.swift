import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the open form over the list, or, where list and detail are not side by side, over both of them.
  func drawForm(_ form: DecisionForm, on canvas: inout Canvas, in body: Rect) {
    let isBeside = fullArrangement(of: .applications, in: body.inset(columns: 2, rows: 1))
    let isWide = isBeside.list.columns.upperBound < isBeside.detail.column
    let rect =
      isWide
      ? Rect(column: body.column, row: body.row, width: isBeside.list.width + 4, height: body.height) : body
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      let application = form.seen.application
      canvas.frame(
        rect, title: "\(form.deed.title) · \(application.id.withoutProgramme)",
        headline: application.organisation ?? "", note: form.keys, position: form.position, isFocused: true)
      let inside = rect.inset(columns: 2, rows: 1)
      canvas.clipped(to: inside) { drawing(of: form).draw(on: &$0, in: inside) }
    }
  }
}

extension ScreenDrawing {
  private func drawing(of form: DecisionForm) -> FormDrawing {
    let item = state.content?.figures.applications?.items.first { $0.application.id == form.application }
    return FormDrawing(form: form, checks: item?.checks ?? [], clock: clock)
  }
}

extension DecisionForm {
  /// What the keys do now, read from the key table.
  fileprivate var keys: SafeText {
    let scope: KeyScope =
      switch stage {
      case .editing: .form
      case .confirming: .confirmation
      case .recording: .form
      }
    return KeyTable.bindings.compactMap { binding -> SafeText? in
      guard binding.scope == scope, let word = binding.footer, let key = binding.keys.first else {
        return nil
      }
      if case .recording = stage, binding.action != .leaveForm { return nil }
      return "\(KeyNotation.name(of: key)) \(word)"
    }.joined(separator: " · ")
  }

  /// How much of what a note may hold is used.
  fileprivate var position: SafeText {
    guard stage == .editing, field == .note else { return "" }
    return "\(note.scalarCount)/\(TextField.limit)"
  }
}
