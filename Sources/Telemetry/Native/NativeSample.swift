import JSONStream
import Model
import Text

/// A record of `factorytop/history/1`.
struct NativeSample: NativeDraft {
  enum Field: String, CaseIterable, Sendable {
    case at, partition
    case gpusTotal = "gpus_total"
    case gpusAllocated = "gpus_allocated"
    case gpusUnavailable = "gpus_unavailable"
    case gpuBusy = "gpu_busy"
    case runningJobs = "running_jobs"
    case pendingTasks = "pending_tasks"
    case backlog = "backlog_gpu_hours"
  }

  static let fields = JSONFields<Field>()
  private var at: Timestamp?
  private var sample = HistorySample(at: Timestamp(secondsSince1970: 0))

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .at: at = try json.ownTime(field, &problems)
    case .partition: sample.partition = try json.ownText(field, &problems)
    case .gpusTotal: sample.gpusTotal = try json.ownSmallCount(field, &problems).map(Int.init)
    case .gpusAllocated: sample.gpusAllocated = try json.ownSmallCount(field, &problems).map(Int.init)
    case .gpusUnavailable: sample.gpusUnavailable = try json.ownSmallCount(field, &problems).map(Int.init)
    case .gpuBusy: sample.gpuBusy = try json.ownAmount(field, &problems)
    case .runningJobs: sample.runningJobs = try json.ownSmallCount(field, &problems).map(Int.init)
    case .pendingTasks: sample.pendingTasks = try json.ownSmallCount(field, &problems).map(Int.init)
    case .backlog: sample.backlog = try json.ownAmount(field, &problems).map(GPUHours.init)
    }
  }

  static func bytes(of list: [HistorySample]) -> Int { list.count * MemoryLayout<HistorySample>.stride }

  var name: SafeText { "sample of \(SafeText(untrusted: at?.rfc3339 ?? ""))" }

  func add(to list: inout [HistorySample]) -> SafeText? {
    guard let at else { return "it has no time" }
    var sample = sample
    sample.at = at
    list.append(sample)
    return nil
  }
}
