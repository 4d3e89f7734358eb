import JSONStream
import Model
import Text

/// A record of `factorytop/applications/1`. Of the person in `pi` a contract's end is read, and where names are asked
/// for, name and address.
struct NativeApplication: NativeDraft {
  enum Field: String, CaseIterable, Sendable {
    case id, mode, state, title, org, sector, machine, partition, requested, assignee, decision, pi, machines,
      fallback, architectures
    case durationDays = "duration_days"
    case createdAt = "created_at"
    case submittedAt = "submitted_at"
    case cutoffAt = "cutoff_at"
    case dueAt = "due_at"
    case decidedAt = "decided_at"
    case accessAt = "access_at"
    case infoRequestedAt = "info_requested_at"
    case pausedSeconds = "paused_seconds"
    case civilianPurpose = "civilian_purpose"
    case personalData = "personal_data"
    case processingAgreement = "processing_agreement"
    case otherFunding = "other_funding"
    case aiActRisk = "ai_act_risk"
  }

  private enum AmountField: String, CaseIterable, Sendable {
    case amount, unit
    case maxGPUs = "max_gpus"
  }

  static let fields = JSONFields<Field>()
  private static let amountFields = JSONFields<AmountField>()

  var application = Application(id: "", mode: .other(""), state: .other(""))
  var person: ApplicantDraft
  private var mode: SafeText?
  private var state: SafeText?

  init(_ names: ApplicantNames) { person = ApplicantDraft(names) }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .id: application.id = try json.ownText(field, &problems) ?? ""
    case .mode: mode = try json.ownText(field, &problems)
    case .state: state = try json.ownText(field, &problems)
    case .title: application.title = try json.ownText(field, &problems)
    case .org: try readOrganisation(field, &json, &problems)
    case .sector: application.sector = try json.ownText(field, &problems)
    case .machine: application.machine = try json.ownText(field, &problems)
    case .partition: application.partition = try json.ownText(field, &problems)
    case .requested: try readRequest(field, &json, &problems)
    case .durationDays: application.durationDays = try json.ownSmallCount(field, &problems).map(Int.init)
    case .createdAt: application.createdAt = try json.ownTime(field, &problems)
    case .submittedAt: application.submittedAt = try json.ownTime(field, &problems)
    case .cutoffAt: application.cutoffAt = try json.ownTime(field, &problems)
    case .dueAt: application.dueAt = try json.ownTime(field, &problems)
    case .decidedAt: application.decidedAt = try json.ownTime(field, &problems)
    case .accessAt: application.accessAt = try json.ownTime(field, &problems)
    case .infoRequestedAt: application.infoRequestedAt = try json.ownTime(field, &problems)
    case .pausedSeconds: application.pausedFor = Seconds(try json.ownCount(field, &problems) ?? 0)
    case .assignee: application.assignee = try json.ownText(field, &problems)
    case .decision: application.decision = try json.ownText(field, &problems)
    case .pi: try readPerson(field, &json, &problems)
    case .machines: application.technical.machines = try json.ownNames(field, &problems)
    case .fallback: application.technical.fallback = try json.ownText(field, &problems)
    case .architectures: application.technical.architectures = try json.ownNames(field, &problems)
    case .civilianPurpose: application.declared.hasCivilianPurpose = try json.ownFlag(field, &problems)
    case .personalData:
      application.declared.personalData = try json.ownText(field, &problems).map(PersonalData.init(word:))
    case .processingAgreement:
      application.declared.hasProcessingAgreement = try json.ownFlag(field, &problems)
    case .otherFunding: try readFunding(field, &json, &problems)
    case .aiActRisk:
      application.declared.aiActClass = try json.ownText(field, &problems).map(AIActClass.init(word:))
    }
  }

  private mutating func readRequest(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnObject(field, &problems) else { return }
    var amount: Double?
    var unit: AccountingUnit?
    while let field = try json.nextField(Self.amountFields) {
      switch field {
      case .amount: amount = try json.ownAmount(field, &problems)
      case .unit: unit = try json.ownUnit(field, &problems)
      case .maxGPUs:
        application.technical.maxGPUs = try json.ownSmallCount(field, &problems).map(Int.init)
      }
    }
    if let amount, let unit { application.requested = Amount(amount, unit) }
  }

  /// Nobody is answered, let in, or promised to be, before they have asked: such a time is not believed.
  mutating func settle(_ problems: inout RecordProblems) {
    guard let submittedAt = application.submittedAt else { return }
    func believed(_ time: Timestamp?, _ field: Field, _ problems: inout RecordProblems) -> Timestamp? {
      guard let time, time < submittedAt else { return time }
      problems.noteContradiction(field, time, before: Field.submittedAt, submittedAt)
      return nil
    }
    application.accessAt = believed(application.accessAt, .accessAt, &problems)
    application.decidedAt = believed(application.decidedAt, .decidedAt, &problems)
    application.dueAt = believed(application.dueAt, .dueAt, &problems)
  }

  static func bytes(of list: SharedRecords<Application>) -> Int { list.records.count * 1_300 }

  var name: SafeText { "application \(application.id)" }

  func add(to list: inout SharedRecords<Application>) -> SafeText? {
    if application.id.isEmpty { return "it has no id" }
    guard let mode else { return "it has no mode" }
    guard let state else { return "it has no state" }
    var application = application
    application.mode = AccessMode(word: mode)
    application.state = ApplicationState(word: state)
    application.applicant = person.applicant
    list.append(application)
    return nil
  }
}

extension [Application] {
  /// Each ID once, the last of several records; where the ID first appeared.
  var eachOnce: [Application] {
    var union = RecordUnion<SafeText, Application>()
    for application in self { union.add(application, key: application.id, rank: 0) }
    return union.records
  }
}
