import JSONStream
import Model
import Text

/// The `statistics` of `sdiag --json` and slurmrestd's `diag`. Slurm counts cycles in microseconds.
struct SlurmStatistics {
  private enum Field: String, CaseIterable, Sendable {
    case lastCycle = "schedule_cycle_last"
    case meanCycle = "schedule_cycle_mean"
    case queueLength = "schedule_queue_length"
    case lastBackfill = "bf_cycle_last"
    case meanBackfill = "bf_cycle_mean"
    case backfilledAt = "bf_when_last_cycle"
    case accountingBacklog = "dbd_agent_queue_size"
    case countedAt = "req_time"
    // Of slurmdbd's statistics
    case rollups
    case calls = "RPCs"
  }

  private static let fields = JSONFields<Field>()

  private(set) var health = SchedulerHealth()
  private(set) var problems = RecordProblems()
  /// When slurmctld answered.
  private(set) var countedAt: Timestamp?
  private(set) var evidence = SlurmEvidence.foreign
  /// Whether they are slurmdbd's (`sacctmgr show stats`), which have the same key, and other fields.
  private(set) var isAccounting = false

  /// Reads the value of `statistics`, an object.
  init(_ json: inout JSONReader) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(Self.fields) {
      switch field {
      case .rollups, .calls:
        isAccounting = true
        continue
      case .lastCycle: health.lastCycle = try Self.duration(field, &json, &problems)
      case .meanCycle: health.meanCycle = try Self.duration(field, &json, &problems)
      case .queueLength: health.queueLength = try json.slurmCount(field, &problems).map(Int.init)
      case .lastBackfill: health.lastBackfill = try Self.duration(field, &json, &problems)
      case .meanBackfill: health.meanBackfill = try Self.duration(field, &json, &problems)
      case .backfilledAt: health.backfilledAt = try json.slurmTime(field, &problems)
      case .accountingBacklog: health.accountingBacklog = try json.slurmCount(field, &problems).map(Int.init)
      case .countedAt: countedAt = try json.slurmTime(field, &problems)
      }
      evidence = .own
      problems.endRecord("the statistics")
    }
  }

  private static func duration(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> Duration? {
    try json.slurmCount(field, &problems).map { Duration.microseconds($0) }
  }
}
