import JSONStream
import Model
import Text

/// What of a node record changes while nothing happens to the node, or to what is shown of it: its numbers are not compared.
enum SlurmNodeMeasure: UInt8 {
  /// Has the power drawn now, which is read.
  case energy
  case load, freeMemory, lastBusy

  init?(of field: SlurmNodeField) {
    switch field {
    case .energy: self = .energy
    case .load: self = .load
    case .freeMemory: self = .freeMemory
    case .lastBusy: self = .lastBusy
    case .name, .cluster, .state, .stateFlags, .partitions, .gres, .gresUsed, .tres, .tresUsed, .cpus,
      .allocatedCPUs, .reason, .reasonSetBy, .reasonSetAt:
      return nil
    }
  }
}

/// The nodes of the reading before, to be taken over where their bytes are the same but for such numbers.
struct SlurmNodesBefore {
  private let nodes: [Node]
  private let records: RememberedRecords
  private var expected = ExpectedRecord<SafeText>()

  /// `nil` where there is nothing to take over.
  init?(_ document: Document?) {
    guard case .nodes(let nodes)? = document?.content, let records = document?.remembered,
      records.count == nodes.count
    else { return nil }
    self.nodes = nodes
    self.records = records
  }

  /// What may come next, and the cluster that it names.
  var next: (record: RememberedRecords.Record, node: Node, cluster: SafeText?)? {
    records[expected.index].map { record in
      (record, nodes[expected.index], record.cluster == 0 ? nil : records.clusterName)
    }
  }

  mutating func pass() { expected.pass() }

  /// Passes a node that was read.
  mutating func pass(_ name: SafeText) {
    let nodes = nodes
    expected.pass(name, among: nodes.count) { nodes[$0].name }
  }
}
