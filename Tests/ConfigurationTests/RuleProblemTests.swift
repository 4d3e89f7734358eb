import Testing

@testable import Configuration

@Suite("What is wrong with the rules of the checks in a configuration")
struct RuleProblemTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test(
    "Each mistake is told with its line, the key, and what is near",
    arguments: [
      (
        "[mode.playground]\nchecks = [\"country\",\n\"pol\"]",
        "3: mode.playground.checks has to be a list of mode, bounds, duration,", "did you mean “pool”?"
      ),
      (
        "[mode.playground]\nchecks = [\"pool\", \"pool\"]", "2: mode.playground.checks",
        "“pool” is there twice"
      ),
      ("[mode.playground]\nkind = []", "2: mode.playground has no key “kind”", "did you mean “kinds”?"),
      ("[other_modes]\nunit = \"node_hour\"", "2: other_modes.unit has to be one of", "“node_hours”?"),
      ("[other_mode]\nmonths = []", "1: there is no key “other_mode”", "did you mean “other_modes”?"),
      ("[mode.regular]\nmax_amount = -1", "2: mode.regular.max_amount has to be a number from 0 to", ""),
      ("[mode.regular]\nmonths = [0]", "2: mode.regular.months has to be a list of whole numbers", ""),
      ("[mode.regular]\nmonths = [12.5]", "2: mode.regular.months has to be a list of whole numbers", ""),
      ("[mode.regular]\nmonth_days = [31, 28]", "2: mode.regular.month_days has to be", "smaller first"),
      ("[mode.regular]\nmonth_days = [28, 31, 31]", "2: mode.regular.month_days has to be", ""),
      (
        "[mode.regular]\n\nmax_amount = 100",
        "3: mode.regular allows no amount, min_amount being 15000.0 and max_amount 100.0", ""
      ),
      ("[mode.fast_lane]\nmin_amount = 50000", "2: mode.fast_lane allows no amount", ""),
      (
        "[other_modes]\nmin_amount = 5\n[mode.own]\ndays = 2",
        "2: other_modes.min_amount needs a max_amount", ""
      ),
      ("[mode.own]\ndays = 2\nmin_amount = 5", "3: mode.own.min_amount needs a max_amount", ""),
      (
        "[mode.playground]\nkinds_inside = [\"academia\"]",
        "2: mode.playground.kinds_inside needs programmes", ""
      ),
      ("[mode.ai_science]\nprogrammes = []", "2: mode.ai_science.kinds_inside needs programmes", ""),
      (
        "[checks]\ncountries = [\n\"FI\",\n\"se\"]",
        "4: checks.countries has to be a list of countries' codes", "did you mean “SE”?"
      ),
      ("[checks]\ncountries = [\"Finland\"]", "2: checks.countries has to be", "“Finland” is none"),
      ("[checks]\ncountries = [\"F1\"]", "2: checks.countries has to be", "“F1” is none"),
      ("[checks]\ncountries = [7]", "2: checks.countries has to be", ""),
      (
        "[checks]\ncountries_in_doubt = [\"CH\"]",
        "2: checks.countries and checks.countries_in_doubt both have “CH”", ""
      ),
      (
        "[checks]\nfunding_harmless = [\"A\"]\nfunding_excluding = [\"a\"]",
        "3: checks.funding_harmless and checks.funding_excluding both have “a”", ""
      ),
      (
        "[checks]\nai_act_refused = [\"high\"]",
        "2: checks.ai_act_accepted and checks.ai_act_refused both have “high”", ""
      ),
      (
        "[checks]\nai_act_accepted = [\"hihg\"]",
        "2: checks.ai_act_accepted has to be a list of prohibited", "did you mean “high”?"
      ),
      ("[checks]\nsme_staff_below = 0", "2: checks.sme_staff_below has to be a whole number from 1", ""),
      ("[checks]\nsme_turnover_eur = -5.0", "2: checks.sme_turnover_eur has to be a number from 0", ""),
      ("[checks]\ncontract_months = -1", "2: checks.contract_months has to be a whole number from 0", ""),
      (
        "[[cluster]]\nname = \"c\"\naccelerator = \"CUDA\"",
        "3: cluster 1.accelerator has to be one of cuda", "did you mean “cuda”?"
      ),
      (
        "[[cluster]]\nname = \"c\"\nprocessor = \"x86\"", "3: cluster 1.processor has to be one of x86_64", ""
      ),
      (
        "[[cluster]]\nname = \"c\"\n[cluster.pool]\nregular = 5\nplaygruond = 7",
        "5: cluster 1.pool names “playgruond”, which is none of EuroHPC's modes: give it a table, [mode.playgruond]",
        "did you mean “playground”?"
      ),
      (
        "[[cluster]]\nname = \"c\"\n[cluster.pool]\nplayground = -7",
        "4: cluster 1.pool.playground has to be a number from 0 to 1000000000000", ""
      ),
      (
        "[[cluster]]\nname = \"c\"\npool = { FL = 7, fast_lane = 8 }", "3: cluster 1.pool has to be",
        "fast_lane is there twice"
      ),
    ])
  func mistakes(text: String, beginning: String, end: String) throws {
    let problems = try folder.problems(of: text)
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix(beginning) == true, "\(problems)")
    #expect(problems.first?.contains(end.isEmpty ? beginning : end) == true, "\(problems)")
  }
}
