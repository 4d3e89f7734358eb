/// Commands that tell figures once.
extension OptionsInUse {
  static let now = ["--now", Program.moment]
  static let later = ["--now", "2026-11-24T10:00:00Z"]
  static let data = ["--data", "@/data"] + now
  static let journal = ["--journal", "@/journal"]
  static let recorded = ["--recording", "@/recording"]
  static let earlier = ["--at", "2026-11-23T09:58:30Z"]
  static let config = ["--config", "@/config.toml"]

  static let pictures: [OptionsInUse] = [
    OptionsInUse(
      "snapshot", data + ["--size", "100x30"],
      [
        OptionInUse(["--data", "@/other"], shows: "2 clusters"),
        OptionInUse(later, shows: "Tue 24 Nov 10:00"),
        OptionInUse(config, shows: "factorytop · Kaleva"),
        OptionInUse(
          journal + ["--view", "applications"], insteadOf: ["--view", "applications"], shows: "call back"),
        OptionInUse(
          ["--theme", "default-light", "--format", "svg"], insteadOf: ["--format", "svg"], shows: "#ffffff"),
        OptionInUse(
          ["--color", "16", "--format", "ansi"], insteadOf: ["--format", "ansi"], shows: "\u{1B}[0;36m"),
        OptionInUse(["--ascii"], shows: "+ 1 Utilization --"),
        OptionInUse(["--filter", "mode:FL"], shows: "1 of 2"),
        OptionInUse(["--size", "80x24"], lacks: String(repeating: "─", count: 48)),
        OptionInUse(["--view", "queue"], shows: "eligible tasks by wait"),
        OptionInUse(["--keys", ":theme"], shows: "theme NAME"),
        OptionInUse(["--format", "linear"], shows: "Queue, 3 pending"),
        OptionInUse(["--expect", "@/screen"], shows: "@/screen is not there"),
        OptionInUse(
          ["--record", "--expect", "@/screen"], insteadOf: ["--expect", "@/screen"], shows: "file @/screen"),
        OptionInUse(
          ["--screens", "@/screens.toml", "--expect", "@/screens"], insteadOf: ["--expect", "@/screens"],
          shows: "@/screens/night.txt is not there"),
      ]),
    OptionsInUse("snapshot", [], [OptionInUse(recorded, shows: "karolina")]),
    OptionsInUse("snapshot", recorded, [OptionInUse(earlier, shows: "Mon 23 Nov 09:58")]),
  ]

  static let figures: [OptionsInUse] = [
    OptionsInUse(
      "report", data,
      [
        OptionInUse(["--data", "@/other"], shows: "\"name\": \"other\""),
        OptionInUse(later, shows: "\"now\": \"2026-11-24T10:00:00Z\""),
        OptionInUse(config, shows: "\"site\": \"Kaleva\""),
        OptionInUse(journal, shows: "\"format\": \"journal\""),
        OptionInUse(["--format", "prometheus"], shows: "# HELP"),
        OptionInUse(["--out", "@/report.json"], shows: "file @/report.json"),
      ]),
    OptionsInUse("report", [], [OptionInUse(recorded, shows: "karolina")]),
    OptionsInUse("report", recorded, [OptionInUse(earlier, shows: "\"now\": \"2026-11-23T09:58:00Z\"")]),
    OptionsInUse(
      "list", data + ["nodes"],
      [
        OptionInUse(["--data", "@/other"], shows: "n1"),
        OptionInUse(later + ["--format", "json"], insteadOf: ["--format", "json"], shows: "2026-11-24T10"),
        OptionInUse(["--where", "state:drained"], lacks: "acn01"),
        OptionInUse(["--sort", "-name"], shows: "reason\nacn06"),
        OptionInUse(["--columns", "power,name"], shows: "power  node"),
        OptionInUse(["--format", "csv"], shows: "\nacn01,karolina,"),
        OptionInUse(["--fields"], shows: "busy_fraction"),
      ]),
    OptionsInUse(
      "list", data,
      [
        OptionInUse(["jobs"], insteadOf: ["nodes"], of: "kind", shows: "6010"),
        OptionInUse(journal + ["applications"], insteadOf: ["applications"], shows: "anna"),
        OptionInUse(config + ["applications"], insteadOf: ["applications"], shows: "hidden 1"),
      ]),
    OptionsInUse("list", ["jobs"], [OptionInUse(recorded, shows: "6010")]),
    OptionsInUse(
      "list", ["jobs", "--format", "json"] + recorded, [OptionInUse(earlier, shows: "2026-11-23T09:58:00Z")]),
    OptionsInUse(
      "check", data,
      [
        OptionInUse(["--data", "@/other"], shows: "@/other/nodes.json: ok"),
        OptionInUse(later, shows: ", 1 d old"),
        OptionInUse(config, shows: "cluster “vega” of the configuration: no file tells of it"),
      ]),
    OptionsInUse(
      "info", [],
      [
        OptionInUse(["--data", "@/data"], shows: "[\"@/data\"]"),
        OptionInUse(later, shows: "2026-11-24T10:00:00Z"),
        OptionInUse(journal, shows: "\"@/journal\""),
        OptionInUse(["--theme", "default-light"], shows: "--theme"),
        OptionInUse(["--color", "16"], shows: "--color"),
        OptionInUse(["--ascii"], shows: "--ascii"),
        OptionInUse(config, shows: "@/config.toml"),
        OptionInUse(["--interval", "7s"], shows: "\"7s\""),
        OptionInUse(["--read-only"], shows: "--read-only"),
        OptionInUse(["--view", "queue"], shows: "\"queue\""),
        OptionInUse(["--screen-reader"], shows: "--screen-reader"),
        OptionInUse(["--mouse"], shows: "--mouse"),
        OptionInUse(["--format", "json"], shows: "factorytop/info/1"),
      ]),
  ]
}
