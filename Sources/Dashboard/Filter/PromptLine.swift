import Entities
import Screen
import Text

extension ScreenDrawing {
  /// The footer's line while a filter is typed: the text at the left; at the right what is wrong with it, or the words
  /// that there are, as far as there is room.
  func drawPrompt(_ prompt: FilterPrompt, on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    let room = rect.width - 3
    let remark: Line
    if let told = told(beside: prompt) {
      // The text keeps what it needs, up to a third.
      let text = min(prompt.field.shown(line: 0).width + 1, room / 3)
      remark = Line(told.text.truncated(toWidth: max(0, room - text - 2)), told.role)
    } else {
      remark = Self.reminder(of: prompt.kind.schema, width: room - prompt.field.shown(line: 0).width - 3)
    }
    let start = canvas.draw("/", column: rect.column + 1, row: rect.row, style: Style(.key))
    let end = rect.columns.upperBound - 1 - remark.width
    prompt.field.draw(
      on: &canvas, column: start, row: rect.row, width: end - start - (remark.width > 0 ? 2 : 0))
    remark.draw(on: &canvas, column: end, row: rect.row, width: remark.width)
  }

  /// What has happened meanwhile, or what is wrong with the text.
  private func told(beside prompt: FilterPrompt) -> (text: SafeText, role: Role)? {
    if let notice = state.notice { return (notice.text, notice.role) }
    if let complaint = prompt.complaint { return (complaint, .warning) }
    return state.listed[prompt.kind]?.lacksUser == true ? ("it is not known who looks", .warning) : nil
  }

  /// The words of the grammar, as many as fit.
  private static func reminder(of schema: ListSchema, width: Int) -> Line {
    let keys = schema.fields.map { "\(SafeText(untrusted: $0.key)):" as SafeText }
    let flags = schema.flags.map { SafeText(untrusted: $0.word) }
    var line = Line()
    for word in flags + keys + ["text", "!not"] {
      guard line.width + word.width + 1 <= width else { break }
      if line.width > 0 { line.add(" ") }
      line.add(word, .muted)
    }
    return line
  }
}

extension TextField {
  /// Draws the line that the cursor is in, in `width` cells, so that the cursor is seen.
  func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    guard width > 0 else { return }
    let characters = lines[line]
    let before = SafeText(untrusted: String(characters[..<self.column]))
    let isAtEnd = self.column == characters.count
    let under: SafeText = isAtEnd ? " " : SafeText(untrusted: String(characters[self.column]))
    let after = isAtEnd ? "" : SafeText(untrusted: String(characters[(self.column + 1)...]))
    let end = column + width
    var next = canvas.draw(
      before.truncatedStart(toWidth: width - under.width), column: column, row: row, style: Style(.text))
    canvas.placeCursor(column: next, row: row, isTyping: true)
    next = canvas.draw(under, column: next, row: row, style: Style(.cursor))
    canvas.draw(after.truncated(toWidth: end - next), column: next, row: row, style: Style(.text))
  }
}
