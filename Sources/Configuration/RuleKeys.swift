import Model
import Text

extension RuleDraft {
  /// The same for every mode, and for those without a table of their own.
  static let keys: [SettingKey<RuleDraft>] = [
    SettingKey(
      "checks", optional: \.checks, .checks, example: "[\"country\", \"pool\"]",
      "The checks of its applications that run, in this order; one without anything to check is left out."),
    SettingKey(
      "kinds", optional: \.kinds, .lowercased, example: "[\"academia\"]",
      "Organisations that may apply, in the words of org.kind; empty with kinds_inside empty too: all."),
    SettingKey(
      "kinds_inside", optional: \.kindsInside, .lowercased, example: "[\"midcap\"]",
      "Those that may apply inside a project of one of programmes only."),
    SettingKey(
      "programmes", optional: \.programmes, .lowercased, example: "[\"horizon_europe\"]",
      "In the words of other_funding's programme."),
    SettingKey(
      "unit", optional: \.unit, .word, example: "\"node_hours\"", "The unit of min_amount and max_amount."),
    SettingKey(
      "min_amount", optional: \.minAmount, .amount, example: "1000.0",
      "What is asked for has to be more than this."),
    SettingKey(
      "min_included", optional: \.isMinIncluded, .flag, example: "true",
      "Whether min_amount itself is allowed too."),
    SettingKey(
      "max_amount", optional: \.maxAmount, .amount, example: "20000.0",
      "What is asked for may be this at most; without it no amount is too much or too little."),
    SettingKey(
      "months", optional: \.months, .months, example: "[6, 9]",
      "How many months an allocation may last; empty: any."),
    SettingKey(
      "month_days", optional: \.monthDays, .monthDays, example: "[30, 31]",
      "The fewest and the most days that count as a month, for forms say days."),
  ]
}

extension ConfigurationDraft {
  static let otherModes = SettingSection<ConfigurationDraft>(
    name: "other_modes",
    explanation:
      "The rules of modes without a table, and of the site's own modes where their tables say nothing.",
    keys: RuleDraft.keys.map { $0.placed(at: \.otherModes) })

  static let checks = SettingSection<ConfigurationDraft>(
    name: "checks", explanation: "What the checks hold against applications of every mode.",
    keys: [
      SettingKey(
        "countries", \.settled.policy.checks.countries.eligible, .countries, example: "[\"FI\", \"SE\"]",
        "Eligible countries, by ISO 3166-1 alpha-2."),
      SettingKey(
        "countries_in_doubt", \.settled.policy.checks.countries.inDoubt, .countries,
        example: "[\"UA\"]", "Those of which a person has to look up whether they are."),
      SettingKey(
        "sme_kinds", \.settled.policy.checks.sme.kinds, .lowercased, example: "[\"sme\"]",
        "Organisations that have to have the numbers of an SME, in the words of org.kind."),
      SettingKey(
        "sme_staff_below", \.settled.policy.checks.sme.staffBelow, .count(1...1_000_000), example: "100",
        "An SME has fewer staff than this."),
      SettingKey(
        "sme_turnover_eur", \.settled.policy.checks.sme.turnover, .euros, example: "10000000.0",
        "And at most this turnover,"),
      SettingKey(
        "sme_balance_eur", \.settled.policy.checks.sme.balance, .euros, example: "10000000.0",
        "or at most this balance."),
      SettingKey(
        "funding_harmless", \.settled.policy.checks.funding.harmless, .lowercased,
        example: "[\"own_funds\"]",
        "Other funding that is in nobody's way, in the words of other_funding's programme."),
      SettingKey(
        "funding_excluding", \.settled.policy.checks.funding.excluding, .lowercased,
        example: "[\"digital_europe\"]",
        "Other funding that excludes access; of any other a person has to look."),
      SettingKey(
        "ai_act_accepted", \.settled.policy.checks.aiAct.accepted, .aiActClasses,
        example: "[\"none\", \"limited\"]", "Classes of the AI Act that get access."),
      SettingKey(
        "ai_act_refused", \.settled.policy.checks.aiAct.refused, .aiActClasses,
        example: "[\"prohibited\", \"gpai_systemic\"]",
        "Those that get none; of any other a person has to look."),
      SettingKey(
        "contract_months", \.settled.policy.checks.contractMonths, .count(0...120), example: "6",
        "How many months after the allocation's end the principal investigator's contract has to last."),
    ])
}
