import Model
import Testing

@testable import Simulation

@Suite struct SchedulingTests {
  private func request(nodes: Int, gpus: Int, hours: Int64) -> JobRequest {
    JobRequest(
      name: "eval", account: 0, user: 0, partition: 0,
      shape: JobShape(nodes: nodes, gpusPerNode: gpus, cpusPerNode: 8 * gpus, limit: .hours(hours)))
  }

  /// Two nodes of four GPUs; all of the first are taken for two hours.
  private func busyFloor() -> NodePool {
    var floor = NodePool(
      nodes: (0..<2).map { SimulatedNode(index: $0, gpus: 4, cpus: 32, bootedAt: start) }, partitions: [0..<2]
    )
    _ = floor.nodes[0].admit(1, request(nodes: 1, gpus: 4, hours: 2), limitEndsAt: start + .hours(2))
    return floor
  }

  @Test(arguments: [(1, 1, 4, true), (2, 1, 4, true), (3, 1, 4, false), (3, 1, 1, false), (1, 2, 4, false)])
  func `Behind a job that waits for both nodes, only what ends before it starts is filled in`(
    hours: Int64, nodes: Int, gpus: Int, starts: Bool
  ) {
    var floor = busyFloor()
    #expect(floor.plan(request(nodes: 2, gpus: 4, hours: 1), at: start)?.startsAt == start + .hours(2))
    var round = ScheduleRound(free: floor.freeCapacities, overdrawn: [false])
    let places = floor.place(request(nodes: nodes, gpus: gpus, hours: hours), at: start, in: &round)
    #expect((places == [1]) == starts)
  }

  @Test func `A job for more nodes than are in service cannot be planned`() {
    var floor = busyFloor()
    floor.nodes[1].outage = Outage(
      kind: .drained, reason: "NHC", setBy: "ops", reservation: "", since: start, until: start + .hours(1))
    #expect(floor.plan(request(nodes: 2, gpus: 4, hours: 1), at: start) == nil)
    #expect(floor.nodes[1].stateWords == ["IDLE", "DRAIN"])
  }

  @Test func `A node gives its lowest free GPUs and takes them back`() {
    var node = SimulatedNode(index: 0, gpus: 4, cpus: 32, bootedAt: start)
    let first = node.admit(1, request(nodes: 1, gpus: 1, hours: 1), limitEndsAt: start)
    let second = node.admit(2, request(nodes: 1, gpus: 2, hours: 1), limitEndsAt: start)
    node.release(1, at: start)
    let third = node.admit(3, request(nodes: 1, gpus: 2, hours: 1), limitEndsAt: start)
    #expect([first.gpus, second.gpus, third.gpus] == [0b0001, 0b0110, 0b1001])
    #expect(node.stateWords == ["ALLOCATED"])
    #expect(GPUList(third.gpus).gres(type: "a100") == "gpu:a100:2(IDX:0,3)")
  }

  @Test(arguments: [
    ([], "gpu:a100:0(IDX:N/A)"), ([2], "gpu:a100:1(IDX:2)"), ([0, 1, 3], "gpu:a100:3(IDX:0-1,3)"),
  ]) func `GPUs are listed as Slurm lists them`(indices: [Int], text: String) {
    #expect(GPUList(indices.reduce(0) { $0 | 1 << $1 }).gres(type: "a100") == text)
  }

  @Test(arguments: [
    ([], ""), ([7], "gpu007"), ([1, 2, 3], "gpu[001-003]"), ([1, 3, 4, 9], "gpu[001,003-004,009]"),
  ]) func `Node lists are folded as Slurm folds them`(numbers: [Int], text: String) {
    #expect(FoldedNames(prefix: "gpu", digits: 3, numbers: numbers).text == text)
  }
}
