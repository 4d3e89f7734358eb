import Model
import Text

extension Column<Job> {
  /// Everything that is known of a job. Its own number is the key.
  static var all: [Column<Job>] {
    [
      Column(1, number: { $0[$1].id }, set: { $0.id = $1 }),
      Column(2, number: { $0[$1].arrayID }, set: { $0.arrayID = $1 }),
      Column(3, optional: { $0[$1].arrayTaskID }, set: { $0.arrayTaskID = $1 }),
      Column(4, symbol: { $0[$1].arrayTasks }, set: { $0.arrayTasks = $1 }),
      Column(5, number: { Int64($0[$1].taskCount) }, set: { $0.taskCount = Int32(clamping: $1) }),
      Column(
        6, number: { ($0[$1].tasksAreAtLeast ? 1 : 0) | ($0[$1].hasGPUParts ? 2 : 0) },
        set: {
          $0.tasksAreAtLeast = $1 & 1 != 0
          $0.hasGPUParts = $1 & 2 != 0
        }),
      Column(7, optional: { $0[$1].restarts }, set: { $0.restarts = $1 }),
      Column(8, symbol: { $0[$1].dependency }, set: { $0.dependency = $1 }),
      Column(9, number: { Int64($0[$1].hetOffset) }, set: { $0.hetOffset = Int32(clamping: $1) }),
      Column(10, number: { $0[$1].hetID }, set: { $0.hetID = $1 }),
      Column(
        11, number: { Int64($0[$1].state.base.rawValue) },
        set: { $0.state.base = UInt8(exactly: $1).flatMap(JobState.Base.init) ?? .unknown }),
      Column(
        12, number: { Int64($0[$1].state.flags.rawValue) },
        set: { $0.state.flags = JobState.Flags(rawValue: UInt16(truncatingIfNeeded: $1)) }),
      Column(13, symbol: { $0[$1].name }, set: { $0.name = $1 }),
      Column(14, symbol: { $0[$1].user }, set: { $0.user = $1 }),
      Column(15, symbol: { $0[$1].account }, set: { $0.account = $1 }),
      Column(16, symbol: { $0[$1].partition }, set: { $0.partition = $1 }),
      Column(17, symbol: { $0[$1].qos }, set: { $0.qos = $1 }),
      Column(18, symbol: { $0[$1].reason }, set: { $0.reason = $1 }),
      Column(19, symbol: { $0[$1].reasonDetail }, set: { $0.reasonDetail = $1 }),
      Column(20, symbol: { $0[$1].nodeList }, set: { $0.nodeList = $1 }),
      Column(21, symbol: { $0[$1].reservation }, set: { $0.reservation = $1 }),
      Column(22, optional: { $0[$1].priority }, set: { $0.priority = $1 }),
      Column(23, moment: { $0[$1].submittedAt }, set: { $0.submittedAt = $1 }),
      Column(24, moment: { $0[$1].eligibleAt }, set: { $0.eligibleAt = $1 }),
      Column(25, moment: { $0[$1].startedAt }, set: { $0.startedAt = $1 }),
      Column(26, moment: { $0[$1].endsAt }, set: { $0.endsAt = $1 }),
      Column(
        27, number: { $0[$1].timeLimit.number }, set: { $0.timeLimit = TimeLimit(number: $1) ?? .unknown }),
      Column(28, optional: { $0[$1].nodeCount }, set: { $0.nodeCount = $1 }),
      Column(29, optional: { $0[$1].cpus }, set: { $0.cpus = $1 }),
      Column(30, optional: { $0[$1].gpus }, set: { $0.gpus = $1 }),
      Column(31, symbol: { $0[$1].licenses }, set: { $0.licenses = $1 }),
      Column(32, symbol: { $0[$1].plannedNodes }, set: { $0.plannedNodes = $1 }),
      Column(33, symbol: { $0[$1].gpusByNode }, set: { $0.gpusByNode = $1 }),
      Column(34, symbol: { $0[$1].priorities }, set: { $0.priorities = $1 }),
    ]
  }

  static let keys: [UInt16] = [1]
}

extension JobTable {
  /// Its jobs in columns, with texts under the recording's numbers.
  func columns(_ texts: TextNumbers) -> ColumnTable {
    ColumnTable(jobs, Column<Job>.all, ColumnTexts(texts, symbols: symbols))
  }

  init(_ columns: ColumnTable, _ texts: KnownTexts, in room: Room) throws(Damage) {
    var symbols = ColumnSymbols(texts: texts, in: room)
    let jobs = try columns.rows(Column<Job>.all, from: Job(id: 0), &symbols)
    self.init(symbols: symbols.table, jobs: jobs)
  }
}
