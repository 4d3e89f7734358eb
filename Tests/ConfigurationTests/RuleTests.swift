import Model
import Testing
import Text

@testable import Configuration

@Suite("The rules of the checks in a configuration")
struct RuleTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  private func checks(_ text: String) throws -> CheckRules {
    try folder.read(text).configuration.policy.checks
  }

  @Test("A key that is set replaces one value and leaves the rest")
  func oneValue() throws {
    let rules = try checks("[mode.fast_lane]\nmax_amount = 60000")
    var expected = CheckRules.standard
    expected.modes[.fastLane]?.bounds?.upper = 60_000
    #expect(rules == expected)
  }

  @Test("A mode's rules, all of them")
  func mode() throws {
    let rules = try checks(
      """
      [mode.PG]
      checks = ["pool", "country"]
      kinds = ["SME"]
      kinds_inside = ["academia"]
      programmes = ["Horizon_Europe"]
      unit = "node_hours"
      min_amount = 10
      min_included = true
      max_amount = 1250.5
      months = [2]
      month_days = [30, 31]
      """)
    #expect(
      rules.modes[.playground]
        == ModeRules(
          checks: [.pool, .country],
          kinds: KindRules(accepted: ["sme"], acceptedInside: ["academia"], programmes: ["horizon_europe"]),
          bounds: AmountBounds(unit: .nodeHours, lower: 10, allowsLower: true, upper: 1250.5),
          durations: DurationRules(months: [2], daysAMonth: 30...31)))
    #expect(rules.modes[.fastLane] == CheckRules.standard.modes[.fastLane])
  }

  @Test("Empty lists let every kind and every duration pass, and no check run")
  func emptyLists() throws {
    let text = "[mode.playground]\nchecks = []\nkinds = []\nmonths = []"
    let rules = try #require(try checks(text).modes[.playground])
    #expect(rules.checks == [])
    #expect(rules.kinds == nil)
    #expect(rules.durations == nil)
    #expect(rules.bounds == CheckRules.standard.modes[.playground]?.bounds)
  }

  @Test("A mode of the site's own has the rules of the other modes where it says none")
  func inventedMode() throws {
    let rules = try checks(
      """
      [mode.community]
      days = 20
      max_amount = 500
      [other_modes]
      kinds = ["academia"]
      max_amount = 100
      """)
    #expect(rules.otherModes.kinds?.accepted == ["academia"])
    #expect(rules.otherModes.bounds?.upper == 100)
    #expect(rules.otherModes.checks == CheckRules.standard.otherModes.checks)
    let own = rules.rules(of: .other("community"))
    #expect(own.bounds == AmountBounds(unit: .gpuHours, lower: 0, allowsLower: false, upper: 500))
    #expect(own.kinds == rules.otherModes.kinds)
    #expect(own.checks.contains(.bounds) && own.checks.contains(.mode))
    #expect(rules.rules(of: .other("moonshot")) == rules.otherModes)
    #expect(rules.modes[.playground] == CheckRules.standard.modes[.playground])
  }

  @Test("What a mode of the site's own has from the others is listed as theirs")
  func inheritedOrigin() throws {
    let read = try folder.read(
      "[mode.community]\ndays = 20\nmonths = [2]\n[other_modes]\nkinds = [\"academia\"]\nmonths = [1]")
    func origin(_ key: SafeText) -> Origin? { read.settings.first { $0.key == key }?.origin }
    #expect(origin("mode.community.kinds") == .setting("other_modes.kinds"))
    #expect(origin("mode.community.months") == .file("\(folder.path)/config.toml", line: 3))
    #expect(origin("mode.community.unit") == .standard)
    #expect(origin("mode.playground.kinds") == .standard)
    #expect(read.settings.first { $0.key == "mode.community.kinds" }?.value == "[\"academia\"]")
  }

  @Test("A mode by its code is listed by its word, with its line")
  func code() throws {
    let settings = try folder.read("[mode.FL]\nworking_days = 3").settings
    let setting = settings.first { $0.key == "mode.fast_lane.working_days" }
    #expect(setting?.origin == .file("\(folder.path)/config.toml", line: 2))
  }

  @Test("What every mode's applications are held against")
  func common() throws {
    let rules = try checks(
      """
      [checks]
      countries = ["FI", "EL"]
      countries_in_doubt = ["UA"]
      sme_kinds = ["SME"]
      sme_staff_below = 100
      sme_turnover_eur = 10_000_000
      sme_balance_eur = 2.5e6
      funding_harmless = []
      funding_excluding = ["National"]
      ai_act_accepted = ["none"]
      ai_act_refused = ["prohibited", "gpai_systemic"]
      contract_months = 0
      """)
    var expected = CheckRules.standard
    expected.countries.eligible = ["FI", "EL"]
    expected.countries.inDoubt = ["UA"]
    expected.sme.kinds = ["sme"]
    expected.sme.staffBelow = 100
    expected.sme.turnover = Euros(10_000_000)
    expected.sme.balance = Euros(2_500_000)
    expected.funding.harmless = []
    expected.funding.excluding = ["national"]
    expected.aiAct.accepted = [.minimal]
    expected.aiAct.refused = [.prohibited, .gpaiSystemic]
    expected.contractMonths = 0
    #expect(rules == expected)
  }

  @Test("A cluster's pools are by mode, and what is known of its machine stays, by whichever of its names")
  func machines() throws {
    let rules = try checks(
      """
      [[cluster]]
      name = "LUMI AIF"
      aliases = ["LUMI-G", "Lumi"]
      [cluster.pool]
      playground = 200_000
      FL = 500000.5
      [[cluster]]
      name = "leonardo"
      accelerator = "rocm"
      pool = { community = 7 }
      [[cluster]]
      name = "tuxedo"
      processor = "ppc64le"
      [mode.community]
      days = 20
      """)
    #expect(
      rules.rules(ofMachine: "lumi aif")
        == MachineRules(
          processor: .x86, accelerator: .rocm,
          pools: [.playground: GPUHours(200_000), .fastLane: GPUHours(500_000.5)]))
    #expect(
      rules.rules(ofMachine: "Leonardo")
        == MachineRules(processor: .x86, accelerator: .rocm, pools: [.other("community"): GPUHours(7)]))
    #expect(rules.rules(ofMachine: "tuxedo") == MachineRules(processor: .power))
    #expect(rules.rules(ofMachine: "vega") == CheckRules.standard.rules(ofMachine: "vega"))
  }

  @Test("A pool may be of a mode that only a call of Waldur's has")
  func poolOfCall() throws {
    let text = "[[cluster]]\nname = \"c\"\npool = { regional = 7 }\n[waldur.modes]\nCall = \"regional\""
    #expect(try checks(text).rules(ofMachine: "c")?.pools == [.other("regional"): GPUHours(7)])
  }

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
        "4: cluster 1.pool has to be a table from access modes to GPU-hours", ""
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

  @Test("The user's file counts over the system's, value by value")
  func precedence() throws {
    try folder.write(
      "[mode.playground]\nmax_amount = 9000\nmonths = [4]\n[checks]\ncontract_months = 6", to: "etc.toml")
    try folder.write("[mode.playground]\nmonths = [5]", to: "factorytop/config.toml")
    let files = ConfigurationFiles(
      environment: { $0 == "XDG_CONFIG_HOME" ? folder.path : nil }, system: "\(folder.path)/etc.toml")
    let rules = try files.read().configuration.policy.checks
    #expect(rules.modes[.playground]?.bounds?.upper == 9000)
    #expect(rules.modes[.playground]?.durations?.months == [5])
    #expect(rules.contractMonths == 6)
  }
}
