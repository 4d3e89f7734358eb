package import Model
import Text

/// What is told of an alert.
package enum AlertFields {
  package static let all = Fields<Alert>([
    Field("severity", .choice(severities, isRanked: true), "critical or warning") {
      .choice(SafeText(untrusted: $0.severity.rawValue), of: severities)
    },
    Field("rule", .choice(rules), "what is held against what") {
      .choice(SafeText(untrusted: $0.rule.rawValue), of: rules)
    },
    Field("kind", .choice(kinds), "what it is about") {
      .choice(SafeText(untrusted: $0.entity.kind.rawValue), of: kinds)
    },
    Field("name", .name, searched: true, "the name of what it is about") { .told($0.entity.name) },
    Field("cluster", .name, searched: true, "the cluster that the name counts in") {
      .told($0.entity.cluster)
    },
    Field("since", .moment, "since when, where Slurm stamps it") { .moment($0.since) },
    Field("text", .prose, searched: true, "what is the matter") { .told($0.text) },
  ])

  /// The lesser first.
  private static let severities = Alert.Severity.allCases.reversed().map {
    FieldChoice($0.rawValue)
  }
  private static let rules = Alert.Rule.allCases.map { FieldChoice($0.rawValue) }
  private static let kinds = EntityID.Kind.allCases.map { FieldChoice($0.rawValue) }
}
