/// What a job record says of its GPUs, in the several places where Slurm says it.
struct SlurmJobGPUs {
  /// `tres_alloc_str`, which a requeued job keeps from its last run.
  var allocated: Gres?
  /// `tres_req_str`
  var requested: Gres?
  /// `gres_detail`: one text a node, with what the job holds there.
  var detail: [Gres] = []
  /// Whether an entry of `gres_detail` is no text.
  var isDetailTorn = false
  var perJob: Gres?
  var perNode: Gres?
  var perTask: Gres?
  var perSocket: Gres?
  var nodes: Int32?
  var tasks: Int32?
  var socketsPerNode: Int32?

  /// The job's whole GPUs: 0 when it has none, `nil` when the record does not say or says it in a way that cannot be
  /// counted.
  ///
  /// The order is that of the places' worth: what accounting counted, what the nodes hold, what was asked for. A site
  /// that does not track `gres/gpu` has it in the last two only. Accounting counts parts of GPUs (MIG slices) as GPUs,
  /// and names them where the site tracks each type: a place that names parts tells more, and counts before it.
  /// `holdsAllocation` is false for a job that waits or has ended: its allocation, if the record has one, is an old one.
  func count(holdsAllocation: Bool) -> Int32? {
    for answer in holdsAllocation ? [held, asked] : [asked] {
      switch answer {
      case .none: continue
      case .unknown: return nil
      case .gpus(let count): return Int32(exactly: count)
      }
    }
    return saysSomething ? 0 : nil
  }

  /// Whether the job has parts of GPUs, or asks for them.
  func namesParts(holdsAllocation: Bool) -> Bool {
    let held = holdsAllocation && (detail.contains(where: \.namesParts) || allocated?.namesParts == true)
    return held || requested?.namesParts == true || requestOfParts != nil
  }

  /// Whether what it has, or asks for, are parts or shares of GPUs, which are not among its GPUs.
  func leavesOut(holdsAllocation: Bool) -> Bool {
    let held = holdsAllocation ? detail + [allocated].compactMap(\.self) : []
    let hasShares = (held + [requested].compactMap(\.self) + requests.map(\.gres)).contains { $0.shares > 0 }
    return hasShares || namesParts(holdsAllocation: holdsAllocation)
  }

  private enum Answer {
    case none, unknown
    case gpus(Int)
  }

  private var held: Answer {
    if detail.contains(where: \.namesParts) { return sumOfDetail }
    guard let gpus = allocated?.gpus else {
      // What was asked for does not make up for an allocation that cannot be read.
      return allocated?.isOdd == true && !detail.contains(where: \.speaksOfGPUs) ? .unknown : sumOfDetail
    }
    // Without the nodes' word the request tells whether what accounting counted are parts.
    if !detail.contains(where: \.speaksOfGPUs), let parts = requestOfParts { return parts }
    return .gpus(gpus)
  }

  /// A node whose text cannot be read makes the sum unknown.
  private var sumOfDetail: Answer {
    guard detail.contains(where: \.speaksOfGPUs) else { return .none }
    if isDetailTorn { return .unknown }
    var sum = 0
    for node in detail where node.speaksOfGPUs {
      guard let gpus = node.gpus else { return .unknown }
      sum += gpus
    }
    return .gpus(sum)
  }

  private var asked: Answer {
    if let parts = requestOfParts { return parts }
    if let gpus = requested?.gpus { return .gpus(gpus) }
    return requests.first { $0.gres.speaksOfGPUs }.map(Self.product) ?? .none
  }

  /// The first request that names parts of GPUs: how many whole ones it asks for beside them.
  private var requestOfParts: Answer? { requests.first { $0.gres.namesParts }.map(Self.product) }

  /// Each request that the record has, and how often; `nil` when that is unknown.
  private var requests: [(gres: Gres, times: Int?)] {
    let sockets = socketsPerNode.flatMap { sockets in nodes.map { Int(sockets) * Int($0) } }
    let all: [(Gres?, Int?)] = [
      (perJob, 1), (perNode, nodes.map(Int.init)), (perTask, tasks.map(Int.init)), (perSocket, sockets),
    ]
    return all.compactMap { gres, times in gres.map { ($0, times) } }
  }

  /// Nothing is nothing, however often.
  private static func product(_ request: (gres: Gres, times: Int?)) -> Answer {
    guard let each = request.gres.gpus else { return .unknown }
    if each == 0 { return .gpus(0) }
    guard let times = request.times else { return .unknown }
    let (product, overflow) = each.multipliedReportingOverflow(by: times)
    return overflow ? .unknown : .gpus(product)
  }

  /// Whether some place could have named GPUs, and none named a number of them that cannot be read.
  private var saysSomething: Bool {
    let places = [allocated, requested, perJob, perNode, perTask, perSocket].compactMap { $0 }
    return !places.isEmpty && !places.contains(where: \.isOdd)
  }
}
