package import Model
package import Text

/// A reservation with the cluster that it is of.
package struct ReservationRow: Sendable {
  package let cluster: SafeText
  package let reservation: Reservation
}

/// What is told of a reservation.
package enum ReservationFields {
  package static let all = Fields<ReservationRow>([
    Field("name", title: "reservation", .name, searched: true, "its name") { .told($0.reservation.name) },
    Field("cluster", .name, "the cluster that it is of") { .told($0.cluster) },
    Field("starts", .moment, "when it begins") { .moment($0.reservation.startsAt) },
    Field("ends", .moment, "the first moment after it") { .moment($0.reservation.endsAt) },
    Field("nodes", .count, "nodes that it holds") { .count($0.reservation.nodeCount) },
  ])

  /// By when they begin.
  static func rows(of factory: Factory) -> [ReservationRow] {
    factory.clusters.flatMap { cluster in
      (cluster.reservations ?? []).map { ReservationRow(cluster: cluster.name, reservation: $0) }
    }.sorted {
      ($0.reservation.startsAt, $0.cluster, $0.reservation.name)
        < ($1.reservation.startsAt, $1.cluster, $1.reservation.name)
    }
  }
}
