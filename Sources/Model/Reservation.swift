package import Text

/// A reservation of nodes for some time.
package struct Reservation: Sendable, Equatable {
  package var name: SafeText
  /// `nil` where the source does not say.
  package var nodeCount: Int?
  /// Its nodes as Slurm folds them, `gpul[015-016]`, to be read as a `HostList`; `nil` where it has none or the source does
  /// not say.
  package var nodeList: SafeText?
  /// `gres/gpu` that it holds; `nil` where Slurm does not say, as it does not of whole nodes.
  package var gpus: Int?
  package var startsAt: Timestamp
  /// The first moment after it; `nil` when nobody has said.
  package var endsAt: Timestamp?
  /// The one partition whose nodes it takes; `nil` for any.
  package var partition: SafeText?
  /// Slurm's own words: `MAINT`, `IGNORE_JOBS`, `SPEC_NODES`.
  package var flags: [SafeText]
  /// Who may use it; of one with a `-` before it, who may not. Empty where anybody may that the other list allows.
  package var accounts: [SafeText]
  /// As `accounts`, of users.
  package var users: [SafeText]

  package init(
    name: SafeText, nodeCount: Int? = nil, nodeList: SafeText? = nil, gpus: Int? = nil, startsAt: Timestamp,
    endsAt: Timestamp? = nil, partition: SafeText? = nil, flags: [SafeText] = [], accounts: [SafeText] = [],
    users: [SafeText] = []
  ) {
    self.name = name
    self.nodeCount = nodeCount
    self.nodeList = nodeList
    self.gpus = gpus
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.partition = partition
    self.flags = flags
    self.accounts = accounts
    self.users = users
  }

  /// Whether it has Slurm's flag `MAINT`: no job runs on its nodes meanwhile.
  package var isMaintenance: Bool { flags.contains { $0.shown == "MAINT" } }

  /// Whether it is maintenance that goes on at `now` or begins within `span` of it.
  package func isMaintenance(at now: Timestamp, orWithin span: Seconds) -> Bool {
    isMaintenance && endsAt.map { now < $0 } ?? true && startsAt - now <= span
  }
}
