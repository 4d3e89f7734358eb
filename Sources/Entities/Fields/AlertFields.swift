package import Model
import Text

/// What is told of an alert.
package enum AlertFields {
  package static let all = Fields<Alert>([
    Field("severity", .choice(severities.offered, isRanked: true), "critical or warning") {
      severities[$0.severity]
    },
    Field("rule", .choice(rules.offered), "what is held against what") { rules[$0.rule] },
    Field("kind", .choice(kinds.offered), "what it is about") { kinds[$0.entity.kind] },
    Field("name", .name, searched: true, "the name of what it is about") { .told($0.entity.name) },
    Field("cluster", .name, searched: true, "the cluster that the name counts in") {
      .told($0.entity.cluster)
    },
    Field("since", .moment, "since when, where Slurm stamps it") { .moment($0.since) },
    Field("text", .prose, searched: true, "what is the matter") { .told($0.text) },
  ])

  /// The lesser first.
  private static let severities = Choices(Alert.Severity.allCases.reversed())
  private static let rules = Choices(Alert.Rule.allCases)
  private static let kinds = Choices(EntityID.Kind.allCases)
}
