import JSONStream
import Model
import Text

/// A record of `scontrol show reservations --json` and slurmrestd's `reservations`.
struct SlurmReservation: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case name
    case flags
    case nodeCount = "node_count"
    case startTime = "start_time"
    case endTime = "end_time"
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "reservations"

  var isRecognised: Bool { startsAt != nil && hasFlags }
  /// Slurm's reservations never say.
  var cluster: SafeText? { nil }
  private var reservationName: SafeText?
  private var hasFlags = false
  private var isMaintenance = false
  private var nodeCount: Int?
  private var startsAt: Timestamp?
  private var endsAt: Timestamp?

  var name: SafeText { "reservation \(reservationName ?? "")" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: reservationName = try json.slurmText(field, &problems)
    case .flags:
      hasFlags = true
      let flags = try json.slurmTexts(field, &problems)
      isMaintenance = flags.contains { $0.shown.split(separator: ",").contains("MAINT") }
    case .nodeCount: nodeCount = try json.slurmCount32(field, &problems).map(Int.init)
    case .startTime: startsAt = try json.slurmTime(field, &problems)
    case .endTime: endsAt = try json.slurmTime(field, &problems)
    }
  }

  func add(to records: inout [Reservation], _ problems: inout RecordProblems) -> SafeText? {
    guard let reservationName else { return "it has no name" }
    guard let startsAt else { return "it has no start_time" }
    records.append(
      Reservation(
        name: reservationName, isMaintenance: isMaintenance, nodeCount: nodeCount, startsAt: startsAt,
        endsAt: endsAt))
    return nil
  }
}
