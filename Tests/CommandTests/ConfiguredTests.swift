import Foundation
import Testing

/// One key in a configuration, and a command whose output it changes.
struct KeyInUse: CustomTestStringConvertible, Sendable {
  let key: String
  /// The configuration without the key.
  let before: String
  let after: String
  let command: [String]
  /// What the output then holds, where a word tells it.
  let evidence: String?
  var testDescription: String { key }

  init(
    _ key: String, _ after: String, _ command: [String] = KeyInUse.report, before: String = "",
    shows evidence: String? = nil
  ) {
    self.key = key
    self.before = before
    self.after = after
    self.command = command
    self.evidence = evidence
  }

  static let report = ["report"]
  static func snapshot(_ options: String...) -> [String] { ["snapshot", "--size", "200x60"] + options }
  static let alerts = snapshot("--keys", "a")
  static let jobs = snapshot("--view", "queue")

  static let all: [KeyInUse] = look + clusters + policy + rules + thresholds + foreign + privacy

  static let look: [KeyInUse] = [
    KeyInUse("site", "site = \"Nordlys\"", shows: "\"site\": \"Nordlys\""),
    KeyInUse(
      "journal", "journal = \"journal\"", snapshot("--view", "applications"),
      shows: "state from the portal; the journal has none"),
    KeyInUse(
      "read_only", "journal = \"journal\"\nread_only = true",
      snapshot("--view", "applications"), before: "journal = \"journal\"", shows: "READ-ONLY"),
    KeyInUse(
      "triage.texts", "journal = \"journal\"\n[triage.texts]\nsoon = \"When, {organisation}?\"",
      snapshot("--view", "applications", "--keys", "*dn<S-Tab><Right>"),
      before: "journal = \"journal\"", shows: "When, {organisation}?"),
    KeyInUse("theme", "theme = \"default-light\"", snapshot("--format", "svg")),
    KeyInUse("color", "color = \"16\"", snapshot("--format", "ansi")),
    KeyInUse("ascii", "ascii = true", snapshot()),
    KeyInUse("view", "view = \"budget\"", snapshot()),
    KeyInUse("start_layout", "start_layout = \"laptop\"", snapshot()),
    KeyInUse(
      "layout.name", "\(night)name = \"night\"", snapshot("--keys", ":layout night<Enter>"),
      before: "\(night)name = \"day\""),
    KeyInUse(
      "layout.panes", "[[layout]]\nname = \"night\"\npanes = [\"budget\"]",
      snapshot("--keys", ":layout night<Enter>"),
      before: "\(night)name = \"night\""),
    KeyInUse(
      "layout.split", "\(night)name = \"night\"\nsplit = 20", snapshot("--keys", ":layout night<Enter>"),
      before: "\(night)name = \"night\""),
    KeyInUse(
      "layout.narrow", "\(night)name = \"night\"\nnarrow = true", snapshot("--keys", ":layout night<Enter>"),
      before: "\(night)name = \"night\""),
    KeyInUse(
      "lists.jobs.columns", "[lists.jobs]\ncolumns = [\"user\", \"id\"]", ["list", "jobs"],
      shows: "user     job"),
    KeyInUse("lists.jobs.sort", "[lists.jobs]\nsort = \"-gpus\"", ["list", "jobs"]),
    filter("name", "words = \"gpus>8\"\nname = \"odd\"", shows: "odd  gpus>8"),
    filter("list", "words = \"up\"\nlist = \"nodes\"", shows: "no filter of jobs is saved"),
    filter("words", "words = \"gpus>16\"", shows: "big  gpus>16"),
    filter("key", "words = \"gpus>8\"\nkey = \"b\"", shows: "b  big  gpus>8"),
    KeyInUse(
      "keys", "[keys]\n\"help.toggle\" = \"W\"", snapshot("--keys", "W"), shows: "W or q closes"),
  ]

  private static let night = "[[layout]]\npanes = [\"queue\", \"budget\", \"utilization\"]\n"

  /// A filter of jobs in which one thing is another, as the menu shows it.
  private static func filter(_ key: String, _ lines: String, shows evidence: String) -> KeyInUse {
    let others = ["name = \"big\"", "list = \"jobs\"", "words = \"gpus>8\""]
    func text(_ lines: [String]) -> String { "[[filter]]\n\(lines.joined(separator: "\n"))" }
    let said = lines.split(separator: "\n").map(String.init)
    let kept = others.filter { line in !said.contains { $0.hasPrefix(line.prefix(4)) } }
    return KeyInUse(
      "filter.\(key)", text(kept + said), snapshot("--view", "queue", "--keys", "'"), before: text(others),
      shows: evidence)
  }

  static let clusters: [KeyInUse] = [
    KeyInUse("cluster.name", "[[cluster]]\nname = \"marenostrum5\""),
    KeyInUse(
      "cluster.aliases", "[[cluster]]\nname = \"LUMI AIF\"\naliases = [\"Lumi\"]",
      before: "[[cluster]]\nname = \"LUMI AIF\"", shows: "\"name\": \"LUMI AIF\""),
    KeyInUse("cluster.partitions", "[[cluster]]\nname = \"lumi\"\npartitions = [\"dev-g\"]"),
    KeyInUse(
      "cluster.gpu_hours_per_node_hour", "[[cluster]]\nname = \"karolina\"\ngpu_hours_per_node_hour = 4",
      before: "[[cluster]]\nname = \"karolina\""),
    KeyInUse(
      "cluster.core_hours_per_gpu_hour", "[[cluster]]\nname = \"leonardo\"\ncore_hours_per_gpu_hour = 16",
      before: "[[cluster]]\nname = \"leonardo\""),
    KeyInUse(
      "cluster.gres_per_gpu", "[[cluster]]\nname = \"lumi\"\ngres_per_gpu = 1",
      before: "[[cluster]]\nname = \"lumi\""),
    KeyInUse(
      "account.name", "[[account]]\nname = \"eu-26-9012\"\nproposal = \"MAPPED\"",
      shows: "\"proposal\": \"MAPPED\""),
    KeyInUse(
      "account.proposal", "[[account]]\nname = \"ehpc9008\"\nproposal = \"Q\"",
      before: "[[account]]\nname = \"ehpc9008\"\nproposal = \"P\"", shows: "\"proposal\": \"Q\""),
    KeyInUse(
      "account.cluster", "[[account]]\nname = \"ehpc9008\"\ncluster = \"lumi\"\nproposal = \"P\"",
      before: "[[account]]\nname = \"ehpc9008\"\nproposal = \"P\""),
  ]

  static let policy: [KeyInUse] = [
    KeyInUse("mode.working_days", "[mode.playground]\nworking_days = 5"),
    KeyInUse("mode.days", "[mode.playground]\ndays = 20"),
    KeyInUse("mode.starts", "[mode.playground]\nstarts = \"cutoff\""),
    KeyInUse(
      "mode.cutoffs", "[mode.large_scale]\ncutoffs = [2026-11-23T20:00:00]", alerts,
      shows: "cut-off of large_scale"),
    KeyInUse("calendar.zone", "[calendar]\nzone = \"Europe/Helsinki\""),
    KeyInUse("calendar.holidays", "[calendar]\nholidays = [2026-11-24]"),
    KeyInUse("calendar.at_risk_fraction", "[calendar]\nat_risk_fraction = 0.9"),
    KeyInUse("budget.idle_start_after", "[budget]\nidle_start_after = \"60d\""),
    KeyInUse("budget.under_pace", "[budget]\nunder_pace = 0.1"),
    KeyInUse("budget.under_from_calendar_fraction", "[budget]\nunder_from_calendar_fraction = 0.95"),
    KeyInUse("budget.ahead_pace", "[budget]\nahead_pace = 0.9"),
    KeyInUse(
      "budget.ahead_margin", "[budget]\nahead_pace = 50\nahead_margin = \"60d\"",
      before: "[budget]\nahead_pace = 50"),
    KeyInUse("budget.ending_within", "[budget]\nending_within = \"1d\""),
    KeyInUse("stale.scheduler", "[stale]\nscheduler = \"10m\""),
    KeyInUse("stale.applications", "[stale]\napplications = \"5m\""),
    KeyInUse(
      "stale.allocations", "[stale]\nallocations = \"1h\"", ["report", "--now", "2026-11-23T12:00:00Z"]),
    KeyInUse("stale.surroundings", "[stale]\nsurroundings = \"10m\""),
  ]

  static let thresholds: [KeyInUse] = [
    KeyInUse("alerts.unavailable_fraction", "[alerts]\nunavailable_fraction = 0.9", alerts),
    KeyInUse("alerts.critical_fraction", "[alerts]\ncritical_fraction = 0.1", alerts),
    KeyInUse("alerts.idle_fraction", "[alerts]\nidle_fraction = 0.9", alerts),
    KeyInUse("alerts.idle_while_waiting", "[alerts]\nidle_while_waiting = \"300d\"", alerts),
    KeyInUse(
      "alerts.oldest_wait", "[alerts]\noldest_wait = \"1m\"", alerts),
    KeyInUse("alerts.drain", "[alerts]\ndrain = \"1h\"", alerts, shows: "more than 1 hour to drain"),
    KeyInUse(
      "alerts.due_within", "[alerts]\ndue_within = \"400h\"", alerts, shows: "due within 400 working hours"),
    KeyInUse("alerts.cutoff_within", "[alerts]\ncutoff_within = \"30d\"", alerts, shows: "within 720 hours"),
    KeyInUse("alerts.idle_budget_after", "[alerts]\nidle_budget_after = \"90d\"", alerts),
    KeyInUse(
      "alerts.maintenance_within", "[alerts]\nmaintenance_within = \"7d\"", alerts,
      shows: "maintenance on 4 nodes"),
    KeyInUse(
      "alerts.accounting_backlog", "[alerts]\naccounting_backlog = 10", alerts, shows: "50 messages wait"),
  ]

  /// Words of other systems, and thresholds of what they tell.
  static let foreign: [KeyInUse] = [
    KeyInUse("waldur.units", "[waldur.units]\ngpu = \"gpu_hours\"", shows: "\"account\": \"w1\""),
    KeyInUse(
      "waldur.modes", "[waldur.modes]\n\"Call of the site\" = \"fast_lane\"",
      snapshot("--view", "applications")),
    KeyInUse("prometheus.node_labels", "[prometheus]\nnode_labels = [\"blade\"]"),
    KeyInUse(
      "prometheus.cluster_label", "[prometheus]\ncluster_label = \"machine\"",
      shows: "\"facility_power_watts\": 30000"),
    KeyInUse(
      "prometheus.replica_labels", "[prometheus]\nreplica_labels = [\"monitor\"]",
      shows: "\"facility_power_watts\": 20000"),
    KeyInUse("prometheus.gpu_busy", "[prometheus]\ngpu_busy = { site_busy = 1 }"),
    KeyInUse(
      "prometheus.node_power", "[prometheus]\nnode_power = { site_watts = 1000 }"),
    KeyInUse(
      "prometheus.facility_power", "[prometheus]\nfacility_power = { site_facility = 1 }",
      shows: "\"facility_power_watts\": 44000"),
    KeyInUse("alerts.idle_busy_fraction", "[alerts]\nidle_busy_fraction = 0.01"),
    KeyInUse("alerts.idle_allocated_fraction", "[alerts]\nidle_allocated_fraction = 1", alerts),
    KeyInUse("alerts.quota_fraction", "[alerts]\nquota_fraction = 0.5", alerts, shows: "/scratch/p1"),
  ]

  static let privacy: [KeyInUse] = [
    KeyInUse("privacy.hide", "[privacy]\nhide = [\"organisations\"]", shows: "\"organisation\": \"hidden 1\"")
  ]
}

@Suite("A configuration in use")
struct ConfiguredTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/sample-data", withDestinationPath: Program.sampleData)
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/journal", withIntermediateDirectories: true)
    // What the sample data do not tell: maintenance in two days, and a scheduler 20 minutes ago.
    try folder.write(
      #"{"partitions": [{"name": "gpu", "partition": {"state": ["UP"]}}]}"#,
      to: "more/partitions.json")
    try folder.write(
      #"{"reservations": [{"name": "flush", "flags": ["MAINT"], "start_time": 1795600800, "node_count": 4}]}"#,
      to: "more/reservations.json")
    try folder.write(
      #"{"statistics": {"req_time": 1795426800, "schedule_cycle_last": 5, "dbd_agent_queue_size": 50}}"#,
      to: "more/sdiag.json")
    // An application of a mode that is not EuroHPC's.
    try folder.write(
      #"{"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:50:00Z", "applications": [{"id": "C-1", "mode": "community", "state": "submitted", "org": {"name": "Sieć", "country": "PL", "kind": "sme"}, "machine": "lumi", "requested": {"amount": 240, "unit": "gpu_hours"}, "duration_days": 30, "other_funding": [{"programme": "eurostars", "grant_no": null, "eur": 1000}]}]}"#,
      to: "more/community.json")
    try writeForeign()
  }

  /// Series, quotas and lists of Waldur's, of which some are understood only with a configuration.
  private func writeForeign() throws {
    func series(_ metric: String, _ labels: String, _ value: String) -> String {
      #"{"metric": {"__name__": "\#(metric)", \#(labels)}, "value": [1795427990, "\#(value)"]}"#
    }
    let node = #""Hostname": "nid000001", "cluster": "lumi", "gpu": "0""#
    let result = [
      series("DCGM_FI_DEV_GPU_UTIL", node, "2"), series("site_busy", node, "0.9"),
      series("DCGM_FI_DEV_GPU_UTIL", #""blade": "nid000002", "cluster": "lumi", "gpu": "0""#, "50"),
      series("site_watts", node, "3"), series("site_facility", #""cluster": "lumi""#, "44000"),
      series("facility_power_watts", #""machine": "leonardo""#, "30000"),
      series("facility_power_watts", #""cluster": "leonardo", "monitor": "a""#, "20000"),
      series("facility_power_watts", #""cluster": "leonardo", "monitor": "b""#, "20000"),
    ]
    try folder.write(
      #"{"status": "success", "data": {"resultType": "vector", "result": [\#(result.joined(separator: ","))]}}"#,
      to: "series.json")
    try folder.write(
      #"{"version": 1, "timestamp": 1795427990, "quotas": [{"type": "fileset", "user": "", "path": "/scratch/p1", "total_block_usage": 60, "block_limit": 100, "total_file_usage": 1, "file_limit": 0}]}"#,
      to: "quotas.json")
    try folder.write(
      #"[{"uuid": "0000000000000000000000000000d001", "name": "w", "state": "OK", "backend_id": "w1", "offering_name": "lumi", "offering_uuid": "0000000000000000000000000000f001", "limits": {"gpu": 100}, "limit_usage": {}, "current_usages": {}}]"#,
      to: "resources.json")
    try folder.write(
      #"[{"uuid": "0000000000000000000000000000a001", "slug": "w-1", "name": "w", "state": "submitted", "call_name": "Call of the site", "round": {"cutoff_time": "2026-12-01T09:00:00Z"}, "workflow_step": null, "created": "2026-11-20T09:00:00Z", "applicant_organization": "W"}]"#,
      to: "proposals.json")
  }

  private func run(_ configuration: String, _ command: [String]) throws -> Program.Result {
    try folder.write(
      "data = [\"sample-data\", \"more\", \"series.json\", \"quotas.json\", \"resources.json\", \"proposals.json\"]\n\(configuration)",
      to: "config.toml")
    let clock = command.contains("--now") ? [] : ["--now", Program.moment]
    return try Program().run(command + ["--config", "\(folder.path)/config.toml"] + clock)
  }

  @Test("Every key has its effect", arguments: KeyInUse.all)
  func effects(key: KeyInUse) throws {
    let before = try run(key.before, key.command)
    let after = try run(key.after, key.command)
    #expect(before.status == 0, "\(before.complaints)")
    #expect(after.status == 0, "\(after.complaints)")
    #expect(after.output != before.output)
    if let evidence = key.evidence {
      #expect(after.output.contains(evidence))
      #expect(!before.output.contains(evidence))
    }
  }

  @Test(
    "Every key of the printed default has its effect here, or where a file, a clock or a command is needed")
  func everyKey() throws {
    // On a terminal, and below.
    let elsewhere: Set = ["interval", "cursor", "copy", "mouse", "escape_delay", "limits.memory"]
    let printed = try Program().run("config", "--print-default").output
    var table = ""
    var missing: [String] = []
    for line in printed.split(separator: "\n") where !line.hasPrefix("# ") && !line.hasPrefix(" ") {
      let text = line.hasPrefix("#") ? line.dropFirst() : line
      if text.hasPrefix("[") {
        table = text.filter { !"[]".contains($0) } + "."
        if table.hasPrefix("mode.") { table = "mode." }
      } else if let end = text.firstRange(of: " = ")?.lowerBound {
        missing.append(table + text[..<end])
      }
    }
    #expect(Set(missing).count > 90)
    // Every one of them is the key of an action, which all are read alike.
    #expect(missing.contains(#"keys."list.down""#))
    missing.removeAll { key in
      key.hasPrefix("keys.")
        ? KeyInUse.all.contains { $0.key == "keys" }
        : elsewhere.contains(key) || KeyInUse.all.contains { $0.key == key }
          || FileKeyInUse.all.contains { $0.key == key }
    }
    #expect(missing == [])
  }

  @Test("What does not fit into the memory that is allowed is refused in words, and the rest is told")
  func memory() throws {
    let records = (0..<60_000).map { #"{"name":"n\#($0)","state":"IDLE"}"# }.joined(separator: ",")
    try folder.write(
      #"{"schema":"factorytop/nodes/1","generated_at":"2026-11-23T10:00:00Z","cluster":"huge","nodes":[\#(records)]}"#,
      to: "more/huge.json")
    let report = ["report"]
    let refused = try run("[limits]\nmemory = \"10 MB\"", report)
    #expect(refused.status == 0)
    #expect(refused.output.contains("does not fit into the 10 MB of memory that telemetry may take"))
    #expect(refused.output.contains(#""name": "lumi""#))
    #expect(!refused.output.contains(#""total": 60000"#))
    let read = try run("", report)
    #expect(read.output.contains(#""total": 60000"#))
  }

  @Test("What lists and filters say that there is not is a mistake with line and nearest name")
  func wordsOfLists() throws {
    func complaints(_ text: String) throws -> [String] {
      try folder.write(text, to: "config.toml")
      let result = try Program().run("config", "check", "--config", "\(folder.path)/config.toml")
      #expect(result.status == 1)
      return result.complaints.split(separator: "\n").map {
        $0.replacingOccurrences(of: "factorytop: \(folder.path)/config.toml, ", with: "")
      }
    }
    #expect(
      try complaints("[lists.job]\nsort = \"id\"") == [
        "line 1: lists.job: there is no list “job”: did you mean “jobs”?"
      ])
    #expect(
      try complaints("[lists.jobs]\ncolumns = [\"id\", \"stat\"]\nsort = \"-wiat\"") == [
        "line 2: lists.jobs.columns: no field is called “stat”; did you mean state?",
        "line 3: lists.jobs.sort: there is no field “wiat” to sort by; did you mean wait?",
      ])
    // Over several lines, that of the word.
    #expect(
      try complaints(
        "[lists.jobs]\ncolumns = [\n  \"id\",\n  \"stat\",\n]\nsort = [\n  \"-gpus,wait\",\n  \"usr\",\n]")
        == [
          "line 4: lists.jobs.columns: no field is called “stat”; did you mean state?",
          "line 8: lists.jobs.sort: there is no field “usr” to sort by; did you mean user?",
        ])
    // What is of another form, or missing, is said once.
    #expect(
      try complaints("[[filter]]\nname = 3\nlist = \"jobs\"\nwords = \"held\"") == [
        "line 2: filter 1.name has to be a text that is not empty."
      ])
    #expect(
      try complaints("[[filter]]\nname = \"a\"\nlist = \"jobs\"\nwords = [\"held\"]\nkey = \"x\"") == [
        "line 4: filter 1.words has to be a text that is not empty."
      ])
    #expect(
      try complaints("[[filter]]\nlist = \"jobs\"\nwords = \"held\"") == [
        "line 1: filter 1 has no name: give it one."
      ])
    #expect(
      try complaints("[lists.jobs]\ncolumns = [\"id\", \"gpus\", \"ID\"]") == [
        "line 2: lists.jobs.columns: “ID” is there twice."
      ])
    #expect(
      try complaints("[lists.budgets]\nsort = \"used\"\n[lists.allocations]\nsort = \"left\"") == [
        "line 3: lists.allocations: allocations are there by their other name too: leave one out."
      ])
    func filter(_ name: String, _ list: String, _ words: String, _ key: String) -> String {
      "[[filter]]\nname = \"\(name)\"\nlist = \"\(list)\"\nwords = \"\(words)\"\nkey = \"\(key)\"\n"
    }
    #expect(
      try complaints(filter("a", "jbos", "held", "x")) == [
        "line 3: filter 1.list: there is no list “jbos”: did you mean “jobs”?"
      ])
    #expect(
      try complaints(filter("a", "jobs", "gpsu>8", "x")) == [
        "line 4: filter 1.words: no filter key is called “gpsu”; did you mean gpus?"
      ])
    #expect(
      try complaints(filter("a b", "jobs", "held", "x")) == [
        "line 2: filter 1.name: “a b” has to be a letter and up to 39 more letters, digits, - and _."
      ])
    #expect(
      try complaints(filter("a", "jobs", "held", "x") + filter("a", "jobs", "array", "x")) == [
        "line 7: filter 2.name: “a” is there twice (line 2) for the same list.",
        "line 10: filter 2.key: “x” is that of “a” (line 5).",
      ])
    // One of another list may be called the same.
    try folder.write(
      filter("a", "jobs", "held", "x") + filter("a", "nodes", "up", "x"), to: "config.toml")
    #expect(
      try Program().run("config", "check", "--config", "\(folder.path)/config.toml").status == 0)
    #expect(
      try complaints(filter("a", "jobs", "held", "j")) == [
        "line 5: filter 1.key: “j” is the key of list.down in the menu: give it another."
      ])
  }

  @Test("The detail of an application tells its checks by the site's rules")
  func detail() throws {
    let command = KeyInUse.snapshot("--view", "applications", "--filter", "2026SC04-9166")
    let text = "[mode.ai_science]\nchecks = [\"duration\"]\nmonths = [12]"
    let (before, after) = (try run("", command).output, try run(text, command).output)
    #expect(before.contains("182 days, allowed are 6 months"))
    #expect(before.contains("eligible country"))
    #expect(after.contains("182 days, allowed are 12 months"))
    #expect(!after.contains("eligible country"))
  }

  @Test(
    "What is hidden is on no screen and in no report",
    arguments: [
      ("organisations", "Kobalt Vision", KeyInUse.snapshot("--view", "applications")),
      ("organisations", "Kobalt Vision", ["report"]),
      ("organisations", "Kobalt Vision", ["report", "--format", "table"]),
      (
        "titles", "Speech models for small languages",
        KeyInUse.snapshot("--view", "applications", "--filter", "2026SC04-9166")
      ),
      ("users", "aif0002", KeyInUse.jobs),
      ("users", "hwops", KeyInUse.snapshot("--view", "utilization", "--keys", "jjjjlllllllll")),
      ("accounts", "project_465909", KeyInUse.jobs), ("accounts", "project_465909", ["report"]),
      ("accounts", "project_465909", ["report", "--format", "prometheus"]),
      ("accounts", "project_465909", KeyInUse.snapshot("--view", "budget", "--keys", "a")),
      ("job_names", "sweep-lr", KeyInUse.jobs),
      ("reasons", "ECC: row remap", KeyInUse.snapshot("--view", "utilization", "--keys", "jjjj")),
    ])
  func hidden(what: String, secret: String, command: [String]) throws {
    let open = try run("", command)
    #expect(open.output.contains(secret))
    let closed = try run("[privacy]\nhide = [\"\(what)\"]", command)
    #expect(closed.status == 0)
    #expect(!closed.output.contains(secret))
    #expect(closed.output.contains("hidden"))
  }

  @Test("Accounts that are hidden stay as many as they were, each with its own figures")
  func hiddenAccounts() throws {
    func accounts(_ configuration: String) throws -> [String] {
      try run(configuration, ["report", "--format", "prometheus"]).output.split(separator: "\n")
        .filter { $0.hasPrefix("factorytop_budget_granted_seconds{") }.map(String.init)
    }
    let open = try accounts("")
    let closed = try accounts("[privacy]\nhide = [\"accounts\"]")
    #expect(open.count > 5)
    #expect(closed.count == open.count)
    #expect(Set(closed.map { $0.prefix { $0 != "}" } }).count == open.count)
    #expect(
      closed.compactMap { $0.split(separator: " ").last } == open.compactMap { $0.split(separator: " ").last }
    )
  }

  @Test("What is in a cluster's own folder and names none belongs to it, and is read without --data")
  func clusterData() throws {
    try folder.write(
      #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "nodes": [{"name": "n1", "state": "IDLE"}]}"#,
      to: "spool/x/nodes.json")
    let plain = try run("", ["report"])
    #expect(!plain.output.contains("\"vega\""))
    let configured = try run("[[cluster]]\nname = \"vega\"\ndata = [\"spool\"]", ["report"])
    #expect(configured.output.contains("\"name\": \"vega\""))
    let named = try run(
      "[[cluster]]\nname = \"vega\"\ndata = [\"spool\"]", ["report", "--data", folder.path + "/more"])
    #expect(!named.output.contains("\"vega\""))
  }

  @Test("Clusters are shown in the configuration's order, then by name")
  func order() throws {
    let result = try run(
      "[[cluster]]\nname = \"marenostrum5\"\n[[cluster]]\nname = \"lumi\"", ["report", "--format", "table"])
    let names = ["marenostrum5", "lumi", "karolina", "leonardo"]
    let places = names.compactMap { result.output.range(of: "\n\($0) ")?.lowerBound }
    #expect(places.count == 4)
    #expect(places == places.sorted())
  }

  @Test("The factors of a cluster that no file tells of count for its budgets")
  func factorsWithoutFiles() throws {
    try folder.write(
      #"{"schema": "factorytop/allocations/1", "generated_at": "2026-11-23T10:00:00Z", "allocations": [{"account": "a", "cluster": "MN5", "unit": "kcore_hours", "granted": 600}]}"#,
      to: "alone/allocations.json")
    let text = "[[cluster]]\nname = \"marenostrum5\"\naliases = [\"mn5\"]\ncore_hours_per_gpu_hour = 20"
    let result = try run(text, ["report", "--data", "\(folder.path)/alone"])
    #expect(result.output.contains("\"granted\": 30000"))
    #expect(result.output.contains("\"cluster\": \"marenostrum5\""))
    #expect(result.output.contains("\"clusters\": []"))
  }

  @Test("A configured cluster that no file tells of is named by check")
  func untoldCluster() throws {
    let text = "[[cluster]]\nname = \"lumi\"\n[[cluster]]\nname = \"leonardo-booster\""
    let result = try run(text, ["check", "--data", Program.sampleData])
    #expect(result.output.contains("cluster “leonardo-booster” of the configuration: no file tells of it"))
    #expect(!result.output.contains("cluster “lumi” of the configuration"))
  }

  @Test("An account that only Slurm knows gets its proposal")
  func slurmAccount() throws {
    let command = ["report", "--data", "\(folder.path)/slurm"]
    try folder.write(
      #"{"shares": {"total_shares": 1, "shares": [{"name": "p1", "cluster": "c", "type": ["ASSOCIATION"], "tres": {"group_minutes": [{"name": "gres/gpu", "value": {"set": true, "number": 600}}]}}]}, "meta": {"plugin": {"data_parser": "data_parser/v0.0.41"}}}"#,
      to: "slurm/sshare.json")
    #expect(try run("", command).output.contains("\"account\": \"p1\""))
    #expect(
      try run("[[account]]\nname = \"p1\"\nproposal = \"MAPPED\"", command).output.contains("\"MAPPED\""))
  }

  @Test(
    "The layouts that may be begun with are those that the dashboard has by itself",
    arguments: ["standard", "wall", "laptop", "phone"])
  func presets(name: String) throws {
    let begun = try run("start_layout = \"\(name)\"", KeyInUse.snapshot())
    let taken = try run("", KeyInUse.snapshot("--keys", ":layout \(name)<Enter>"))
    #expect(begun.status == 0 && begun.output == taken.output)
  }

  @Test("--data counts before data, --theme before theme, and so on")
  func flagsFirst() throws {
    let text = "theme = \"default-light\"\ncolor = \"16\"\nview = \"budget\""
    let flags = ["--theme", "default-dark", "--color", "256", "--view", "queue", "--format", "ansi"]
    #expect(try run(text, ["snapshot"] + flags).output == run("", ["snapshot"] + flags).output)
  }

  @Test(
    "A configuration that cannot be ends every command with 2 and its path, line and near key",
    arguments: ["report", "snapshot", "check", "run", "info", "collect"])
  func broken(command: String) throws {
    try folder.write("[alerts]\noldst_wait = \"1h\"", to: "c.toml")
    let result = try Program().run(command, "--config", "\(folder.path)/c.toml")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(
      result.complaints
        == "factorytop: \(folder.path)/c.toml, line 2: alerts has no key “oldst_wait”: did you mean “oldest_wait”?\n"
    )
  }

  @Test("The user's file is found by XDG_CONFIG_HOME, and with its data no option is needed")
  func userFile() throws {
    try folder.write("data = [\"../sample-data\"]\nsite = \"Found\"", to: "factorytop/config.toml")
    let result = try Program(environment: ["XDG_CONFIG_HOME": folder.path]).run(
      "report", "--now", Program.moment)
    #expect(result.status == 0)
    #expect(result.output.contains("\"site\": \"Found\""))
  }
}
