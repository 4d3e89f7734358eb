import JSONStream
import Model

/// How busy the GPUs of a simulated cluster are, as Prometheus answers a query for what an exporter measures.
struct MeasuredGPUsDocument {
  private let cluster: ClusterSimulation
  private let machine: Machine

  init(of cluster: ClusterSimulation) {
    self.cluster = cluster
    self.machine = cluster.machine
  }

  var value: JSONValue {
    [
      "status": "success",
      // Hints that nobody acts on, and the one place of the answer for a remark.
      "infos": [.string(simulatedSource)],
      "data": [
        "resultType": "vector",
        "result": .array(cluster.floor.nodes.filter(isMeasured).flatMap(series)),
      ],
    ]
  }

  /// The exporter of a dead node is as silent as Slurm's daemon.
  private func isMeasured(_ node: SimulatedNode) -> Bool { node.gpus > 0 && node.outage?.kind.isDown != true }

  private func series(of node: SimulatedNode) -> [JSONValue] {
    let name = machine.nodePrefix + zeroPadded(node.index + 1, to: machine.nodeDigits)
    let at = JSONValue.integer(cluster.now.secondsSince1970)
    return (0..<node.gpus).map { gpu in
      ["metric": labels(of: gpu, on: name), "value": [at, .string("\(percent(of: gpu, on: node))")]]
    }
  }

  /// As NVIDIA's DCGM exporter and AMD's device metrics exporter call them.
  private func labels(of gpu: Int, on node: String) -> JSONValue {
    machine.gpuType.hasPrefix("mi")
      ? ["__name__": "amd_gpu_gfx_activity", "hostname": .string(node), "gpu_id": .string("\(gpu)")]
      : ["__name__": "DCGM_FI_DEV_GPU_UTIL", "Hostname": .string(node), "gpu": .string("\(gpu)")]
  }

  /// As the habit of the job has it, a few percent more or less every ten seconds; 0 of a GPU that no job holds. While a
  /// job is cleaned up after, the newest sample is still of when it ran.
  private func percent(of gpu: Int, on node: SimulatedNode) -> Int {
    let bit = UInt64(1) << UInt64(gpu)
    guard let tenant = node.tenants.first(where: { $0.gpus & bit != 0 }) else { return 0 }
    let habit = GPUHabit(ofJob: tenant.job).percent(isFirst: tenant.gpus & (bit - 1) == 0)
    guard habit > 0 else { return 0 }
    let tick = UInt64(bitPattern: cluster.now.secondsSince1970 / 10)
    var noise = SeededRandom(seed: (tick &* 1_000_003 &+ UInt64(node.index)) &* 64 &+ UInt64(gpu))
    return min(100, habit + noise.between(-4, 4))
  }
}
