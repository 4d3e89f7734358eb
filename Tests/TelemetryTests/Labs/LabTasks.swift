import Model
import Testing
import Text

/// A task as `squeue -r` prints it.
struct LabTask {
  let id: String
  /// `PENDING`
  let state: String
  /// Slurm's word, or the description that it prints in the word's place.
  let reason: String
  let partitions: [String]
  let priority: Int
  /// When it became or becomes eligible; `nil` where Slurm does not say.
  let eligibleAt: Timestamp?
  /// `nil` where the job may run for ever.
  let limitMinutes: Int?
  /// Whole GPUs.
  let gpus: Int
  /// How many tasks the line stands for: 1, but for the last line of an array of which `squeue -r` has lost a task.
  var tasks = 1

  /// `squeue -r -O` and `squeue -r -o` of the same moment. Of some arrays with a step in their list `squeue -r` loses
  /// the last task: `scontrol show job` has the list.
  static func all(of lab: Lab) throws -> [LabTask] {
    var asked: [String: String] = [:]
    for line in try lab.lines("squeue-r-o") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      asked[fields[0]] = fields[4]
    }
    var tasks = try lab.lines("squeue-r-O").map { line in
      let fields = line.split(separator: ":|", omittingEmptySubsequences: false).map(String.init)
      let request = asked[fields[1]] ?? ""
      let isOfSlices = TelemetryTests.gpus(in: request, slices: true) > 0
      return LabTask(
        id: fields[1], state: fields[2], reason: fields[3],
        partitions: fields[4].split(separator: ",").map(String.init),
        priority: try #require(Int(fields[5])),
        eligibleAt: Int64(fields[6]).map { Timestamp(secondsSince1970: $0) },
        limitMinutes: minutes(fields[7]),
        gpus: isOfSlices ? TelemetryTests.gpus(in: request) : trackable("gres/gpu", in: fields[8]) ?? 0)
    }
    for line in try lab.lines("scontrol-jobs") {
      let list = scontrolField("ArrayTaskId", in: line)
      guard list.contains("-"), let array = Int(scontrolField("ArrayJobId", in: line)) else { continue }
      let indices = tasks.indices.filter {
        tasks[$0].state == "PENDING" && tasks[$0].id.hasPrefix("\(array)_")
      }
      let listed = Set(indices.compactMap { Int(tasks[$0].id.split(separator: "_")[1]) })
      let told = elements(of: list)
      let lost = told.subtracting(listed)
      #expect(listed.isSubset(of: told) && lost.isSubset(of: [told.max() ?? -1]), "array \(array)")
      #expect(list.contains(":") || lost.isEmpty, "array \(array)")
      if let last = indices.last { tasks[last].tasks += lost.count }
    }
    return tasks
  }

  /// `3-19%3`, `9,100,110%2`, `7-98:7`
  private static func elements(of list: String) -> Set<Int> {
    var elements: Set<Int> = []
    for item in list.prefix(while: { $0 != "%" }).split(separator: ",") {
      let numbers = item.split { "-:".contains($0) }.compactMap { Int($0) }
      elements.formUnion(
        stride(
          from: numbers[0], through: numbers.count > 1 ? numbers[1] : numbers[0],
          by: numbers.count > 2 ? numbers[2] : 1))
    }
    return elements
  }

  /// `2-03:04:05`, `45:00`; `nil` for `UNLIMITED`.
  private static func minutes(_ limit: String) -> Int? {
    let days = limit.split(separator: "-")
    let clock = (days.last ?? "").split(separator: ":").compactMap { Int($0) }
    guard clock.count >= 2 else { return nil }
    let hours = clock.count == 3 ? clock[0] : 0
    return ((days.count == 2 ? Int(days[0]) ?? 0 : 0) * 24 + hours) * 60 + clock[clock.count - 2]
  }

  var isPending: Bool { state == "PENDING" }
  var isRunning: Bool { state == "RUNNING" || state == "CONFIGURING" }
  /// Whether `squeue` leaves it out unless it is asked for all.
  var isOver: Bool {
    ["COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "PREEMPTED", "NODE_FAIL", "OUT_OF_MEMORY"].contains(state)
  }

  enum Standing { case eligible, held, dependency, begin }

  func standing(at now: Timestamp) -> Standing {
    if priority == 0 || word == "JobHeldUser" || word == "JobHeldAdmin" { return .held }
    if word.hasPrefix("Dependency") { return .dependency }
    if word == "BeginTime" || eligibleAt.map({ $0 > now }) == true { return .begin }
    return .eligible
  }

  /// The reason that JSON has where text has a description.
  var word: String {
    switch reason {
    case "Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions":
      "Resources"
    case "job requeued in held state": "JobHeldUser"
    default: reason.hasPrefix("ReqNodeNotAvail") ? "ReqNodeNotAvail" : reason
    }
  }
}

/// What waits, counted from `squeue -r`.
struct LabQueue: Equatable {
  var running = 0
  var pending = 0
  var eligible = 0
  var held = 0
  var dependency = 0
  /// Rounded to a thousandth; `nil` when an eligible job may run for ever.
  var backlogGPUHours: Double? = 0
  var oldest: Int64?
  var median: Int64?
  var reasons: [String: Int] = [:]

  init(_ tasks: [LabTask], at now: Timestamp) {
    running = tasks.filter(\.isRunning).count
    var waits: [Int64] = []
    for task in tasks where task.isPending {
      pending += task.tasks
      reasons[task.word, default: 0] += task.tasks
      switch task.standing(at: now) {
      case .held: held += task.tasks
      case .dependency: dependency += task.tasks
      case .begin: break
      case .eligible:
        eligible += task.tasks
        if let since = task.eligibleAt { waits += Array(repeating: (now - since).count, count: task.tasks) }
        guard task.gpus > 0 else { continue }
        let hours = task.limitMinutes.map { Double(task.gpus * task.tasks * $0) / 60 }
        backlogGPUHours = backlogGPUHours.flatMap { sum in hours.map { sum + $0 } }
      }
    }
    waits.sort()
    oldest = waits.last
    // Of an even number the shorter of the two in the middle.
    median = waits.isEmpty ? nil : waits[(waits.count - 1) / 2]
    backlogGPUHours = backlogGPUHours.map { ($0 * 1000).rounded() / 1000 }
  }

  init(_ figures: QueueFigures?) {
    running = figures?.runningJobs ?? -1
    pending = figures?.pendingTasks ?? -1
    eligible = figures?.eligibleTasks ?? -1
    held = figures?.heldTasks ?? -1
    dependency = figures?.dependencyTasks ?? -1
    backlogGPUHours = figures?.backlog.map { ($0.count * 1000).rounded() / 1000 }
    oldest = figures?.oldestEligibleWait?.count
    median = figures?.medianEligibleWait?.count
    for reason in figures?.reasons ?? [] { reasons[reason.reason.shown, default: 0] += reason.tasks }
  }
}
