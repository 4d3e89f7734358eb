import Telemetry
import Text

extension ConfigurationDraft {
  /// The keys that stand before any table.
  static let topKeys: [SettingKey<ConfigurationDraft>] = [
    SettingKey(
      "site", optional: \.settled.rules.site, .name, example: "\"Nordlys AI Factory\"",
      "The name in the header; without it, the one that cluster documents tell."),
    SettingKey(
      "data", \.settled.data, .paths, example: "[\"/var/lib/factorytop\"]",
      "Folders and files of telemetry where the command line has no --data; else the folder of [collect]."),
    SettingKey(
      "journal", optional: \.settled.journal, .path, example: "\"/srv/triage\"",
      "The folder of the journal of decisions; --journal counts before it."),
    SettingKey(
      "read_only", \.settled.isReadOnly, .flag, example: "true",
      "Whether to refuse to record decisions, as --read-only does."),
    SettingKey(
      "interval", \.settled.interval, .span(atLeast: .milliseconds(100), "100ms"), example: "\"5s\"",
      "How often the dashboard looks at its files, these included."),
    SettingKey(
      "theme", optional: \.settled.theme, .theme, example: "\"default-light\"",
      "A theme's name (default-dark, default-light, colour-blind-safe, high-contrast, monochrome, or one of your own), a file, or auto: the default for the terminal's background; --theme counts before it."
    ),
    SettingKey(
      "color", \.settled.color, .word, example: "\"256\"",
      "Read when the dashboard starts; NO_COLOR and --color count before it."),
    SettingKey(
      "ascii", \.settled.isASCII, .flag, example: "true",
      "Whether to draw with ASCII characters only. Read when the dashboard starts."),
    SettingKey(
      "cursor", \.settled.cursor, .word, example: "\"visible\"",
      "The terminal's own cursor stands on the selected row, for screen readers; visible shows it there. Read when the dashboard starts."
    ),
    SettingKey(
      "mouse", \.settled.usesMouse, .flag, example: "true",
      "Whether clicks and the wheel count, as with --mouse; the terminal's own selecting wants Shift then."),
    SettingKey(
      "screen_reader", \.settled.usesScreenReader, .flag, example: "true",
      "Whether to ask and answer in lines of words instead of drawing, as with --screen-reader. Read when the dashboard starts."
    ),
    SettingKey(
      "escape_delay", \.settled.escapeDelay, .span(atMost: .seconds(10)), example: "\"400ms\"",
      "How long an Esc may be the beginning of another key, for lines that cut keys; ESCDELAY, in milliseconds, counts before it. Read when the dashboard starts."
    ),
    SettingKey(
      "copy", \.settled.copy, .word, example: "\"off\"",
      "How y and Y copy: osc52 asks the terminal, through tmux and screen where one runs in them; tmux is for a tmux that is not seen from here, such as over ssh; off copies nothing."
    ),
    SettingKey(
      "view", \.settled.view, .word, example: "\"budget\"",
      "What the dashboard opens with. Read when it starts."),
    SettingKey(
      "start_layout", optional: \.settled.startLayout, .text, example: "\"wall\"",
      "The layout of the first screen: standard, wall, laptop, phone, or the name of a [[layout]]."),
  ]
}
