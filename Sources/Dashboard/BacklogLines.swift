import Model
import Screen
import Text

/// Why GPU-hours or drain time are unknown, in words.
extension PaneBuilder {
  /// Tasks that make them so, of all clusters: what is with them, how many, and where.
  private var unmeasured: [(what: SafeText, inShort: SafeText, places: [Line])] {
    let kinds: [(SafeText, SafeText, KeyPath<QueueFigures, Int>)] = [
      ("no time limit", "no time limit:", \.unlimitedTasks),
      ("GPUs, nodes or a time limit that nobody tells", "unknown size:", \.unmeasuredTasks),
    ]
    return kinds.compactMap { what, inShort, count in
      let places = figures.clusters.flatMap { cluster -> [Line] in
        guard let whole = cluster.queue?[keyPath: count], whole > 0 else { return [] }
        let name: SafeText = figures.clusters.count > 1 ? "\(cluster.name) " : ""
        let parts = cluster.partitions.compactMap { partition -> Line? in
          guard let tasks = partition.queue?[keyPath: count], tasks > 0 else { return nil }
          return Line("\(SafeText.grouped(tasks)) in \(name)\(partition.name)")
        }
        return parts.isEmpty
          ? [Line("\(SafeText.grouped(whole))\(name.isEmpty ? "" : " in \(cluster.name)")")] : parts
      }
      return places.isEmpty ? nil : (what, inShort, places)
    }
  }

  /// `GPU-h`, `drain` or both: what is unknown in some queue.
  private var whatIsUnknown: SafeText {
    let hasBacklog = queues.allSatisfy { $0.backlog != nil }
    let hasDrain = queues.allSatisfy { $0.backlogNodes != nil }
    return hasBacklog ? "drain is" : hasDrain ? "GPU-h is" : "GPU-h and drain are"
  }

  /// `GPU-h and drain are — where tasks have no time limit: 1 in gpu`
  private func beginning(_ what: SafeText) -> SafeText {
    "\(whatIsUnknown) \(SafeText.unknown) where tasks have \(what): "
  }

  var backlogLines: [Line] {
    unmeasured.map { what, _, places in
      var line = Line(wrapping: beginning(what), .muted)
      line.add(" ")
      for (index, place) in places.enumerated() {
        if index > 0 { line.addSeparator() }
        line.add(place, mayBreak: true)
      }
      return line
    }
  }

  var backlogRemarks: [Remark] {
    unmeasured.map { what, inShort, places in
      Remark(
        inShort,
        head: { width in
          let whole = beginning(what)
          var head = Line(whole.width + 20 <= width ? whole : "\(inShort) ", .muted)
          head.indent = isNarrow ? 2 : 6
          return head
        }, items: places)
    }
  }
}
