import Collection
import Text

extension ConfigurationDraft {
  static let collect = SettingSection<ConfigurationDraft>(
    name: "collect", explanation: "What factorytop collect runs, and where it writes.",
    keys: [
      SettingKey(
        "folder", optional: \.collect.folder, .path, example: "\"/var/lib/factorytop\"", "The data folder."),
      SettingKey(
        "mode", \.collect.mode, .permissions, example: "\"0644\"",
        "The permissions of new files; folders are made with those to enter them."),
      SettingKey(
        "group", optional: \.collect.group, .text, example: "\"support\"",
        "The group of new files and folders; otherwise that of collect."),
      SettingKey(
        "interval", \.collect.limits.interval, .aSecondOrMore, example: "\"2m\"",
        "From start to start of a command."),
      SettingKey(
        "time_limit", \.collect.limits.time, .aSecondOrMore, example: "\"20s\"",
        "A command that takes longer is ended with its children."),
      SettingKey(
        "size_limit_mib", \.collect.limits.sizeInMiB, .count(1...4096), example: "64",
        "And so is one that writes more."),
      SettingKey("history", \.collect.keepsHistory, .flag, example: "false", "Whether the history is kept."),
      SettingKey(
        "history_days", \.collect.historyDays, .count(1...366), example: "15",
        "How many days of it, today among them."),
    ])
}

extension CollectSourceDraft {
  static let explanation: SafeText =
    "One table for each command, whose output becomes one file. SLURM_BITSTR_LEN is 0 for it where it is not set."

  static let keys: [SettingKey<CollectSourceDraft>] = [
    SettingKey(
      "command", optional: \.command, .command, example: "[\"squeue\", \"-a\", \"--json\"]",
      "The program and its arguments; no shell reads them. Slurm leaves hidden partitions out without -a."),
    SettingKey(
      "file", optional: \.file, .text, example: "\"lumi/squeue.json\"", "The file, below the data folder."),
    SettingKey(
      "interval", optional: \.interval, .aSecondOrMore, example: "\"5m\"", "Its own, where it differs."),
    SettingKey(
      "time_limit", optional: \.timeLimit, .aSecondOrMore, example: "\"10s\"", "Its own, where it differs."),
    SettingKey(
      "size_limit_mib", optional: \.sizeLimit, .count(1...4096), example: "32", "Its own, where it differs."),
  ]
}

extension ValueFormat<Duration> {
  fileprivate static let aSecondOrMore = ValueFormat.span(atLeast: .seconds(1), "a second")
}

extension CollectionLimits {
  fileprivate var sizeInMiB: Int {
    get { Int(size >> 20) }
    set { size = Int64(newValue) << 20 }
  }
}
