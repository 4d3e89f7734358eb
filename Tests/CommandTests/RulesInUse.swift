/// The keys of the checks' rules, each with what a check then says.
extension KeyInUse {
  static let rules: [KeyInUse] = modeRules + otherModeRules + commonRules + machineRules

  private static let modeRules: [KeyInUse] = [
    KeyInUse("mode.checks", "[mode.playground]\nchecks = [\"country\"]"),
    KeyInUse(
      "mode.kinds", "[mode.playground]\nkinds = [\"academia\"]", shows: "sme, this mode is for academia"),
    KeyInUse(
      "mode.kinds_inside", "[mode.playground]\nkinds_inside = [\"startup\"]\n\(inside)",
      before: "[mode.playground]\n\(inside)", shows: "startup inside a project of horizon_europe"),
    KeyInUse(
      "mode.programmes", "[mode.ai_science]\n\(academia)\nprogrammes = [\"national\"]",
      before: "[mode.ai_science]\n\(academia)", shows: "academia inside a project of national"),
    KeyInUse(
      "mode.unit", "[mode.playground]\nunit = \"node_hours\"",
      shows: "5,000 GPU-hours are 1,250 node-hours, allowed are up to 5,000"),
    KeyInUse("mode.min_amount", "[mode.playground]\nmin_amount = 4000", shows: "over 4,000 up to 5,000"),
    KeyInUse("mode.min_included", "[mode.fast_lane]\nmin_included = true", shows: "10,000 to 50,000"),
    KeyInUse("mode.max_amount", "[mode.playground]\nmax_amount = 4000", shows: "allowed are up to 4,000"),
    KeyInUse("mode.months", "[mode.playground]\nmonths = [3]", shows: "61 days, allowed are 3 months"),
    KeyInUse("mode.month_days", "[mode.playground]\nmonth_days = [31, 31]", shows: "of 31 to 31 days"),
  ]

  private static let inside = "kinds = [\"sme\"]\nprogrammes = [\"horizon_europe\"]"

  private static let academia = "kinds = [\"public\"]\nkinds_inside = [\"academia\"]"

  /// Seen in the application of a mode that the site has invented.
  private static let otherModeRules: [KeyInUse] = [
    KeyInUse("other_modes.checks", "[other_modes]\nchecks = [\"country\"]"),
    KeyInUse(
      "other_modes.kinds", "[other_modes]\nkinds = [\"public\"]", shows: "sme, this mode is for public"),
    KeyInUse(
      "other_modes.kinds_inside", "[other_modes]\nkinds_inside = [\"sme\"]\nprogrammes = [\"eurostars\"]",
      before: "[other_modes]\nprogrammes = [\"eurostars\"]", shows: "sme inside a project of eurostars"),
    KeyInUse(
      "other_modes.programmes", "[other_modes]\nkinds_inside = [\"sme\"]\nprogrammes = [\"regional\"]",
      before: "[other_modes]\nkinds_inside = [\"sme\"]\nprogrammes = [\"eurostars\"]",
      shows: "sme only inside a project of regional"),
    KeyInUse(
      "other_modes.unit", "[other_modes]\nmax_amount = 77\nunit = \"node_hours\"",
      before: "[other_modes]\nmax_amount = 77", shows: "240 GPU-hours are 60 node-hours, allowed are up to 77"
    ),
    KeyInUse(
      "other_modes.min_amount", "[other_modes]\nmax_amount = 770\nmin_amount = 300",
      before: "[other_modes]\nmax_amount = 770", shows: "240 GPU-hours, allowed are over 300 up to 770"),
    KeyInUse(
      "other_modes.min_included", "[other_modes]\nmax_amount = 770\nmin_amount = 240\nmin_included = true",
      before: "[other_modes]\nmax_amount = 770\nmin_amount = 240", shows: "allowed are 240 to 770"),
    KeyInUse(
      "other_modes.max_amount", "[other_modes]\nmax_amount = 77", shows: "240 GPU-hours, allowed are up to 77"
    ),
    KeyInUse("other_modes.months", "[other_modes]\nmonths = [9]", shows: "30 days, allowed are 9 months"),
    KeyInUse(
      "other_modes.month_days", "[other_modes]\nmonths = [1]\nmonth_days = [29, 29]",
      before: "[other_modes]\nmonths = [1]", shows: "allowed are 1 month of 29 to 29 days"),
  ]

  /// For every mode.
  private static let commonRules: [KeyInUse] = [
    KeyInUse(
      "checks.countries", "[checks]\ncountries = [\"FI\"]", shows: "PL, not among the eligible countries"),
    KeyInUse(
      "checks.countries_in_doubt", "[checks]\ncountries = [\"FI\"]\ncountries_in_doubt = [\"PL\"]",
      before: "[checks]\ncountries = [\"FI\"]", shows: "PL, whose association has to be looked up"),
    KeyInUse("checks.sme_kinds", "[checks]\nsme_kinds = [\"midcap\"]"),
    KeyInUse("checks.sme_staff_below", "[checks]\nsme_staff_below = 5", shows: "an SME has fewer than 5"),
    KeyInUse("checks.sme_turnover_eur", "[checks]\nsme_turnover_eur = 1000", shows: "staff, balance EUR"),
    KeyInUse(
      "checks.sme_balance_eur", "[checks]\nsme_turnover_eur = 1000\nsme_balance_eur = 2000",
      before: "[checks]\nsme_turnover_eur = 1000", shows: "of at most 2,000"),
    KeyInUse(
      "checks.funding_harmless", "[checks]\nfunding_harmless = [\"national\"]",
      shows: "own_funds, EUR 60,000: for the same cost or not"),
    KeyInUse(
      "checks.funding_excluding", "[checks]\nfunding_excluding = [\"national\"]",
      shows: "national, EUR 85,000, which excludes access"),
    KeyInUse(
      "checks.ai_act_accepted", "[checks]\nai_act_accepted = [\"none\"]",
      shows: "class limited, which a person has to look at"),
    KeyInUse(
      "checks.ai_act_refused", "[checks]\nai_act_refused = [\"gpai_systemic\"]",
      shows: "class gpai_systemic, which gets no access"),
    KeyInUse("checks.contract_months", "[checks]\ncontract_months = 60", shows: "60 months after"),
  ]

  private static let machineRules: [KeyInUse] = [
    KeyInUse(
      "cluster.processor", "[[cluster]]\nname = \"lumi\"\nprocessor = \"aarch64\"",
      before: "[[cluster]]\nname = \"lumi\"", shows: "lumi has aarch64 and rocm"),
    KeyInUse(
      "cluster.accelerator", "[[cluster]]\nname = \"lumi\"\naccelerator = \"cuda\"",
      before: "[[cluster]]\nname = \"lumi\"", shows: "lumi has x86_64 and cuda"),
    KeyInUse(
      "cluster.pool", "[[cluster]]\nname = \"lumi\"\npool = { playground = 100000 }",
      before: "[[cluster]]\nname = \"lumi\"", shows: "of 100,000 left on lumi"),
  ]
}
