import JSONStream
import Model
import Text

/// A record of `factorytop/allocations/1`.
struct NativeAllocation: NativeDraft {
  enum Field: String, CaseIterable, Sendable {
    case account, unit, proposal, cluster, mode, granted, used, committed
    case startsOn = "starts_on"
    case endsOn = "ends_on"
    case startsAt = "starts_at"
    case endsAt = "ends_at"
    case countedAt = "counted_at"
    case history = "usage_history"
  }

  private enum ReadingField: String, CaseIterable, Sendable { case at, used }

  static let fields = JSONFields<Field>()
  private static let readingFields = JSONFields<ReadingField>()

  /// Its unit counts only once `unit` has been read.
  private var allocation = Allocation(account: "", unit: .gpuHours)
  private var unit: AccountingUnit?
  private var firstDay: CivilDate?
  private var lastDay: CivilDate?

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .account: allocation.account = try json.ownText(field, &problems) ?? ""
    case .unit: unit = try json.ownUnit(field, &problems)
    case .proposal: allocation.proposal = try json.ownText(field, &problems)
    case .cluster: allocation.cluster = try json.ownText(field, &problems)
    case .mode: allocation.mode = try json.ownText(field, &problems).map(AccessMode.init(word:))
    case .granted: allocation.granted = try json.ownAmount(field, &problems)
    case .used: allocation.used = try json.ownAmount(field, &problems)
    case .committed: allocation.committed = try json.ownAmount(field, &problems)
    case .startsOn: firstDay = try json.ownDay(field, &problems)
    case .endsOn: lastDay = try json.ownDay(field, &problems)
    case .startsAt: allocation.startsAt = try json.ownTime(field, &problems)
    case .endsAt: allocation.endsAt = try json.ownTime(field, &problems)
    case .countedAt: allocation.countedAt = try json.ownTime(field, &problems)
    case .history: try readHistory(field, &json, &problems)
    }
  }

  private mutating func readHistory(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnList(field, &problems) else { return }
    var history: [UsageReading] = []
    while try json.nextElement() {
      guard try json.entersOwnObject(field, &problems) else { continue }
      var at: Timestamp?
      var used: Double?
      while let field = try json.nextField(Self.readingFields) {
        switch field {
        case .at: at = try json.ownTime(field, &problems)
        case .used: used = try json.ownAmount(field, &problems)
        }
      }
      if let at, let used {
        try json.keep(MemoryLayout<UsageReading>.stride)
        history.append(UsageReading(at: at, used: used))
      } else {
        problems.noteOdd(
          field, expected: "a list of readings with “at” and “used”",
          found: "a list with an incomplete one")
      }
    }
    history.sort { $0.at < $1.at }
    allocation.history = history
  }

  /// Days count where no moment is told. What ends before it begins has neither pace nor length.
  mutating func settle(_ problems: inout RecordProblems) {
    let (firstMoment, endMoment) = (allocation.startsAt, allocation.endsAt)
    allocation.startsAt = allocation.startsAt ?? firstDay.map(EuropeanZone.central.startOfDay)
    allocation.endsAt =
      allocation.endsAt ?? lastDay.map { EuropeanZone.central.startOfDay($0.adding(days: 1)) }
    guard let start = allocation.startsAt, let end = allocation.endsAt, end <= start else { return }
    func text(_ moment: Timestamp?, _ day: CivilDate?) -> SafeText {
      SafeText(untrusted: moment?.rfc3339 ?? day?.iso8601 ?? "")
    }
    problems.noteContradiction(
      endMoment == nil ? .endsOn : Field.endsAt, text(endMoment, lastDay),
      before: firstMoment == nil ? .startsOn : .startsAt, text(firstMoment, firstDay))
  }

  static func bytes(of list: SharedRecords<Allocation>) -> Int { list.records.count * 480 }

  var name: SafeText { "allocation of \(allocation.account)" }

  func add(to list: inout SharedRecords<Allocation>) -> SafeText? {
    if allocation.account.isEmpty { return "it has no account" }
    guard let unit else { return "it has no unit" }
    var allocation = allocation
    allocation.unit = unit
    list.append(allocation)
    return nil
  }
}
