import Model
import Telemetry
import Text

extension ClusterDraft {
  static let explanation: SafeText =
    "One table for each cluster, in the order in which they are shown; others follow by name."

  static let keys: [SettingKey<ClusterDraft>] = [
    SettingKey("name", \.rules.name, .name, example: "\"lumi\"", "The name that is shown."),
    SettingKey(
      "aliases", \.rules.aliases, .names, example: "[\"LUMI-G\"]",
      "Names that other sources have for it, such as Waldur's offerings, in any case."),
    SettingKey(
      "data", \.rules.data, .dataPaths, example: "[\"/var/lib/factorytop/lumi\"]",
      "Its folders and files: what is in them and names no cluster belongs to it. They are read without --data."
    ),
    SettingKey(
      "partitions", \.rules.partitionOrder, .names, example: "[\"standard-g\", \"small-g\"]",
      "The order in which partitions are shown; others follow."),
    SettingKey(
      "gpu_hours_per_node_hour", optional: \.rules.gpuHoursPerNodeHour, .factor, example: "4.0",
      "Billed GPUs of a node: LUMI-G 4, Leonardo Booster 4, MareNostrum 5 ACC 4, Karolina 8."),
    SettingKey(
      "core_hours_per_gpu_hour", optional: \.rules.coreHoursPerGPUHour, .factor, example: "16.0",
      "Core-hours billed for a GPU-hour: Leonardo Booster 8, MareNostrum 5 ACC 20."),
    SettingKey(
      "gres_per_gpu", optional: \.rules.gresPerGPU, .factor, example: "2.0",
      "Slurm's gres/gpu that make one billed GPU: LUMI-G 2, two GCDs of a module; elsewhere 1."),
    SettingKey(
      "processor", optional: \.processor, .word, example: "\"aarch64\"",
      "What the code of its GPU nodes has to be built for; known of EuroHPC's machines."),
    SettingKey(
      "accelerator", optional: \.accelerator, .word, example: "\"cuda\"",
      "What the code of its GPUs has to be built with; known of EuroHPC's machines."),
    SettingKey(
      "pool", expected: pools.expected, example: "{ playground = 200000.0, fast_lane = 500000.0 }",
      "GPU-hours that may be granted of it at one time, by mode; a mode that is left out is not known.",
      read: { cluster, setting, folder throws(InvalidValue) in
        cluster.pools = try pools.read(setting, folder)
        for (word, hours) in setting.table ?? [:] {
          cluster.poolLines[AccessMode(word: SafeText(untrusted: word))] = hours.line
        }
      },
      write: { $0.pools.map(pools.write) }),
  ]

  private static let pools = ValueFormat<[AccessMode: GPUHours]>.pools
}

extension ProposalDraft {
  static let explanation: SafeText =
    "One table for each account: the site's account names are not the proposals' IDs."

  static let keys: [SettingKey<ProposalDraft>] = [
    SettingKey("name", \.rule.account, .name, example: "\"project_465000123\"", "The account."),
    SettingKey(
      "cluster", optional: \.rule.cluster, .name, example: "\"lumi\"",
      "Where it is that account; left out, on every cluster."),
    SettingKey(
      "proposal", \.rule.proposal, .name, example: "\"EHPC-AIF-2026PG01-042\"",
      "The proposal that it belongs to."),
  ]
}
