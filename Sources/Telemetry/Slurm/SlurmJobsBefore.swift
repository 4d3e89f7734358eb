import JSONStream
import Model
import Text

/// A number of a job record that Slurm changes while nothing happens to the job: its planner at each cycle.
enum SlurmJobNumber: UInt8 {
  case priority, priorities, startTime, endTime
  /// When the planner last looked at the job, which nobody reads.
  case lastEvaluated

  init?(of field: SlurmJobField) {
    switch field {
    case .priority: self = .priority
    case .priorities: self = .priorities
    case .startTime: self = .startTime
    case .endTime: self = .endTime
    case .lastEvaluated: self = .lastEvaluated
    case .id, .arrayID, .arrayTaskID, .arrayTasks, .hetID, .hetOffset, .jobState, .otherState, .accountedTime,
      .accountedResources, .association, .reason, .reasonDetail, .name, .user, .userID, .account, .partition,
      .qos, .nodeList, .plannedNodes, .dependency, .reservation, .licenses, .cluster, .restarts,
      .submitTime, .eligibleTime, .timeLimit, .nodeCount, .cpus, .tasks, .socketsPerNode, .allocatedTRES,
      .requestedTRES, .gresDetail, .tresPerJob, .tresPerNode, .tresPerTask, .tresPerSocket:
      return nil
    }
  }
}

/// The jobs of the reading before, to be taken over where their bytes are the same but for such numbers.
struct SlurmJobsBefore {
  private let table: JobTable
  private let records: RememberedRecords
  private var expected = ExpectedRecord<Int64>()
  /// The symbols of the present reading, by those of the one before; `nil` where none was asked for yet.
  private var translation: [Symbol?]

  /// `nil` where there is nothing to take over.
  init?(_ document: Document?) {
    guard case .jobs(let table)? = document?.content, let records = document?.remembered,
      records.count == table.jobs.count
    else { return nil }
    self.table = table
    self.records = records
    translation = Array(repeating: nil, count: table.symbols.texts.count)
  }

  /// What may come next.
  var next: (record: RememberedRecords.Record, job: Job)? {
    records[expected.index].map { ($0, table.jobs[expected.index]) }
  }

  mutating func pass() { expected.pass() }

  /// Passes a job that was read.
  mutating func pass(_ id: Int64) {
    let jobs = table.jobs
    expected.pass(id, among: jobs.count) { jobs[$0].id }
  }

  mutating func translate(_ job: Job, into symbols: inout SymbolInterner) -> Job {
    job.translated { translate($0, into: &symbols) }
  }

  mutating func translate(_ symbol: Symbol, into symbols: inout SymbolInterner) -> Symbol {
    if let known = translation[Int(symbol.index)] { return known }
    let translated = symbols.intern(table.symbols[symbol])
    translation[Int(symbol.index)] = translated
    return translated
  }
}

extension Job {
  /// Whether none of its texts may have been cut: where one was, what is left of a text depends on where it was met first.
  func hasShortTexts(in symbols: SymbolTable) -> Bool {
    var areShort = true
    _ = translated { symbol in
      let text = symbols[symbol]
      areShort =
        areShort && max(text.shown.utf8.count, text.original?.utf8.count ?? 0) < SafeText.maximumScalars
      return symbol
    }
    return areShort
  }
}
