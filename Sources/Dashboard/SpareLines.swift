import Entities
import Model
import Screen
import Text

/// What is told of the cluster under the cursor where rows are spare.
extension PaneBuilder {
  private var clusterUnderCursor: ClusterFigures? {
    let rows = partitionRows
    guard selected < rows.count else { return nil }
    switch rows[selected] {
    case .cluster(let cluster), .folded(let cluster, _), .partition(_, let cluster): return cluster
    case .divider: return nil
    }
  }

  /// Its nodes, a letter each, with what the letters mean; nothing where they are more than a few rows hold.
  var mapRemark: Remark? {
    guard let cluster = clusterUnderCursor else { return nil }
    guard let nodes = content.nodes(of: cluster.name), !nodes.isEmpty, nodes.count <= 400 else { return nil }
    return Remark("map", isSpare: true) { [isAlone = figures.clusters.count == 1] width, rows in
      let head = Remark.head("map", .muted, count: nil, width: width)
      let room = max(1, width - head.indent)
      let classes = nodes.map(\.nodeClass)
      var legend = head
      if !isAlone { legend.add("\(cluster.name)  ", .strong) }
      var counts: [NodeClass: Int] = [:]
      for nodeClass in classes { counts[nodeClass, default: 0] += 1 }
      for (nodeClass, count) in counts.sorted(by: { ($1.value, $0.key.word) < ($0.value, $1.key.word) }) {
        legend.add(nodeClass.letters.text, nodeClass.role, mayBreak: true)
        legend.add(" \(nodeClass.compact) \(count)  ", .muted)
      }
      let map = stride(from: 0, to: classes.count, by: room).map { start in
        var line = Line(SafeText.spaces(head.indent))
        for nodeClass in classes[start..<min(start + room, classes.count)] {
          line.add(nodeClass.letters.text, nodeClass.role)
        }
        return line
      }
      let lines = legend.wrapped(to: width) + map
      return lines.count <= rows ? lines : []
    }
  }

  /// How many of its GPUs were in use in the last 24 hours, as a line over an axis whose ends are written.
  var curveRemark: Remark? {
    guard let cluster = clusterUnderCursor, let shares = sharesOfLastDay(of: cluster.name) else { return nil }
    return Remark("24 h", isSpare: true) { width, rows in
      guard rows >= 5 else { return [] }
      let named: SafeText = figures.clusters.count == 1 ? "" : "\(cluster.name): "
      let least = shares.map(\.share).min() ?? 0
      let floor = max(0, (least * 5).rounded(.down) / 5)
      let bottom = floor >= 1 ? 0.8 : floor
      let curve = Curve(
        points: shares.map { point in
          (
            Double((point.at - (figures.now + .hours(-24))).count) / 86_400,
            (point.share - bottom) / (1 - bottom)
          )
        }, columns: max(1, width - 8), rows: min(rows, 6) - 2)
      var lines = [
        Line("\(named)GPUs used, 24 h, axis from \(SafeText.percentFigure(bottom)) %", .muted)
      ]
      for (row, text) in curve.texts.enumerated() {
        var line = Line(row == 0 ? "100 % ┬ " : "      │ ", .muted)
        line.add(text, .sparkline)
        lines.append(line)
      }
      let label: SafeText = "\(SafeText.percentFigure(bottom)) %"
      var axis = Line("\(SafeText.spaces(5 - label.width))\(label) ┴ ", .muted)
      axis.add(hours(columns: curve.columns), .muted)
      return lines + [axis]
    }
  }

  private func sharesOfLastDay(of cluster: SafeText) -> [(at: Timestamp, share: Double)]? {
    guard let history = content.factory.clusters.first(where: { $0.name == cluster })?.history else {
      return nil
    }
    let shares = history.since(figures.now + .hours(-24)).lazy.filter { $0.partition == nil }
      .compactMap { sample -> (at: Timestamp, share: Double)? in
        guard let allocated = sample.gpusAllocated, let total = sample.gpusTotal, total > 0 else {
          return nil
        }
        return (sample.at, Double(allocated) / Double(total))
      }
    let found = Array(shares)
    return found.count > 1 ? found : nil
  }

  /// `12:00     18:00     00:00     06:00     now`, each where it belongs.
  private func hours(columns: Int) -> SafeText {
    var text: SafeText = ""
    for quarter in 0..<4 {
      let label = clock.time(of: figures.now + .hours(Int64(-24 + quarter * 6)))
      let place = columns * quarter / 4
      text.append(SafeText.spaces(place - text.width))
      if text.width + label.width + 5 <= columns { text.append(label) }
    }
    text.append(SafeText.spaces(columns - 3 - text.width))
    text.append("now")
    return text
  }
}

/// A line through points, of dots in characters of braille, two by four of them a cell.
struct Curve {
  /// By row, from the top.
  let texts: [SafeText]
  let columns: Int

  /// The points' places in the width and in the height, each 0 to 1, from left to right.
  init(points: [(x: Double, y: Double)], columns: Int, rows: Int) {
    self.columns = columns
    let (width, height) = (columns * 2, rows * 4)
    var cells = [UInt8](repeating: 0, count: columns * rows)
    func set(_ x: Int, _ y: Int) {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return }
      let (row, dot) = (y / 4, y % 4)
      let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
      cells[row * columns + x / 2] |= bits[x % 2][dot]
    }
    let dots = points.map { point in
      (
        x: Int((min(max(0, point.x), 1) * Double(width - 1)).rounded()),
        y: Int(((1 - min(max(0, point.y), 1)) * Double(height - 1)).rounded())
      )
    }
    for (from, to) in zip(dots, dots.dropFirst()) {
      let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
      for step in 0...steps {
        set(from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps)
      }
    }
    texts = (0..<rows).map { row in
      var scalars = String.UnicodeScalarView()
      for cell in cells[(row * columns)..<((row + 1) * columns)] {
        scalars.append(cell == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(cell)) ?? " ")
      }
      return SafeText(untrusted: String(scalars))
    }
  }
}
