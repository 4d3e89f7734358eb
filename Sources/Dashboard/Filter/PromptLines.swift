import Entities
import Screen
import Text

extension ScreenDrawing {
  /// The two lines at the bottom while a filter or a command is typed: the text, with how many rows of all a filter
  /// lists, and under it what could follow or what is wrong.
  func drawPrompt(_ prompt: Prompt, on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    let count = remark(on: prompt)
    let (first, second) = (rect.row, rect.rows.upperBound - 1)
    let start = canvas.draw(prompt.sign, column: rect.column + 1, row: first, style: Style(.key))
    let end = rect.columns.upperBound - 1
    count.line.draw(on: &canvas, column: end - count.line.width, row: first, width: count.line.width)
    let window = prompt.field.window(width: end - start - max(count.line.width, count.room) - 2)
    let problem = told(beside: prompt) == nil ? prompt.problem : nil
    window.draw(on: &canvas, column: start, row: first, wrong: problem?.place)
    let under = Rect(column: rect.column + 1, row: second, width: max(0, rect.width - 2), height: 1)
    if let told = told(beside: prompt) {
      canvas.draw(told.text, column: under.column, row: second, width: under.width, style: Style(told.role))
    } else if let problem {
      let cells = window.cells(of: problem.place)
      let marks = (start + cells.lowerBound)..<(start + cells.upperBound)
      drawProblem(problem, under: marks, on: &canvas, in: under)
    } else if prompt.chosen == nil, case .filter(let kind) = prompt.purpose,
      state.listed[kind]?.lacksUser == true
    {
      canvas.draw(
        "it is not known who looks", column: under.column, row: second, width: under.width,
        style: Style(.warning))
    } else {
      drawCompletion(prompt, on: &canvas, in: under)
    }
  }

  /// How many rows are listed of how many, and the room that this may come to need while one types; of a command, which
  /// list it may be about.
  private func remark(on prompt: Prompt) -> (line: Line, room: Int) {
    guard case .filter = prompt.purpose else {
      return (Line(prompt.kind.many, .muted), 0)
    }
    guard let content = state.content else { return (Line(), 0) }
    let all = state.listed[prompt.kind]?.all ?? content.list(of: prompt.kind, user: state.user).count
    let listed = state.listed[prompt.kind]?.matchCount ?? all
    var line = Line(
      "\(SafeText.grouped(listed)) of \(SafeText.grouped(all))", listed == 0 ? .warning : .footer)
    if state.isListing { line.add(" …", .muted) }
    return (line, 2 * SafeText.grouped(all).width + 4)
  }

  /// What has happened meanwhile, or why nothing was put in.
  private func told(beside prompt: Prompt) -> (text: SafeText, role: Role)? {
    if let notice = state.notice { return (notice.text, notice.role) }
    return prompt.refusal.map { ($0, .warning) }
  }

  /// Marks under the piece that is wrong, and beside them what is wrong, or where that has no room, what to write
  /// instead. Where neither has, the sentence counts more than the marks: the piece has its colour too.
  private func drawProblem(
    _ problem: QueryProblem, under marks: Range<Int>, on canvas: inout Canvas, in rect: Rect
  ) {
    let right = rect.columns.upperBound - marks.upperBound - 1
    let left = marks.lowerBound - 1 - rect.column
    let most = max(right, left)
    let texts = [problem.sentence, problem.advice].compactMap(\.self)
    guard
      let text = texts.first(where: { $0.width <= most }) ?? (most >= Self.leastSentence ? texts.last : nil)
    else {
      let text = texts.first { $0.width <= rect.width } ?? problem.sentence
      canvas.draw(text, column: rect.column, row: rect.row, width: rect.width, style: Style(.warning))
      return
    }
    for column in marks { canvas.draw("▔", column: column, row: rect.row, style: Style(.warning)) }
    let isRight = right >= text.width || right >= left
    canvas.draw(
      text, column: isRight ? marks.upperBound + 1 : rect.column, row: rect.row,
      width: isRight ? right : left,
      alignment: isRight ? .left : .right, style: Style(.warning))
  }

  /// The cells in which the beginning of a sentence says what it is about.
  private static let leastSentence = 30
}

extension Prompt {
  /// What stands before the text.
  fileprivate var sign: SafeText {
    switch purpose {
    case .filter: "/"
    case .command: ":"
    }
  }
}
