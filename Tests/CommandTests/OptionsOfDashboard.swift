/// The dashboard in lines of words, which needs no terminal, and what remains.
extension OptionsInUse {
  private static let words = ["--screen-reader"]

  static let dashboard: [OptionsInUse] = [
    OptionsInUse(
      "run", words + data, input: "quit\n",
      [
        OptionInUse(["--data", "@/other"], shows: "2 clusters"),
        OptionInUse(later, shows: "Tuesday 24 November 10:00 UTC"),
        OptionInUse(config, shows: "Kaleva"),
        OptionInUse(["--read-only"] + journal, insteadOf: journal, shows: "read-only: it was started so"),
        OptionInUse(["--view", "queue"], shows: "Jobs, "),
        OptionInUse(["--filter", "mode:FL", "--view", "applications"], shows: "1 of 2. Filter: mode:FL"),
      ]),
    OptionsInUse(
      "run", words + data, input: "applications\n1\nquit\n",
      [OptionInUse(journal, shows: "assignee: anna")]),
    OptionsInUse("run", data, input: "quit\n", [OptionInUse(words, shows: "factorytop> quit")]),
    OptionsInUse("run", words, input: "quit\n", [OptionInUse(["--demo"], shows: "factorytop> quit")]),
    OptionsInUse(
      "replay", words, input: "quit\n",
      [
        OptionInUse(["@/recording"], of: "folder|file", shows: "replay. 1 cluster"),
        OptionInUse(["--demo"], shows: "replay. 2 clusters"),
        OptionInUse(config, shows: "replay. 1 cluster"),
      ]),
    OptionsInUse(
      "replay", words + ["@/recording"], input: "quit\n",
      [
        OptionInUse(["--from", "11:00"], shows: "November 11:00 +01:00"),
        OptionInUse(["--view", "queue"], shows: "Jobs, "),
        OptionInUse(["--filter", "mode:FL", "--view", "applications"], shows: "1 of 2. Filter: mode:FL"),
      ]),
    OptionsInUse("replay", ["@/recording"], input: "quit\n", [OptionInUse(words, shows: "factorytop> quit")]),
  ]

  /// An account of an association of Slurm's, and one of saldo.
  private static let associations =
    "Current Association Manager state\nAssociation Records\nClusterName=alpha Account=acme UserName= Partition= Priority=0 ID=4 ParentAccount= GrpTRESMins=cpu=1200(60),gres/gpu=600(60) GrpTRESRunMins=gres/gpu=N(120) MaxJobs=\n"
  private static let saldo =
    "IscrB_ONE  20260107  20270107  2000000  1205697  1205697  60.3  164383  99394\n"

  private static let budgets = [
    OptionInUse(["--cluster", "vega"], shows: "\"cluster\": \"vega\""),
    OptionInUse(["--out", "@/budgets.json"], shows: "file @/budgets.json"),
    OptionInUse(now, shows: "\"generated_at\": \"\(Program.moment)\""),
  ]

  static let others: [OptionsInUse] = [
    OptionsInUse(
      "import slurm-assoc", [], input: associations,
      budgets + [
        OptionInUse(["--unit", "core_hours"], shows: "\"core_hours\""),
        OptionInUse(["--gres-per-gpu", "2"], shows: "\"granted\": 5"),
      ]),
    OptionsInUse(
      "import saldo", [], input: saldo,
      budgets + [OptionInUse(["--unit", "kcore_hours"], shows: "\"kcore_hours\"")]),
    OptionsInUse("config", [], [OptionInUse(["--print-default"], shows: "#site = ")]),
    OptionsInUse("config check", [], [OptionInUse(config, shows: "@/config.toml is valid")]),
    OptionsInUse(
      "config import-theme", [],
      [OptionInUse(["@/night.theme"], insteadOf: ["@/data"], of: "file", shows: "#101010")]),
    OptionsInUse(
      "collect", ["--once"],
      [OptionInUse(["--config", "@/collect.toml"], shows: "file @/collected/a.json")]),
    OptionsInUse("help", [], [OptionInUse(["triage"], of: "subcommands", shows: "USAGE: factorytop triage")]),
  ]
}
