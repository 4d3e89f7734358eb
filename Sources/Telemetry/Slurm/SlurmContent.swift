import JSONStream
import Model
import Text

/// The records of one Slurm answer, whichever kind they are of, beside jobs and nodes.
struct SlurmContent {
  private var groups: SlurmRecords<SlurmNodeGroup>?
  private var partitions: SlurmRecords<SlurmPartition>?
  private var reservations: SlurmRecords<SlurmReservation>?
  private var shares: SlurmRecords<SlurmShare>?
  private var associations: SlurmRecords<SlurmAssociation>?
  private var qos: SlurmRecords<SlurmQOS>?
  private var statistics: SlurmStatistics?

  /// What was read, and whether its own fields show that it is what its key says.
  struct Told {
    var kind: SafeText
    var content: Document.Content
    var records: Int
    var problems: RecordProblems
    var cluster: SafeText?
    var dataAt: Timestamp?
    var evidence: SlurmEvidence
  }

  mutating func readGroups(_ json: inout JSONReader) throws(JSONError) { try Self.read(&groups, &json) }

  mutating func readPartitions(_ json: inout JSONReader) throws(JSONError) {
    try Self.read(&partitions, &json)
  }

  mutating func readReservations(_ json: inout JSONReader) throws(JSONError) {
    try Self.read(&reservations, &json)
  }

  mutating func readAssociations(_ json: inout JSONReader) throws(JSONError) {
    try Self.read(&associations, &json)
  }

  mutating func readQOS(_ json: inout JSONReader) throws(JSONError) { try Self.read(&qos, &json) }

  /// `shares` holds a list of the same name, and a sum beside it.
  mutating func readShares(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return try Self.read(&shares, &json) }
    try json.enterObject()
    while let field = try json.nextField(SharesField.all) {
      switch field {
      case .shares: try Self.read(&shares, &json)
      }
    }
  }

  mutating func readStatistics(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return }
    statistics = try SlurmStatistics(&json)
  }

  private static func read<Draft>(
    _ records: inout SlurmRecords<Draft>?, _ json: inout JSONReader
  ) throws(JSONError) {
    guard try json.kind() == .array else { return }
    var read = records ?? SlurmRecords()
    try read.read(&json)
    records = read
  }

  /// Whether there are statistics, and they are slurmdbd's.
  var isAccountingStatistics: Bool { statistics?.isAccounting == true && statistics?.evidence == .foreign }

  /// The lists that are there, those that are worth most first.
  var told: [Told] {
    [
      groups.map { told($0, as: "sinfo") { .groups($0) } },
      partitions.map { told($0, as: "partitions") { .partitions($0) } },
      reservations.map { told($0, as: "reservations") { .reservations($0) } },
      shares.map { told($0, as: "shares") { .accounts($0, .shares) } },
      associations.map { told($0, as: "associations") { .accounts($0, .associations) } },
      qos.map { told($0, as: "qos") { .qos($0) } },
      statistics.map { statistics in
        Told(
          kind: "statistics", content: .scheduler(statistics.health), records: 1,
          problems: statistics.problems, dataAt: statistics.countedAt, evidence: statistics.evidence)
      },
    ].compactMap(\.self)
  }

  private func told<Draft>(
    _ list: SlurmRecords<Draft>, as kind: SafeText, _ content: ([Draft.Record]) -> Document.Content
  ) -> Told {
    Told(
      kind: kind, content: content(list.records), records: list.records.count, problems: list.problems,
      cluster: list.clusterName, evidence: list.evidence)
  }
}

private enum SharesField: String, CaseIterable, Sendable {
  case shares
  static let all = JSONFields<SharesField>()
}
