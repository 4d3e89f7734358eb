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
    guard let cluster = clusterUnderCursor else { return nil }
    let start = figures.now + .hours(-24)
    let shares = sharesOfGPUs(of: cluster.name, since: start)
    guard shares.count > 1 else { return nil }
    let named: SafeText = figures.clusters.count == 1 ? "" : "\(cluster.name): "
    let least = shares.map(\.share).min() ?? 0
    let bottom = min(0.8, max(0, (least * 5).rounded(.down) / 5))
    var plot = Plot(
      unit: "\(named)GPUs used, 24 h, axis from \(SafeText.percentFigure(bottom)) %",
      levels: [Plot.Label(1, "100 %"), Plot.Label(0, "\(SafeText.percentFigure(bottom)) %")])
    let stretches = shares.stretches(of: \.at).map { stretch in
      stretch.map { at, share in
        Plot.Point(x: Double((at - start).count) / 86_400, y: (share - bottom) / (1 - bottom))
      }
    }
    plot.curves = [Plot.Curve("GPUs used", stretches, .solid, .sparkline)]
    plot.times =
      [Plot.Label(1, "now")]
      + (0..<4).map { Plot.Label(Double($0) / 4, clock.time(of: start + .hours(Int64($0 * 6)))) }
    return Remark("24 h", isSpare: true) { [plot] width, rows in
      plot.lines(Size(columns: width, rows: min(rows, 6)))
    }
  }

  private func sharesOfGPUs(
    of cluster: SafeText, since start: Timestamp
  ) -> [(at: Timestamp, share: Double)] {
    let history = content.factory.clusters.first { $0.name == cluster }?.history ?? []
    return history.since(start).compactMap { sample in
      guard sample.partition == nil, sample.at <= figures.now, let allocated = sample.gpusAllocated,
        let total = sample.gpusTotal, total > 0
      else { return nil }
      return (sample.at, Double(allocated) / Double(total))
    }
  }
}
