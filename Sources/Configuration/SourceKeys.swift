import Model
import Telemetry
import Text

extension ConfigurationDraft {
  static let waldur = SettingSection<ConfigurationDraft>(
    name: "waldur", explanation: "What Waldur's words mean, which each site chooses.",
    keys: [
      SettingKey(
        "units", entries: \.settled.rules.waldur.units,
        ValueFormat<AccountingUnit>.word.table(
          "a table from component types to \(AccountingUnit.words)"),
        example: "{ gpu_h = \"gpu_hours\" }",
        "Component types by their unit, beside those that are known; others are not shown."),
      SettingKey(
        "modes", entries: \.settled.rules.waldur.modes,
        ValueFormat<AccessMode>.mode.table("a table from names of calls to access modes"),
        example: "{ \"Playground call 2026\" = \"playground\" }", "Access modes by the name of the call."),
    ])

  static let prometheus = SettingSection<ConfigurationDraft>(
    name: "prometheus", explanation: "Which of Prometheus's series tell what, which each site chooses.",
    keys: [
      SettingKey(
        "node_labels", \.settled.rules.prometheus.nodeLabels, .names, example: "[\"host\"]",
        "Labels that may hold a node's name, in either case; the first that names a known one counts."),
      SettingKey(
        "cluster_label", \.settled.rules.prometheus.clusterLabel, .name, example: "\"machine\"",
        "The label that holds the cluster's name; without it the file's cluster counts."),
      SettingKey(
        "replica_labels", \.settled.rules.prometheus.replicaLabels, .names, example: "[\"monitor\"]",
        "Labels by which replicas of one Prometheus differ: what differs in these alone counts once."),
      SettingKey(
        "gpu_busy", entries: \.settled.rules.prometheus.gpuBusy, metrics,
        example: "{ site_gpu_busy_percent = 0.01 }",
        "Metrics of GPUs' busy fraction, each with what makes 0 to 1 of its value."),
      SettingKey(
        "node_power", entries: \.settled.rules.prometheus.nodePower, metrics,
        example: "{ site_node_kilowatts = 1000.0 }",
        "Metrics of the power that a node draws, each with what makes watts of its value."),
      SettingKey(
        "facility_power", entries: \.settled.rules.prometheus.facilityPower, metrics,
        example: "{ site_hall_kilowatts = 1000.0 }",
        "Metrics of the power that a cluster's facility draws, each with what makes watts of its value."),
    ])

  private static let metrics = ValueFormat<Double>.factor.table(
    "a table from metrics to numbers from 0.000001 to 1000000")

  static let triage = SettingSection<ConfigurationDraft>(
    name: "triage", explanation: "What helps to decide on applications.",
    keys: [
      SettingKey(
        "texts", entries: \.settled.texts,
        ValueFormat<SafeText>.noteText.table("a table from names to texts of 1 to 1000 characters"),
        example: "{ dataset = \"Which data set does {organisation} use for {id}?\" }",
        "Texts for questions and notes, by name: {organisation} and {id} are filled for each application."
      )
    ])

  static let privacy = SettingSection<ConfigurationDraft>(
    name: "privacy", explanation: "What neither a screen nor a report may show.",
    keys: [
      SettingKey(
        "hide", \.settled.redactions, .hidden, example: "[\"organisations\", \"users\"]",
        "Any of \(Redactions.named.map(\.word).joined(separator: ", ")); users hides applicants too.")
    ])
}

extension AccountingUnit {
  fileprivate static var words: SafeText {
    allCases.map { SafeText(untrusted: $0.rawValue) }.joined(separator: ", ")
  }
}
