import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Nodes on which jobs hold GPUs that do nothing, most such GPUs first, and whose jobs these are.
  mutating func idleAllocations(of figures: ClusterFigures?, _ cluster: SafeText) -> [PageSection] {
    guard let nodes = figures?.idleAllocations, !nodes.isEmpty else { return [] }
    var table = LineTable([
      LineTable.Column(title: " node", priority: 100),
      LineTable.Column(title: "idle GPUs", isFigure: true, priority: 90),
      LineTable.Column(title: "busy", isFigure: true, priority: 70),
      LineTable.Column(title: " job", priority: 95), LineTable.Column(title: " account", priority: 80),
      LineTable.Column(title: " user", priority: 85),
    ])
    for node in nodes.prefix(Self.mostRows) {
      var cells = [
        link(.node, node.node, of: cluster), Line("\(node.idleGPUs) of \(node.allocatedGPUs)"),
        Line(SafeText.percent(node.busy)),
      ]
      if let job = node.jobs.first {
        var jobs = link(to: .job(cluster: cluster, id: job.id), "\(job.id)")
        if node.jobs.count > 1 { jobs.add("+\(node.jobs.count - 1) more", .muted) }
        cells += [
          jobs, job.account.isEmpty ? figure(nil) : link(.account, job.account, of: cluster),
          job.user.isEmpty ? figure(nil) : link(.user, job.user, of: cluster),
        ]
      } else {
        cells += Array(repeating: figure(nil), count: 3)
      }
      table.add(cells)
    }
    var under = link(.list(.jobs, "idle-gpus>0 cluster=\(cluster.asFilterValue)"), "jobs that hold idle GPUs")
    let rest = nodes.count - table.rows.count
    if rest > 0 { under.add("+\(rest) more \(rest == 1 ? "node" : "nodes")", .muted, mayBreak: true) }
    return [PageSection("allocated but idle", in: .left, table, under: under)]
  }
}
