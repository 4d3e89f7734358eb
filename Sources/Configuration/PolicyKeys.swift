import Model
import Text

extension ModeDraft {
  static let explanation: SafeText =
    "What each access mode promises and checks. A mode of the site's own has its own table, under its own word."

  static let keys: [SettingKey<ModeDraft>] = promise + RuleDraft.keys.map { $0.placed(at: \.rules) }

  private static let promise: [SettingKey<ModeDraft>] = [
    SettingKey(
      "working_days", expected: workingDays.expected, example: "5",
      "The promise, in working days: either this or days.",
      read: { mode, setting, folder throws(InvalidValue) in
        mode.promise = .workingDays(try workingDays.read(setting, folder))
      },
      write: { mode in
        if case .workingDays(let count) = mode.promise { workingDays.write(count) } else { nil }
      }),
    SettingKey(
      "days", expected: days.expected, example: "20", "The promise, in days of the calendar.",
      read: { mode, setting, folder throws(InvalidValue) in
        mode.promise = .days(try days.read(setting, folder))
      },
      write: { mode in if case .days(let count) = mode.promise { days.write(count) } else { nil } }),
    SettingKey("starts", \.start, .word, example: "\"cutoff\"", "When the clock of the promise starts."),
    SettingKey(
      "cutoffs", \.cutoffs, .cutoffs, example: "[2026-12-01T10:00:00]",
      "All known cut-offs; without an offset they are times of [calendar] zone."),
  ]

  private static let workingDays = ValueFormat<Int>.count(1...250)
  private static let days = ValueFormat<Int>.count(1...730)
}

extension ConfigurationDraft {
  static let calendar = SettingSection<ConfigurationDraft>(
    name: "calendar", explanation: "When promises run.",
    keys: [
      SettingKey(
        "zone", \.zone, .zone, example: "\"Europe/Helsinki\"",
        "The zone of working days, cut-offs and times that are typed: of Europe, or UTC."),
      SettingKey(
        "holidays", \.settled.policy.holidays, .days, example: "[2026-11-24]",
        "Days on which no promise runs, beside Saturdays and Sundays."),
      SettingKey(
        "at_risk_fraction", \.settled.policy.atRiskFraction, .fraction, example: "0.5",
        "An application is at risk when less than this part of its promise is left."),
    ])

  static let budget = SettingSection<ConfigurationDraft>(
    name: "budget", explanation: "Where a budget stands against its calendar.",
    keys: [
      SettingKey(
        "idle_start_after", \.settled.policy.budget.idleStartAfter, .span, example: "\"14d\"",
        "A budget without use is an idle start after this time."),
      SettingKey(
        "under_pace", \.settled.policy.budget.underPace, .factor, example: "0.8",
        "Below this pace a budget is under."),
      SettingKey(
        "under_from_calendar_fraction", \.settled.policy.budget.underFromCalendarFraction, .fraction,
        example: "0.5", "From this part of its time on a budget may be called under."),
      SettingKey(
        "ahead_pace", \.settled.policy.budget.aheadPace, .factor, example: "1.05",
        "Above this pace a budget may be ahead."),
      SettingKey(
        "ahead_margin", \.settled.policy.budget.aheadMargin, .span, example: "\"60d\"",
        "A budget that runs out this long before its end is ahead."),
      SettingKey(
        "ending_within", \.settled.policy.budget.endingWithin, .span, example: "\"90d\"",
        "A budget whose end is this near is ending."),
    ])

  static let stale = SettingSection<ConfigurationDraft>(
    name: "stale", explanation: "How old a source may grow before its figures are marked stale.",
    keys: [
      SettingKey(
        "scheduler", \.settled.policy.staleness.scheduler, .span, example: "\"10m\"", "Jobs and nodes."),
      SettingKey(
        "applications", \.settled.policy.staleness.applications, .span, example: "\"30m\"", "Applications."),
      SettingKey(
        "allocations", \.settled.policy.staleness.allocations, .span, example: "\"20m\"",
        "Allocations, shares and accounting."),
      SettingKey(
        "surroundings", \.settled.policy.staleness.surroundings, .span, example: "\"10m\"",
        "Partitions, reservations and the scheduler's health."),
    ])
}
