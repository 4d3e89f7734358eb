package import Text

/// A reservation of nodes for some time.
package struct Reservation: Sendable, Equatable {
  package var name: SafeText
  /// Whether it has Slurm's flag `MAINT`: no job runs on its nodes meanwhile.
  package var isMaintenance: Bool
  package var nodeCount: Int?
  package var startsAt: Timestamp
  /// The first moment after it; `nil` when nobody has said.
  package var endsAt: Timestamp?

  package init(
    name: SafeText, isMaintenance: Bool, nodeCount: Int?, startsAt: Timestamp, endsAt: Timestamp?
  ) {
    self.name = name
    self.isMaintenance = isMaintenance
    self.nodeCount = nodeCount
    self.startsAt = startsAt
    self.endsAt = endsAt
  }

  /// Whether it is maintenance that goes on at `now` or begins within `span` of it.
  package func isMaintenance(at now: Timestamp, orWithin span: Seconds) -> Bool {
    isMaintenance && endsAt.map { now < $0 } ?? true && startsAt - now <= span
  }
}
