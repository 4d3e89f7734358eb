/// What a job record says of its GPUs, in the several places where Slurm says it.
struct SlurmJobGPUs {
  /// `tres_alloc_str`, which a requeued job keeps from its last run.
  var allocated: Gres?
  /// `tres_req_str`
  var requested: Gres?
  /// `gres_detail`: one text a node, with what the job holds there.
  var detail: [Gres] = []
  var perJob: Gres?
  var perNode: Gres?
  var perTask: Gres?
  var perSocket: Gres?
  var nodes: Int32?
  var tasks: Int32?
  var socketsPerNode: Int32?

  /// The job's `gres/gpu`: 0 when it has none, `nil` when the record does not say or says it in a way that cannot be
  /// counted.
  ///
  /// The order is that of the places' worth: what accounting counted, what the nodes hold, what was asked for. A site
  /// that does not track `gres/gpu` has it in the last two only. `holdsAllocation` is false for a job that waits or
  /// has ended: its allocation, if the record has one, is an old one.
  func count(holdsAllocation: Bool) -> Int32? {
    if holdsAllocation {
      if let allocated = allocated?.gpus { return Int32(exactly: allocated) }
      if let held = Self.sum(detail) { return Int32(exactly: held) }
    }
    if let requested = requested?.gpus { return Int32(exactly: requested) }
    let sockets = socketsPerNode.flatMap { sockets in nodes.map { Int(sockets) * Int($0) } }
    let requests = [
      Self.product(perJob, 1), Self.product(perNode, nodes.map(Int.init)),
      Self.product(perTask, tasks.map(Int.init)),
      Self.product(perSocket, sockets),
    ]
    for request in requests {
      switch request {
      case .none: continue
      case .unknown: return nil
      case .gpus(let count): return Int32(exactly: count)
      }
    }
    return saysSomething ? 0 : nil
  }

  /// Whether some place could have named GPUs, and none named a number of them that cannot be read.
  private var saysSomething: Bool {
    let places = [allocated, requested, perJob, perNode, perTask, perSocket].compactMap { $0 }
    return !places.isEmpty && !places.contains(where: \.isOdd)
  }

  private enum Request {
    case none, unknown
    case gpus(Int)
  }

  private static func product(_ gres: Gres?, _ factor: Int?) -> Request {
    guard let gres, gres.speaksOfGPUs else { return .none }
    guard let each = gres.gpus, let factor else { return .unknown }
    let (product, overflow) = each.multipliedReportingOverflow(by: factor)
    return overflow ? .unknown : .gpus(product)
  }

  /// `nil` when no node's text speaks of GPUs.
  private static func sum(_ detail: [Gres]) -> Int? {
    let counts = detail.compactMap(\.gpus)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}
