package import Model
import Text

/// What is told of a telemetry file.
package enum SourceFields {
  package static let all = Fields<SourceFigures>([
    Field("path", .prose, searched: true, "the file, as it was named") { .told($0.source.path) },
    Field("form", .name, searched: true, "its producer's form, such as slurm jobs") {
      .told($0.source.format)
    },
    Field("version", .name, usual: false, "the form's version") { .told($0.source.version) },
    Field("cluster", .name, searched: true, "the cluster that it tells of") { .told($0.source.cluster) },
    Field("state", .choice(ClusterFields.sourceStates.offered, isRanked: true), "how it is") {
      .sourceState($0.state)
    },
    Field("age", .span, unit: .seconds, "how old what it tells is") { .span($0.age) },
    Field("records", .count, "records that count") { .count($0.source.records) },
    Field("skipped", .count, "records that could not be read") { .count($0.source.skipped) },
    Field("problem", .prose, searched: true, "what is wrong, and what to do") { .told($0.source.problem) },
    Field("not-used", .prose, usual: false, "what of it does not count, and why") {
      .told($0.source.notUsed)
    },
  ])
}
