import Foundation
import Testing

@Suite("report")
struct ReportTests {
  private func report(_ path: String, environment: [String: String] = [:]) throws -> [String: Any] {
    let result = try Program(environment: environment).run("report", "--data", path, "--now", Program.moment)
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test("The report is JSON with every key of its form, and unknown is null")
  func keys() throws {
    let report = try report(Program.sampleData)
    #expect(report["schema"] as? String == "factorytop/report/1")
    #expect(report["now"] as? String == Program.moment)
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    #expect(
      clusters.compactMap { $0["name"] as? String } == ["karolina", "leonardo", "lumi", "marenostrum5"])
    for cluster in clusters {
      #expect(
        Set(cluster.keys) == [
          "name", "nodes", "gpus", "utilization", "power_watts", "partitions", "queue", "maintenance",
          "scheduler", "facility_power_watts", "pue", "idle_allocations",
        ])
      let utilization = try #require(cluster["utilization"] as? [String: Any])
      #expect(utilization["gpu_busy"] is NSNull)
      #expect(Set(utilization.keys) == ["of_installed", "of_available", "gpu_busy"])
      let queue = try #require(cluster["queue"] as? [String: Any])
      #expect(
        Set(queue.keys) == [
          "running_jobs", "pending_jobs", "pending_tasks", "eligible_tasks", "held_tasks", "dependency_tasks",
          "backlog_gpu_hours", "backlog_node_hours", "drain_hours", "oldest_eligible_wait_seconds",
          "median_eligible_wait_seconds", "by_state", "reasons", "tasks_are_at_least",
        ])
      let partition = try #require((cluster["partitions"] as? [[String: Any]])?.first)
      #expect(
        Set(partition.keys) == [
          "name", "nodes", "gpus", "running_jobs", "pending_tasks", "eligible_tasks", "backlog_gpu_hours",
          "drain_hours", "oldest_eligible_wait_seconds", "state", "tasks_are_at_least", "reasons",
        ])
      for reasons in [queue["reasons"], partition["reasons"]] {
        let reason = try #require((reasons as? [[String: Any]])?.first)
        #expect(
          Set(reason.keys) == ["reason", "family", "tasks", "gpus", "oldest_eligible_wait_seconds"])
      }
    }
    let applications = try #require(report["applications"] as? [String: Any])
    #expect(
      Set(applications.keys) == ["pending", "by_state", "by_mode", "due_today", "breached", "items"])
    let item = try #require((applications["items"] as? [[String: Any]])?.first)
    #expect(
      Set(item.keys) == [
        "id", "mode", "state", "organisation", "country", "machine", "requested_gpu_hours", "submitted_at",
        "due_at", "service_class", "decision", "checks", "state_origin", "portal_state", "in_conflict",
      ])
    let check = try #require((item["checks"] as? [[String: Any]])?.first)
    #expect(Set(check.keys) == ["check", "verdict", "rests_on"])
    let source = try #require((report["sources"] as? [[String: Any]])?.first)
    #expect(
      Set(source.keys) == [
        "path", "format", "version", "cluster", "state", "age_seconds", "records", "skipped", "problem",
        "not_used",
      ])
    let budgets = try #require(report["budgets"] as? [[String: Any]])
    let budget = try #require(budgets.first)
    #expect(
      Set(budget.keys) == [
        "account", "proposal", "cluster", "unit", "granted", "used", "committed", "starts_at", "ends_at",
        "used_fraction", "calendar_fraction", "pace", "burn_per_day", "needed_per_day", "exhausts_at",
        "estimate_at_end", "month_quota", "month_used", "state", "standing", "gpu_hours", "balance",
      ])
  }

  @Test(
    "States of budgets and classes of applications are the words that scripts know, and the README tells all")
  func words() throws {
    let report = try report(Program.sampleData)
    let budgets = try #require(report["budgets"] as? [[String: Any]])
    let states = Set(budgets.compactMap { $0["state"] as? String })
    #expect(
      states == [
        "not_started", "idle_start", "under", "on_pace", "ahead", "exhausted", "ending", "ended", "unknown",
      ])
    let applications = try #require(report["applications"] as? [String: Any])
    let items = try #require(applications["items"] as? [[String: Any]])
    let classes = Set(items.compactMap { $0["service_class"] as? String })
    #expect(classes == ["breached", "due_today", "at_risk", "ok", "not_started", "paused"])
    let readme = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md"),
      encoding: .utf8)
    #expect(states.union(classes).filter { !readme.contains("`\($0)`") }.isEmpty)
  }

  @Test("An alert says which rule, how bad, about what and since when, critical first; unknown is null")
  func alerts() throws {
    let report = try report(Program.sampleData)
    let alerts = try #require(report["alerts"] as? [[String: Any]])
    for alert in alerts {
      #expect(
        Set(alert.keys) == [
          "rule", "severity", "entity", "since", "text", "acknowledged_by", "acknowledged_at",
        ])
      let entity = try #require(alert["entity"] as? [String: Any])
      #expect(Set(entity.keys) == ["kind", "name", "cluster"])
      #expect(alert["acknowledged_by"] is NSNull && alert["acknowledged_at"] is NSNull)
    }
    let severities = alerts.compactMap { $0["severity"] as? String }
    #expect(severities == severities.sorted())
    #expect(Set(severities) == ["critical", "warning"])
    func named(_ rule: String) -> [[String: Any]] { alerts.filter { $0["rule"] as? String == rule } }
    let stale = named("source_stale")
    #expect(stale.allSatisfy { $0["since"] is NSNull && $0["severity"] as? String == "warning" })
    #expect(
      stale.compactMap { ($0["entity"] as? [String: Any])?["name"] as? String }
        .allSatisfy { $0.contains("karolina/") })
    let budgets = named("budget_100").compactMap { $0["entity"] as? [String: Any] }
    #expect(budgets.compactMap { $0["name"] as? String } == ["project_465909004", "ehpc9009"])
    #expect(budgets.compactMap { $0["cluster"] as? String } == ["lumi", "marenostrum5"])
    #expect(budgets.allSatisfy { $0["kind"] as? String == "allocation" })
    let waits = named("oldest_wait").compactMap { $0["since"] as? String }
    #expect(waits.count == 3 && waits == waits.sorted(by: >))
  }

  @Test("The table lists the alerts before all else that is listed")
  func alertTable() throws {
    let table = try Program().run(
      "report", "--data", Program.sampleData, "--now", Program.moment, "--format", "table"
    ).output
    let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
    let title = try #require(lines.firstIndex(of: "alerts"))
    #expect(lines[title + 1].hasPrefix("severity  rule "))
    #expect(lines[title + 2].hasPrefix("critical  "))
    #expect(title < (try #require(lines.firstIndex(of: "clusters"))))
  }

  @Test("The sample data add up to the sums that are written beside them")
  func sums() throws {
    let clusters = try #require(try report(Program.sampleData)["clusters"] as? [[String: Any]])
    func number(_ cluster: Int, _ group: String, _ key: String) -> Double? {
      ((clusters[cluster][group] as? [String: Any])?[key] as? NSNumber)?.doubleValue
    }
    // karolina, leonardo, lumi, marenostrum5, as in sample-data/SUMS.md.
    #expect((0..<4).map { number($0, "gpus", "total") } == [48, 40, 96, 32])
    #expect((0..<4).map { number($0, "gpus", "allocated") } == [12, 21, 58, 18])
    #expect((0..<4).map { number($0, "gpus", "idle") } == [28, 9, 22, 6])
    #expect((0..<4).map { number($0, "gpus", "unavailable") } == [8, 10, 16, 8])
    #expect((0..<4).map { number($0, "queue", "running_jobs") } == [3, 7, 6, 2])
    #expect((0..<4).map { number($0, "queue", "pending_jobs") } == [3, 7, 7, 5])
    #expect((0..<4).map { number($0, "queue", "pending_tasks") } == [3, 7, 14, 8])
    #expect((0..<4).map { number($0, "queue", "eligible_tasks") } == [2, 5, 11, 8])
    #expect((0..<4).map { number($0, "queue", "held_tasks") } == [1, 1, 1, 0])
    #expect((0..<4).map { number($0, "queue", "backlog_gpu_hours") } == [584, 328, 296, 112])
    #expect((0..<4).map { number($0, "queue", "backlog_node_hours") } == [76, 88, 112, 35])
    let applications = try #require(try report(Program.sampleData)["applications"] as? [String: Any])
    #expect(applications["pending"] as? Int == 79)
    #expect(applications["breached"] as? Int == 18)
    #expect(applications["due_today"] as? Int == 3)
  }

  @Test("A folder without applications and budgets has nulls and empty lists for them")
  func nothingKnown() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"schema":"factorytop/cluster/1","generated_at":"2026-11-23T10:00:00Z","cluster":"x"}"#,
      to: "x/cluster.json")
    let report = try report(folder.path)
    let applications = try #require(report["applications"] as? [String: Any])
    #expect(applications["pending"] is NSNull)
    #expect((report["budgets"] as? [Any])?.isEmpty == true)
    let cluster = try #require((report["clusters"] as? [[String: Any]])?.first)
    #expect((cluster["gpus"] as? [String: Any])?["total"] is NSNull)
    #expect((cluster["queue"] as? [String: Any])?["pending_tasks"] is NSNull)
  }

  @Test("Measured figures are in the report, and a balance in its own unit")
  func measured() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"nodes": [{"name": "n1", "state": ["MIXED"], "gres": "gpu:4", "gres_used": "gpu:2(IDX:1-2)", "cluster_name": "a"}]}"#,
      to: "a/nodes.json")
    let series = ["0.9", "0.5", "0.01", "0.8"].enumerated().map {
      #"{"metric":{"__name__":"DCGM_FI_PROF_GR_ENGINE_ACTIVE","gpu":"\#($0.offset)","Hostname":"n1"},"value":[1795428000,"\#($0.element)"]}"#
    }
    try folder.write(
      #"{"status":"success","data":{"resultType":"vector","result":[\#(series.joined(separator: ","))]}}"#,
      to: "a/busy.json")
    try folder.write(
      #"{"version":1,"timestamp":1795428000,"config":{"unit":"RU"},"balances":[{"project":"P","user":"u","value":7}]}"#,
      to: "balances.json")
    let report = try report(folder.path)
    let cluster = try #require((report["clusters"] as? [[String: Any]])?.first)
    #expect((cluster["utilization"] as? [String: Any])?["gpu_busy"] as? Double == 0.255)
    let gpus = try #require(cluster["gpus"] as? [String: Any])
    #expect(gpus["allocated_measured"] as? Int == 2)
    #expect(gpus["allocated_idle"] as? Int == 1)
    let idle = try #require((cluster["idle_allocations"] as? [[String: Any]])?.first)
    #expect(idle["node"] as? String == "n1")
    #expect(cluster["pue"] is NSNull)
    let budget = try #require((report["budgets"] as? [[String: Any]])?.first)
    #expect(budget["unit"] is NSNull)
    #expect((budget["balance"] as? [String: Any])?["unit"] as? String == "RU")
    #expect((budget["balance"] as? [String: Any])?["value"] as? Int == 7)
  }

  @Test("A file that is gone or torn is named in words, and the rest is reported")
  func sources() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"jobs": [{"job_id": 1, "job_sta"#, to: "a/squeue.json")
    try folder.write(
      #"{"schema":"factorytop/allocations/1","generated_at":"2026-11-23T10:00:00Z","allocations":[{"account":"acc","cluster":"a","unit":"gpu_hours","granted":100,"used":50}]}"#,
      to: "allocations.json")
    let report = try report(folder.path)
    let sources = try #require(report["sources"] as? [[String: Any]])
    let torn = try #require(sources.first { ($0["path"] as? String)?.hasSuffix("squeue.json") == true })
    #expect(torn["state"] as? String == "error")
    #expect((torn["problem"] as? String)?.isEmpty == false)
    #expect((report["budgets"] as? [Any])?.count == 1)
    let check = try Program().run("check", "--data", folder.path)
    #expect(check.status == 1)
    #expect(check.output.contains("squeue.json: error"))
  }

  @Test(
    "The bytes are the same in every locale, time zone and folder to start from",
    arguments: [
      ["LC_ALL": "C.UTF-8", "TZ": "UTC"], ["LC_ALL": "C", "TZ": "Pacific/Auckland"],
      ["LANG": "de_DE.UTF-8", "TZ": "America/St_Johns", "NO_COLOR": "1", "TERM": "dumb"],
    ])
  func deterministic(environment: [String: String]) throws {
    for arguments in [
      ["report"], ["snapshot", "--format", "styled"], ["snapshot", "--format", "svg"],
      ["snapshot", "--format", "ansi"],
    ] {
      let all = arguments + ["--data", Program.sampleData, "--now", Program.moment]
      let plain = try Program().run(all).output
      let other = try Program(environment: environment).run(all).output
      #expect(plain == other)
      #expect(!plain.isEmpty)
    }
  }

  @Test(
    "Who may not read the old report may not read the new one either, from its first byte on",
    .enabled(if: TriageTests.mayTrace, "needs strace, and the right to trace a process"),
    arguments: [(0o600, "0600"), (nil, "0644")] as [(Int?, String)])
  func narrow(old: Int?, opened: String) throws {
    let folder = try TemporaryFolder()
    let (out, log) = ("\(folder.path)/report.json", "\(folder.path)/trace")
    if let old {
      try folder.write("old", to: "report.json")
      try FileManager.default.setAttributes([.posixPermissions: old], ofItemAtPath: out)
    }
    _ = try TriageTests.strace([
      "-f", "-qq", "-o", log, "-e", "trace=openat,fchmod", Program.path, "report", "--data",
      Program.sampleData,
      "--now", Program.moment, "--out", out,
    ])
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let made = try #require(calls.first { $0.contains("O_EXCL") && $0.contains(".report.json.") })
    #expect(made.contains(opened), "\(made)")
    let attributes = try FileManager.default.attributesOfItem(atPath: out)
    #expect(attributes[.posixPermissions] as? Int == old ?? 0o644)
  }
}
