package import Text

/// A kind of things of which there is a list.
package enum ListKind: String, Sendable, CaseIterable {
  case clusters, partitions, nodes, jobs, applications, allocations, accounts, users, qos, reservations
  case sources, alerts

  /// The kind of that word; `budgets` means the allocations too.
  package init?(word: String) {
    self.init(rawValue: word == "budgets" ? Self.allocations.rawValue : word)
  }

  /// Fields and flags of the things, without any of them.
  package var schema: ListSchema {
    switch self {
    case .clusters: ListSchema(self, ClusterFields.all)
    case .partitions: ListSchema(self, PartitionFields.all)
    case .nodes: ListSchema(self, NodeFields.all)
    case .jobs: ListSchema(self, JobFields.all)
    case .applications: ListSchema(self, ApplicationFields.all)
    case .allocations: ListSchema(self, AllocationFields.all)
    case .accounts: ListSchema(self, AccountFields.all)
    case .users: ListSchema(self, UserFields.all)
    case .qos: ListSchema(self, QOSFields.all)
    case .reservations: ListSchema(self, ReservationFields.all)
    case .sources: ListSchema(self, SourceFields.all)
    case .alerts: ListSchema(self, AlertFields.all)
    }
  }
}

/// What can be asked of a list: its fields in the order of their columns, and its flags.
package struct ListSchema: Sendable {
  package let kind: ListKind
  package let fields: [FieldDescription]
  package let flags: [FlagDescription]

  init<Row>(_ kind: ListKind, _ fields: Fields<Row>) {
    self.kind = kind
    self.fields = fields.fields.map(\.description)
    flags = fields.flags.map(\.description)
  }

  /// Where the field of that key is; `nil` when there is none.
  package func place(of key: String) -> Int? { fields.firstIndex { $0.key == key } }

  /// Where the flag of that word is; `nil` when there is none.
  package func place(ofFlag word: String) -> Int? { flags.firstIndex { $0.word == word } }

  /// The columns of a table where nobody asks for others.
  package var usualColumns: [Int] { fields.indices.filter { fields[$0].isUsual } }
}

extension ListKind {
  /// Several of them, by the word that names the kind.
  package var many: SafeText { SafeText(untrusted: rawValue) }

  /// As the title of a list.
  package var title: SafeText {
    switch self {
    case .clusters: "Clusters"
    case .partitions: "Partitions"
    case .nodes: "Nodes"
    case .jobs: "Jobs"
    case .applications: "Applications"
    case .allocations: "Allocations"
    case .accounts: "Accounts"
    case .users: "Users"
    case .qos: "QOS"
    case .reservations: "Reservations"
    case .sources: "Sources"
    case .alerts: "Alerts"
    }
  }

  /// One of them.
  package var one: SafeText {
    switch self {
    case .clusters: "cluster"
    case .partitions: "partition"
    case .nodes: "node"
    case .jobs: "job"
    case .applications: "application"
    case .allocations: "allocation"
    case .accounts: "account"
    case .users: "user"
    case .qos: "QOS"
    case .reservations: "reservation"
    case .sources: "source"
    case .alerts: "alert"
    }
  }
}
