import Entities
import Model
import Screen
import Text

extension ScreenDrawing {
  /// What could follow in the prompt, and one sentence on the one that was put in, or that comes next; of a time that was
  /// typed, how it was read. At the right end the keys, where there is room left.
  func drawCompletion(_ prompt: Prompt, on canvas: inout Canvas, in rect: Rect) {
    let offered = prompt.chosen?.offered ?? prompt.completion
    let current = prompt.chosen?.index ?? 0
    let candidates = offered.candidates
    let read = prompt.chosen == nil ? timeWords(in: prompt) : nil
    let sentence =
      read
      ?? (candidates.indices.contains(current) ? candidates[current].explanation : offered.explanation ?? "")
    // The sentence has what it needs up to half, and all that the candidates leave.
    let isWide = rect.width >= Self.leastWidth
    let room = isWide ? max(rect.width / 2, rect.width - sentence.width - Self.gap) : rect.width
    var next = rect.column
    if !candidates.isEmpty {
      next = draw(
        candidates, current, isChosen: prompt.chosen != nil, on: &canvas, in: rect, upTo: next + room)
      next += Self.gap
    }
    let left = rect.columns.upperBound - next
    if left >= min(sentence.width, Self.leastSentence) {
      next = canvas.draw(sentence, column: next, row: rect.row, width: left, style: Style(.muted)) + Self.gap
    }
    let hint = promptHint(prompt, hasCandidates: !candidates.isEmpty)
    if next + hint.width <= rect.columns.upperBound {
      hint.draw(
        on: &canvas, column: rect.columns.upperBound - hint.width, row: rect.row, width: hint.width)
    }
  }

  private func timeWords(in prompt: Prompt) -> SafeText? {
    let zone = state.content?.policy.zone ?? .central
    if let span = state.timeReading(in: prompt) { return clock.words(span, in: zone) }
    return state.momentTyped(in: prompt, now: clock.now).map { "to \(clock.words($0, in: zone))" }
  }

  private static let gap = 3
  private static let leastWidth = 60
  private static let leastSentence = 16

  /// Those from the first one on as far as they have room, so that the current one is among them; how many more there
  /// are. Returns the column behind them.
  private func draw(
    _ candidates: [QueryCandidate], _ current: Int, isChosen: Bool, on canvas: inout Canvas, in rect: Rect,
    upTo end: Int
  ) -> Int {
    let texts = candidates.map { candidate -> SafeText in
      let title = candidate.title.truncated(toWidth: max(1, rect.width / 3))
      return candidate.count.map { "\(title) \(SafeText.grouped($0))" } ?? title
    }
    let more = 2 + "\(candidates.count)".count
    func last(from first: Int) -> Int {
      var used = first > 0 ? 2 : 0
      var index = first
      while index < texts.count {
        let needed = used + (index > first ? 2 : 0) + texts[index].width
        guard rect.column + needed + (index + 1 < texts.count ? more + 1 : 0) <= end || index == first else {
          break
        }
        used = needed
        index += 1
      }
      return index
    }
    var first = 0
    while last(from: first) <= current { first += 1 }
    var next = rect.column
    if first > 0 { next = canvas.draw("‹ ", column: next, row: rect.row, style: Style(.muted)) }
    let shown = first..<last(from: first)
    for index in shown {
      if index > shown.lowerBound { next += 2 }
      let title = candidates[index].title.truncated(toWidth: max(1, rect.width / 3))
      let isCurrent = index == current
      let style = Style(isCurrent ? .key : .footer, isSelected: isCurrent && isChosen)
      next = canvas.draw(title, column: next, row: rect.row, style: style)
      if let count = candidates[index].count {
        next = canvas.draw(
          " \(SafeText.grouped(count))", column: next, row: rect.row,
          style: Style(.muted, isSelected: isCurrent && isChosen))
      }
    }
    if shown.upperBound < texts.count {
      next = canvas.draw(
        " +\(texts.count - shown.upperBound)", column: next, row: rect.row, style: Style(.muted))
    }
    return next
  }

  /// The keys that do something here.
  private func promptHint(_ prompt: Prompt, hasCandidates: Bool) -> Line {
    var pieces: [Line] = []
    func add(_ action: Action, _ word: SafeText) {
      var line = Line(state.keys.name(of: action, in: .filter), .key)
      line.add(" \(word)", .footer)
      pieces.append(line)
    }
    if hasCandidates { add(.complete, "completes") }
    if !state.promptHistory[prompt.purpose].isEmpty { add(.older, "older") }
    var line = Line()
    for (index, piece) in pieces.enumerated() {
      if index > 0 { line.add("  ", .footer) }
      line.add(piece)
    }
    return line
  }
}
