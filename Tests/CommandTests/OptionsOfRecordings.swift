/// What is kept of readings and made of that, and what is made up.
extension OptionsInUse {
  /// How a recording is called that is named without an option.
  private static let place = "folder|file"
  private static let folder = ["--folder", "@/recording"]
  private static let verified = ["record", "verify", "@/spare"]
  /// A reading into an empty folder.
  private static let once = data + ["--once", "--folder", "@/spare"]
  private static let first = "no file @/recording/20261123T095800Z"

  static let recording = records + exports

  private static let records: [OptionsInUse] = [
    OptionsInUse(
      "record run", once,
      [
        OptionInUse(
          ["--data", "@/other"], then: ["list", "nodes", "--recording", "@/spare"], shows: "\nn1"),
        OptionInUse(later, shows: "file @/spare/20261124"),
        OptionInUse(config, then: ["list", "applications", "--recording", "@/spare"], shows: "hidden 1"),
        OptionInUse(
          journal + ["--with", "users"], insteadOf: ["--with", "users"],
          then: ["list", "applications", "--recording", "@/spare"], shows: "anna"),
        OptionInUse(["--with", "users"], then: verified, lacks: "without users"),
      ]),
    OptionsInUse(
      "record run", data + ["--once"], [OptionInUse(["--folder", "@/spare"], shows: "file @/spare/")]),
    OptionsInUse(
      "record run", data + ["--once", "--folder", "@/large"],
      [OptionInUse(["--megabytes", "1"], shows: "no file @/large/20261123T06")]),
    OptionsInUse(
      "record run", ["--data", "@/data", "--once"] + folder,
      [
        OptionInUse(
          ["--days", "1", "--now", "2026-11-26T10:00:00Z"], insteadOf: ["--now", "2026-11-26T10:00:00Z"],
          shows: first)
      ]),
    // A second reading, five minutes after one.
    OptionsInUse(
      "record run", once,
      after: [
        "record", "--once", "--folder", "@/spare", "--data", "@/data", "--now", "2026-11-23T10:05:00Z",
      ],
      [
        OptionInUse(
          ["--interval", "10m"],
          then: ["snapshot", "--recording", "@/spare", "--at", "2026-11-23T10:04:00Z"],
          lacks: "there is no reading between")
      ]),
    OptionsInUse(
      "record verify", [],
      [
        OptionInUse(["@/recording"], of: place, shows: "1 readings from"),
        OptionInUse(folder, shows: "1 readings from"), OptionInUse(config, shows: "1 readings from"),
      ]),
  ]

  private static let exports: [OptionsInUse] = [
    OptionsInUse(
      "record export", folder + ["--from", "10:57", "--to", "11:01", "-o", "@/made.ftrec"],
      [
        OptionInUse(["--from", "11:00"], shows: ": 1 readings"),
        OptionInUse(["--to", "10:59"], shows: ": 1 readings"),
        OptionInUse(["--cluster", "vega"], shows: "holds no cluster “vega”"),
        OptionInUse(["--hide", "organisations"], shows: "organisations  hidden; 1 told apart"),
        OptionInUse(["--output", "@/other.ftrec"], shows: "file @/other.ftrec"),
      ]),
    OptionsInUse(
      "record export", ["--from", "10:57", "--to", "11:01", "-o", "@/made.ftrec"],
      [
        OptionInUse(["@/recording"], of: place, shows: "file @/made.ftrec"),
        OptionInUse(folder, shows: "file @/made.ftrec"), OptionInUse(config, shows: "file @/made.ftrec"),
      ]),
    OptionsInUse(
      "record erase", folder + ["--account", "eu-26-9010"],
      [
        OptionInUse(["--yes"], shows: "no file @/recording/"),
        OptionInUse(["--account", "nobody", "--yes"], insteadOf: ["--yes"], lacks: "no file @/recording/"),
      ]),
    OptionsInUse(
      "record erase", ["--account", "eu-26-9010", "--yes"],
      [
        OptionInUse(["@/recording"], of: place, shows: "no file @/recording/"),
        OptionInUse(folder, shows: "no file @/recording/"),
        OptionInUse(config, shows: "no file @/recording/"),
      ]),
  ]

  /// A factory that is made up, as small as can be.
  private static let small =
    now + [
      "--out", "@/spare", "--clusters", "1", "--nodes", "4", "--jobs", "10", "--applications", "3",
    ]

  static let simulation: [OptionsInUse] = [
    OptionsInUse(
      "simulate", small + ["--once"],
      [
        OptionInUse(["--clusters", "2"], shows: "file @/spare/lumi/"),
        OptionInUse(["--nodes", "5"], shows: "\"lrdn0005\""),
        OptionInUse(
          ["--jobs", "40"], then: ["list", "jobs", "--format", "json", "--data", "@/spare"],
          shows: "\"of\": 63,"),
        OptionInUse(["--applications", "4"], shows: "-9403\""),
        OptionInUse(["--seed", "5"], shows: "Lowlands Genome Institute"),
        OptionInUse(["--out", "@/made"], shows: "file @/made/"),
        OptionInUse(later, shows: "2026-11-24T10:00:00Z"),
        OptionInUse(["--slurm-form", "v0.0.38"], shows: "v0.0.38"),
      ]),
    OptionsInUse(
      "simulate", small + ["--interval", "1m"],
      [
        OptionInUse(["--once"], insteadOf: ["--for", "2m"], lacks: "10:02:00Z"),
        OptionInUse(["--for", "2m"], insteadOf: ["--once"], shows: "10:02:00Z"),
        OptionInUse(
          ["--record", "@/recording", "--for", "2m"], insteadOf: ["--for", "2m"], shows: "file @/recording/"),
        OptionInUse(["--incident", "--for", "25m"], insteadOf: ["--for", "25m"], shows: "PDU tripped"),
      ]),
    OptionsInUse(
      "simulate", small + ["--for", "2m", "--record", "@/recording"],
      [
        OptionInUse(
          ["--interval", "1m"], insteadOf: ["--interval", "30s"], then: ["record", "verify", "@/recording"],
          shows: ": 3 readings")
      ]),
  ]
}
