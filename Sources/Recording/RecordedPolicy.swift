package import Model
import Text

/// The policy by which alerts, promises, paces and ages are judged. The rules by which applications are checked are not
/// in it: they are those of whoever looks.
extension Policy: RecordedThing {
  static var untold: Policy { .standard }
  static let fields: [RecordedField<Policy>] = [
    RecordedField(1, \.modesRecorded), RecordedField(2, \.zone), RecordedField(3, \.holidaysRecorded),
    RecordedField(4, \.budget), RecordedField(5, \.staleness), RecordedField(6, \.alerts),
    RecordedField(7, \.atRiskFraction), RecordedField(8, \.zoneHasSummerTime),
  ]

  fileprivate var modesRecorded: [RecordedMode] {
    get {
      modes.map { RecordedMode(mode: $0.key, policy: $0.value) }.sorted { $0.mode.word < $1.mode.word }
    }
    set {
      modes = Dictionary(newValue.map { ($0.mode, $0.policy) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Of `zone`, which is recorded as its offset.
  fileprivate var zoneHasSummerTime: Bool {
    get { zone.hasSummerTime }
    set { zone = EuropeanZone(standardOffset: zone.standardOffset, hasSummerTime: newValue) }
  }

  fileprivate var holidaysRecorded: [CivilDate] {
    get { holidays.sorted() }
    set { holidays = Set(newValue) }
  }
}

extension EuropeanZone: RecordedValue {
  func write(to writer: inout ValueWriter) { standardOffset.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) {
    self.init(standardOffset: try Seconds(from: &reader))
    guard (-86_400...86_400).contains(standardOffset.count) else { throw Damage("a zone is none") }
  }
}

private struct RecordedMode: RecordedValue {
  let mode: AccessMode
  let policy: ModePolicy

  init(mode: AccessMode, policy: ModePolicy) {
    self.mode = mode
    self.policy = policy
  }

  func write(to writer: inout ValueWriter) {
    mode.write(to: &writer)
    switch policy.promise {
    case .workingDays(let days):
      true.write(to: &writer)
      days.write(to: &writer)
    case .days(let days):
      false.write(to: &writer)
      days.write(to: &writer)
    }
    policy.start.write(to: &writer)
    policy.cutoffs.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    mode = try AccessMode(from: &reader)
    let areWorkingDays = try Bool(from: &reader)
    let days = try Int(from: &reader)
    guard (0...100_000).contains(days) else { throw Damage("a promise is none") }
    let start = try ModePolicy.Start(from: &reader)
    policy = ModePolicy(
      promise: areWorkingDays ? .workingDays(days) : .days(days), start: start,
      cutoffs: try [Timestamp](from: &reader))
  }
}

extension ModePolicy.Start: RecordedWord {}

extension BudgetThresholds: RecordedThing {
  static var untold: BudgetThresholds { Policy.standard.budget }
  static let fields: [RecordedField<BudgetThresholds>] = [
    RecordedField(1, \.idleStartAfter), RecordedField(2, \.underPace),
    RecordedField(3, \.underFromCalendarFraction), RecordedField(4, \.aheadPace),
    RecordedField(5, \.aheadMargin), RecordedField(6, \.endingWithin),
  ]
}

extension StalenessThresholds: RecordedThing {
  static var untold: StalenessThresholds { Policy.standard.staleness }
  static let fields: [RecordedField<StalenessThresholds>] = [
    RecordedField(1, \.scheduler), RecordedField(2, \.applications), RecordedField(3, \.allocations),
    RecordedField(4, \.surroundings),
  ]
}

extension AlertThresholds: RecordedThing {
  static var untold: AlertThresholds { Policy.standard.alerts }
  static let fields: [RecordedField<AlertThresholds>] = [
    RecordedField(1, \.unavailableFraction), RecordedField(2, \.criticalFraction),
    RecordedField(3, \.idleFraction), RecordedField(4, \.idleWhileWaiting),
    RecordedField(5, \.idleBusyFraction), RecordedField(6, \.idleAllocatedFraction),
    RecordedField(7, \.quotaFraction), RecordedField(8, \.oldestWait), RecordedField(9, \.drainHours),
    RecordedField(10, \.dueWithin), RecordedField(11, \.cutoffWithin), RecordedField(12, \.idleBudgetAfter),
    RecordedField(13, \.maintenanceWithin), RecordedField(14, \.accountingBacklog),
  ]
}
