import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Its GPUs, why its jobs wait, what it offers, what is out of service and who waits.
  mutating func partition(_ entity: EntityID, _ item: EntityItem) -> PageContents {
    let (name, cluster) = (entity.name ?? .unknown, entity.cluster ?? .unknown)
    let figures = content.figures(ofCluster: cluster)?.partitions.first { $0.name == name }
    var sections: [PageSection] = []
    sections += capacity(figures?.capacity)
    sections += queue(figures?.queue, of: cluster, in: name)
    sections += jobs(in: name, of: cluster)
    sections.append(
      PageSection(
        "where it belongs", in: .right,
        [("cluster", link(to: .cluster(cluster)))] + fields(item, ["state", "limit"])))
    sections += alerts(.right) { $0.kind == .partition && $0.name == name && $0.cluster == cluster }
    sections.append(outOfService(in: cluster) { $0.partitions?.contains(name) == true })
    let nodes = (content.cluster(cluster)?.nodes ?? []).filter { $0.partitions?.contains(name) == true }.map(
      \.name)
    sections.append(
      PageSection(
        "reservations", in: .right,
        reservations(of: cluster) { reservation in
          reservation.partition == name
            || reservation.nodeList.map { list in
              let list = HostList(list)
              return nodes.contains { list.contains($0) }
            } ?? false
        }))
    sections += shares(in: name, of: cluster)
    if let scheduler = context.schedulerLine(of: cluster) {
      sections.append(PageSection("scheduler", in: .right, [scheduler]))
    }
    sections.append(past(of: cluster, partition: name))
    sections.append(otherFields(item, told: Self.toldOfPlaces.union(["state", "limit"]), .right))
    return PageContents(
      title: "partition \(name) · \(cluster)", headline: standing(of: figures),
      shortHeadline: used(figures?.capacity),
      sections: sections)
  }

  /// `86 % idle while 56 tasks wait, the oldest 20h 14m`
  private func standing(of partition: PartitionFigures?) -> Line {
    var line = used(partition?.capacity)
    guard let queue = partition?.queue, queue.pendingTasks > 0 else { return line }
    if line.width > 0 { line.addSeparator() }
    line.add(
      "\(.atLeast(.grouped(queue.pendingTasks), if: queue.tasksAreAtLeast)) \(queue.pendingTasks == 1 ? "waits" : "wait")"
    )
    if let oldest = queue.oldestEligibleWait {
      line.add(", the oldest \(.duration(seconds: Int(oldest.count)))")
    }
    return line
  }

  private func isIn(_ partition: SafeText) -> (JobsOfCluster) -> (Job) -> Bool {
    { queue in
      let symbols = Set(
        queue.table.symbols.texts.indices.filter { index in
          queue.table.symbols.texts[index].shown.split(separator: ",").contains { $0 == partition.shown }
        }.map { Symbol(index: UInt32($0)) })
      return { symbols.contains($0.partition) }
    }
  }

  private mutating func jobs(in partition: SafeText, of cluster: SafeText) -> [PageSection] {
    jobTable(
      JobsInCommon(content, of: cluster, where: isIn(partition)), titled: "jobs", columns: [.account, .user],
      all: "partition=\(partition.asFilterValue) cluster=\(cluster.asFilterValue)")
  }

  /// Whose tasks wait there, those with most first.
  private mutating func shares(in partition: SafeText, of cluster: SafeText) -> [PageSection] {
    let waiting = JobsInCommon(content, of: cluster, where: isIn(partition)).waiting
    var tasks: [SafeText: Int] = [:]
    for record in waiting { tasks[record.text(record.job.account), default: 0] += record.tasks }
    let most = tasks.filter { !$0.key.isEmpty }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !most.isEmpty else { return [] }
    let lines = most.prefix(Self.mostRelated).map { account, count in
      var line = link(.account, account, of: cluster)
      line.add(SafeText.grouped(count))
      return line
    }
    var line = Self.beside(lines)
    if most.count > lines.count { line.add("+\(most.count - lines.count) more", .muted, mayBreak: true) }
    return [PageSection("who waits", in: .right, [line])]
  }
}
