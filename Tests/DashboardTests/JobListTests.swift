import Dashboard
import Model
import Screen
import Testing
import Text

/// Slurm's traps of job records, as the list of jobs shows them.
@Suite("The list of jobs")
struct JobListTests {
  private func text(_ make: (inout SymbolTable) -> [Job]) -> String {
    var symbols = SymbolTable()
    let jobs = make(&symbols)
    let factory = Factory(
      clusters: [Cluster(name: "c", jobs: JobTable(symbols: symbols, jobs: jobs))],
      sources: [Source(path: "jobs.json", kind: .jobs, cluster: "c", dataAt: Fixture.now)])
    return render(
      Fixture.state(.queue, factory: factory), size: Size(columns: 160, rows: 30), clock: Fixture.clock
    ).text
  }

  private func row(_ start: String, in text: String) -> Substring? {
    text.split(separator: "\n").first { $0.contains(start) }
  }

  @Test("Trap 3: a waiting job shows its wait, not the time since the start that Slurm predicts")
  func predictedStart() throws {
    let text = text { _ in
      [
        Job(
          id: 4711, state: JobState(.pending), eligibleAt: Fixture.now + .hours(-2),
          startedAt: Fixture.now + .hours(-9), endsAt: Fixture.now + .hours(5)),
        Job(
          id: 4712, state: JobState(.running), eligibleAt: Fixture.now + .hours(-30),
          startedAt: Fixture.now + .hours(-9), endsAt: Fixture.now + .hours(5)),
      ]
    }
    #expect(try #require(row("4711", in: text)).contains("2h 00m"))
    #expect(try #require(row("4712", in: text)).contains("9h 00m"))
  }

  @Test(
    "Traps 7 and 8: tasks, the rest of an array and parts of a heterogeneous job are numbered as squeue does")
  func numbers() {
    let text = text { symbols in
      let rest = symbols.intern("4-9%4")
      return [
        Job(id: 110, arrayID: 109, arrayTaskID: 0, state: JobState(.running)),
        Job(id: 109, arrayID: 109, arrayTasks: rest, taskCount: 6, state: JobState(.pending)),
        Job(id: 38, hetID: 37, hetOffset: 1, state: JobState(.running)),
      ]
    }
    for number in ["109_0 ", "109_[4-9%4] ", "37+1 "] { #expect(text.contains(number), "\(number)") }
  }
}
