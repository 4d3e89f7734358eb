import Model
import Screen
import Text

/// What is typed to search the help or a page, in the footer's line.
extension DashboardState {
  /// Whether what is typed searches what is read.
  var isSearching: Bool { isSearchingHelp || isSearchingPage }

  /// Carries out what a person does meanwhile.
  mutating func takeInSearch(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    notice = nil
    switch input {
    // What is too long is not put in, which leaves nothing undone.
    case .paste(let text):
      try? changeSearch(size, now) { field throws(TextField.Refusal) in try field.insert(text) }
    case .key(let key, let isAlone):
      if let action = keys.action(for: key, in: [.filter]), [.keepFilter, .dropFilter].contains(action) {
        return reduce(action, size: size, now: now)
      }
      var isText = true
      try? changeSearch(size, now) { field throws(TextField.Refusal) in isText = try field.edit(key) }
      guard !isText else { break }
      guard let action = keys.action(for: key, in: [.everywhere]),
        Prompt.actionsWhileTyping.contains(action)
      else {
        ignore(key, isAlone: isAlone)
        break
      }
      return reduce(action, size: size, now: now)
    }
    return []
  }

  private mutating func changeSearch(
    _ size: Size, _ now: Timestamp, _ change: (inout TextField) throws(TextField.Refusal) -> Void
  ) throws(TextField.Refusal) {
    if isSearchingHelp {
      try changeHelpSearch(change)
    } else {
      try changePageSearch(size: size, now: now, change)
    }
  }
}

extension ScreenDrawing {
  /// What is typed at the left, at the right the longest of the remarks for which there is room.
  func drawSearch(_ field: TextField, remarks: [SafeText], on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    // The text keeps a third.
    let most = (rect.width - 3) * 2 / 3
    let text = remarks.first { $0.width <= most } ?? remarks.last ?? ""
    let told = state.notice.map { Line($0.text, $0.role) } ?? Line(text, .muted)
    let remark = told.truncated(toWidth: most)
    let start = canvas.draw("/", column: rect.column + 1, row: rect.row, style: Style(.key))
    let end = rect.columns.upperBound - 1 - remark.width
    field.window(width: end - start - 2).draw(on: &canvas, column: start, row: rect.row)
    remark.draw(on: &canvas, column: end, row: rect.row, width: remark.width)
  }

  /// How one leaves it.
  var keysOfSearch: SafeText {
    let keep = state.keys.name(of: .keepFilter, in: .filter)
    let drop = state.keys.name(of: .dropFilter, in: .filter)
    return "\(keep) keeps · \(drop) drops"
  }
}
