import Model
import Text

extension UnitFactors: RecordedThing {
  static var untold: UnitFactors { UnitFactors() }
  static let fields: [RecordedField<UnitFactors>] = [
    RecordedField(1, \.gpuHoursPerNodeHour), RecordedField(2, \.coreHoursPerGPUHour),
    RecordedField(3, \.gresPerGPU),
  ]
}

extension Partition: RecordedThing {
  static var untold: Partition { Partition(name: "") }
  static let fields: [RecordedField<Partition>] = [
    RecordedField(1, \.name), RecordedField(2, \.state), RecordedField(3, \.maxTime),
    RecordedField(4, \.nodeCount),
  ]
}

extension Reservation: RecordedThing {
  static var untold: Reservation { Reservation(name: "", startsAt: Timestamp(secondsSince1970: 0)) }
  static let fields: [RecordedField<Reservation>] = [
    RecordedField(1, \.name), RecordedField(2, \.nodeCount), RecordedField(3, \.nodeList),
    RecordedField(4, \.gpus), RecordedField(5, \.startsAt), RecordedField(6, \.endsAt),
    RecordedField(7, \.partition), RecordedField(8, \.flags), RecordedField(9, \.accounts),
    RecordedField(10, \.users),
  ]
}

extension SchedulerHealth: RecordedThing {
  static var untold: SchedulerHealth { SchedulerHealth() }
  static let fields: [RecordedField<SchedulerHealth>] = [
    RecordedField(1, \.lastCycle), RecordedField(2, \.meanCycle), RecordedField(3, \.queueLength),
    RecordedField(4, \.lastBackfill), RecordedField(5, \.meanBackfill), RecordedField(6, \.backfilledAt),
    RecordedField(7, \.accountingBacklog),
  ]
}

/// Without its use by day, which is recorded with the histories.
extension SlurmAccount: RecordedThing {
  static var untold: SlurmAccount { SlurmAccount(name: "") }
  static let fields: [RecordedField<SlurmAccount>] = [
    RecordedField(1, \.name), RecordedField(2, \.proposal), RecordedField(3, \.limit),
    RecordedField(4, \.isLimitedByUnknown), RecordedField(5, \.used), RecordedField(6, \.committed),
    RecordedField(7, \.countedAt),
  ]
}

extension QOS: RecordedThing {
  static var untold: QOS { QOS(name: "") }
  static let fields: [RecordedField<QOS>] = [
    RecordedField(1, \.name), RecordedField(2, \.priority), RecordedField(3, \.groupGPUs),
    RecordedField(4, \.gpusPerAccount), RecordedField(5, \.gpusPerUser), RecordedField(6, \.gpusPerJob),
    RecordedField(7, \.typedLimits), RecordedField(8, \.groupJobs), RecordedField(9, \.jobsPerAccount),
    RecordedField(10, \.jobsPerUser), RecordedField(11, \.submittedPerUser), RecordedField(12, \.maxWall),
    RecordedField(13, \.flags), RecordedField(14, \.preemptMode),
  ]
}

extension Source: RecordedThing {
  static var untold: Source { Source(path: "", kind: .other) }
  static let fields: [RecordedField<Source>] = [
    RecordedField(1, \.path), RecordedField(2, \.kind), RecordedField(3, \.format),
    RecordedField(4, \.version), RecordedField(5, \.cluster), RecordedField(6, \.dataAt),
    RecordedField(7, \.statedAt), RecordedField(8, \.writtenAt), RecordedField(9, \.records),
    RecordedField(10, \.skipped), RecordedField(11, \.problem), RecordedField(12, \.notUsed),
    RecordedField(13, \.isReadable), RecordedField(14, \.isMissing), RecordedField(15, \.isHanging),
    RecordedField(16, \.unverified), RecordedField(17, \.outranked),
  ]
}

extension Balance: RecordedThing {
  static var untold: Balance { Balance(account: "", value: 0) }
  static let fields: [RecordedField<Balance>] = [
    RecordedField(1, \.account), RecordedField(2, \.cluster), RecordedField(3, \.unit),
    RecordedField(4, \.value), RecordedField(5, \.countedAt), RecordedField(6, \.source),
  ]
}

extension StorageQuota: RecordedThing {
  static var untold: StorageQuota { StorageQuota(path: nil, resource: .blocks, fraction: 0) }
  static let fields: [RecordedField<StorageQuota>] = [
    RecordedField(1, \.path), RecordedField(2, \.resource), RecordedField(3, \.fraction),
  ]
}

/// Without its history, which is recorded with the histories.
extension Allocation: RecordedThing {
  static var untold: Allocation { Allocation(account: "", unit: .other) }
  static let fields: [RecordedField<Allocation>] = [
    RecordedField(1, \.account), RecordedField(2, \.proposal), RecordedField(3, \.cluster),
    RecordedField(4, \.mode), RecordedField(5, \.unit), RecordedField(6, \.granted),
    RecordedField(7, \.used), RecordedField(8, \.committed), RecordedField(9, \.startsAt),
    RecordedField(10, \.endsAt), RecordedField(11, \.countedAt), RecordedField(12, \.standing),
    RecordedField(13, \.balance), RecordedField(14, \.source),
  ]
}

extension OrganisationFacts: RecordedThing {
  static var untold: OrganisationFacts { OrganisationFacts() }
  static let fields: [RecordedField<OrganisationFacts>] = [
    RecordedField(1, \.registryCode), RecordedField(2, \.vat), RecordedField(3, \.pic),
    RecordedField(4, \.foundedYear), RecordedField(5, \.staff), RecordedField(6, \.turnover),
    RecordedField(7, \.balance), RecordedField(8, \.countsLinked),
  ]
}

extension OtherFunding: RecordedThing {
  static var untold: OtherFunding { OtherFunding() }
  static let fields: [RecordedField<OtherFunding>] = [
    RecordedField(1, \.programme), RecordedField(2, \.grantNumber), RecordedField(3, \.amount),
  ]
}

extension Declarations: RecordedThing {
  static var untold: Declarations { Declarations() }
  static let fields: [RecordedField<Declarations>] = [
    RecordedField(1, \.hasCivilianPurpose), RecordedField(2, \.personalData),
    RecordedField(3, \.hasProcessingAgreement), RecordedField(4, \.otherFunding),
    RecordedField(5, \.aiActClass), RecordedField(6, \.contractEnd),
  ]
}

extension TechnicalRequest: RecordedThing {
  static var untold: TechnicalRequest { TechnicalRequest() }
  static let fields: [RecordedField<TechnicalRequest>] = [
    RecordedField(1, \.machines), RecordedField(2, \.fallback), RecordedField(3, \.architectures),
    RecordedField(4, \.maxGPUs),
  ]
}

/// As the portal tells it; what the journal adds is recorded as `DecisionRecord`s, and added again.
extension Application: RecordedThing {
  static var untold: Application { Application(id: "", mode: .other(""), state: .other("")) }
  static let fields: [RecordedField<Application>] = [
    RecordedField(1, \.id), RecordedField(2, \.title), RecordedField(3, \.mode), RecordedField(4, \.state),
    RecordedField(5, \.organisation), RecordedField(6, \.country), RecordedField(7, \.organisationKind),
    RecordedField(8, \.sector), RecordedField(9, \.machine), RecordedField(10, \.partition),
    RecordedField(11, \.requested), RecordedField(12, \.durationDays), RecordedField(13, \.createdAt),
    RecordedField(14, \.submittedAt), RecordedField(15, \.cutoffAt), RecordedField(16, \.dueAt),
    RecordedField(17, \.decidedAt), RecordedField(18, \.accessAt), RecordedField(19, \.infoRequestedAt),
    RecordedField(20, \.pausedFor), RecordedField(21, \.assignee), RecordedField(22, \.decision),
    RecordedField(23, \.facts), RecordedField(24, \.declared), RecordedField(25, \.technical),
    RecordedField(26, \.applicant),
  ]
}

extension RecordAuthor: RecordedThing {
  static var untold: RecordAuthor { RecordAuthor(name: "", uid: 0, host: "", isVerified: false) }
  static let fields: [RecordedField<RecordAuthor>] = [
    RecordedField(1, \.name), RecordedField(2, \.uid), RecordedField(3, \.host),
    RecordedField(4, \.isVerified),
  ]
}

extension DecisionRecord: RecordedThing {
  static var untold: DecisionRecord {
    DecisionRecord(
      id: "", application: "", kind: .note, author: .untold, at: Timestamp(secondsSince1970: 0))
  }
  static let fields: [RecordedField<DecisionRecord>] = [
    RecordedField(1, \.id), RecordedField(2, \.application), RecordedField(3, \.kind),
    RecordedField(4, \.note), RecordedField(5, \.seen), RecordedField(6, \.from), RecordedField(7, \.to),
    RecordedField(8, \.portal), RecordedField(9, \.isForced), RecordedField(10, \.batch),
    RecordedField(11, \.author), RecordedField(12, \.at), RecordedField(13, \.isNewer),
  ]
}

extension ApplicationSample: RecordedThing {
  static var untold: ApplicationSample { ApplicationSample(at: Timestamp(secondsSince1970: 0)) }
  static let fields: [RecordedField<ApplicationSample>] = [
    RecordedField(1, \.at), RecordedField(2, \.byWord), RecordedField(3, \.breached),
    RecordedField(4, \.kept), RecordedField(5, \.broken),
  ]
}
