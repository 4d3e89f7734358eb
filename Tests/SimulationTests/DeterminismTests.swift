import Model
import Testing

@testable import Simulation

/// Monday 2026-11-23, 10:00 UTC.
let start = Timestamp(secondsSince1970: 1_795_428_000)
let smallPlan = SimulationPlan(clusters: 2, nodes: 12, jobs: 60, applications: 12, allocations: 10)

@Suite struct DeterminismTests {
  private func bytes(_ plan: SimulationPlan, steps: [Int64]) -> [String: [UInt8]] {
    var factory = SimulatedFactory(plan, at: start)
    for step in steps { factory.advance(to: start + Seconds(step)) }
    return Dictionary(uniqueKeysWithValues: factory.documents.map { ($0.path, $0.contents) })
  }

  @Test func `The same seed and moment give the same bytes`() {
    #expect(bytes(smallPlan, steps: [3600]) == bytes(smallPlan, steps: [3600]))
  }

  @Test func `Steps of two seconds and one step of an hour end in the same bytes`() {
    #expect(
      bytes(smallPlan, steps: Array(stride(from: 2, through: 3600, by: 2))) == bytes(smallPlan, steps: [3600])
    )
  }

  @Test func `Another seed makes another factory`() {
    var other = smallPlan
    other.seed += 1
    let (first, second) = (bytes(smallPlan, steps: []), bytes(other, steps: []))
    #expect(first.keys == second.keys)
    for path in ["applications.json", "leonardo/squeue.json", "leonardo/nodes.json", "lumi/squeue.json"] {
      #expect(first[path] != second[path], "\(path)")
    }
  }

  @Test func `The factory moves: two seconds bring a new time, an hour another queue`() {
    let (first, soon, later) = (
      bytes(smallPlan, steps: []), bytes(smallPlan, steps: [2]), bytes(smallPlan, steps: [3600])
    )
    #expect(first["leonardo/squeue.json"] != soon["leonardo/squeue.json"])
    #expect(first["leonardo/cluster.json"] == soon["leonardo/cluster.json"])
    #expect(first["leonardo/history.json"] != later["leonardo/history.json"])
  }

  @Test func `Time does not run backwards`() {
    var factory = SimulatedFactory(smallPlan, at: start)
    factory.advance(to: start + .hours(1))
    let before = factory.documents.map(\.contents)
    factory.advance(to: start)
    #expect(factory.now == start + .hours(1))
    #expect(factory.documents.map(\.contents) == before)
  }

  /// The reference values of SplitMix64 for the seed 1234567 (Vigna's `splitmix64.c`).
  @Test func `The generator is SplitMix64`() {
    var random = SeededRandom(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func `Exponential draws have mean and variance one`() {
    var random = SeededRandom(seed: 7)
    let draws = (0..<20_000).map { _ in random.exponential() }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 1) < 0.03)
    #expect(abs(variance - 1) < 0.08)
  }

  @Test func `Events come in the order of their times, at the same time in the order of scheduling`() {
    var queue = EventQueue<Int>()
    let delays: [Int64] = [5, 3, 9, 3, 1, 5, 5, 2, 9, 0]
    for (index, delay) in delays.enumerated() { queue.schedule(index, at: start + Seconds(delay)) }
    var order: [Int] = []
    while let next = queue.next(until: start + Seconds(5)) { order.append(next.event) }
    #expect(order == [9, 4, 7, 1, 3, 0, 5, 6])
  }
}
