/// What is decided of applications.
extension OptionsInUse {
  private static let application = ["2026PG01-9001"]
  private static let seen = ["--seen", "portal:decision,%"]
  private static let written = "\nfile @/journal/"

  static let triage = lists + decisions + journals

  private static let lists: [OptionsInUse] = [
    OptionsInUse(
      "triage list", data + journal,
      [
        OptionInUse(["--data", "@/other"], shows: "FL01-9009"),
        OptionInUse(later, shows: "2026-11-24T10:00:00Z\n\napplications"),
        OptionInUse(config + ["--format", "json"], insteadOf: ["--format", "json"], shows: "hidden 1"),
        OptionInUse(["--filter", "mode:FL"], lacks: "PG01-9001"),
        OptionInUse(["--all"], shows: "FL01-9002"),
        OptionInUse(["--format", "json"], shows: "factorytop/triage"),
      ]),
    OptionsInUse("triage list", data, [OptionInUse(journal, shows: "anna")]),
    OptionsInUse(
      "triage show", data + journal + application,
      [
        OptionInUse(later, shows: "2026-11-24T10:00:00Z\n"), OptionInUse(config, shows: "hidden 1"),
        OptionInUse(["--format", "json"], shows: "factorytop/triage"),
      ]),
    OptionsInUse(
      "triage show", now + application,
      [OptionInUse(["--data", "@/data"], shows: "Title of PG01-9001")]),
    OptionsInUse("triage show", data + application, [OptionInUse(journal, shows: "call back")]),
    OptionsInUse(
      "triage show", data,
      [
        OptionInUse(
          ["2026FL01-9002"], insteadOf: application, of: "id", shows: "Title of FL01-9002")
      ]),
  ]

  private static let decisions: [OptionsInUse] = [
    OptionsInUse(
      "triage decide", data + journal + application,
      [
        OptionInUse(
          seen + ["note", "--note", "more"], insteadOf: ["note", "--note", "more"], shows: written),
        OptionInUse(
          ["--note", "more", "accept"] + seen, insteadOf: ["accept"] + seen, shows: "\"note\":\"more\""),
        OptionInUse(["--to", "ben", "assign"] + seen, insteadOf: ["assign"] + seen, shows: "\"ben\""),
        OptionInUse(
          ["--record", "%", "correct", "--note", "x"] + seen, insteadOf: ["correct", "--note", "x"] + seen,
          shows: written),
        OptionInUse(
          ["--force", "eligible", "--note", "x"] + seen, insteadOf: ["eligible", "--note", "x"] + seen,
          shows: written),
        OptionInUse(
          ["--format", "json", "accept"] + seen, insteadOf: ["accept"] + seen, shows: "triage-decision/1"),
        OptionInUse(
          later + ["accept"] + seen, insteadOf: ["accept"] + seen, shows: "\"2026-11-24T10:00:00Z\""),
        OptionInUse(
          config + ["accept"] + seen, insteadOf: ["accept"] + seen,
          shows: "read_only is set in the configuration"),
      ]),
    OptionsInUse(
      "triage decide", data + journal + ["--note", "more"],
      [
        OptionInUse(
          application + ["note"] + seen, insteadOf: ["2026FL01-9002", "note", "--seen", "portal:active"],
          of: "id … word", shows: "\"app\":\"EHPC-AIF-2026PG01-9001\"")
      ]),
    OptionsInUse(
      "triage decide", now + application + ["accept"] + seen,
      [
        OptionInUse(["--data", "@/data"] + journal, insteadOf: journal, shows: written),
        OptionInUse(journal + ["--data", "@/data"], insteadOf: ["--data", "@/data"], shows: written),
      ]),
    OptionsInUse(
      "triage undo", data + journal,
      [
        OptionInUse(["--yes"], shows: written),
        OptionInUse(["--format", "json", "--yes"], insteadOf: ["--yes"], shows: "triage-decisions/1"),
        OptionInUse(later + ["--yes"], insteadOf: ["--yes"], shows: "\"2026-11-24T10:00:00Z\""),
        OptionInUse(config + ["--yes"], insteadOf: ["--yes"], shows: "read_only is set"),
        OptionInUse(["2026FL01-9002", "--yes"], insteadOf: ["--yes"], of: "id", lacks: written),
      ]),
    OptionsInUse(
      "triage undo", now + ["--yes"],
      [
        OptionInUse(["--data", "@/data"] + journal, insteadOf: journal, shows: written),
        OptionInUse(journal + ["--data", "@/data"], insteadOf: ["--data", "@/data"], shows: written),
      ]),
  ]

  private static let journals: [OptionsInUse] = [
    OptionsInUse(
      "triage verify", [],
      [
        OptionInUse(journal, shows: "1 file, 1 record"),
        OptionInUse(["--config", "@/journal.toml"], shows: "1 file, 1 record"),
      ]),
    OptionsInUse("triage verify", journal, [OptionInUse(["--format", "json"], shows: "\"records\"")]),
    OptionsInUse(
      "triage export", [],
      [
        OptionInUse(journal, shows: "call back"),
        OptionInUse(["--config", "@/journal.toml"], shows: "call back"),
      ]),
    OptionsInUse(
      "triage export", journal,
      after: ["triage", "decide"] + data + journal + application + seen + ["note", "--note", "later"],
      [
        OptionInUse(["--format", "json"], shows: "factorytop/triage"),
        OptionInUse(["--all"], shows: ",later,"),
      ]),
  ]
}
