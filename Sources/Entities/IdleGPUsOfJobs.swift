import Model
import Text

/// Which jobs of a cluster hold GPUs that did nothing when they were last measured.
struct IdleGPUsOfJobs: Sendable {
  /// GPUs by the job that holds them; `isAtLeast` where on some of its nodes nobody tells whose the idle ones are.
  private var counts: [Int64: (gpus: Int, isAtLeast: Bool)] = [:]
  /// The nodes with GPUs that are measured; `nil` where all that have GPUs are.
  private let measured: Set<SafeText>?

  /// Linear in the nodes.
  init(in cluster: Cluster, _ allocations: [IdleAllocation]) {
    let nodes = cluster.nodes ?? []
    // A node is large to copy.
    let places = nodes.indices.filter { nodes.span[$0].gpus != 0 }
    let told = places.filter { nodes.span[$0].gpuBusy != nil }
    measured = !told.isEmpty && told.count == places.count ? nil : Set(told.map { nodes.span[$0].name })
    for job in allocations.flatMap(\.jobs) {
      let known = counts[job.id] ?? (0, false)
      counts[job.id] = (known.gpus + (job.idleGPUs ?? 0), known.isAtLeast || job.idleGPUs == nil)
    }
  }

  /// Of a running job; unknown of others, and of one on a node that is not measured.
  func value(of job: Job, on nodeList: SafeText) -> FieldValue {
    guard job.state.base == .running, job.gpus != 0 else { return .unknown }
    let known = counts[job.id] ?? (0, false)
    if known.isAtLeast, known.gpus == 0 { return .unknown }
    guard let measured, !measured.contains(nodeList) else {
      return .count(known.gpus, isAtLeast: known.isAtLeast)
    }
    // What is not measured may be idle too.
    let names = HostList(nodeList).names(atMost: Self.most) ?? []
    guard names.contains(where: measured.contains) else { return .unknown }
    return .count(known.gpus, isAtLeast: known.isAtLeast || !names.allSatisfy(measured.contains))
  }

  private static let most = 100_000
}
