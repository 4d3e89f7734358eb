import JSONStream
import Model
import Text

/// A record of `scontrol show reservations --json` and slurmrestd's `reservations`.
struct SlurmReservation: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case name
    case flags
    case nodeCount = "node_count"
    case nodeList = "node_list"
    case startTime = "start_time"
    case endTime = "end_time"
    case partition
    case accounts
    case users
    case resources = "tres"
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "reservations"

  var isRecognised: Bool { startsAt != nil && hasFlags }
  /// Slurm's reservations never say.
  var cluster: SafeText? { nil }
  private var reservationName: SafeText?
  private var hasFlags = false
  private var startsAt: Timestamp?
  private var rest = Reservation(name: "", startsAt: Timestamp(secondsSince1970: 0))

  var name: SafeText { "reservation \(reservationName ?? "")" }

  /// A text of names makes many.
  var weight: Int { 1 + rest.flags.count + rest.accounts.count + rest.users.count }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: reservationName = try json.slurmText(field, &problems)
    case .flags:
      hasFlags = true
      rest.flags = try json.slurmList(of: field, &problems) ?? []
    case .nodeCount: rest.nodeCount = try json.slurmCount32(field, &problems).map(Int.init)
    case .nodeList: rest.nodeList = try json.slurmHostList(field, &problems)
    case .startTime: startsAt = try json.slurmTime(field, &problems)
    case .endTime: rest.endsAt = try json.slurmTime(field, &problems)
    case .partition: rest.partition = try json.slurmText(field, &problems)
    case .accounts: rest.accounts = try json.slurmList(of: field, &problems) ?? []
    case .users: rest.users = try json.slurmList(of: field, &problems) ?? []
    case .resources: rest.gpus = try json.slurmGres(field, &problems)?.gpus
    }
  }

  func add(to records: inout [Reservation], _ problems: inout RecordProblems) -> SafeText? {
    guard let reservationName else { return "it has no name" }
    guard let startsAt else { return "it has no start_time" }
    var reservation = rest
    reservation.name = reservationName
    reservation.startsAt = startsAt
    records.append(reservation)
    return nil
  }
}
