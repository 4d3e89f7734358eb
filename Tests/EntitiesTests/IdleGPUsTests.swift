import Entities
import Model
import Testing
import Text

@Suite("GPUs that a job holds and leaves idle")
struct IdleGPUsTests {
  private static let now = EntityFixture.now

  /// Four GPUs on each of two nodes, which job 1 holds half of, and job 2 and 3 the rest of one.
  private static func values(
    busy: [Int: GPUBusy], indices: [Int64: SafeText]
  ) throws -> [FieldValue] {
    var table = JobTable()
    func job(_ id: Int64, _ nodes: SafeText, _ base: JobState.Base = .running) -> Job {
      var job = Job(id: id, state: JobState(base), nodeList: table.symbols.intern(nodes), gpus: 4)
      if let text = indices[id] { job.gpusByNode = table.symbols.intern(text) }
      return job
    }
    table.jobs = [job(1, "n[1-2]"), job(2, "n2"), job(3, "n1"), job(4, "", .pending)]
    let nodes = (1...2).map { number in
      Node(
        name: "n\(number)", state: NodeState(.allocated), gpus: 4, gpusAllocated: 4, gpuBusy: busy[number])
    }
    let factory = Factory(clusters: [Cluster(name: "c", nodes: nodes, jobs: table)])
    let list = EntityList(.jobs, of: factory, figures: Figures(of: factory, policy: .standard, now: now))
    let fields = ListKind.jobs.schema.fields
    let (id, idle) = (
      try #require(fields.firstIndex { $0.key == "id" }),
      try #require(fields.firstIndex { $0.key == "idle-gpus" })
    )
    return try ["1", "2", "3", "4"].map { number in
      let place = try #require(
        (0..<list.count).first { list.value(id, of: $0) == .text(SafeText(untrusted: number)) })
      return list.value(idle, of: place)
    }
  }

  private static let half = GPUBusy(byIndex: [0: 0.01, 1: 0.9, 2: 0, 3: 0.8])
  private static let told: [Int64: SafeText] = [1: "0-1;0-1", 2: "2-3", 3: "2-3"]

  @Test("Where Slurm tells which GPUs are whose, those of each job are counted over its nodes")
  func counted() throws {
    let values = try Self.values(busy: [1: Self.half, 2: Self.half], indices: Self.told)
    #expect(values == [.count(2), .count(1), .count(1), .unknown])
  }

  @Test("Of jobs on a node that is not measured, what is known is a lower bound or nothing")
  func partlyMeasured() throws {
    let values = try Self.values(busy: [1: Self.half], indices: Self.told)
    #expect(values == [.count(1, isAtLeast: true), .unknown, .count(1), .unknown])
  }

  @Test("Where nobody tells whose the idle ones on a shared node are, nothing is known")
  func untold() throws {
    #expect(
      try Self.values(busy: [1: Self.half, 2: Self.half], indices: [:])
        == [.unknown, .unknown, .unknown, .unknown])
    #expect(try Self.values(busy: [:], indices: Self.told) == [.unknown, .unknown, .unknown, .unknown])
  }

  @Test("Busy GPUs are none that are idle")
  func busy() throws {
    let busy = GPUBusy(byIndex: [0: 0.9, 1: 0.9, 2: 0.9, 3: 0.9])
    #expect(
      try Self.values(busy: [1: busy, 2: busy], indices: Self.told)
        == [.count(0), .count(0), .count(0), .unknown])
  }
}
