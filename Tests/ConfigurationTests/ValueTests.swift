import Model
import Telemetry
import Testing
import Text

@testable import Configuration

@Suite("The values of a configuration")
struct ValueTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  private func configuration(_ text: String) throws -> Configuration { try folder.read(text).configuration }

  @Test("An empty file is the default")
  func empty() throws {
    for text in ["", "\n\n", "# nothing", "[alerts]\n"] { #expect(try configuration(text) == .standard) }
  }

  @Test("Clusters keep their order, their factors and what they are called elsewhere")
  func clusters() throws {
    let rules = try configuration(
      """
      [[cluster]]
      name = "lumi"
      aliases = ["LUMI-G"]
      data = ["lumi", "/srv/lumi.json"]
      partitions = ["standard-g"]
      gpu_hours_per_node_hour = 4
      gres_per_gpu = 2
      [[cluster]]
      name = "leonardo"
      core_hours_per_gpu_hour = 8.0
      """
    ).rules
    #expect(
      rules.clusters == [
        ClusterRules(
          name: "lumi", aliases: ["LUMI-G"],
          data: [DataPath("\(folder.path)/lumi"), DataPath("/srv/lumi.json")], gpuHoursPerNodeHour: 4,
          gresPerGPU: 2, partitionOrder: ["standard-g"]),
        ClusterRules(name: "leonardo", coreHoursPerGPUHour: 8),
      ])
    #expect(rules.clusterName(for: "lumi-g") == "lumi")
  }

  @Test(
    "Memory has a unit, or is in bytes",
    arguments: [
      ("\"2 GB\"", 2_000_000_000), ("\"1.5GiB\"", 1_610_612_736), ("\"500m\"", 500_000_000),
      ("64_000_000", 64_000_000), ("\"10 MB\"", 10_000_000),
    ])
  func memory(_ text: String, _ bytes: Int) throws {
    #expect(try configuration("[limits]\nmemory = \(text)").memoryLimit == bytes)
    #expect(Configuration.standard.memoryLimit == 2_000_000_000)
  }

  @Test("What is read is the data named, and what single clusters have")
  func roots() throws {
    let text = "data = [\"a\", \"/b\"]\n[[cluster]]\nname = \"c\"\ndata = [\"d\"]"
    #expect(try configuration(text).roots == ["\(folder.path)/a", "/b", "\(folder.path)/d"])
  }

  @Test("Without data, the folder that is collected into is read")
  func collectedRoots() throws {
    let text = """
      [collect]
      folder = "/var/lib/factorytop"
      [[collect.source]]
      command = ["squeue", "--json"]
      file = "a.json"
      """
    #expect(try configuration(text).roots == ["/var/lib/factorytop"])
    #expect(try configuration("data = [\"/x\"]\n\(text)").roots == ["/x"])
  }

  @Test(
    "A zone without summer time has one offset all the year",
    arguments: [("UTC", 0), ("Atlantic/Reykjavik", 0), ("Europe/Istanbul", 3)] as [(String, Int64)])
  func zoneWithoutSummer(name: String, hours: Int64) throws {
    let zone = try configuration("[calendar]\nzone = \"\(name)\"").policy.zone
    for moment in ["2026-07-01T00:00:00Z", "2026-12-01T00:00:00Z"] {
      let moment = try #require(Timestamp(rfc3339: moment, assumedOffset: nil))
      #expect(zone.offset(at: moment) == .hours(hours))
      #expect(zone.moment(at: zone.localTime(at: moment)) == moment)
    }
  }

  @Test("Cut-offs are local times of the zone, or have an offset; as TOML's own times or as texts")
  func cutoffs() throws {
    let policy = try configuration(
      """
      [calendar]
      zone = "Europe/Helsinki"
      [mode.playground]
      days = 3
      starts = "cutoff"
      cutoffs = [2026-07-01T10:00:00, "2026-01-01T10:00:00", 2026-03-01T10:00:00Z, 2026-04-01T10:00:00-05:30]
      """
    ).policy
    let mode = try #require(policy.modes[.playground])
    #expect(mode.promise == .days(3))
    #expect(mode.start == .cutoff)
    #expect(
      mode.cutoffs.map(\.rfc3339) == [
        "2026-01-01T08:00:00Z", "2026-03-01T10:00:00Z", "2026-04-01T15:30:00Z", "2026-07-01T07:00:00Z",
      ])
    #expect(policy.zone.standardOffset == .hours(2))
    // The cut-offs that EuroHPC publishes stay at 10:00 in Luxembourg.
    #expect(policy.modes[.largeScale] == Policy.standard.modes[.largeScale])
  }

  @Test("A mode of the site's own is one, and a mode goes by its code too")
  func modes() throws {
    let policy = try configuration(
      "[mode.community]\nworking_days = 5\n[mode.FL]\nworking_days = 3"
    ).policy
    #expect(
      policy.modes[.other("community")]
        == ModePolicy(promise: .workingDays(5), start: .submission, cutoffs: []))
    #expect(policy.modes[.fastLane]?.promise == .workingDays(3))
  }

  @Test("Holidays are days, as TOML's own or as texts")
  func holidays() throws {
    let policy = try configuration("[calendar]\nholidays = [2026-12-25, \"2026-12-26\"]").policy
    #expect(
      policy.holidays == [
        CivilDate(year: 2026, month: 12, day: 25), CivilDate(year: 2026, month: 12, day: 26),
      ])
  }

  @Test(
    "Spans of time have a unit",
    arguments: [
      ("90s", 90), ("30m", 1800), ("36h", 129_600), ("7d", 604_800), ("1.5h", 5400), ("0s", 0), ("45", 45),
    ] as [(String, Int64)])
  func spans(text: String, seconds: Int64) throws {
    let alerts = try configuration("[alerts]\noldest_wait = \"\(text)\"").policy.alerts
    #expect(alerts.oldestWait == Seconds(seconds))
  }

  @Test(
    "A span prints as it is read",
    arguments: [0, 1, 59, 60, 90, 3600, 5400, 86_400, 129_600, 604_800] as [Int64])
  func spanText(seconds: Int64) {
    #expect(Duration(span: Seconds(seconds).spanText) == .seconds(seconds))
    #expect(Duration(span: Duration.milliseconds(1500 + seconds).spanText) == .milliseconds(1500 + seconds))
  }

  @Test("Waldur's and Prometheus's tables add to what is known, and may be inline or headed")
  func addedEntries() throws {
    let rules = try configuration(
      """
      waldur.modes = { "AI Playground" = "playground", Own = "community" }
      [waldur.units]
      GPUH = "gpu_hours"
      [prometheus.node_power]
      "site:node_kilowatts" = 1000
      """
    ).rules
    #expect(rules.waldur.units["GPUH"] == .gpuHours)
    #expect(rules.waldur.units["node_hours"] == .nodeHours)
    #expect(rules.waldur.modes == ["AI Playground": .playground, "Own": .other("community")])
    #expect(rules.prometheus.nodePower["site:node_kilowatts"] == 1000)
    #expect(rules.prometheus.nodePower["node_power_watts"] == 1)
  }

  @Test("The look")
  func look() throws {
    let configured = try configuration(
      "theme = \"themes/own.toml\"\ncolor = \"16\"\nascii = true\ncursor = \"visible\"\nescape_delay = \"400ms\"\nview = \"queue\"\ninterval = \"500ms\""
    )
    #expect(configured.theme == "\(folder.path)/themes/own.toml")
    #expect(configured.color == .palette16)
    #expect(configured.isASCII)
    #expect(configured.cursor == .visible)
    #expect(configured.escapeDelay == .milliseconds(400))
    #expect(configured.view == .queue)
    #expect(configured.interval == .milliseconds(500))
    #expect(try configuration("theme = \"monochrome\"").theme == "monochrome")
  }

  @Test("An Esc waits for ten seconds at most", arguments: ["-1ms", "10001ms", "1h", "soon"])
  func escapeDelay(text: String) throws {
    #expect(try configuration("escape_delay = \"0s\"").escapeDelay == .zero)
    #expect(try configuration("escape_delay = \"10s\"").escapeDelay == .seconds(10))
    #expect(throws: ConfigurationProblems.self) { _ = try configuration("escape_delay = \"\(text)\"") }
  }

  @Test("What a name holds is made safe to show")
  func hostileNames() throws {
    let text = "site = \"a\\u001B[31mb\"\n[[account]]\nname = \"x\\u202Ey\"\nproposal = \"p\""
    let read = try folder.read(text)
    #expect(read.configuration.rules.site?.shown.unicodeScalars.contains("\u{1B}") == false)
    for setting in read.settings {
      let shown = setting.value?.shown ?? ""
      #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
  }
}
