import Model
import Screen
import Text

extension Past {
  /// Of some figures, those that were recorded, each in a graph over the whole time.
  func plots(of figures: [PastFigure]) -> [Plot] {
    let recorded = self.figures
    return figures.filter(recorded.contains).map(plot)
  }

  private func plot(of figure: PastFigure) -> Plot {
    let series = figure.series(in: samples).map { series in
      (series: series, points: samples.compactMap { sample in series.value(sample).map { (sample.at, $0) } })
    }.filter { !$0.points.isEmpty }
    let top = figure.top(series.flatMap { $0.points.map(\.1) }.max() ?? 0, whole: Double(mostGPUs ?? 0))
    var plot = Plot(unit: unit(of: figure, series.map(\.series)), levels: levels(of: figure, top: top))
    plot.hasLegend = series.count > 1
    plot.moments = [Plot.Label(1, "now")]
    plot.times = times
    plot.curves = series.map { series, points in
      Plot.Curve(
        series.name,
        points.stretches(of: \.0).map { $0.map { Plot.Point(x: place(of: $0.0), y: $0.1 / top) } },
        series.stroke, series.role)
    }
    return plot
  }

  private func unit(of figure: PastFigure, _ series: [PastFigure.Series]) -> SafeText {
    if series.count == 1 { return series[0].nameAlone }
    switch figure {
    case .gpus: return "GPUs"
    case .pending: return "applications"
    case .steps: return "steps"
    // Curves of two units, which the legend names.
    case .tasks, .waits, .backlog, .busy, .power, .promises: return ""
    }
  }

  private func levels(of figure: PastFigure, top: Double) -> [Plot.Label] {
    let hasHalf =
      switch figure {
      case .gpus, .tasks, .backlog, .power, .pending, .steps: top >= 1000 || Int(top).isMultiple(of: 2)
      case .busy, .promises: true
      case .waits: top >= 120
      }
    return (hasHalf ? [1, 0.5, 0] : [1, 0]).map { Plot.Label($0, figure.amount(top * $0)) }
  }

  private func place(of moment: Timestamp) -> Double {
    Double((moment - start).count) / Double(span.length.count)
  }

  /// Round times on the reader's clock, before them midnights, which are named by their day.
  private var times: [Plot.Label] {
    let (step, offset) = (span.step.count, clock.utcOffset.count)
    let first = (start.secondsSince1970 + offset + step - 1).flooredDivision(by: step) * step
    let locals = Array(stride(from: first, through: now.secondsSince1970 + offset, by: Int(step)))
    return (locals.filter { $0.isMultiple(of: 86_400) } + locals.filter { !$0.isMultiple(of: 86_400) }).map {
      local in
      let moment = Timestamp(secondsSince1970: local - offset)
      return Plot.Label(
        place(of: moment), local.isMultiple(of: 86_400) ? clock.day(of: moment) : clock.time(of: moment))
    }
  }
}

extension PaneBuilder {
  /// Whose past it is, over which time, and the keys for another.
  func title(of past: Past, named: Bool, missing: SafeText? = nil) -> Line {
    guard past.newest != nil else { return Line("history", .strong) }
    var line = named ? Line(past.name, .accent) : Line(past.span.title, .strong)
    if named { line.add("  \(past.span.title)", .muted) }
    if let missing { line.add(" \(missing)", .muted, mayBreak: true) }
    line.add("  ")
    line.add(keys.name(of: .longerPast), .key)
    line.add(" \(past.span.next(by: 1).title)", .muted)
    return line
  }

  /// As many of some figures as there is room for, one under the other, under a title; or why there are none.
  func drawPast(_ past: Past, _ figures: [PastFigure], on canvas: inout Canvas, in area: Rect) {
    title(of: past, named: true).draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let below = Rect(column: area.column, row: area.row + 1, width: area.width, height: area.height - 1)
    let plots = past.plots(of: figures).prefix(max(1, below.height / (Plot.smallest.rows + 1)))
    guard !plots.isEmpty else {
      for (row, line) in zip(below.rows, Line(wrapping: past.nothing, .muted).wrapped(to: below.width)) {
        line.draw(on: &canvas, column: below.column, row: row, width: below.width)
      }
      return
    }
    for (plot, part) in zip(plots, below.rows(Array(repeating: .flexible(), count: plots.count))) {
      plot.draw(on: &canvas, in: part)
    }
  }
}

extension PageBuilder {
  /// What was recorded of a cluster or a partition: a graph for each figure that was, two beside each other on a wide
  /// page.
  func past(of cluster: SafeText, partition: SafeText? = nil) -> PageSection {
    let past = context.past(of: cluster, partition: partition)
    let plots = past.plots(of: PastFigure.allCases)
    let isAlone = partition == nil || !past.isOfCluster || plots.isEmpty
    let head = context.title(
      of: past, named: false,
      missing: isAlone ? nil : "of the cluster: nothing is recorded of the partition alone")
    let nothing = past.nothing
    @Sendable func lines(_ width: Int) -> [Line] {
      guard !plots.isEmpty else { return Line(wrapping: nothing, .muted).wrapped(to: width) }
      // On a small screen all of them are seen at once.
      let (beside, rows) = width >= 84 ? (2, 8) : (1, 6)
      let size = Size(columns: min(width, beside * 100), rows: (plots.count + beside - 1) / beside * rows)
      return Self.lines(size) { canvas, rect in
        let columns = rect.columns(Array(repeating: .flexible(), count: beside), gap: 3)
        for (number, plot) in plots.enumerated() {
          let column = columns[number % beside]
          plot.draw(
            on: &canvas,
            in: Rect(column: column.column, row: number / beside * rows, width: column.width, height: rows))
        }
      }
    }
    var section = PageSection(head, .drawn(lines, words: past.words))
    section.isLastOfOne = true
    return section
  }
}
