import Model
import Screen
import Text

extension ScreenDrawing {
  /// One line: the most used keys at the left, the sources with their age and state at the right, bad ones first.
  func drawFooter(on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    let sources = sourceLine(width: rect.width - 2)
    sources.draw(
      on: &canvas, column: rect.columns.upperBound - sources.width - 1, row: rect.row, width: sources.width)
    var next = rect.column + 1
    let end = rect.columns.upperBound - sources.width - 3
    for binding in KeyTable.bindings {
      guard let word = binding.footer, let key = binding.keys.first else { continue }
      let label = KeyNotation.name(of: key)
      guard next + label.width + 1 + word.width <= end else { break }
      next = canvas.draw(label, column: next, row: rect.row, style: Style(.key))
      next = canvas.draw(" \(word)", column: next, row: rect.row, style: Style(.footer)) + 2
    }
  }

  /// Every source that is not well by name and age; of the others as many as there is room for.
  private func sourceLine(width: Int) -> Line {
    guard let sources = state.content?.figures.sources else { return Line("reading …", .footer) }
    guard !sources.isEmpty else { return Line("no sources", .warning) }
    // The keys keep a third of the line, unless something is wrong.
    let bad = sources.filter { $0.state != .ok }
    let good = sources.filter { $0.state == .ok }
    let room = bad.isEmpty ? width * 2 / 3 : width * 4 / 5
    var line = Line()
    var left = bad.count + good.count
    for source in bad + good {
      let piece = label(of: source, isShort: width < 60)
      let reserve = left > 1 ? 9 : 0
      guard line.width + piece.width + 3 + reserve <= room else { break }
      if !line.spans.isEmpty { line.addSeparator() }
      line.add(piece)
      left -= 1
    }
    if left > 0 {
      let hiddenBad = max(0, bad.count - (bad.count + good.count - left))
      if !line.spans.isEmpty { line.addSeparator() }
      line.add(
        hiddenBad > 0 ? "+\(left), \(hiddenBad) bad" : "+\(left) ok", hiddenBad > 0 ? .critical : .muted)
    }
    return line
  }

  private func label(of figures: SourceFigures, isShort: Bool) -> Line {
    let source = figures.source
    let name: SafeText = source.cluster.map { "\($0) \(source.kind.title)" } ?? source.kind.title
    let age = SafeText.span(seconds: figures.age.map { Int($0.count) / 60 * 60 })
    let ageText: SafeText = figures.age.map { $0 < .minutes(1) ? "<1 m" : age } ?? ""
    if isShort, figures.state != .ok {
      return Line(
        "\(source.cluster ?? source.kind.title) \(SafeText(untrusted: figures.state.rawValue))", .stale)
    }
    switch figures.state {
    case .ok: return Line("\(name) \(ageText)", .footer)
    case .stale: return Line("\(name) stale \(ageText)", .stale)
    case .error: return Line("\(name) error \(ageText)", .critical)
    case .missing: return Line("\(name) missing \(ageText)", .critical)
    }
  }
}

extension Source.Kind {
  var title: SafeText {
    switch self {
    case .cluster: "cluster"
    case .nodes: "nodes"
    case .jobs: "jobs"
    case .applications: "applications"
    case .allocations: "allocations"
    case .history: "history"
    case .other: "file"
    }
  }
}
