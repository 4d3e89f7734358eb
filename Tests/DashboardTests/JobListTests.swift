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

  @Test("Tasks in one row show the nodes of all of them, and the longest time")
  func foldedRows() throws {
    let text = text { symbols in
      let (first, second) = (symbols.intern("gpu001"), symbols.intern("gpu002"))
      let reason = symbols.intern("Resources")
      func task(_ id: Int64, _ base: JobState.Base, hours: Int64, on nodes: Symbol = .empty) -> Job {
        Job(
          id: id, arrayID: base == .pending ? 30 : 20, arrayTaskID: id, state: JobState(base),
          reason: base == .pending ? reason : .empty, nodeList: nodes,
          eligibleAt: Fixture.now + .hours(-hours),
          startedAt: base == .pending ? nil : Fixture.now + .hours(-hours))
      }
      return [
        task(21, .running, hours: 2, on: second), task(22, .running, hours: 7, on: first),
        task(23, .running, hours: 3, on: first), task(31, .pending, hours: 1), task(32, .pending, hours: 5),
        task(33, .pending, hours: 4),
      ]
    }
    let running = try #require(row("20_[", in: text))
    #expect(running.contains(" 3 "))
    #expect(running.contains("gpu[001-002]"))
    #expect(running.contains("7h 00m"))
    let pending = try #require(row("30_[", in: text))
    #expect(pending.contains("5h 00m"))
  }

  @Test("Tasks of an array that Slurm cut are shown as a lower bound wherever they are counted, in ASCII too")
  func lowerBounds() throws {
    var symbols = SymbolTable()
    let (reason, partition) = (symbols.intern("Resources"), symbols.intern("gpu"))
    var cut = Job(
      id: 500, arrayID: 500, arrayTasks: symbols.intern("1,3..."), taskCount: 1234, state: JobState(.pending),
      partition: partition, reason: reason, priority: 9, eligibleAt: Fixture.now + .hours(-2),
      timeLimit: .minutes(60), nodeCount: 1, gpus: 1)
    cut.tasksAreAtLeast = true
    let factory = Factory(
      clusters: [
        Cluster(
          name: "c", nodes: [Node(name: "n", state: NodeState(.idle), partitions: ["gpu"], gpus: 4)],
          jobs: JobTable(symbols: symbols, jobs: [cut]))
      ], sources: [Source(path: "jobs.json", kind: .jobs, cluster: "c", dataAt: Fixture.now)])
    for view in [View.overview, .queue] {
      let canvas = render(
        Fixture.state(view, factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock)
      #expect(canvas.text.contains("≥ 1,234 pending · ≥ 1.2 k GPU-h"))
      let counts = canvas.text.matches(of: /1,?234|1\.2 k/).count
      #expect(canvas.text.matches(of: /≥ (1,?234|1\.2 k)/).count == counts)
      #expect(counts >= (view == .overview ? 6 : 5), "\(counts)")
      let ascii = canvas.foldedToASCII().text
      #expect(ascii.contains(">=1,234 pending * >=1.2 k GPU-h"))
      #expect(!ascii.contains("> "))
    }
  }

  @Test("Who asks for a GPU where there are parts of them alone gets none")
  func amongParts() throws {
    var symbols = SymbolTable()
    let partition = symbols.intern("mig")
    let jobs = [
      Job(id: 4711, state: JobState(.pending), partition: partition, nodeCount: 1, gpus: 3),
      Job(id: 4712, state: JobState(.running), partition: partition, nodeCount: 1, gpus: 3),
    ]
    let node = Node(name: "n", state: NodeState(.idle), partitions: ["mig"], gpus: 0, hasGPUParts: true)
    let factory = Factory(
      clusters: [Cluster(name: "c", nodes: [node], jobs: JobTable(symbols: symbols, jobs: jobs))],
      sources: [Source(path: "jobs.json", kind: .jobs, cluster: "c", dataAt: Fixture.now)])
    let size = Size(columns: 160, rows: 48)
    let list = render(Fixture.state(.queue, factory: factory), size: size, clock: Fixture.clock).text
    #expect(try #require(row("4711", in: list)).contains("1     —"))
    #expect(try #require(row("4712", in: list)).contains("1     3"))
    let overview = render(Fixture.state(.overview, factory: factory), size: size, clock: Fixture.clock).text
    #expect(overview.contains("parts of GPUs"))
    #expect(!overview.contains("CPU only"))
  }

  @Test("Parts of GPUs are no GPUs, and not none")
  func gpuParts() throws {
    let text = text { _ in
      var slice = Job(id: 4711, state: JobState(.running), nodeCount: 1, gpus: 0)
      slice.hasGPUParts = true
      return [slice, Job(id: 4712, state: JobState(.running), nodeCount: 1, gpus: 0)]
    }
    #expect(try #require(row("4711", in: text)).contains("1     —"))
    #expect(try #require(row("4712", in: text)).contains("1     0"))
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
