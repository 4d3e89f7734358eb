import Model
import Text

/// A reservation with what the cluster's other files tell of it.
package struct ReservationRow: Sendable {
  let cluster: SafeText
  let reservation: Reservation
  /// As Slurm tells it; of whole nodes, those that they have. `nil` where neither is known.
  let gpus: Int?
  let now: Timestamp

  /// Linear in the nodes of the cluster.
  init(_ reservation: Reservation, of cluster: Cluster, now: Timestamp) {
    self.cluster = cluster.name
    self.reservation = reservation
    self.now = now
    gpus = reservation.gpus ?? reservation.nodeList.flatMap { cluster.gpus(of: HostList($0)) }
  }

  var isActive: Bool {
    reservation.startsAt <= now && reservation.endsAt.map { now < $0 } ?? true
  }
}

extension Cluster {
  /// The GPUs of the nodes that a list names; `nil` where one does not tell how many, or no node is known.
  fileprivate func gpus(of list: HostList) -> Int? {
    let named = (nodes ?? []).filter { list.contains($0.name) }
    let known = named.compactMap(\.gpus)
    return named.isEmpty || known.count < named.count ? nil : known.reduce(0, +)
  }
}

/// What is told of a reservation.
package enum ReservationFields {
  package static let all = Fields<ReservationRow>(
    [
      Field("name", title: "reservation", .name, searched: true, "its name") { .told($0.reservation.name) },
      Field("cluster", .name, searched: true, "the cluster that it is of") { .told($0.cluster) },
      Field("starts", .moment, "when it begins") { .moment($0.reservation.startsAt) },
      Field("ends", .moment, "the first moment after it") { .moment($0.reservation.endsAt) },
      Field("nodes", .count, "nodes that it holds") { .count($0.reservation.nodeCount) },
      Field("gpus", title: "GPUs", .count, "GPUs that it holds; of whole nodes, all that they have") {
        .count($0.gpus)
      },
      Field("partition", .name, usual: false, "the one partition whose nodes it takes") {
        .told($0.reservation.partition)
      },
      Field("flags", .name, searched: true, "Slurm's flags") { .list($0.reservation.flags) },
      Field("accounts", .name, searched: true, "which accounts may use it, or with - may not") {
        .list($0.reservation.accounts)
      },
      Field("users", .name, searched: true, usual: false, "which users may use it, or with - may not") {
        .list($0.reservation.users)
      },
      Field("node", .nodes, usual: false, "the nodes that it holds") { .told($0.reservation.nodeList) },
    ],
    flags: [
      FieldFlag("active", "goes on now") { $0.isActive },
      FieldFlag("maintenance", "has Slurm's flag MAINT: no job runs on its nodes") {
        $0.reservation.isMaintenance
      },
    ])

  /// By when they begin.
  static func rows(of factory: Factory, now: Timestamp) -> [ReservationRow] {
    factory.clusters.flatMap { cluster in
      (cluster.reservations ?? []).map { ReservationRow($0, of: cluster, now: now) }
    }.sorted {
      ($0.reservation.startsAt, $0.cluster, $0.reservation.name)
        < ($1.reservation.startsAt, $1.cluster, $1.reservation.name)
    }
  }
}
