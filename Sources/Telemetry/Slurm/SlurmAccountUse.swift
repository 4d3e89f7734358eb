import JSONStream
import Model
import Text

/// What a job record of the accounting database says beside what the scheduler's records say too.
struct SlurmAccountedJob {
  /// GPUs that the job held; `nil` when it held none, never ran, or the record tells them in a way that cannot be read.
  private(set) var gpus: Int64?
  private var areGPUsReadable = true
  private(set) var startedAt: Timestamp?
  /// How long it has run, or ran, in seconds.
  private(set) var elapsed: Int64?
  private(set) var account: SafeText?
  private(set) var cluster: SafeText?

  /// Reads `time`: plain integers in every form. The start of a job that never ran is 0 or unset.
  mutating func readTime(_ json: inout JSONReader, _ problems: inout RecordProblems) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(TimeField.all) {
      switch field {
      case .start: startedAt = try json.slurmTime(field, &problems)
      case .elapsed: elapsed = try json.slurmCount(field, &problems)
      }
    }
  }

  /// Whether it used GPUs for a time, one of which the record does not tell.
  var isUseUnknown: Bool {
    if !areGPUsReadable { return elapsed != 0 }
    guard let gpus, gpus > 0, elapsed != 0 else { return false }
    return elapsed == nil || startedAt == nil
  }

  /// Reads `tres`.
  mutating func readResources(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(ResourceField.all) {
      switch field {
      case .allocated:
        let list = try SlurmTRESList(&json, of: .amounts)
        problems.noteOdd(list, of: "tres.allocated", expected: "a number of GPUs")
        gpus = list.gpus
        areGPUsReadable = gpus != nil || list.unreadable == nil
      }
    }
  }

  /// Reads `association`, whose account and user were empty in captures of 25.05 and 25.11.
  mutating func readAssociation(_ json: inout JSONReader, _ problems: inout RecordProblems) throws(JSONError)
  {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(AssociationField.all) {
      switch field {
      case .account: account = try json.slurmText(field, &problems)
      case .cluster: cluster = try json.slurmText(field, &problems)
      }
    }
  }

  private enum TimeField: String, CaseIterable, Sendable {
    case start, elapsed
    static let all = JSONFields<TimeField>()
  }

  private enum ResourceField: String, CaseIterable, Sendable {
    case allocated
    static let all = JSONFields<ResourceField>()
  }

  private enum AssociationField: String, CaseIterable, Sendable {
    case account, cluster
    static let all = JSONFields<AssociationField>()
  }
}

/// Adds up what accounts have used, by day, job by job: memory grows with accounts and days, not with jobs.
struct SlurmAccountUse {
  private struct Key: Hashable {
    var cluster: SafeText?
    var account: SafeText
  }

  private var days: [Key: [CivilDate: GresHours]] = [:]
  /// What is kept is thought to take so many bytes, with the accounts that are made of it and beside their texts.
  private(set) var bytes = 0
  private static let bytesOfAccount = 800
  private static let bytesOfDay = 96

  /// Accounts of which the use of some job is not known, and so their own.
  private var unknown: Set<Key> = []

  /// Longer than this no job runs; what says so is not spread over days.
  private static let longest: Int64 = 366 * 86_400

  /// Counts a job's GPUs times the time that it ran. An account whose jobs have no GPUs is known to have used none.
  mutating func add(_ job: SlurmAccountedJob, account: SafeText, cluster: SafeText?) {
    let key = Key(cluster: cluster, account: account)
    if days[key] == nil {
      days[key] = [:]
      bytes += Self.bytesOfAccount
    }
    if job.isUseUnknown { unknown.insert(key) }
    guard let gpus = job.gpus, gpus > 0, let start = job.startedAt, let elapsed = job.elapsed, elapsed > 0
    else { return }
    let end = start + Seconds(Swift.min(elapsed, Self.longest))
    let zone = EuropeanZone.central
    let daysBefore = days[key]?.count ?? 0
    var moment = start
    while moment < end {
      let day = zone.localTime(at: moment).date
      let next = Swift.min(end, zone.startOfDay(day.adding(days: 1)))
      days[key]?[day, default: GresHours(0)].count += Double(gpus) * (next - moment).inHours
      moment = next
    }
    bytes += ((days[key]?.count ?? 0) - daysBefore) * Self.bytesOfDay
  }

  /// By cluster and name. An account with a job whose use is not known has no use here, not that of the others.
  var records: [AccountRecord] {
    days.map { key, days in
      guard !unknown.contains(key) else {
        return AccountRecord(cluster: key.cluster, account: SlurmAccount(name: key.account))
      }
      let used = GresHours(days.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.count })
      return AccountRecord(
        cluster: key.cluster, account: SlurmAccount(name: key.account, used: used, daily: days))
    }
    .sorted { ($0.cluster ?? "", $0.account.name) < ($1.cluster ?? "", $1.account.name) }
  }
}
