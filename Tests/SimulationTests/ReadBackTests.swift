import Model
import Telemetry
import Testing
import Text

@testable import Simulation

/// A simulated factory, read by the readers of real telemetry.
@Suite struct ReadBackTests {
  private func figures(of factory: SimulatedFactory, in folder: TemporaryFolder) async throws -> Figures {
    var writer = FolderWriter(folder: folder.path)
    try writer.write(factory.documents)
    let reading = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: factory.now)
    return Figures(of: reading.factory, policy: .standard, now: factory.now)
  }

  @Test func `The default plan is read without a problem and shows every kind of budget`() async throws {
    let folder = TemporaryFolder()
    let figures = try await figures(of: SimulatedFactory(SimulationPlan(), at: start), in: folder)
    #expect(figures.sources.count == 17)
    for source in figures.sources {
      #expect(source.state == .ok, "\(source.source.path.shown)")
      #expect(source.source.problem == nil && source.source.skipped == 0)
    }
    let budgets = try #require(figures.budgets)
    #expect(budgets.count == 40)
    #expect(
      Set(budgets.map(\.state)).isSuperset(of: [
        .idleStart, .under, .onPace, .ahead, .exhausted, .ending, .ended,
      ]))
    let applications = try #require(figures.applications)
    #expect(applications.breached > 0)
    #expect(applications.pending > 15)
    #expect(Set(applications.items.map(\.application.state)).count > 12)
  }

  @Test func `GPUs of the nodes, of the jobs and of the simulation agree`() async throws {
    let folder = TemporaryFolder()
    let factory = SimulatedFactory(SimulationPlan(), at: start)
    let figures = try await figures(of: factory, in: folder)
    let read = await TelemetrySnapshot.once(roots: [folder.path], fixedNow: start).factory
    #expect(figures.clusters.count == 3)
    for cluster in figures.clusters {
      let gpus = try #require(cluster.capacity).gpus
      let allocated = try #require(gpus.allocated)
      #expect(try allocated + #require(gpus.idle) + #require(gpus.unavailable) == gpus.total)
      #expect(try Double(allocated) > 0.6 * Double(#require(gpus.total)), "\(cluster.name.shown) looks idle")
      let table = try #require(read.clusters.first { $0.name == cluster.name }?.jobs)
      let ofJobs = table.jobs.filter { $0.state.base == .running || $0.state.flags.contains(.completing) }
      #expect(ofJobs.reduce(0) { $0 + Int($1.gpus ?? -1000) } == allocated)
      #expect(try #require(cluster.queue).eligibleTasks > 10)
    }
    let records = figures.sources.filter { $0.source.kind == .jobs }.reduce(0) { $0 + $1.source.records }
    #expect((450...1000).contains(records))
  }

  /// Some jobs leave all their GPUs idle, some all but one of a node; most do neither.
  @Test func `What the GPUs do is measured of all nodes that answer, and a few jobs leave theirs idle`()
    async throws
  {
    let folder = TemporaryFolder()
    let figures = try await figures(of: SimulatedFactory(SimulationPlan(), at: start), in: folder)
    for cluster in figures.clusters {
      let gpus = try #require(cluster.capacity).gpus
      #expect(gpus.measured == gpus.allocated)
      let idle = try #require(gpus.allocatedIdle)
      #expect(idle > 0 && idle * 6 < (gpus.measured ?? 0), "\(cluster.name.shown): \(idle)")
    }
    let nodes = figures.clusters.flatMap(\.idleAllocations)
    #expect(nodes.contains { $0.idleGPUs < $0.allocatedGPUs && $0.busy > 0.1 })
    #expect(nodes.contains { $0.idleGPUs == $0.allocatedGPUs })
    // Slurm tells which GPUs are whose, but for a job that is being cleaned up after.
    let jobs = nodes.flatMap(\.jobs)
    #expect(!jobs.isEmpty && jobs.allSatisfy { $0.idleGPUs != nil })
  }

  @Test func `A site without a machine has applications and no clusters`() async throws {
    let folder = TemporaryFolder()
    let plan = SimulationPlan(clusters: 0, applications: 9)
    let figures = try await figures(of: SimulatedFactory(plan, at: start), in: folder)
    #expect(figures.clusters.isEmpty)
    #expect(figures.applications?.items.count == 9)
    #expect(figures.budgets?.isEmpty == true)
  }

  @Test(arguments: [1, 2, 7]) func `Small clusters work as well`(nodes: Int) async throws {
    let folder = TemporaryFolder()
    let plan = SimulationPlan(clusters: 7, nodes: nodes, jobs: 70, applications: 0, allocations: 7)
    var factory = SimulatedFactory(plan, at: start)
    factory.advance(to: start + .hours(3))
    let figures = try await figures(of: factory, in: folder)
    #expect(figures.clusters.count == 7)
    #expect(figures.clusters.allSatisfy { $0.capacity?.nodes == nodes })
    #expect(figures.clusters.reduce(0) { $0 + ($1.queue?.runningJobs ?? 0) } > 7)
    #expect(figures.sources.allSatisfy { $0.source.problem == nil })
  }
}
