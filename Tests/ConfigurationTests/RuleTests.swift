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

  @Test("What is known of a cluster's machine is listed as the default")
  func listedMachine() throws {
    let settings = try folder.read("[[cluster]]\nname = \"Booster\"\naliases = [\"leonardo\"]").settings
    #expect(
      settings.filter { ["cluster 1.processor", "cluster 1.accelerator", "cluster 1.pool"].contains($0.key) }
        == [
          ShownSetting(key: "cluster 1.processor", value: "\"x86_64\"", origin: .standard),
          ShownSetting(key: "cluster 1.accelerator", value: "\"cuda\"", origin: .standard),
          ShownSetting(key: "cluster 1.pool", value: nil, origin: .standard),
        ])
  }

  @Test("A pool may be of a mode that only a call of Waldur's has")
  func poolOfCall() throws {
    let text = "[[cluster]]\nname = \"c\"\npool = { regional = 7 }\n[waldur.modes]\nCall = \"regional\""
    #expect(try checks(text).rules(ofMachine: "c")?.pools == [.other("regional"): GPUHours(7)])
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
