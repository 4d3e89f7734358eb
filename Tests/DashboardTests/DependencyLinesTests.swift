import Entities
import Model
import Testing
import Text

@testable import Dashboard

@Suite("What the page of a job says of the jobs that it waits for")
struct DependencyLinesTests {
  /// A job that waits for others, among an array of which a part is split off and many whose numbers begin alike.
  private static func factory(_ dependency: SafeText) -> Factory {
    var factory = PagesOfThingsTests.factory
    var jobs = factory.clusters[0].jobs ?? JobTable()
    jobs.jobs[1].dependency = jobs.symbols.intern(dependency)
    jobs.jobs.append(
      Job(id: 4101, arrayID: 4100, arrayTaskID: 1, state: JobState(.running), account: jobs.jobs[0].account))
    jobs.jobs.append(
      Job(
        id: 4100, arrayID: 4100, arrayTasks: jobs.symbols.intern("2-8:2%4"), taskCount: 4,
        state: JobState(.pending), account: jobs.jobs[0].account))
    for number in 0..<300 {
      jobs.jobs.append(
        Job(id: 770_000 + Int64(number), state: JobState(.pending), account: jobs.jobs[0].account))
    }
    jobs.jobs.append(Job(id: 77, state: JobState(.running), account: jobs.jobs[0].account))
    factory.clusters[0].jobs = jobs
    return factory
  }

  private static func text(_ dependency: SafeText) throws -> String {
    let state = Fixture.state(factory: factory(dependency))
    return PageCase.text(
      try PageCase.typed(":job 2<Enter>", into: state, size: PageCase.wide), PageCase.wide)
  }

  @Test(
    "Each is told with its own state, a task that is not split off yet with that of the array's rest",
    arguments: [
      ("afterok:4100_4", "4100_4 pending"), ("afterok:4100_1", "4100_1 running"),
      ("afterok:4100_5", "4100_5, which is not in the queue any more"), ("afterok:4100", "4100 pending"),
      ("afterany:4100_*", "4100_* pending"), ("afterok:77", "77 running"),
      ("afterok:78", "78, which is not in the queue any more"),
      ("after:77+5(unfulfilled)", "77 running, 5 m after its start, unfulfilled"),
    ])
  func state(dependency: SafeText, told: String) throws {
    let text = try Self.text(dependency)
    #expect(text.contains(told), "\(text)")
  }

  @Test("Where one of them suffices, that is said, and what is left out is counted")
  func several() throws {
    #expect(try Self.text("afterok:77?afterok:78").contains("waits for any of these"))
    #expect(try !Self.text("afterok:77,afterok:78").contains("any of these"))
    let many = (1...15).map { "afterok:\($0)" }.joined(separator: ",")
    #expect(try Self.text(SafeText(untrusted: many)).contains("+3 more"))
  }
}
