import Testing
import Text

@testable import Model

@Suite("What comes before a waiting job")
struct JobsAheadTests {
  private struct Queue {
    var table = JobTable()

    /// Number 50 unless told otherwise is the job that is asked about.
    @discardableResult
    mutating func add(
      _ id: Int64, reason: SafeText = "Priority", priority: Int64? = 100, submitted: Int64? = 1000,
      tasks: Int32 = 1,
      gpus: Int32? = 4, partition: SafeText = "gpu", priorities: SafeText = "", reservation: SafeText = "",
      parts: Bool = false, isCut: Bool = false, base: JobState.Base = .pending
    ) -> Job {
      var job = Job(
        id: id, taskCount: tasks, state: JobState(base), partition: table.symbols.intern(partition),
        reason: table.symbols.intern(reason), priority: priority,
        submittedAt: submitted.map { Timestamp(secondsSince1970: $0) }, gpus: gpus)
      job.priorities = table.symbols.intern(priorities)
      job.reservation = table.symbols.intern(reservation)
      job.hasGPUParts = parts
      job.tasksAreAtLeast = isCut
      table.jobs.append(job)
      return job
    }
  }

  @Test("The higher priority comes first, then the earlier submission, then the smaller number")
  func order() {
    var queue = Queue()
    let job = queue.add(50)
    queue.add(1, priority: 101, submitted: 9000, tasks: 2)
    queue.add(2, priority: 99, submitted: 1)
    queue.add(60, submitted: 999, tasks: 4)
    queue.add(3, submitted: 1001)
    queue.add(49, tasks: 8)
    queue.add(51)
    queue.add(4, submitted: nil)
    #expect(queue.table.ahead(of: job) == [JobsAhead(partition: "gpu", tasks: 14, gpus: 56)])
  }

  @Test(
    "What limits and holds keep back is counted apart, and what is held with priority 0 is not before anything"
  )
  func heldBack() {
    var queue = Queue()
    let job = queue.add(50)
    queue.add(1, reason: "Resources")
    queue.add(2, reason: "AssocGrpGRES", tasks: 3)
    queue.add(3, reason: "BeginTime")
    queue.add(4, reason: "JobHeldUser", priority: 0)
    queue.add(5, reason: "Dependency", priority: nil)
    queue.add(6, reservation: "course")
    queue.add(7, reason: "None", base: .running)
    queue.add(8, reason: "QOSMaxJobsPerUserLimit", priority: 99)
    #expect(queue.table.ahead(of: job) == [JobsAhead(partition: "gpu", tasks: 1, gpus: 4, heldBackTasks: 4)])
  }

  @Test("Each partition has its own queue, and its own priorities where Slurm tells them")
  func partitions() {
    var queue = Queue()
    let job = queue.add(50, partition: "gpu,debug", priorities: "gpu=100,debug=200")
    queue.add(1, priority: 150, gpus: 1)
    queue.add(2, priority: 150, gpus: 2, partition: "debug")
    queue.add(3, priority: 250, gpus: 8, partition: "debug,cpu")
    queue.add(4, priority: 10, gpus: 16, partition: "gpu,debug", priorities: "gpu=10,debug=300")
    queue.add(5, priority: 900, gpus: 32, partition: "cpu")
    #expect(
      queue.table.ahead(of: job) == [
        JobsAhead(partition: "gpu", tasks: 1, gpus: 1), JobsAhead(partition: "debug", tasks: 2, gpus: 24),
      ])
  }

  @Test(
    "A job that tells no GPUs makes their sum unknown, parts of GPUs are in no sum, and a cut array is a lower bound"
  )
  func unknown() {
    var queue = Queue()
    let job = queue.add(50)
    queue.add(1, gpus: 0, parts: true)
    queue.add(2, isCut: true)
    #expect(
      queue.table.ahead(of: job) == [JobsAhead(partition: "gpu", tasks: 2, gpus: 4, areAtLeast: true)])
    queue.add(3, gpus: nil)
    #expect(
      queue.table.ahead(of: job) == [JobsAhead(partition: "gpu", tasks: 3, gpus: nil, areAtLeast: true)])
  }

  @Test(
    "What does not compete stands in no line",
    arguments: ["BeginTime", "JobHeldUser", "AssocGrpGRES", "Dependency"])
  func outside(reason: SafeText) {
    var queue = Queue()
    let job = queue.add(50, reason: reason)
    #expect(queue.table.ahead(of: job) == nil)
    #expect(queue.table.ahead(of: queue.add(51, reservation: "course")) == nil)
    #expect(queue.table.ahead(of: queue.add(52))?.count == 1)
  }

  @Test("A list of partitions without end is not looked at to its end")
  func many() {
    var queue = Queue()
    let list = SafeText(untrusted: (0..<180).map { "p\($0)" }.joined(separator: ","))
    let job = queue.add(50, partition: list)
    queue.add(1, partition: list)
    let ahead = queue.table.ahead(of: job)
    #expect(ahead?.count == 64)
    #expect(ahead?.allSatisfy { $0.tasks == 1 } == true)
  }
}
