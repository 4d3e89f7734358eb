package import Text

/// Which thing is meant: what an alert is about. It goes by name, never by a place in a list, so that it is the same
/// thing in the next reading.
package struct EntityID: Hashable, Sendable {
  /// The kinds of things, each by its word in reports.
  package enum Kind: String, Sendable, CaseIterable {
    /// The whole AI Factory or centre.
    case factory
    case cluster, partition, node, job, application, allocation, account, user, qos, reservation, quota,
      source
  }

  package var kind: Kind
  /// As the source writes it; a job's ID is text too, for schedulers whose jobs have no number. `nil` where nothing
  /// tells it, such as the name of a factory.
  package var name: SafeText?
  /// The cluster that the name counts in; of a cluster itself, its own name.
  package var cluster: SafeText?

  package init(_ kind: Kind, _ name: SafeText?, cluster: SafeText? = nil) {
    self.kind = kind
    self.name = name
    self.cluster = cluster
  }

  package static func cluster(_ name: SafeText) -> EntityID { EntityID(.cluster, name, cluster: name) }
}
