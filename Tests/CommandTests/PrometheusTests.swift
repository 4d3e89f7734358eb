import Foundation
import Testing

@Suite("report --format prometheus")
struct PrometheusTests {
  private func report(_ data: String) throws -> String {
    let result = try Program().run(
      "report", "--data", data, "--now", Program.moment, "--format", "prometheus")
    #expect(result.status == 0)
    return result.output
  }

  private func samples(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  @Test(
    "promtool finds nothing to say of it",
    .enabled(if: Promtool.isInstalled, "needs promtool, of Debian's package prometheus"))
  func promtool() throws {
    let result = try Promtool.check(try report(Program.sampleData))
    #expect(result.complaints == "")
    #expect(result.status == 0)
  }

  @Test(
    "promtool does find what is wrong",
    .enabled(if: Promtool.isInstalled, "needs promtool, of Debian's package prometheus"))
  func wrong() throws {
    #expect(try Promtool.check("a{b=\"c\" 1\n").status != 0)
  }

  @Test("It says what the JSON report says, in base units")
  func sameFigures() throws {
    let text = try report(Program.sampleData)
    let json = try Program().run("report", "--data", Program.sampleData, "--now", Program.moment).output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let clusters = try #require(document["clusters"] as? [[String: Any]])
    #expect(clusters.count == 4)
    for cluster in clusters {
      let name = try #require(cluster["name"] as? String)
      let gpus = try #require(cluster["gpus"] as? [String: Any])
      let queue = try #require(cluster["queue"] as? [String: Any])
      for state in ["allocated", "idle", "unavailable"] {
        let count = try #require(gpus[state] as? Int)
        #expect(text.contains("factorytop_cluster_gpus{cluster=\"\(name)\",state=\"\(state)\"} \(count)\n"))
      }
      let pending = try #require(queue["pending_tasks"] as? Int)
      #expect(text.contains("factorytop_cluster_pending_tasks{cluster=\"\(name)\"} \(pending)\n"))
      let hours = try #require(queue["backlog_gpu_hours"] as? Double)
      let prefix = "factorytop_cluster_backlog_gpu_seconds{cluster=\"\(name)\"} "
      let line = try #require(samples(text).first { $0.hasPrefix(prefix) })
      let seconds = try #require(Double(line.dropFirst(prefix.count)))
      #expect(abs(seconds - hours * 3600) < 1)
    }
    let budgets = try #require(document["budgets"] as? [[String: Any]])
    #expect(samples(text).count { $0.hasPrefix("factorytop_budget_state{") } == budgets.count)
    #expect(text.contains("} 1795428000\n") == false, "no sample carries a time")
    #expect(text.hasPrefix("# HELP factorytop_report_timestamp_seconds "))
    #expect(text.contains("\nfactorytop_report_timestamp_seconds 1795428000\n"))
  }

  @Test("Each alert of the JSON report is a series with its rule, severity and entity")
  func alerts() throws {
    let text = try report(Program.sampleData)
    let json = try Program().run("report", "--data", Program.sampleData, "--now", Program.moment).output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let alerts = try #require(document["alerts"] as? [[String: Any]])
    #expect(alerts.count > 10)
    let expected = try alerts.map { alert in
      let entity = try #require(alert["entity"] as? [String: Any])
      var labels = [("rule", alert["rule"]), ("severity", alert["severity"])]
      labels += ["kind", "name", "cluster"].map { ($0, entity[$0]) }
      let written = labels.compactMap { name, value in (value as? String).map { "\(name)=\"\($0)\"" } }
      return "factorytop_alert{\(written.joined(separator: ","))} 1"
    }
    #expect(samples(text).filter { $0.hasPrefix("factorytop_alert{") }.map(String.init) == expected)
  }

  @Test("Every series stands once, and every metric has its help and its type before its first sample")
  func wellFormed() throws {
    let text = try report(Program.sampleData)
    let series = samples(text).map { $0[..<($0.lastIndex(of: " ") ?? $0.endIndex)] }
    #expect(Set(series).count == series.count)
    var typed: Set<Substring> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# TYPE ") { #expect(typed.insert(words[2]).inserted, "\(words[2]) stands twice") }
      if !line.hasPrefix("#") {
        #expect(typed.contains(line.prefix { $0 != "{" && $0 != " " }), "\(line) comes before its type")
      }
    }
    #expect(series.count > 300)
  }

  @Test("What is unknown has no sample: neither 0 nor NaN")
  func unknown() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "a",
       "nodes": [{"name": "n", "state": "MIXED", "gpus": 4}]}
      """, to: "nodes.json")
    let text = try report(folder.path)
    #expect(text.contains("factorytop_cluster_gpus_installed{cluster=\"a\"} 4\n"))
    for metric in [
      "state=\"allocated\"", "state=\"idle\"", "utilization", "pending_tasks", "applications", "budget",
      "power",
    ] {
      #expect(!text.contains(metric), "\(metric)")
    }
    #expect(!text.lowercased().contains("nan"))
  }

  @Test("Names from outside are escaped, and names that only look alike make one series")
  func hostileNames() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "a\"b\\c\nd",
       "nodes": [{"name": "n", "state": "IDLE", "gpus": 4, "alloc_gpus": 0, "partitions": ["p\u200bq", "pq"]}]}
      """#, to: "nodes.json")
    let text = try report(folder.path)
    #expect(text.contains(#"factorytop_cluster_gpus_installed{cluster="a\"b\\c␊d"} 4"#))
    let series = samples(text).map { $0[..<($0.lastIndex(of: " ") ?? $0.endIndex)] }
    #expect(Set(series).count == series.count)
    if Promtool.isInstalled { #expect(try Promtool.check(text).status == 0) }
  }

  @Test("--out replaces the file in one step and prints nothing", arguments: ["prometheus", "json", "table"])
  func out(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "factorytop.prom")
    let path = "\(folder.path)/factorytop.prom"
    let arguments = ["report", "--data", Program.sampleData, "--now", Program.moment, "--format", format]
    let result = try Program().run(arguments + ["--out", path])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Program().run(arguments).output)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["factorytop.prom"])
  }

  @Test("--out says which path cannot be written, and exits with 1")
  func outRefused() throws {
    let result = try Program().run("report", "--data", Program.sampleData, "--out", "/proc/no/such.prom")
    #expect(result.status == 1)
    #expect(result.complaints.contains("/proc/no"))
  }
}

/// `promtool check metrics`, which lints what it reads.
private enum Promtool {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")

  static func check(_ text: String) throws -> (status: Int32, complaints: String) {
    let folder = try TemporaryFolder()
    try text.write(toFile: "\(folder.path)/metrics", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/promtool")
    process.arguments = ["check", "metrics"]
    process.standardInput = FileHandle(forReadingAtPath: "\(folder.path)/metrics")
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
