import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Why it is out of service, what its GPUs do and for whom, where it belongs.
  mutating func page(of row: NodeRow, _ item: EntityItem) -> PageContents {
    let node = row.node
    let cluster = row.clusterName
    var sections: [PageSection] = []
    sections.append(PageSection("state", stateFields(of: row, item)))
    sections += gpusAndJobs(of: row)
    sections.append(PageSection("where it belongs", in: .right, places(of: row)))
    sections.append(PageSection("resources", in: .right, resources(of: row, item)))
    sections.append(otherFields(item, told: Self.toldOfNodes, .right))
    return PageContents(
      title: "node \(node.name) · \(cluster)", headline: standing(of: row),
      shortHeadline: Line(row.nodeClass.word, row.nodeClass.textRole), sections: sections)
  }

  private static let toldOfNodes: Set<String> = [
    "name", "cluster", "partition", "state", "since", "gpus", "allocated", "idle", "type", "busy", "cpus",
    "cpus-allocated", "power", "jobs", "by", "reason",
  ]

  /// `draining 1h 50m · 4 of 8 GPUs still held`
  private func standing(of row: NodeRow) -> Line {
    let node = row.node
    var line = Line(row.nodeClass.word, row.nodeClass.textRole)
    if let since = node.reasonSetAt, case .out = row.nodeClass, since <= now {
      line.add(" \(SafeText.span(seconds: Int((now - since).count)))", row.nodeClass.textRole)
    }
    guard let gpus = node.gpus, gpus > 0 else { return line }
    line.addSeparator()
    let isOut = if case .out = row.nodeClass { true } else { false }
    line.add("\(node.gpusInUse.map { "\($0)" } ?? .unknown) of \(gpus) GPUs \(isOut ? "still held" : "held")")
    return line
  }

  private func stateFields(of row: NodeRow, _ item: EntityItem) -> [FieldGroup.Field] {
    let node = row.node
    var fields = self.fields(item, ["state"])
    if node.state.flags.contains(.notResponding) {
      fields[0].value.add(", not responding", .warning, mayBreak: true)
    }
    fields.append(("starts jobs", row.canStartJobs ? Line("yes") : Line("no", .warning)))
    guard node.reason != nil || node.reasonSetAt != nil else { return fields }
    fields.append(("reason", Line(value: node.reason)))
    fields.append(("by", Line(value: node.reasonSetBy)))
    fields.append(("since", Line(value: node.reasonSetAt.map(momentAndAge))))
    return fields
  }

  private mutating func places(of row: NodeRow) -> [FieldGroup.Field] {
    let (node, cluster) = (row.node, row.clusterName)
    var fields: [FieldGroup.Field] = [("cluster", link(to: .cluster(cluster)))]
    let partitions = node.partitions?.map { link(toPartition: $0, of: cluster) }
    fields.append(
      (
        "partitions",
        partitions.map { $0.isEmpty ? Line("none", .warning) : Self.beside($0) } ?? Line(value: nil)
      ))
    let reservations = (content.cluster(cluster)?.reservations ?? []).filter { reservation in
      reservation.endsAt.map { now < $0 } ?? true
        && reservation.nodeList.map { HostList($0).contains(node.name) } ?? false
    }
    for reservation in reservations.prefix(Self.mostRelated) {
      fields.append(("reservation", self.reservation(reservation, of: cluster)))
    }
    return fields
  }

  /// Its name, and when it is.
  mutating func reservation(_ reservation: Reservation, of cluster: SafeText) -> Line {
    var line = link(.reservation, reservation.name, of: cluster)
    let ends = reservation.endsAt.map(moment) ?? "no end"
    line.add(
      "\(moment(reservation.startsAt)) to \(ends)", reservation.startsAt <= now ? .text : .muted,
      mayBreak: true)
    if reservation.isMaintenance { line.add(", maintenance", .warning, mayBreak: true) }
    return line
  }

  private func resources(of row: NodeRow, _ item: EntityItem) -> [FieldGroup.Field] {
    let node = row.node
    func used(_ some: Int?, of all: Int?) -> Line {
      guard let all else { return Line(value: nil) }
      return Line("\(some.map { SafeText.grouped($0) } ?? .unknown) of \(SafeText.grouped(all)) in use")
    }
    var gpus = used(node.gpusInUse, of: node.gpus)
    if let type = node.gpuType { gpus.add(", \(type)", .muted, mayBreak: true) }
    if node.hasGPUParts { gpus.add(", and parts of GPUs", .muted, mayBreak: true) }
    return [("GPUs", gpus), ("CPUs", used(node.cpusAllocated, of: node.cpus))]
      + fields(item, ["busy", "power"])
  }
}

extension NodeClass {
  /// The role of its word, where a bar's part would be no text.
  var textRole: Role {
    [.barAllocated, .barIdle, .barPlanned].contains(role) ? .strong : role
  }
}
