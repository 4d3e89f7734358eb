import Foundation
import Testing

@Suite("list")
struct ListTests {
  private static let clock = ["--data", Program.sampleData, "--now", Program.moment]

  private func list(_ arguments: String...) throws -> Program.Result {
    try Program().run(["list"] + arguments + Self.clock)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try Program().run(["list"] + arguments + ["--format", "json"] + Self.clock)
    #expect(result.status == 0, "\(result.complaints)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test("Every kind is listed in every format", arguments: kinds, ["table", "csv", "json", "markdown"])
  func everyKind(kind: String, format: String) throws {
    let result = try list(kind, "--format", format)
    #expect(result.status == 0)
    #expect(result.complaints.isEmpty)
    #expect(!result.output.isEmpty)
  }

  static let kinds = [
    "clusters", "partitions", "nodes", "jobs", "applications", "allocations", "budgets", "accounts", "users",
    "qos", "reservations", "sources", "alerts",
  ]

  @Test("JSON says what was asked of how many; its keys have their units, and unknown is null")
  func document() throws {
    let document = try json("jobs", "--where", "state:pending gpus>=8 !array", "--sort", "-gpus,wait")
    #expect(
      Set(document.keys) == ["schema", "kind", "now", "where", "sort", "of", "items"])
    #expect(document["schema"] as? String == "factorytop/list/1")
    #expect(document["kind"] as? String == "jobs")
    #expect(document["now"] as? String == Program.moment)
    #expect(document["where"] as? String == "state:pending gpus>=8 !array")
    #expect(document["sort"] as? [String] == ["-gpus", "wait"])
    let items = try #require(document["items"] as? [[String: Any]])
    let all = try #require(document["of"] as? Int)
    #expect(items.count > 1 && items.count < all)
    let gpus = items.compactMap { $0["gpus"] as? Int }
    #expect(gpus == gpus.sorted(by: >))
    let first = try #require(items.first)
    for key in [
      "id", "cluster", "state", "partition", "account", "user", "qos", "name", "tasks", "nodes", "gpus",
      "gpu_hours", "limit_seconds", "wait_seconds", "priority", "submitted", "eligible", "starts", "ends",
      "reason", "node",
    ] {
      #expect(first[key] != nil, "\(key)")
    }
    #expect(first["node"] is NSNull)
    #expect(first["state"] as? String == "pending")
  }

  @Test("A sort of the option counts before one of the words")
  func sorts() throws {
    let document = try json("nodes", "--where", "sort:name up", "--sort", "-power")
    #expect(document["sort"] as? [String] == ["-power", "name"])
    #expect(document["where"] as? String == "up")
  }

  @Test("A filter and an order that are long together are both whole")
  func long() throws {
    let words = "user:" + (100..<290).map { "a\($0)" }.joined(separator: ",")
    let document = try json(
      "jobs", "--where", words, "--sort", Array(repeating: "gpus", count: 100).joined(separator: ","))
    #expect(document["where"] as? String == words)
    #expect((document["sort"] as? [String])?.count == 100)
  }

  @Test("Columns come as they were asked for, and the same in every format")
  func columns() throws {
    let csv = try list("budgets", "--columns", "account,used%", "--sort", "-used%", "--format", "csv").output
    #expect(csv.hasPrefix("account,used_fraction\n"))
    let item = try #require(
      (try json("budgets", "--columns", "account,used%")["items"] as? [[String: Any]])?.first)
    #expect(Set(item.keys) == ["account", "used_fraction"])
    let table = try list("budgets", "--columns", "account,used%").output
    #expect(table.split(separator: "\n").first?.split(separator: " ") == ["account", "used%"])
  }

  @Test("The figures are those of the report")
  func agrees() throws {
    let report = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try Program().run(["report"] + Self.clock).output.utf8)) as? [String: Any])
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    let listed = try #require(try json("clusters")["items"] as? [[String: Any]])
    for (cluster, row) in zip(clusters, listed) {
      let gpus = try #require(cluster["gpus"] as? [String: Any])
      let queue = try #require(cluster["queue"] as? [String: Any])
      #expect(row["name"] as? String == cluster["name"] as? String)
      #expect(row["gpus"] as? Int == gpus["total"] as? Int)
      #expect(row["allocated"] as? Int == gpus["allocated"] as? Int)
      #expect(row["idle"] as? Int == gpus["idle"] as? Int)
      #expect(row["waiting"] as? Int == queue["pending_tasks"] as? Int)
      #expect(row["oldest_seconds"] as? Int == queue["oldest_eligible_wait_seconds"] as? Int)
      #expect(row["gpu_hours"] as? Double == queue["backlog_gpu_hours"] as? Double)
      let name = try #require(row["name"] as? String)
      let jobs = try #require(
        try json("jobs", "--where", "cluster=\(name) eligible")["items"] as? [[String: Any]])
      #expect(jobs.reduce(0) { $0 + ($1["tasks"] as? Int ?? 0) } == queue["eligible_tasks"] as? Int)
      let hours = jobs.reduce(0.0) { $0 + ($1["gpu_hours"] as? Double ?? 0) }
      #expect(abs(hours - (queue["backlog_gpu_hours"] as? Double ?? -1)) < 0.001)
      let nodes = try #require(try json("nodes", "--where", "cluster=\(name)")["items"] as? [[String: Any]])
      #expect(nodes.reduce(0) { $0 + ($1["allocated"] as? Int ?? 0) } == gpus["allocated"] as? Int)
      #expect(nodes.reduce(0) { $0 + ($1["idle"] as? Int ?? 0) } == gpus["idle"] as? Int)
    }
  }

  @Test("--fields tells keys, units and flags of a kind without reading anything", arguments: kinds)
  func fields(kind: String) throws {
    let result = try Program().run("list", kind, "--fields")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("key "))
    let document = try JSONSerialization.jsonObject(
      with: Data(try Program().run("list", kind, "--fields", "--format", "json").output.utf8))
    let fields = try #require((document as? [String: Any])?["fields"] as? [[String: Any]])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.prefix { !$0.isEmpty }.count == fields.count + 1)
  }

  @Test(
    "What cannot be understood is one sentence with what to do, before anything is read",
    arguments: [
      (["jobs", "--where", "state:pendng"], "--where: no state is called “pendng”; did you mean pending?"),
      (["jobs", "--where", "mode:PG"], "“mode” is a key of applications, not of jobs"),
      (["jobs", "--sort", "-gpsu"], "--sort: there is no field “gpsu” to sort by; did you mean gpus?"),
      (["nodes", "--columns", "name,bsuy"], "--columns: no field is called “bsuy”; did you mean busy?"),
      (["nodes", "--columns", ","], "--columns: name the keys of fields"),
      (["jobs", "--where", "gpus>\u{1B}[31m8"], "--where: gpus takes a number"),
      (
        ["jobs", "--where", String(repeating: "a", count: 1001)],
        "--where: too long: a filter has at most 1,000"
      ),
      (["jobs", "--sort", String(repeating: "id,", count: 400)], "--sort: too long"),
      (["nothing"], "kind"),
    ])
  func mistakes(arguments: [String], sentence: String) throws {
    let result = try Program().run(["list"] + arguments + ["--data", "/no/such/folder"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.contains(sentence), "\(result.complaints)")
    #expect(!result.complaints.contains("\u{1B}"))
  }

  @Test("Where nothing matches, the list is empty and it is said among how many")
  func nothing() throws {
    let result = try list("jobs", "--where", "user:nobody", "--format", "csv")
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.complaints.hasPrefix("factorytop: 0 of "))
    #expect(result.complaints.contains("no job matches “user:nobody”."))
  }

  @Test("What the configuration hides is hidden here too")
  func hidden() throws {
    let folder = try TemporaryFolder()
    try folder.write("[privacy]\nhide = [\"users\", \"accounts\"]\n", to: "config.toml")
    let result = try list("jobs", "--format", "csv", "--config", "\(folder.path)/config.toml")
    #expect(result.status == 0)
    #expect(result.output.contains("hidden"))
    #expect(!result.output.contains("aif00") && !result.output.contains("project_"))
  }
}
