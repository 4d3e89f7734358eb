import Model
import Screen
import Text

/// The columns of how far partitions are used.
extension PaneBuilder {
  /// Enough for the largest number of GPUs of a partition.
  private var gpusWidth: Int {
    let widths = figures.clusters.lazy.flatMap(\.partitions).map {
      SafeText.grouped($0.capacity?.gpus.total).width
    }
    return max(isNarrow ? 4 : 6, widths.max() ?? 0)
  }

  /// Enough for the longest name, up to what leaves the bars some room.
  var nameWidth: Int {
    let widths = figures.clusters.lazy.map { cluster in
      cluster.partitions.lazy.map { partition -> Int in
        guard case .text(let name, _) = partitionName(partition) else { return 0 }
        return name.width
      }.max() ?? 0
    }
    let clusters = isFolded ? figures.clusters.lazy.map { 1 + $0.name.width }.max() ?? 0 : 0
    return min(max(widths.max() ?? 0, clusters), 32)
  }

  /// The name, the GPUs and how they are used.
  var usageColumns: [ListColumn<PartitionItem>] {
    let columns: [ListColumn<PartitionItem>?] = [
      .init("GPUs", field: "gpus", width: .fixed(gpusWidth), alignment: .right, priority: 80) {
        guard let gpus = $0.capacity?.gpus else { return .text(SafeText.unknown, Style(.unknown)) }
        return .text(SafeText.grouped(gpus.total), Style(gpus.total == 0 ? .muted : .text))
      },
      .init("", field: "allocated", width: .flexible(minimum: 8, weight: 5), priority: 90) { use(of: $0) },
      .init(
        isNarrow ? "%av" : "%avail", field: "of-available", width: .fixed(isNarrow ? 3 : 6),
        alignment: .right, priority: 95
      ) { percent($0, \.ofAvailable) },
      isFull
        ? .init("%inst", field: "of-installed", width: .fixed(5), alignment: .right, priority: 60) {
          percent($0, \.ofInstalled, role: .muted)
        } : nil,
      isBusyMeasured
        ? .init("%busy", field: "busy", width: .fixed(5), alignment: .right, priority: 58) {
          percent($0, \.busy, role: .muted)
        } : nil,
    ]
    return nameColumns(width: .growing(minimum: 9, most: nameWidth)) + columns.compactMap(\.self)
  }

  /// In the full view: how many nodes are in each state, the time limit, and what was in use.
  var nodeColumns: [ListColumn<PartitionItem>] {
    func nodes(
      _ title: SafeText, _ field: String, width: Int, priority: Int, _ count: @escaping (NodeCounts) -> Int,
      role: @escaping (NodeCounts) -> Role = { _ in .text }
    ) -> ListColumn<PartitionItem> {
      .init(title, field: field, width: .fixed(width), alignment: .right, priority: priority) {
        guard let tally = $0.capacity?.tally else { return .text("") }
        let counts = NodeCounts(tally)
        return .text(SafeText.grouped(count(counts)), Style(role(counts)))
      }
    }
    let columns: [ListColumn<PartitionItem>?] = [
      .init("nodes", field: "nodes", width: .fixed(6), alignment: .right, priority: 55) {
        .text($0.capacity.map { SafeText.grouped($0.nodes) } ?? "")
      },
      nodes("alloc", "nodes-allocated", width: 6, priority: 50, \.inUse),
      nodes("idle", "nodes-idle", width: 6, priority: 50, \.idle),
      nodes("down", "nodes-down", width: 5, priority: 52, \.down) { $0.down > 0 ? .critical : .muted },
      nodes("drain", "nodes-drained", width: 5, priority: 51, \.drained) {
        $0.drained > 0 ? .warning : .muted
      },
      nodes("other", "nodes-other", width: 5, priority: 49, \.other) {
        $0.lost > 0 ? .critical : $0.other > 0 ? .text : .muted
      },
      hasTimeLimits
        ? .init("limit", field: "limit", width: .fixed(7), alignment: .right, priority: 35) {
          .text($0.partition.map(timeLimit(of:)) ?? "", Style(.muted))
        } : nil,
      hasPartitionHistory
        ? .init("history", width: .flexible(minimum: 8, weight: 1), priority: 30) { item in
          item.partition.map { .sparkline(history(of: $0.name, in: item.cluster.name)) } ?? .text("")
        } : nil,
    ]
    return columns.compactMap(\.self)
  }

  /// What needs a hand there.
  func troubleColumn(width: Int, idle: Set<EntityID>) -> ListColumn<PartitionItem> {
    .init("", width: .fixed(width), alignment: .right, priority: 62) { item in
      let trouble =
        item.partition.map { self.trouble(of: $0, in: item.cluster.name, idle: idle) }
        ?? words(item.trouble, of: item.cluster)
      return .text(trouble?.word ?? "", Style(trouble?.role ?? .text))
    }
  }

  /// Whether any source measures how busy GPUs are; allocation is not that.
  private var isBusyMeasured: Bool {
    figures.clusters.contains { $0.partitions.contains { $0.capacity?.gpus.busy != nil } }
  }

  /// A bar of the GPUs, or why there is none.
  private func use(of item: PartitionItem) -> Table.Content {
    guard let capacity = item.capacity else {
      let nodes = item.partition?.configured?.nodeCount
        .map { "\(SafeText.count($0, "node", "nodes")), " as SafeText }
      return .text("\(nodes ?? "")no file of nodes", Style(.muted))
    }
    if capacity.gpus.total == 0 {
      return .text(capacity.hasOnlyGPUParts ? "parts of GPUs" : "CPU only", Style(.muted))
    }
    return bar(of: capacity.gpus)
  }

  typealias Trouble = (word: SafeText, role: Role)

  /// What needs a hand there, in a word for the end of the row: `12 down`, `192 idle`.
  func trouble(
    of partition: PartitionFigures, in cluster: SafeText, idle: Set<EntityID>
  ) -> Trouble? {
    guard let capacity = partition.capacity else { return nil }
    let tally = capacity.tally
    if let severity = tally.severity(by: content.policy.alerts) {
      // A word that says less than all of them would hide the rest.
      let word = tally.outages.count == 1 ? NodeClass.out(tally.outages[0]).compact : "out"
      return ("\(SafeText.grouped(tally.outOfService)) \(word)", severity == .critical ? .critical : .warning)
    }
    guard idle.contains(EntityID(.partition, partition.name, cluster: cluster)) else { return nil }
    let free = (capacity.gpus.idle ?? 0) - (capacity.gpus.plannedOrReserved ?? 0)
    return ("\(SafeText.grouped(free)) idle", .warning)
  }

  private func bar(of gpus: GPUFigures) -> Table.Content {
    Bar(of: gpus).map { .bar($0) } ?? .text("use not known", Style(.unknown))
  }

  /// A share of the GPUs; nothing where there are none.
  private func percent(
    _ item: PartitionItem, _ share: (GPUFigures) -> Double?, role: Role = .text
  ) -> Table.Content {
    guard let gpus = item.capacity?.gpus, gpus.total != 0 else { return .text("") }
    let share = share(gpus)
    return .text(SafeText.percentFigure(share), Style(share == nil ? .unknown : role))
  }

  private var hasPartitionHistory: Bool {
    content.factory.clusters.contains { $0.history.contains { $0.partition != nil } }
  }

  /// The allocated share of a partition's GPUs over the recorded time.
  private func history(of partition: SafeText, in cluster: SafeText) -> Sparkline {
    let samples = content.factory.clusters.first { $0.name == cluster }?.history ?? []
    return Sparkline(
      samples.filter { $0.partition == partition }.map { sample in
        guard let allocated = sample.gpusAllocated, let total = sample.gpusTotal, total > 0 else {
          return nil
        }
        return Double(allocated) / Double(total)
      }, scale: 1)
  }
}

extension Bar {
  /// What GPUs do; `nil` where not all of it is known.
  init?(of gpus: GPUFigures) {
    guard let allocated = gpus.allocated, let idle = gpus.idle, let unavailable = gpus.unavailable else {
      return nil
    }
    let planned = gpus.plannedOrReserved ?? 0
    self.init([
      .init(.allocated, Double(allocated)), .init(.planned, Double(planned)),
      .init(.idle, Double(idle - planned)),
      .init(.unavailable, Double(unavailable)),
    ])
  }
}
