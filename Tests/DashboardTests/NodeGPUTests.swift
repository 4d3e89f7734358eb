import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The GPUs on the page of a node")
struct NodeGPUTests {
  /// Job 1 on two nodes, whose GPUs Slurm tells or not.
  private static func page(
    indices: SafeText? = nil, busy: GPUBusy? = nil, drained: Bool = false
  ) throws -> [String] {
    var factory = PagesOfThingsTests.factory
    if let indices, let symbol = factory.clusters[0].jobs?.symbols.intern(indices) {
      factory.clusters[0].jobs?.jobs[0].gpusByNode = symbol
    }
    factory.clusters[0].nodes?[0].gpuBusy = busy
    if drained { factory.clusters[0].nodes?[0].state = NodeState(.mixed, .drain) }
    let size = Size(columns: 80, rows: 40)
    let state = try PageCase.typed(":nodes<Enter><Enter>", into: Fixture.state(factory: factory), size: size)
    return PageCase.text(state, size).split(separator: "\n").map {
      $0.dropFirst().dropLast().split(separator: " ").joined(separator: " ")
    }
  }

  @Test(
    "Each has a row with how busy it is and who holds it, those of which the same is to be said one together")
  func rows() throws {
    let rows = try Self.page(
      indices: "0-2;1", busy: GPUBusy(byIndex: [0: 0.97, 1: 0.01, 2: 0.01, 3: 0]))
    let start = try #require(rows.firstIndex(of: "GPUs"))
    #expect(rows[start + 1] == "GPU busy job account user for limit")
    #expect(rows[start + 2].hasPrefix("0 97 % 1 project_1 anna "))
    #expect(rows[start + 3].hasPrefix("1-2 1 % 1 project_1 anna "))
    #expect(rows[start + 4] == "3 0 % free")
    #expect(rows[start + 5] == "")
    #expect(!rows.contains { $0.contains("jobs on it") })
  }

  @Test("A free one of a node that takes no jobs is out")
  func out() throws {
    let rows = try Self.page(indices: "0-2;1", drained: true)
    #expect(rows.contains { $0.hasPrefix("0-2 — 1 project_1") })
    #expect(rows.contains("3 — out"))
  }

  @Test("Where nobody tells who holds which, measured ones have no job, and the jobs stand below them")
  func untold() throws {
    let rows = try Self.page(busy: GPUBusy(byIndex: [0: 0.5, 1: 0.5]))
    #expect(rows.contains("0-1 50 % —") && rows.contains("2-3 — —"))
    let jobs = try #require(rows.firstIndex(of: "other jobs on it"))
    #expect(rows[jobs + 2].hasPrefix("1 — "))
  }

  @Test("Where nothing is told of single ones, the jobs stand alone")
  func none() throws {
    let rows = try Self.page(busy: GPUBusy(mean: 0.5))
    #expect(!rows.contains { $0.hasPrefix("GPU busy") })
    #expect(rows.contains("jobs on it"))
  }
}
