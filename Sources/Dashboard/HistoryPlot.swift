import Model
import Screen
import Text

extension PaneBuilder {
  /// The allocated share of the installed GPUs over the time that was recorded, of the partition under the cursor or,
  /// where only the cluster was recorded, of its cluster.
  func drawHistory(on canvas: inout Canvas, of mapped: MappedNodes, in area: Rect) {
    let all = content.factory.clusters.first { $0.name == mapped.cluster }?.history ?? []
    let own = all.filter { $0.partition == mapped.partition }
    let samples = own.isEmpty ? all.filter { $0.partition == nil } : own
    guard let first = samples.first, let last = samples.last, first.at < last.at else { return }
    let what: SafeText = own.isEmpty ? mapped.cluster : mapped.title
    canvas.draw(
      "\(what): GPUs allocated of installed since \(clock.day(of: first.at)) \(clock.time(of: first.at))",
      column: area.column, row: area.row, width: area.width, style: Style(.muted))
    let plot = Rect(
      column: area.column + 6, row: area.row + 1, width: area.width - 6, height: area.height - 1)
    canvas.draw(
      "100 %", column: area.column, row: plot.row, width: 5, alignment: .right, style: Style(.muted))
    canvas.draw(
      "0 %", column: area.column, row: plot.rows.upperBound - 1, width: 5, alignment: .right,
      style: Style(.muted))
    let span = Double((last.at - first.at).count)
    // Each column shows the newest sample of its slice; a slice without one, the gap in the record.
    var values = [Double?](repeating: nil, count: max(0, plot.width))
    for sample in samples {
      guard let allocated = sample.gpusAllocated, let total = sample.gpusTotal, total > 0 else { continue }
      let column = Int(Double((sample.at - first.at).count) / span * Double(values.count - 1))
      if values.indices.contains(column) { values[column] = Double(allocated) / Double(total) }
    }
    ColumnPlot(values: filled(values, slices: samples.count), role: .sparkline).draw(on: &canvas, in: plot)
  }

  /// Where there are fewer samples than columns, each reaches to the next one; a longer gap stays one.
  private func filled(_ values: [Double?], slices: Int) -> [Double?] {
    let reach = slices > 1 ? (values.count - 1) / (slices - 1) + 1 : 1
    var filled = values
    var age = reach
    for index in filled.indices {
      if values[index] != nil {
        age = 0
      } else {
        age += 1
        if age < reach, index > 0 { filled[index] = filled[index - 1] }
      }
    }
    return filled
  }
}
